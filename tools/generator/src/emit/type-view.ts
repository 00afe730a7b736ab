import type { Release } from '../model/release.js';
import { elementsOf, valueTypeOf } from '../model/particles.js';
import { dataBase } from '../model/roles.js';
import { isSecret } from '../model/secrets.js';
import type { ComplexTypeDef, ElementDef, ParticleDef } from '../model/types.js';
import type { TableColumn } from '../prose/types.js';
import type { DocWriter } from './docs.js';
import { isTable, type FactReader, type TypeFacts } from './facts.js';
import type { FieldTypes } from './field-types.js';
import { codeSpan } from './limits.js';
import { interfaceText } from './render.js';
import { headingToKey } from './row-keys.js';
import type { Property } from './shapes.js';

/** A column of a table, with the name of its property in a row. */
export interface RowColumn extends TableColumn {
  readonly key: string;
}

/** What writing a type needs beside the type itself. */
export interface ViewContext {
  readonly release: Release;
  readonly fields: FieldTypes;
  readonly docs: DocWriter;
  readonly facts: FactReader;
}

/** A type with what is known of its fields, for writing. */
export class TypeView {
  readonly type: ComplexTypeDef;
  /** What the prose says of the fields. */
  readonly facts: TypeFacts;
  readonly #context: ViewContext;

  constructor(type: ComplexTypeDef, context: ViewContext) {
    this.type = type;
    this.facts = context.facts.of(type);
    this.#context = context;
  }

  /** The type that this one inherits fields from. */
  get base(): TypeView | undefined {
    const base = dataBase(this.type, this.#context.release.types);
    return base === undefined ? undefined : new TypeView(base, this.#context);
  }

  /** Inherited particles before the type's own. */
  allParticles(): readonly ParticleDef[] {
    return [...(this.base?.allParticles() ?? []), ...this.type.particles];
  }

  /** One element as a property. */
  readonly property = (element: ElementDef): Property => {
    const value = this.valueType(element);
    const item = value.includes(' | ') ? `(${value})` : value;
    const type = element.max > 1 ? `readonly ${item}[]` : value;
    return {
      name: element.name,
      type: element.nillable ? `${type} | null` : type,
      optional: element.min === 0 || element.default !== undefined,
      doc: this.#context.docs.field(element, {
        value: valueTypeOf(element, this.#context.release.types),
        sensitive: this.isSensitive(element),
        modes: this.facts.modes.get(element.name),
        hints: this.facts.hints.get(element.name) ?? [],
      }),
    };
  };

  /** The TypeScript type of one occurrence, nil aside. */
  valueType(element: ElementDef): string {
    return this.#context.fields.typeScript(element, this.#rowName(element));
  }

  /** Whether an element carries a secret: by rule, unless a patch says otherwise. */
  isSensitive(element: ElementDef): boolean {
    const { secrets, types } = this.#context.release;
    const patched = secrets.get(`${this.type.name}.${element.name}`);
    return patched ?? isSecret(element, valueTypeOf(element, types));
  }

  /** The documented columns of a table. Of two with the same property name, the second is numbered. */
  columns(element: ElementDef): readonly RowColumn[] {
    if (!isTable(element)) return [];
    const seen = new Set<string>();
    return (this.facts.columns.get(element.name) ?? []).map((column) => {
      const plain = headingToKey(column.heading);
      let key = plain;
      for (let n = 2; seen.has(key); n++) key = `${plain}${String(n)}`;
      seen.add(key);
      return { ...column, key };
    });
  }

  /** One interface per table with documented columns, by its name. */
  rowInterfaces(): ReadonlyMap<string, string> {
    const interfaces = new Map<string, string>();
    for (const element of elementsOf(this.type.particles)) {
      const name = this.#rowName(element);
      if (name !== undefined) interfaces.set(name, this.#rowInterface(name, element));
    }
    return interfaces;
  }

  #rowInterface(name: string, element: ElementDef): string {
    const properties = this.columns(element).map(({ heading, key, mode }): Property => {
      const modeNote = mode === undefined ? '' : ` ${mode} data mode only.`;
      const doc = [`Column ${codeSpan(heading)}.${modeNote}`];
      return { name: key, type: 'string', optional: true, doc };
    });
    return interfaceText({
      name,
      docs: [`A row of \`${element.name}\` in \`${this.type.name}\`.`],
      properties,
      members: ['readonly [column: string]: string | undefined;'],
    });
  }

  #rowName(element: ElementDef): string | undefined {
    if (this.columns(element).length === 0) return undefined;
    const { name } = element;
    return `${this.type.name}${name.charAt(0).toUpperCase()}${name.slice(1)}Row`;
  }
}
