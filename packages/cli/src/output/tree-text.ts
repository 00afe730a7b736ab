import type { Terminal } from '../terminal/terminal.js';
import { cellText, plainText } from './plain.js';
import { factsText, tableText } from './tables.js';

type Plain = Readonly<Record<string, unknown>>;

/**
 * Any data as text for people: single values under each other, lists of like objects as tables, objects
 * as indented parts.
 */
export function treeText(data: unknown, terminal: Terminal): string {
  const lines = linesOf(data, '', terminal);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function linesOf(data: unknown, indent: string, terminal: Terminal): readonly string[] {
  if (data === undefined) return [];
  if (Array.isArray(data)) return listLines(data, indent, terminal);
  if (!isObject(data)) return [indent + plainText(cellText(data))];
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  const single = entries.filter(([, value]) => isSingle(value));
  const nested = entries.filter(([, value]) => !isSingle(value));
  const { style } = terminal;
  const facts = factsText(
    single.map(([name, value]) => [name, factText(value)]),
    { head: style.dim, indent },
  );
  return [
    ...(single.length === 0 ? [] : [facts]),
    ...nested.flatMap(([name, value]) => [
      indent + style.cyan(plainText(name)),
      ...linesOf(value, `${indent}  `, terminal),
    ]),
  ];
}

/** Nothing at all is said, where in a cell it is left blank. */
function factText(value: unknown): string {
  if (value === null) return 'nil';
  return Array.isArray(value) && value.length === 0 ? 'none' : cellText(value);
}

function listLines(
  list: readonly unknown[],
  indent: string,
  terminal: Terminal,
): readonly string[] {
  if (list.length === 0) return [indent + terminal.style.dim('none')];
  if (!list.every(isObject)) return list.flatMap((item) => linesOf(item, indent, terminal));
  const columns = columnsOf(list);
  if (list.every((row) => Object.values(row).every(isSingle))) {
    const { style, isOutTerminal, width } = terminal;
    const rows = list.map((row) => columns.map((name) => cellText(row[name])));
    return [
      tableText(columns, rows, {
        head: style.dim,
        indent,
        width: isOutTerminal ? width : undefined,
      }),
    ];
  }
  return list.flatMap((item, i) => [
    `${indent}${terminal.style.dim(`[${String(i)}]`)}`,
    ...linesOf(item, `${indent}  `, terminal),
  ]);
}

/** The fields of all rows, in the order in which they first occur. */
export function columnsOf(rows: readonly Plain[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value fits in a cell. */
function isSingle(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object');
  return typeof value !== 'object' || value === null;
}
