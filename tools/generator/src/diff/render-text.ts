import { describeChange } from './describe-change.js';
import { fileMoves, groupTitles, isEmpty, summaryRows } from './summary.js';
import { groupNames, type AddedType, type GroupDiff, type ReleaseDiff } from './types.js';

/**
 * The difference for the terminal: a table of counts, then a line for each type, `-` removed, `+`
 * added, `~` changed, `!` deprecated or no longer so. Ends with a line end.
 */
export function renderText(diff: ReleaseDiff): string {
  const { from, to } = diff;
  if (isEmpty(diff)) return `${from.label} and ${to.label} have the same types.\n`;
  const blocks = [
    `From ${from.label} to ${to.label}`,
    table(summaryRows(diff)),
    ...groupNames.flatMap((name) => {
      const lines = groupLines(diff[name]);
      return lines.length === 0 ? [] : [`${groupTitles[name]}\n${lines.join('\n')}`];
    }),
  ];
  const moves = fileMoves(diff).map(
    ({ before, after, types }) => `  ${before} -> ${after}: ${types}`,
  );
  if (moves.length > 0) blocks.push(`Moved to another file, types\n${moves.join('\n')}`);
  return `${blocks.join('\n\n')}\n`;
}

function groupLines(group: GroupDiff): readonly string[] {
  const { added, removed, changed, deprecated, restored } = group;
  return [
    ...removed.map(({ name, successor }) => `  - ${name}${inPlace(successor)}`),
    ...added.map((type) => `  + ${type.name}${addedText(type)}`),
    ...deprecated.map(({ name, successor }) => `  ! ${name} deprecated${inPlace(successor)}`),
    ...restored.map(({ name }) => `  ! ${name} no longer deprecated`),
    ...changed.flatMap(({ name, changes }) => [
      `  ~ ${name}`,
      ...changes.map((change) => {
        const breaks = change.breaks === undefined ? '' : `  [breaks ${clients[change.breaks]}]`;
        return `      ${describeChange(change, (text) => text)}${breaks}`;
      }),
    ]),
  ];
}

const clients = {
  'older-client': 'older client',
  'newer-client': 'newer client',
  both: 'older and newer client',
} as const;

function addedText({ deprecated, successor }: AddedType): string {
  return deprecated === true ? ` deprecated${inPlace(successor)}` : '';
}

function inPlace(successor: string | undefined): string {
  return successor === undefined ? '' : `, now ${successor}`;
}

/** First column to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
