import { setField } from '../base/fields.js';
import { OCITable } from '../base/table.js';
import { describeBranches, isSet, mayBeEmpty, selectBranch } from '../descriptor/branch.js';
import {
  formOf,
  structureOf,
  TYPE,
  type FieldSlot,
  type RepeatedChoice,
  type Structure,
} from '../descriptor/structure.js';
import type {
  ChoiceSpec,
  ComplexType,
  ElementSpec,
  Particle,
  SimpleType,
  TableType,
} from '../descriptor/types.js';
import { collapse, parseValue } from '../value/lexical.js';
import type { ElementAttributes } from '../xml/reader.js';
import { MAX_NOTICES, type Notice, type NoticeCode } from './notice.js';

/** What is being read. */
const enum Mode {
  Complex,
  Simple,
  Table,
  Row,
  Cell,
  Nil,
  Unknown,
}

interface Frame {
  readonly mode: Mode;
  readonly name: string;
  readonly slot: FieldSlot | undefined;
  readonly structure: Structure | undefined;
  /** The object, the table, or the row being filled. */
  target: unknown;
  text: string;
}

interface TableBuilding {
  readonly headings: string[];
  readonly cells: string[][];
}

/**
 * Builds one typed value from the events of its elements.
 *
 * Lenient about content: unknown and missing elements, values that do not parse and a nil where none
 * is allowed become notices, and the rest is kept.
 */
export class ContentDecoder {
  readonly notices: Notice[] = [];
  readonly #type: ComplexType;
  readonly #root: Frame;
  readonly #frames: Frame[];
  // Rows and cells never stand inside their like, so one frame of each does for a whole table.
  readonly #row = frame(Mode.Row, 'row');
  readonly #cell = frame(Mode.Cell, 'col');
  readonly #heading = frame(Mode.Cell, 'colHeading');
  #top: Frame;

  constructor(type: ComplexType, target: object) {
    this.#type = type;
    this.#root = frame(Mode.Complex, type.name, undefined, structureOf(type), target);
    this.#frames = [this.#root];
    this.#top = this.#root;
  }

  /** Takes the command's own attributes; one that is missing has its default. */
  attributes(plain: ReadonlyMap<string, string>): void {
    const target = this.#root.target as object;
    for (const { name, type, default: fallback } of this.#type.attributes ?? []) {
      const value = collapse(plain.get(name) ?? fallback);
      if (type.values?.includes(value) === false) {
        this.#notice('unknown-value', name, unlisted(value, type));
      }
      setField(target, name, value);
    }
  }

  open(name: string, attributes: ElementAttributes): void {
    const parent = this.#top;
    switch (parent.mode) {
      case Mode.Complex:
        this.#push(this.#openField(parent, name, attributes));
        return;
      case Mode.Table:
        if (name === 'row') {
          const cells: string[] = [];
          (parent.target as TableBuilding).cells.push(cells);
          this.#pushAgain(this.#row, cells);
        } else if (name === 'colHeading') {
          this.#pushAgain(this.#heading, (parent.target as TableBuilding).headings);
        } else this.#push(this.#unknown(name));
        return;
      case Mode.Row:
        if (name === 'col') this.#pushAgain(this.#cell, parent.target);
        else this.#push(this.#unknown(name));
        return;
      case Mode.Unknown:
        this.#push(frame(Mode.Unknown, name));
        return;
      default:
        this.#push(this.#unknown(name));
    }
  }

  text(text: string): void {
    this.#top.text += text;
  }

  close(): void {
    const closing = this.#top;
    this.#frames.pop();
    this.#top = this.#frames[this.#frames.length - 1] ?? this.#root;
    switch (closing.mode) {
      case Mode.Cell:
        (closing.target as string[]).push(closing.text);
        return;
      case Mode.Simple:
        this.#closeSimple(closing);
        return;
      case Mode.Complex:
        this.#closeComplex(closing);
        this.#store(closing, closing.target);
        return;
      case Mode.Table: {
        const { headings, cells } = closing.target as TableBuilding;
        const { columns } = slotOf(closing).element.type as TableType;
        this.#store(closing, new OCITable(headings, cells, columns));
        return;
      }
      case Mode.Nil:
        this.#store(closing, null);
        return;
      default:
    }
  }

  /** Ends the command itself: reports what its type requires and did not come. */
  finish(): void {
    this.#closeComplex(this.#root);
  }

