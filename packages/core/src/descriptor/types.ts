import type { TableColumns } from '../base/table.js';

/** The XSD primitive a value is written as; `marker` is an element without a type (always empty). */
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
  | 'base64Binary'
  | 'marker';

/**
 * XSD facets with XSD semantics: lengths count characters (code points) after white space has been
 * normalised as the primitive prescribes, patterns match the whole text, bounds are inclusive.
 */
export interface Facets {
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Each entry is one derivation step; a text must match all of them. */
  readonly patterns?: readonly string[];
  /** Overrides the white space rule of the primitive. */
  readonly whiteSpace?: 'preserve' | 'replace' | 'collapse';
}

/** A type that is written as text. `T` is the TypeScript type of its values. */
export interface SimpleType<T = unknown> {
  readonly kind: 'simple';
  /** Name in the schema; `xs:…` for built-in types, empty for a type declared inside an element. */
  readonly name: string;
  readonly primitive: Primitive;
  readonly facets: Facets;
  /** The allowed values of an enumeration, in schema order; frozen. */
  readonly values?: readonly T[];
}

/** An enumeration: a simple type whose values are listed. */
export interface EnumType<T = unknown> extends SimpleType<T> {
  readonly values: readonly T[];
}

/** A field of a type: one element of the schema. */
export interface ElementSpec {
  readonly kind: 'element';
  /** Exactly the name on the wire. */
  readonly name: string;
  readonly type: FieldType;
  readonly min: number;
  readonly max: number;
  /** The field is a list, because its maximum is above one. */
  readonly list: boolean;
  readonly nillable: boolean;
  /** Carries a secret: never to be logged or shown. */
  readonly sensitive: boolean;
  /** Text that stands for an empty element, and is written for a required field that is left out. */
  readonly default: string | undefined;
  /** The only text the field may have. */
  readonly fixed: string | undefined;
}

/** Alternatives. Each branch is a sequence of particles; `max` above one makes an ordered list of branches. */
export interface ChoiceSpec {
  readonly kind: 'choice';
  readonly branches: readonly (readonly Particle[])[];
  readonly min: number;
  readonly max: number;
}

/** What the content of a type is made of, in schema order. */
export type Particle = ElementSpec | ChoiceSpec;

/** An attribute of a command; only `ErrorResponse` has one of its own. */
export interface AttributeSpec {
  readonly name: string;
  readonly type: SimpleType;
  /** Taken where the attribute is missing. */
  readonly default: string;
}

/** A type with fields. `T` is the TypeScript type of its values. */
export interface ComplexType<T = unknown> {
  readonly kind: 'complex';
  readonly name: string;
  /** The type's own particles; those of `extends` come before them on the wire. */
  readonly particles: () => readonly Particle[];
  readonly extends?: (() => ComplexType) | undefined;
  readonly abstract: boolean;
  /** Concrete types that may stand in its place, named by `xsi:type`. */
  readonly subtypes?: (() => readonly ComplexType[]) | undefined;
  readonly attributes?: readonly AttributeSpec[] | undefined;
  /** Phantom: carries `T`, never set. */
  readonly valueType?: T;
}

/** A table; `columns` are the documented headings by property name. */
export interface TableType {
  readonly kind: 'table';
  readonly columns: TableColumns;
}

/** Descriptor of what a field holds. */
export type FieldType = SimpleType | ComplexType | TableType;

/** What a request does to the platform: reads are safe to repeat. */
export type Access = 'read' | 'write';

/** The constructor of a command class. */
export interface CommandClass<T = unknown, D extends CommandType = CommandType> {
  readonly prototype: T;
  readonly $: D;
}

/** The static description of a request class. */
export interface RequestType extends ComplexType {
  readonly role: 'request';
  /** The data response, or undefined where the platform answers with `SuccessResponse`. */
  readonly response: (() => CommandClass<unknown, ResponseType>) | undefined;
  /** `SuccessResponse` is a legal answer. */
  readonly mayReturnSuccess: boolean;
  readonly access: Access;
}

/** The static description of a response class. */
export interface ResponseType extends ComplexType {
  readonly role: 'response';
}

/** Descriptor of a command. */
export type CommandType = RequestType | ResponseType;
