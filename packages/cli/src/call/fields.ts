import { structureOf, type ComplexType } from '@ocipkit/core';

/** The property that names a value's type where several are possible. */
export const TYPE = '$type';

/** Fields of a request by name, as its class takes them. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  );
}

/**
 * The type of a value, by the name it gives for itself; undefined where the declared type is abstract
 * and no name is given, or no such type may stand there.
 */
export function formOf(type: ComplexType, value: unknown): ComplexType | undefined {
  const named = isFields(value) ? value[TYPE] : undefined;
  if (named === undefined || named === type.name) return type.abstract ? undefined : type;
  return typeof named === 'string' ? structureOf(type).subtypes?.get(named) : undefined;
}

/** The names that {@link formOf} knows. */
export function formNames(type: ComplexType): readonly string[] {
  return [...(type.abstract ? [] : [type.name]), ...(structureOf(type).subtypes?.keys() ?? [])];
}
