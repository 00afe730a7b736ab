import type { TableColumns } from '../base/table.js';
import type {
  AttributeSpec,
  ChoiceSpec,
  CommandClass,
  ComplexType,
  ElementSpec,
  EnumType,
  Facets,
  FieldType,
  Particle,
  Primitive,
  RequestType,
  ResponseType,
  SimpleType,
  TableType,
} from './types.js';

/*
 * The functions that generated code calls. All are pure: generated modules have no side effects on
 * import, and a bundler drops every type a program does not use.
 */

/** Bits of the third argument of {@link el}. */
export const OPTIONAL = 1;
export const NILLABLE = 2;
export const SENSITIVE = 4;

/** Occurrence and value constraints that few fields have. */
export interface ElementExtras {
  readonly min?: number;
  readonly max?: number;
  readonly default?: string;
  readonly fixed?: string;
}

const NO_FACETS: Facets = Object.freeze({});
const NO_PARTICLES = (): readonly Particle[] => [];

/** Declares a field. */
export function el(name: string, type: FieldType, flags = 0, extras?: ElementExtras): ElementSpec {
  const min = extras?.min ?? ((flags & OPTIONAL) === 0 ? 1 : 0);
  const max = extras?.max ?? 1;
  return {
    kind: 'element',
    name,
    type,
    min,
    max,
    list: max > 1,
    nillable: (flags & NILLABLE) !== 0,
    sensitive: (flags & SENSITIVE) !== 0,
    default: extras?.default,
    fixed: extras?.fixed,
  };
}

/** Declares alternatives; each branch is a list of particles. */
export function choice(branches: readonly (readonly Particle[])[], min = 1, max = 1): ChoiceSpec {
  return { kind: 'choice', branches, min, max };
}

/** Declares a simple type. */
export function simple<T>(
  name: string,
  primitive: Primitive,
  facets: Facets = NO_FACETS,
): SimpleType<T> {
  return { kind: 'simple', name, primitive, facets };
}

/** Declares an enumeration; `values` becomes a frozen array. */
export function enumeration<T extends string | number>(
  name: string,
  primitive: Primitive,
  values: readonly T[],
): EnumType<T> {
  return { kind: 'simple', name, primitive, facets: NO_FACETS, values: Object.freeze(values) };
}

/** What a data type may have beside its fields. */
export interface ComplexExtras {
  readonly extends?: () => ComplexType;
  readonly abstract?: boolean;
  readonly subtypes?: () => readonly ComplexType[];
  readonly attributes?: readonly AttributeSpec[];
}

/** Declares a data type. */
export function complex<T>(
  name: string,
  particles: () => readonly Particle[] = NO_PARTICLES,
  extras?: ComplexExtras,
): ComplexType<T> {
  return {
    kind: 'complex',
    name,
    particles,
    extends: extras?.extends,
    abstract: extras?.abstract ?? false,
    subtypes: extras?.subtypes,
    attributes: extras?.attributes,
  };
}

/** Declares a table with its documented columns: property name to heading. */
export function table(columns: TableColumns = {}): TableType {
  return { kind: 'table', columns };
}

/** Bits of the last argument of {@link request}. */
export const READ = 1;
/** The data response may be replaced by `SuccessResponse`. */
export const OR_SUCCESS = 2;

/** Describes a request class. */
export function request(
  name: string,
  particles: () => readonly Particle[] = NO_PARTICLES,
  response?: () => CommandClass<unknown, ResponseType>,
  flags = 0,
  extras?: ComplexExtras,
): RequestType {
  // Spelled out, as below: a package makes thousands of these when it is imported, and a spread of
  // `complex` takes four times as long.
  return {
    kind: 'complex',
    name,
    particles,
    extends: extras?.extends,
    abstract: extras?.abstract ?? false,
    subtypes: extras?.subtypes,
    attributes: extras?.attributes,
    role: 'request',
    response,
    mayReturnSuccess: response === undefined || (flags & OR_SUCCESS) !== 0,
    access: (flags & READ) === 0 ? 'write' : 'read',
  };
}

/** Describes a response class. */
export function response(
  name: string,
  particles: () => readonly Particle[] = NO_PARTICLES,
  extras?: ComplexExtras,
): ResponseType {
  return {
    kind: 'complex',
    name,
    particles,
    extends: extras?.extends,
    abstract: extras?.abstract ?? false,
    subtypes: extras?.subtypes,
    attributes: extras?.attributes,
    role: 'response',
  };
}
