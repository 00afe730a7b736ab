import type { Problem } from '../run/problem.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** A value in a report; undefined shows as nothing. */
export type ReportValue = string | number | boolean | undefined;

/** A part of a report: facts by name, a table, or a sentence. */
export type ReportBlock =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, ReportValue])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly ReportValue[])[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: 'warning' | undefined };

/** Blocks under a title. */
export interface ReportPart {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** A result for people: whoever shows it decides how a table or a fact looks. */
export interface Report {
  readonly title: string;
  /** One line that says the essential. */
  readonly subtitle?: string | undefined;
  readonly parts: readonly ReportPart[];
}

/** Facts by name, in order; those without a value fall away. */
export function facts(entries: Readonly<Record<string, ReportValue>>): ReportBlock {
  return {
    kind: 'facts',
    facts: Object.entries(entries).filter(([, value]) => value !== undefined && value !== ''),
  };
}

/** A table, or the word none where it has no rows. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly ReportValue[])[],
): ReportBlock {
  return rows.length === 0 ? { kind: 'text', text: 'none' } : { kind: 'table', columns, rows };
}

/** A sentence; a warning stands out. */
export function text(sentence: string, tone?: 'warning'): ReportBlock {
  return { kind: 'text', text: sentence, ...(tone === undefined ? {} : { tone }) };
}

/** The blocks of a section: of its value, or why there is none. Nothing for one that was not asked for. */
export function sectionBlocks<T>(
  section: Section<T> | undefined,
  blocks: (value: T) => readonly ReportBlock[],
): readonly ReportBlock[] {
  switch (section?.status) {
    case undefined:
      return [];
    case 'value':
      return [
        ...blocks(section.value),
        ...notRead(section.unread ?? [], (p) => `not read: ${p.message}`),
      ];
    case 'not-assigned':
      return [text(`not assigned (${section.service})`)];
    case 'refused':
      return [text(`refused: ${section.problem.message}`, 'warning')];
    case 'unread':
      return [text('not read: the limit of details was reached', 'warning')];
    case 'failed':
      return [text(`not read: ${section.problem.message}`, 'warning')];
  }
}

/** A line for each problem, and one for all that a limit left out. */
function notRead(
  problems: readonly Problem[],
  line: (problem: Problem) => string,
): readonly ReportBlock[] {
  const left = problems.filter(({ kind }) => kind === 'unread').length;
  return [
    ...problems.filter(({ kind }) => kind !== 'unread').map((p) => text(line(p), 'warning')),
    ...(left === 0 ? [] : [text(`left unread by a limit: ${String(left)}`, 'warning')]),
  ];
}

/** Parts without any block fall away. */
export function parts(
  entries: Readonly<Record<string, readonly ReportBlock[]>>,
): readonly ReportPart[] {
  return Object.entries(entries).flatMap(([title, blocks]) =>
    blocks.length === 0 ? [] : [{ title, blocks }],
  );
}

/** What is told of every run: what is missing, and what it took. */
export function runParts({
  complete,
  problems,
  notes,
  requests,
  messages,
  durationMs,
}: RunSummary): readonly ReportPart[] {
  const blocks: ReportBlock[] = [
    ...notRead(problems, (p) => `${p.path}: ${p.message}`),
    ...notes.map((n) =>
      text(
        `${n.command} was used in place of ${n.insteadOf}` +
          (n.missing.length === 0 ? '' : `; without ${n.missing.join(', ')}`),
      ),
    ),
    text(
      `${complete ? 'Complete' : 'Not complete'}: ${counted(requests, 'request')} in ` +
        `${counted(messages, 'message')}, ${String(durationMs)} ms.`,
    ),
  ];
  return [{ title: 'Run', blocks }];
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
