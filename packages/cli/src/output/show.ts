import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { outputFormats, type OutputFormat } from '../program/flags.js';
import { textFlag, textsFlag, type Given } from '../program/spec.js';
import { cellText } from './plain.js';
import { pick } from './pick.js';
import type { Shown } from './shown.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Writes a result to stdout in the form that was asked for.
 *
 * @throws CliError if the form does not fit the result, or what is to be picked is not there
 */
export async function show(shown: Shown, given: Given, context: Context): Promise<void> {
  const { terminal } = context;
  const format = await formatOf(given, context);
  const fields = textsFlag(given, 'fields');
  const query = textFlag(given, 'query');
  // Fields are picked from the rows where the result is made of rows.
  const source = query === undefined && fields.length > 0 ? (shown.rows ?? shown.data) : shown.data;
  const { data, isPicked } = await pick(source, query, fields);
  switch (format) {
    case 'json':
      await terminal.out(`${JSON.stringify(data ?? null, null, 2)}\n`);
      return;
    case 'yaml': {
      const { yamlText } = await import('./yaml-text.js');
      await terminal.out(yamlText(data ?? null));
      return;
    }
    case 'ndjson':
      for (const row of rowsOf(data, shown, isPicked) ?? [data]) {
        await terminal.out(`${JSON.stringify(row)}\n`);
      }
      return;
    case 'csv':
      await terminal.out(await csvText(rowsFor(format, data, shown, isPicked)));
      return;
    case 'table':
      await terminal.out(await tableOf(rowsFor(format, data, shown, isPicked), context));
      return;
    case 'text':
      await terminal.out(await textOf(data, shown, isPicked, context));
  }
}

async function formatOf(given: Given, context: Context): Promise<OutputFormat> {
  const flag = textFlag(given, 'output');
  const format = flag ?? (await context.settings(given)).output.value;
  const known = outputFormats.find((other) => other === format);
  if (known !== undefined) return known;
  throw new CliError(`${format} is no form of output; expected ${outputFormats.join(', ')}.`);
}

async function textOf(
  data: unknown,
  { report, text }: Shown,
  isPicked: boolean,
  { terminal }: Context,
): Promise<string> {
  if (!isPicked && report !== undefined) {
    const { reportText } = await import('./report-text.js');
    return reportText(report, terminal);
  }
  if (!isPicked && text !== undefined) return text;
  const { treeText } = await import('./tree-text.js');
  return treeText(data, terminal);
}

function rowsOf(data: unknown, { rows }: Shown, isPicked: boolean): readonly Row[] | undefined {
  if (!isPicked && rows !== undefined) return rows;
  if (!Array.isArray(data)) return undefined;
  return data.map((item: unknown) => (isRow(item) ? item : { value: item }));
}

function rowsFor(
  format: 'csv' | 'table',
  data: unknown,
  shown: Shown,
  isPicked: boolean,
): readonly Row[] {
  const rows = rowsOf(data, shown, isPicked);
  if (rows !== undefined) return rows;
  if (isRow(data) && Object.values(data).every((value) => typeof value !== 'object')) return [data];
  const lists = isRow(data)
    ? Object.entries(data).flatMap(([name, value]) => (Array.isArray(value) ? [name] : []))
    : [];
  const [first = 'users'] = lists;
  throw new CliError(`The result is no list, which ${format} needs.`, {
    next: [
      `Pick a list from it, such as --query ${first}${lists.length > 1 ? ` (lists: ${lists.join(', ')})` : ''}.`,
    ],
  });
}

/** Numbers keep their plus sign and their zeros; what a spreadsheet would run as a formula is disarmed. */
async function csvText(rows: readonly Row[]): Promise<string> {
  const [{ OCITable }, { columnsOf }] = await Promise.all([
    import('@ocipkit/core'),
    import('./tree-text.js'),
  ]);
  const columns = columnsOf(rows);
  const cells = rows.map((row) => columns.map((name) => cellText(row[name])));
  return new OCITable(columns, cells).toCsv();
}

async function tableOf(rows: readonly Row[], { terminal }: Context): Promise<string> {
  if (rows.length === 0) return '';
  const [{ columnsOf }, { tableText }] = await Promise.all([
    import('./tree-text.js'),
    import('./tables.js'),
  ]);
  const { style, isOutTerminal, width } = terminal;
  const columns = columnsOf(rows);
  const cells = rows.map((row) => columns.map((name) => cellText(row[name])));
  return `${tableText(columns, cells, { head: style.bold, width: isOutTerminal ? width : undefined })}\n`;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
