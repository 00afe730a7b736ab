import type { Diagnostics, DiagnosticCode } from '../diagnostics.js';
import type { TypeTable } from '../model/link.js';
import { elementsOf } from '../model/particles.js';
import { keyOf, type ComplexTypeDef, type ElementDef } from '../model/types.js';
import { mineColumns } from '../prose/columns.js';
import { mineDataModes, modeOfElementDoc } from '../prose/data-modes.js';
import type { DataMode, Elsewhere, TableColumn } from '../prose/types.js';
import { mineReturnedValues, mineValueHints, type ValueHint } from '../prose/value-hints.js';

/** What the prose of a type says of its fields. Hints only: never used for checking. */
export interface TypeFacts {
  readonly columns: ReadonlyMap<string, readonly TableColumn[]>;
  /** The only data modes that have a field; an empty list if none has it any more. */
  readonly modes: ReadonlyMap<string, readonly DataMode[]>;
  /** What other modes do with such a field, where that is told. */
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  readonly hints: ReadonlyMap<string, readonly ValueHint[]>;
  /** What modes return in a field they do not use. */
  readonly returned: ReadonlyMap<string, readonly ValueHint[]>;
  /** Names of the fields, those declared in place included. */
  readonly fields: readonly string[];
}

export const isTable = (element: ElementDef): boolean =>
  element.type.kind === 'named' && keyOf(element.type.type) === 'C:OCITable';

/** Reads the prose of types, each once. */
export class FactReader {
  readonly #types: TypeTable;
  readonly #facts = new Map<ComplexTypeDef, TypeFacts>();
  readonly #diagnostics: Diagnostics | undefined;

  /** @param diagnostics is told what could not be made sense of */
  constructor(types: TypeTable, diagnostics?: Diagnostics) {
    this.#types = types;
    this.#diagnostics = diagnostics;
  }

  /** What is said of a type's fields. The prose of a type also speaks of those declared inside it. */
  of(type: ComplexTypeDef): TypeFacts {
    const owner = type.anonymous === undefined ? undefined : this.#types.get(type.anonymous.owner);
    if (owner?.kind === 'complex') return this.of(owner);
    let facts = this.#facts.get(type);
    if (facts === undefined) {
      facts = this.#read(type);
      this.#facts.set(type, facts);
    }
    return facts;
  }

  #read(type: ComplexTypeDef): TypeFacts {
    const elements = this.#withInner(type);
    const names = elements.map((e) => e.name);
    const tables = elements.filter(isTable);
    const mined = mineDataModes(type.doc, names);
    const modes = new Map(mined.fields);
    for (const { name, doc } of elements) {
      const own = modeOfElementDoc(doc);
      if (own !== undefined) modes.set(name, [own]);
    }
    const { columns, unread } =
      tables.length === 0 ? { columns: new Map(), unread: [] } : mineColumns(type.doc, tables);
    const { hints, unread: unreadHints } = mineValueHints(type.doc, names);
    this.#report('columns-unread', type, unread, 'The columns are not told, or not of any table');
    this.#report('mode-note-unread', type, mined.unread, 'A note on data modes names no field');
    this.#report('value-hint-unread', type, unreadHints, 'A value is told for no field');
    return {
      columns,
      modes,
      elsewhere: mined.elsewhere,
      hints,
      returned: mineReturnedValues(type.doc, names),
      fields: names,
    };
  }

  #withInner(type: ComplexTypeDef): ElementDef[] {
    return elementsOf(type.particles).flatMap((element) => {
      const inner =
        element.type.kind === 'named' ? this.#types.get(keyOf(element.type.type)) : undefined;
      const isInside = inner?.kind === 'complex' && inner.anonymous?.owner === type.name;
      return isInside ? [element, ...this.#withInner(inner)] : [element];
    });
  }

  #report(
    code: DiagnosticCode,
    { name, position }: ComplexTypeDef,
    unread: readonly string[],
    what: string,
  ): void {
    if (unread.length === 0) return;
    this.#diagnostics?.add(code, position, `${name}: ${what}: ${unread.join(', ')}.`);
  }
}
