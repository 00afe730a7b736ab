import type { ValueType } from '../model/particles.js';
import type { Release, RequestInfo } from '../model/release.js';
import type { Deprecation } from '../model/deprecation.js';
import type { ElementDef, TypeDef } from '../model/types.js';
import { cleanProse, escapeTsDoc } from '../prose/clean.js';
import type { DataMode } from '../prose/types.js';
import type { ValueHint } from '../prose/value-hints.js';
import { fieldMeaning } from './field-docs.js';
import { codeSpan, describeLimits, describeOccurrence, describeValues } from './limits.js';

/** What is said of a field beside its documentation. */
export interface FieldRemarks {
  readonly value: ValueType | undefined;
  readonly sensitive: boolean;
  /** The only data modes that have the field, if it is not in all of them. */
  readonly modes: readonly DataMode[] | undefined;
  readonly hints: readonly ValueHint[];
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
    } else {
      const request = this.#release.requests.get(type.name);
      if (request !== undefined) append(lines, [answerLine(request)]);
      const modes = modesLine(type.appinfo);
      if (modes !== undefined) append(lines, [modes]);
      const deprecation = this.#release.deprecated.get(type.name);
      if (deprecation !== undefined) append(lines, [deprecationLine(deprecation)]);
    }
    return lines.length > 0 ? lines : [plainLine(type)];
  }

  /** Lines for a field: its meaning, then its limits. */
  field(element: ElementDef, remarks: FieldRemarks): string[] {
    const lines = escapedLines(fieldMeaning(element, this.#prose));
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
    return this.#prose ? escapedLines(cleanProse(doc)) : [];
  }

  #valueLines(docs: ReadonlyMap<string, string>): string[] {
    if (!this.#prose) return [];
    return [...docs].map(
      ([value, doc]) => `- ${codeSpan(value)}: ${this.#proseLines(doc).join(' ')}`,
    );
  }
}

function escapedLines(text: string): string[] {
  return text === '' ? [] : escapeTsDoc(text).split('\n');
}

function append(lines: string[], more: readonly string[]): void {
  if (more.length === 0) return;
  if (lines.length > 0) lines.push('');
  lines.push(...more);
}

function answerLine({ response, mayReturnSuccess, access }: RequestInfo): string {
  const answer =
    response === undefined
      ? '`SuccessResponse`'
      : `\`${response}\`${mayReturnSuccess ? ' or `SuccessResponse`' : ''}`;
  return `Answered by ${answer}.${access === 'read' ? ' Reads only.' : ''}`;
}

/** Flags that some releases carry, such as `hssDataModeSupported`. */
function modesLine(flags: ReadonlyMap<string, string>): string | undefined {
  const refused = [...flags]
    .filter(([, value]) => value === 'false')
    .map(([flag]) => flag.replace(/DataModeSupported$/, '').toUpperCase());
  return refused.length === 0 ? undefined : `Not supported in ${refused.join(' or ')} data mode.`;
}

function deprecationLine({ successor, derived }: Deprecation): string {
  if (successor === undefined) return '@deprecated Kept for older clients.';
  return derived
    ? `@deprecated Kept for older clients; the newest of its family is \`${successor}\`.`
    : `@deprecated Replaced by \`${successor}\`.`;
}

function plainLine(type: TypeDef): string {
  if (type.kind === 'simple' || type.anonymous === undefined) {
    return `The type \`${type.name}\` of the schema.`;
  }
  return `The field \`${type.anonymous.element}\` of \`${type.anonymous.owner}\`.`;
}

function factSentences(element: ElementDef, remarks: FieldRemarks): string[] {
  const { value, sensitive, modes, hints } = remarks;
  const facts: string[] = [];
  if (element.fixed === undefined && value !== undefined) {
    const limits =
      value.values === undefined ? describeLimits(value) : describeValues(value.values);
    if (limits !== '') facts.push(limits);
  }
  const occurrence = describeOccurrence(element.min, element.max);
  if (occurrence !== '') facts.push(occurrence);
  if (element.default !== undefined) facts.push(`Default ${codeSpan(element.default)}.`);
  if (element.nillable) facts.push('`null` clears it.');
  if (sensitive) facts.push('Secret: masked in logs.');
  if (modes?.length === 0) facts.push('No data mode uses it any more.');
  else if (modes !== undefined) facts.push(`${modes.join(' and ')} data mode only.`);
  for (const hint of hints) {
    const where = hint.mode === undefined ? 'Where' : `In ${hint.mode} data mode, where`;
    facts.push(`${where} it is not used, send ${codeSpan(hint.value)}.`);
  }
  return facts;
}
