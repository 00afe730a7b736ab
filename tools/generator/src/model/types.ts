import type { Position } from '../diagnostics.js';

/*
 * The schema model: plain data, no TypeScript and no XML in it. Everything the schemas say is here
 * with its source position; nothing is flattened.
 */

/** Namespace of a type: none, or `C` (messages, base types, tables). */
export type Namespace = '' | 'C';

/** A named type of the release. */
export interface TypeName {
  readonly namespace: Namespace;
  readonly name: string;
}

/** The key of a type in maps: `C:OCITable`, or the plain name. */
export function keyOf({ namespace, name }: TypeName): string {
  return namespace === '' ? name : `${namespace}:${name}`;
}

/** What a simple type is made of in the end. */
export type Primitive =
  | 'string'
  | 'normalizedString'
  | 'token'
  | 'NMTOKEN'
  | 'boolean'
  | 'int'
  | 'long'
  | 'decimal'
  | 'float'
  | 'dateTime'
  | 'date'
  | 'base64Binary';

/** Facets, with those of the base types merged in. */
export interface Facets {
  length?: number;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  patterns?: string[];
  whiteSpace?: 'preserve' | 'replace' | 'collapse';
}

/** What an element's type is. */
export type TypeRef =
  | { readonly kind: 'named'; readonly type: TypeName }
  | { readonly kind: 'builtin'; readonly primitive: Primitive }
  | { readonly kind: 'inline'; readonly type: SimpleTypeDef }
  /** No type at all: an empty marker. */
  | { readonly kind: 'any' };

/** A field as the schema declares it. */
export interface ElementDef {
  readonly kind: 'element';
  readonly name: string;
  readonly type: TypeRef;
  readonly min: number;
  /** Infinity for `unbounded`. */
  readonly max: number;
  readonly nillable: boolean;
  readonly default?: string;
  readonly fixed?: string;
  /** Documentation that stands on the element itself. */
  readonly doc: string;
  readonly position: Position;
}

/** Alternatives as the schema declares them. */
export interface ChoiceDef {
  readonly kind: 'choice';
  readonly branches: readonly (readonly ParticleDef[])[];
  readonly min: number;
  readonly max: number;
  readonly position: Position;
}

/** What a complex type is made of. */
export type ParticleDef = ElementDef | ChoiceDef;

interface TypeDefBase extends TypeName {
  readonly doc: string;
  /** Known flags in `appinfo`, such as `asDataModeSupported`. */
  readonly appinfo: ReadonlyMap<string, string>;
  readonly position: Position;
}

/** A simple type or an enumeration. */
export interface SimpleTypeDef extends TypeDefBase {
  readonly kind: 'simple';
  readonly primitive: Primitive;
  readonly facets: Facets;
  /** Values of an enumeration in schema order. */
  readonly values?: readonly string[];
  /** Documentation of single values, where the schema has it. */
  readonly valueDocs?: ReadonlyMap<string, string>;
  /** The named type it restricts, if any. */
  readonly base?: TypeName;
}

/** An attribute of a command. */
export interface AttributeDef {
  readonly name: string;
  readonly required: boolean;
  readonly position: Position;
}

/** A type with fields: commands are such types, too. */
export interface ComplexTypeDef extends TypeDefBase {
  readonly kind: 'complex';
  readonly abstract: boolean;
  readonly derivation?: { readonly by: 'extension' | 'restriction'; readonly base: TypeName };
  /** Own particles; a restriction's replace those of the base. */
  readonly particles: readonly ParticleDef[];
  readonly attributes: readonly AttributeDef[];
  /** Where a type declared inside an element comes from. */
  readonly anonymous?: { readonly owner: string; readonly element: string };
}

/** A type of a release. */
export type TypeDef = SimpleTypeDef | ComplexTypeDef;

/** A schema file as read, before references are resolved. */
export interface SchemaFile {
  readonly path: string;
  readonly namespace: Namespace;
  readonly includes: readonly IncludeDef[];
  readonly types: readonly TypeDef[];
}

/** A reference to another schema file. */
export interface IncludeDef {
  readonly kind: 'include' | 'import';
  /** Path as written. */
  readonly location: string;
  readonly position: Position;
}
