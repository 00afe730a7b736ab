import type { OCIRequest, OCITable, ResponseOf, SuccessResponse } from '@ocipkit/core';
import type { Requests } from '@ocipkit/commands/registry';
import type { Platform } from '../platform/platform.js';
import type { Login } from './login.js';
import type { PlatformNotice } from './refusal.js';

/** Names of the requests in `schemas/open`. */
export type RequestName = keyof Requests;

/** A table cell before it is text. */
export type Cell = string | number | boolean | undefined;

/** Rows of a table by the property names of its columns. */
type Rows<R> = readonly { readonly [K in keyof R]?: Cell }[];

/** The fields of an answer; tables are lists of rows, and what is undefined is left out. */
export type AnswerFields<R> = {
  readonly [K in keyof R as K extends '$type' | symbol ? never : K]: NonNullable<
    R[K]
  > extends OCITable<infer Row>
    ? Rows<Row> | (undefined extends R[K] ? undefined : never)
    : NonNullable<R[K]> extends readonly OCITable<infer Row>[]
      ? readonly Rows<Row>[]
      : R[K];
};

/** What a behaviour gives back; nothing means `SuccessResponse`. */
type Answer<N extends RequestName> =
  | AnswerFields<Exclude<ResponseOf<Requests[N]>, SuccessResponse>>
  | (SuccessResponse extends ResponseOf<Requests[N]> ? undefined : never)
  | PlatformNotice;

/** Under what circumstances a request came. */
export interface Call {
  readonly platform: Platform;
  readonly login: Login;
  readonly now: Date;
}

/**
 * What a request does. It throws a `Refusal` before it has changed anything, or does all of what was
 * asked.
 */
export type Behaviour<N extends RequestName> = (
  request: Requests[N],
  call: Call,
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- most writes return nothing
) => Answer<N> | (SuccessResponse extends ResponseOf<Requests[N]> ? void : never);

/** A behaviour whose types are no longer known. */
export type AnyBehaviour = (request: OCIRequest, call: Call) => unknown;

/** The behaviours of all requests, by name. */
export class BehaviourTable {
  readonly #behaviours = new Map<string, AnyBehaviour>();

  get(name: string): AnyBehaviour | undefined {
    return this.#behaviours.get(name);
  }

  /** Names that have a behaviour, sorted. */
  names(): readonly string[] {
    return [...this.#behaviours.keys()].sort();
  }

  /** What one request does. */
  on<N extends RequestName>(name: N, behaviour: Behaviour<N>): this {
    return this.onFields(name, behaviour);
  }

  /**
   * The same for behaviours that give fields by name: what the response does not have is left out. For
   * several variants of a command, and for behaviours made from a description.
   */
  onFields(name: RequestName, behaviour: (request: never, call: Call) => unknown): this {
    if (this.#behaviours.has(name)) throw new TypeError(`${name} has a behaviour already`);
    this.#behaviours.set(name, behaviour as AnyBehaviour);
    return this;
  }
}
