import { describeChange } from './describe-change.js';
import { fileMoves, groupTitles, isEmpty, summaryRows } from './summary.js';
import { groupNames, type AddedType, type GroupDiff, type ReleaseDiff } from './types.js';

/** The difference as a release note: a table of counts, then what happened to each kind of types. */
export function renderMarkdown(diff: ReleaseDiff): string {
  const { from, to } = diff;
  const blocks = [
    `# Changes from ${plain(from.label)} to ${plain(to.label)}`,
    `Schemas compared: ${plain(from.label)} \`${from.hash.slice(0, 12)}\`, ${plain(to.label)} \`${to.hash.slice(0, 12)}\`.`,
  ];
  if (isEmpty(diff)) blocks.push('The types are the same.');
  else {
    blocks.push(table(summaryRows(diff)), legend(diff));
    for (const name of groupNames) blocks.push(...groupBlocks(groupTitles[name], diff[name]));
    blocks.push(...moveBlocks(diff));
  }
  return `${blocks.join('\n\n')}\n`;
}

function legend({ from, to }: ReleaseDiff): string {
  const [older, newer] = [plain(from.label), plain(to.label)];
  return [
    `- **breaks older client**: a client built for ${older} that talks to a server of ${newer}.`,
    `- **breaks newer client**: a client built for ${newer} that talks to a server of ${older}; for what is optional, if it uses it.`,
  ].join('\n');
}

function groupBlocks(
  title: string,
  { added, removed, changed, deprecated, restored }: GroupDiff,
): readonly string[] {
  const sections = [
    ...section('Removed', removed, ({ name, successor }) => named(name) + inPlace(successor)),
    ...section('Added', added, addedText),
    ...section('Deprecated', deprecated, ({ name, successor }) => named(name) + inPlace(successor)),
    ...section('No longer deprecated', restored, ({ name }) => named(name)),
    ...section('Changed', changed, ({ name, changes }) =>
      [
        named(name),
        ...changes.map((change) => {
          const breaks = change.breaks === undefined ? '' : ` — ${clients[change.breaks]}`;
          return `  - ${describeChange(change, code)}${breaks}`;
        }),
      ].join('\n'),
    ),
  ];
  return sections.length === 0 ? [] : [`## ${title}`, ...sections];
}

const clients = {
  'older-client': '**breaks older client**',
  'newer-client': '**breaks newer client**',
  both: '**breaks older and newer client**',
} as const;

function section<T>(
  title: string,
  list: readonly T[],
  item: (entry: T) => string,
): readonly string[] {
  if (list.length === 0) return [];
  return [`### ${title} (${list.length})`, list.map((entry) => `- ${item(entry)}`).join('\n')];
}

function addedText({ name, response, deprecated, successor }: AddedType): string {
  const answer = response === undefined ? '' : `, answered by ${named(response)}`;
  return named(name) + answer + (deprecated === true ? `, deprecated${inPlace(successor)}` : '');
}

function moveBlocks(diff: ReleaseDiff): readonly string[] {
  const moves = fileMoves(diff);
  if (moves.length === 0) return [];
  const rows = moves.map(({ before, after, types }) => [code(before), code(after), String(types)]);
  return ['## Moved to another file', table([['From', 'To', 'Types'], ...rows])];
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function inPlace(successor: string | undefined): string {
  return successor === undefined ? '' : `: use ${named(successor)}`;
}

/** XML names and joined ones need no more than the marks. */
function named(name: string): string {
  return `\`${name}\``;
}

/** A value may hold the mark itself. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const mark = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return mark + space + text + space + mark;
}

function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