  #push(next: Frame): void {
    this.#frames.push(next);
    this.#top = next;
  }

  #pushAgain(next: Frame, target: unknown): void {
    next.target = target;
    next.text = '';
    this.#push(next);
  }

  #unknown(name: string): Frame {
    this.#notice('unknown-element', name, 'the schema has no such element here');
    return frame(Mode.Unknown, name);
  }

  #openField(parent: Frame, name: string, attributes: ElementAttributes): Frame {
    const slot = parent.structure?.fields.get(name);
    if (slot === undefined) return this.#unknown(name);
    const { element } = slot;
    if (attributes.nil) {
      if (!element.nillable)
        this.#notice('nil-not-allowed', name, 'nil, which the schema rules out');
      // A list never holds nil: an entry without content is left out.
      return frame(Mode.Nil, name, element.list ? undefined : slot);
    }
    const { type } = element;
    switch (type.kind) {
      case 'simple':
        return frame(Mode.Simple, name, slot);
      case 'table':
        return frame(Mode.Table, name, slot, undefined, { headings: [], cells: [] });
      case 'complex': {
        const actual = this.#actualType(type, name, attributes.type);
        const target: Record<string, unknown> = {};
        if (actual !== type) target[TYPE] = actual.name;
        return frame(Mode.Complex, name, slot, structureOf(actual), target);
      }
    }
  }

  #actualType(type: ComplexType, name: string, named: string | undefined): ComplexType {
    const actual = formOf(type, named);
    if (actual !== undefined) return actual;
    const found =
      named === undefined
        ? `no xsi:type, although ${type.name} is abstract`
        : `xsi:type '${named}' is no known form of ${type.name}`;
    this.#notice('unknown-type', name, found);
    return type;
  }

  #closeSimple(closing: Frame): void {
    const { element } = slotOf(closing);
    const type = element.type as SimpleType;
    const standIn = closing.text === '' ? (element.fixed ?? element.default) : undefined;
    const text = standIn ?? closing.text;
    const value = parseValue(text, type);
    if (value === undefined) {
      const found = element.sensitive ? 'a text' : quoted(text);
      this.#notice('unreadable-value', closing.name, `${found} is no ${type.primitive}`);
      return;
    }
    if (type.values?.includes(value) === false) {
      this.#notice('unknown-value', closing.name, unlisted(text, type));
    } else if (element.fixed !== undefined && parseValue(element.fixed, type) !== value) {
      this.#notice('unknown-value', closing.name, `other than the only value, '${element.fixed}'`);
    }
    this.#store(closing, value);
  }

  #closeComplex(closing: Frame): void {
    const { structure } = closing;
    if (structure === undefined) return;
    const target = closing.target as Record<string, unknown>;
    if (closing.text !== '' && closing.text.trim() !== '') {
      this.#notice('unexpected-text', undefined, 'text between the elements', closing);
    }
    for (const { property, choice } of structure.repeated.values()) {
      const items = target[property] as Record<string, unknown>[] | undefined;
      for (const item of items ?? []) this.#requireBranch(choice, item, closing);
      if (items !== undefined || choice.min === 0) continue;
      this.#notice('missing', undefined, `none of ${describeBranches(choice)} came`, closing);
      target[property] = [];
    }
    this.#requireElements(structure.particles, target, closing);
    for (const choice of structure.choices) this.#requireBranch(choice, target, closing);
  }

  /** A required list is there in any case, if only empty. */
  #requireElements(
    particles: readonly Particle[],
    target: Record<string, unknown>,
    closing: Frame,
  ): void {
    for (const particle of particles) {
      if (particle.kind !== 'element' || particle.min === 0) continue;
      if (isSet(target, particle.name)) continue;
      this.#notice('missing', particle.name, 'a required element did not come', closing);
      if (particle.list) setField(target, particle.name, []);
    }
  }

  #requireBranch(choice: ChoiceSpec, target: Record<string, unknown>, closing: Frame): void {
    const branch = choice.branches[selectBranch(choice, target).index];
    if (branch !== undefined) this.#requireElements(branch, target, closing);
    else if (!mayBeEmpty(choice)) {
      this.#notice('missing', undefined, `none of ${describeBranches(choice)} came`, closing);
    }
  }

  #store(closing: Frame, value: unknown): void {
    const slot = closing.slot;
    if (slot === undefined) return;
    const parent = this.#top.target as Record<string, unknown>;
    const holder =
      slot.repeated === undefined ? parent : itemFor(parent, slot.repeated, slot.element);
    const { name, list } = slot.element;
    const present = Object.hasOwn(holder, name);
    if (list) {
      if (present) (holder[name] as unknown[]).push(value);
      else setField(holder, name, [value]);
    } else if (present) {
      this.#notice('repeated', name, 'came more than once; the first is kept');
    } else {
      setField(holder, name, value);
    }
  }

  #notice(code: NoticeCode, name: string | undefined, message: string, below?: Frame): void {
    if (this.notices.length >= MAX_NOTICES) return;
    const names = this.#frames.map((f) => f.name);
    if (below !== undefined && below !== this.#root) names.push(below.name);
    if (name !== undefined) names.push(name);
    this.notices.push({ code, path: names.join('.'), message });
  }
}

function frame(
  mode: Mode,
  name: string,
  slot?: FieldSlot,
  structure?: Structure,
  target?: unknown,
): Frame {
  return { mode, name, slot, structure, target, text: '' };
}

function quoted(text: string): string {
  return text.length <= 100 ? `'${text}'` : `'${text.slice(0, 100)}…'`;
}

function unlisted(text: string, type: SimpleType): string {
  return `${quoted(text)} is not among the known values${type.name === '' ? '' : ` of ${type.name}`}`;
}

function slotOf({ slot, name }: Frame): FieldSlot {
  if (slot === undefined) throw new TypeError(`no field belongs to <${name}>`);
  return slot;
}

/** The item of a repeated choice that an element belongs to: the last one, or a new one. */
function itemFor(
  parent: Record<string, unknown>,
  repeated: RepeatedChoice,
  element: ElementSpec,
): Record<string, unknown> {
  const items = (parent[repeated.property] ??= []) as Record<string, unknown>[];
  const last = items[items.length - 1];
  const branch = repeated.branchOf.get(element.name);
  const continues =
    last !== undefined &&
    Object.keys(last).every((name) => repeated.branchOf.get(name) === branch) &&
    (element.list || !Object.hasOwn(last, element.name));
  if (continues) return last;
  const item: Record<string, unknown> = {};
  items.push(item);
  return item;
}
