import stringWidth from 'string-width';
import { plainText } from './plain.js';

/** How the head of a table, and its cells, look. */
export interface TableStyle {
  readonly head: (text: string) => string;
  /** Columns of the terminal; the widest columns give way. Undefined: as wide as need be. */
  readonly width?: number | undefined;
  readonly indent?: string | undefined;
}

const GAP = '  ';
const LEAST = 8;

/** A table with aligned columns; numbers stand to the right. */
export function tableText(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { head, width, indent = '' }: TableStyle,
): string {
  const cells = rows.map((row) => columns.map((_, i) => plainText(row[i] ?? '')));
  const titles = columns.map(plainText);
  const widths = fitted(
    titles.map((title, i) =>
      Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[i] ?? ''))),
    ),
    width === undefined ? undefined : width - indent.length,
  );
  const isNumber = titles.map(
    (_, i) =>
      cells.some((row) => row[i] !== '') && cells.every((row) => /^-?\d{0,9}$/.test(row[i] ?? '')),
  );
  const line = (row: readonly string[], dress: (text: string) => string): string =>
    (
      indent +
      row
        .map((cell, i) => {
          const room = widths[i] ?? 0;
          const shown = cut(cell, room);
          const blanks = ' '.repeat(Math.max(0, room - stringWidth(shown)));
          return isNumber[i] === true ? blanks + dress(shown) : dress(shown) + blanks;
        })
        .join(GAP)
    ).trimEnd();
  return [line(titles, head), ...cells.map((row) => line(row, (text) => text))].join('\n');
}

/** Takes from the widest columns until all fit. */
function fitted(wanted: readonly number[], room: number | undefined): readonly number[] {
  const widths = [...wanted];
  if (room === undefined) return widths;
  const gaps = GAP.length * (widths.length - 1);
  for (;;) {
    const over = widths.reduce((sum, n) => sum + n, gaps) - room;
    const widest = Math.max(...widths);
    if (over <= 0 || widest <= LEAST) return widths;
    const at = widths.indexOf(widest);
    const second = Math.max(LEAST, ...widths.filter((n) => n < widest));
    widths[at] = Math.max(second, widest - over);
    if (widths[at] === widest) widths[at] = widest - 1;
  }
}

function cut(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  let kept = '';
  for (const char of text) {
    if (stringWidth(kept + char) > room - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** Names and values under each other. */
export function factsText(
  facts: readonly (readonly [string, string])[],
  { head, indent = '' }: TableStyle,
): string {
  const width = Math.max(0, ...facts.map(([name]) => stringWidth(plainText(name))));
  return facts
    .map(([name, value]) => {
      const title = plainText(name);
      const blanks = ' '.repeat(width - stringWidth(title));
      return `${indent}${head(title)}${blanks}${GAP}${plainText(value)}`.trimEnd();
    })
    .join('\n');
}
