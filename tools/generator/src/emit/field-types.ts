import type { Release } from '../model/release.js';
import { valueTypeOf, type ValueType } from '../model/particles.js';
import type { ElementDef, Primitive } from '../model/types.js';
import { isTable } from './facts.js';
import { propertyKey, quote, type ModuleNames } from './names.js';
import type { RowColumn } from './type-view.js';

/** The TypeScript type of a primitive. */
function primitiveType(primitive: Primitive): string {
  switch (primitive) {
    case 'boolean':
      return 'boolean';
    case 'int':
    case 'long':
    case 'decimal':
    case 'float':
      return 'number';
    case 'base64Binary':
      return 'Uint8Array';
    default:
      return 'string';
  }
}

const isNumeric = (primitive: Primitive): boolean => primitiveType(primitive) === 'number';

/** The TypeScript type of a simple type's values: a union of literals for an enumeration. */
export function simpleValueType({ values, primitive }: ValueType): string {
  if (values === undefined) return primitiveType(primitive);
  return values.map((value) => literal(value, primitive)).join(' | ');
}

/** A value of a type as a literal. */
export function literal(value: string, primitive: Primitive): string {
  if (primitive === 'boolean') return value === '1' || value === 'true' ? 'true' : 'false';
  return isNumeric(primitive) ? String(Number(value)) : quote(value);
}

/** The runtime's name for a built-in type. */
function builtinName(primitive: Primitive): string {
  return `xs${primitive.charAt(0).toUpperCase()}${primitive.slice(1)}`;
}

/** The facets of a simple type as an object literal; undefined if it has none. */
export function facetsLiteral({ facets }: ValueType): string | undefined {
  const entries: string[] = [];
  const number = (name: 'length' | 'minLength' | 'maxLength' | 'min' | 'max'): void => {
    if (facets[name] !== undefined) entries.push(`${name}: ${String(facets[name])}`);
  };
  number('length');
  number('minLength');
  number('maxLength');
  number('min');
  number('max');
  if (facets.patterns !== undefined)
    entries.push(`patterns: [${facets.patterns.map(quote).join(', ')}]`);
  if (facets.whiteSpace !== undefined) entries.push(`whiteSpace: ${quote(facets.whiteSpace)}`);
  return entries.length === 0 ? undefined : `{ ${entries.join(', ')} }`;
}

/** Writes types of elements, as TypeScript and as descriptors. */
export class FieldTypes {
  readonly #release: Release;
  readonly #names: ModuleNames;

  constructor(release: Release, names: ModuleNames) {
    this.#release = release;
    this.#names = names;
  }

  /** TypeScript type of one occurrence, nil aside. `rowType` names the row of a table. */
  typeScript(element: ElementDef, rowType: string | undefined): string {
    const { type, fixed } = element;
    const value = valueTypeOf(element, this.#release.types);
    if (fixed !== undefined && value !== undefined) return literal(fixed, value.primitive);
    switch (type.kind) {
      case 'any':
        return 'true';
      case 'builtin':
        return primitiveType(type.primitive);
      case 'inline':
        return simpleValueType(type.type);
      case 'named': {
        if (isTable(element)) {
          const table = this.#names.runtime('OCITable');
          return rowType === undefined ? table : `${table}<${rowType}>`;
        }
        const inPlace = this.#coreType(element);
        return inPlace === undefined ? this.#names.type(type.type) : simpleValueType(inPlace);
      }
    }
  }

  /** The descriptor expression of an element's type. */
  descriptor(element: ElementDef, columns: readonly RowColumn[]): string {
    const { type } = element;
    switch (type.kind) {
      case 'any':
        return this.#names.runtime('xsMarker');
      case 'builtin':
        return this.#names.runtime(builtinName(type.primitive));
      case 'inline':
        return this.#inline(type.type);
      case 'named': {
        if (isTable(element)) return this.#table(columns);
        const inPlace = this.#coreType(element);
        return inPlace === undefined ? this.#names.type(type.type) : this.#inline(inPlace);
      }
    }
  }

  /** Simple types of the namespace `C` are written in place: they belong to no module. */
  #coreType(element: ElementDef): ValueType | undefined {
    const { type } = element;
    const isCore = type.kind === 'named' && type.type.namespace === 'C';
    return isCore ? valueTypeOf(element, this.#release.types) : undefined;
  }

  #inline(type: ValueType): string {
    const { name, primitive, values } = type;
    if (values !== undefined) {
      const list = values.map((value) => literal(value, primitive)).join(', ');
      return `${this.#names.runtime('enumeration')}(${quote(name)}, ${quote(primitive)}, [${list}])`;
    }
    const facets = facetsLiteral(type);
    const rest = facets === undefined ? '' : `, ${facets}`;
    return `${this.#names.runtime('simple')}(${quote(name)}, ${quote(primitive)}${rest})`;
  }

  #table(columns: readonly RowColumn[]): string {
    const table = this.#names.runtime('table');
    if (columns.length === 0) return `${table}()`;
    const entries = columns.map(({ key, heading }) => `${propertyKey(key)}: ${quote(heading)}`);
    return `${table}({ ${entries.join(', ')} })`;
  }
}
