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

export function facts(entries: Readonly<Record<string, ReportValue>>): ReportBlock {
  return {
    kind: 'facts',
    facts: Object.entries(entries).filter(([, value]) => value !== undefined && value !== ''),
  };
}

export function table(
  columns: readonly string[],
  rows: readonly (readonly ReportValue[])[],
): ReportBlock {
  return rows.length === 0 ? { kind: 'text', text: 'none' } : { kind: 'table', columns, rows };
}

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
        ...(section.unread ?? []).map((p) => text(`not read: ${p.message}`, 'warning')),
      ];
    case 'not-assigned':
      return [text(`not assigned (${section.service})`)];
    case 'refused':
      return [text(`refused: ${section.problem.message}`, 'warning')];
    case 'failed':
      return [text(`not read: ${section.problem.message}`, 'warning')];
  }
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
    ...problems.map((p) => text(`${p.path}: ${p.message}`, 'warning')),
    ...notes.map((n) =>
      text(
        `${n.command} was used in place of ${n.insteadOf}` +
          (n.missing.length === 0 ? '' : `; without ${n.missing.join(', ')}`),
      ),
    ),
    text(
      `${complete ? 'Complete' : 'Not complete'}: ${String(requests)} requests in ` +
        `${String(messages)} messages, ${String(durationMs)} ms.`,
    ),
  ];
  return [{ title: 'Run', blocks }];
}
