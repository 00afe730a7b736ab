import type { Release } from '../model/release.js';
import { keyOf, type ElementDef, type Primitive, type SimpleTypeDef } from '../model/types.js';
import { propertyKey, quote, type ModuleNames } from './names.js';
import type { TableColumn } from '../prose/types.js';

/** The TypeScript type of a primitive. */
export function primitiveType(primitive: Primitive): string {
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
export function simpleValueType(type: SimpleTypeDef): string {
  if (type.values === undefined) return primitiveType(type.primitive);
  return type.values.map((value) => literal(value, type.primitive)).join(' | ');
}

/** A value of a type as a literal. */
export function literal(value: string, primitive: Primitive): string {
  if (primitive === 'boolean') return value === '1' || value === 'true' ? 'true' : 'false';
  return isNumeric(primitive) ? String(Number(value)) : quote(value);
}

/** The runtime's name for a built-in type. */
export function builtinName(primitive: Primitive): string {
  return `xs${primitive.charAt(0).toUpperCase()}${primitive.slice(1)}`;
}

/** The facets of a simple type as an object literal; undefined if it has none. */
export function facetsLiteral(type: SimpleTypeDef): string | undefined {
  const { facets } = type;
  const entries: string[] = [];
  const number = (name: 'length' | 'minLength' | 'maxLength' | 'min' | 'max'): void => {
    if (facets[name] !== undefined) entries.push(`${name}: ${String(facets[name])}`);
  };
  number('length');
  number('minLength');
  number('maxLength');
  number('min');
  number('max');
  if (facets.patterns !== undefined) entries.push(`patterns: [${facets.patterns.map(quote).join(', ')}]`);
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
    const { type } = element;
    if (element.fixed !== undefined) {
      const primitive = this.simpleOf(element)?.primitive ?? 'token';
      return literal(element.fixed, primitive);
    }
    switch (type.kind) {
      case 'any':
        return 'true';
      case 'builtin':
        return primitiveType(type.primitive);
      case 'inline':
        return simpleValueType(type.type);
      case 'named': {
        if (keyOf(type.type) === 'C:OCITable') {
          const table = this.#names.runtime('OCITable');
          return rowType === undefined ? table : `${table}<${rowType}>`;
        }
        const inCore = this.#coreSimple(element);
        return inCore === undefined ? this.#names.type(type.type) : simpleValueType(inCore);
      }
    }
  }

  /** The descriptor expression of an element's type. */
  descriptor(element: ElementDef, columns: readonly TableColumn[], keys: readonly string[]): string {
    const { type } = element;
    switch (type.kind) {
      case 'any':
        return this.#names.runtime('xsMarker');
      case 'builtin':
        return this.#names.runtime(builtinName(type.primitive));
      case 'inline':
        return this.#inline(type.type);
      case 'named': {
        if (keyOf(type.type) === 'C:OCITable') return this.#table(columns, keys);
        const inCore = this.#coreSimple(element);
        return inCore === undefined ? this.#names.type(type.type) : this.#inline(inCore);
      }
    }
  }

  /** The simple type of an element; built-in types included. */
  simpleOf(element: ElementDef): Pick<SimpleTypeDef, 'primitive' | 'values'> | undefined {
    const { type } = element;
    if (type.kind === 'builtin') return { primitive: type.primitive };
    if (type.kind === 'inline') return type.type;
    if (type.kind === 'any') return undefined;
    const found = this.#release.types.get(keyOf(type.type));
    return found?.kind === 'simple' ? found : undefined;
  }

  /** Simple types of the namespace `C` are written in place: they belong to no module. */
  #coreSimple({ type }: ElementDef): SimpleTypeDef | undefined {
    if (type.kind !== 'named' || type.type.namespace !== 'C') return undefined;
    const found = this.#release.types.get(keyOf(type.type));
    return found?.kind === 'simple' ? found : undefined;
  }

  #inline(type: SimpleTypeDef): string {
    if (type.values !== undefined) {
      const values = type.values.map((value) => literal(value, type.primitive)).join(', ');
      return `${this.#names.runtime('enumeration')}(${quote(type.name)}, ${quote(type.primitive)}, [${values}])`;
    }
    const facets = facetsLiteral(type);
    const rest = facets === undefined ? '' : `, ${facets}`;
    return `${this.#names.runtime('simple')}(${quote(type.name)}, ${quote(type.primitive)}${rest})`;
  }

  #table(columns: readonly TableColumn[], keys: readonly string[]): string {
    const table = this.#names.runtime('table');
    if (columns.length === 0) return `${table}()`;
    const entries = columns.map(
      ({ heading }, i) => `${propertyKey(keys[i] ?? heading)}: ${quote(heading)}`,
    );
    return `${table}({ ${entries.join(', ')} })`;
  }
}
