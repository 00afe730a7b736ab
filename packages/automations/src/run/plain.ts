import { OCITable, type OCIResponse } from '@ocipkit/core';

/** The fields of a response as plain data: without its name, and without tables, which have their own. */
export type Plain<R> = {
  readonly [
    K in keyof R as K extends '$type' | symbol
      ? never
      : NonNullable<R[K]> extends OCITable
        ? never
        : K
  ]: R[K];
};

/** Copies the fields of a response, tables left out. */
export function plain<R extends OCIResponse>(response: R): Plain<R> {
  return Object.fromEntries(
    Object.entries(response).filter(([, value]) => !(value instanceof OCITable)),
  ) as unknown as Plain<R>;
}
