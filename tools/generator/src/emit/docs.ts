import type { Release } from '../model/release.js';
import type { ElementDef, SimpleTypeDef, TypeDef } from '../model/types.js';
import { cleanProse, escapeTsDoc } from '../prose/clean.js';
import type { DataMode } from '../prose/types.js';
import type { ValueHint } from '../prose/value-hints.js';
import { fieldDoc } from './field-docs.js';
import { describeLimits, describeOccurrence, describeValues } from './limits.js';

/** What is said of a field beside its documentation. */
export interface FieldRemarks {
  readonly simple: SimpleTypeDef | undefined;
  readonly sensitive: boolean;
  readonly modes: readonly DataMode[];
  readonly hints: readonly ValueHint[];
  readonly isTable: boolean;
}

/** Writes documentation comments. */
export class DocWriter {
  readonly #release: Release;
  readonly #prose: boolean;

  /** @param prose take over the documentation of the schemas; it is their owner's text */
  constructor(release: Release, prose: boolean) {
    this.#release = release;
    this.#prose = prose;
  }

  /** Lines for a type or command. */
  type(type: TypeDef): string[] {
    const lines = this.#proseLines(type.doc);
    if (type.kind === 'simple') {
      const limits = describeLimits(type);
      if (limits !== '') append(lines, [limits]);
      if (type.valueDocs !== undefined) append(lines, this.#valueLines(type.valueDocs));
      return lines.length === 0 ? [`The type \`${type.name}\` of the schema.`] : lines;
    }
    const request = this.#release.requests.get(type.name);
    if (request !== undefined) append(lines, [answerLine(request)]);
    const deprecation = this.#release.deprecated.get(type.name);
    if (deprecation !== undefined) append(lines, [deprecationLine(deprecation)]);
    if (lines.length > 0) return lines;
    const { anonymous } = type;
    return anonymous === undefined
      ? [`The type \`${type.name}\` of the schema.`]
      : [`The field \`${anonymous.element}\` of \`${anonymous.owner}\`.`];
  }

  /** Lines for a field: its meaning, then its limits. */
  field(element: ElementDef, remarks: FieldRemarks): string[] {
    const typeName = element.type.kind === 'named' ? element.type.type.name : undefined;
    const own = this.#proseLines(element.doc);
    const ours = own.length > 0 ? undefined : fieldDoc(element.name, typeName);
    const lines = ours === undefined ? own : [escapeTsDoc(ours)];
    const facts = factSentences(element, remarks);
    if (facts.length > 0) {
      const text = facts.join(' ');
      if (lines.length === 1 && (lines[0]?.length ?? 0) + text.length < 90) {
        lines[0] = `${lines[0] ?? ''} ${text}`;
      } else lines.push(text);
    }
    return lines;
  }

  #proseLines(doc: string): string[] {
    if (!this.#prose) return [];
    const text = cleanProse(doc);
    return text === '' ? [] : escapeTsDoc(text).split('\n');
  }

  #valueLines(docs: ReadonlyMap<string, string>): string[] {
    if (!this.#prose) return [];
    return [...docs].map(
      ([value, doc]) => `- \`${value}\`: ${escapeTsDoc(cleanProse(doc)).replace(/\s*\n\s*/g, ' ')}`,
    );
  }
}

function append(lines: string[], more: readonly string[]): void {
  if (more.length === 0) return;
  if (lines.length > 0) lines.push('');
  lines.push(...more);
}

function answerLine(request: {
  readonly response: string | undefined;
  readonly mayReturnSuccess: boolean;
  readonly access: string;
}): string {
  const { response, mayReturnSuccess, access } = request;
  const answer =
    response === undefined
      ? '`SuccessResponse`'
      : `\`${response}\`${mayReturnSuccess ? ' or `SuccessResponse`' : ''}`;
  return `Answered by ${answer}.${access === 'read' ? ' Reads only.' : ''}`;
}

function deprecationLine({
  successor,
  derived,
}: {
  readonly successor?: string;
  readonly derived: boolean;
}): string {
  if (successor === undefined) return '@deprecated Kept for older clients.';
  return derived
    ? `@deprecated Kept for older clients; the newest of its family is \`${successor}\`.`
    : `@deprecated Replaced by \`${successor}\`.`;
}

function factSentences(element: ElementDef, remarks: FieldRemarks): string[] {
  const { simple, sensitive, modes, hints } = remarks;
  const facts: string[] = [];
  if (element.fixed === undefined && simple !== undefined) {
    const limits = describeLimits(simple);
    const text = simple.values === undefined ? limits : describeValues(simple.values);
    if (text !== '') facts.push(text);
  }
  const occurrence = describeOccurrence(element.min, element.max);
  if (occurrence !== '') facts.push(occurrence);
  if (element.default !== undefined) facts.push(`Default \`${element.default}\`.`);
  if (element.nillable) facts.push('`null` clears it.');
  if (sensitive) facts.push('Secret: masked in logs.');
  if (modes.length > 0) facts.push(`${modes.join(' and ')} data mode only.`);
  for (const { mode, value } of hints) {
    facts.push(`${mode === undefined ? 'Where' : `In ${mode} data mode, where`} it is not used, send \`${escapeTsDoc(value)}\`.`);
  }
  return facts.map((fact) => fact.replaceAll('*/', '*\\/'));
}
