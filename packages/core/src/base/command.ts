import { request as describeRequest, response as describeResponse } from '../descriptor/build.js';
import type { CommandType, RequestType, ResponseType } from '../descriptor/types.js';
import { redacted } from '../redact/redact-value.js';
import { assignFields } from './fields.js';
import { commandTypeOf } from './type-of.js';

/** An object without any field. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is the empty object type
type Nothing = Record<never, never>;

/** Constructor arguments: the input may be left out where no field is required. */
export type InputArguments<I> = Nothing extends I ? [input?: I] : [input: I];

/** The input of a command that has no fields. */
export type NoFields = Readonly<Record<string, never>>;

/** Phantom keys that carry the response and the input type of a request; never set. */
declare const responseOf: unique symbol;
declare const inputOf: unique symbol;
/** Phantom key that tells requests and responses apart; never set. */
declare const kindOf: unique symbol;

const inspect = Symbol.for('nodejs.util.inspect.custom');

type Inspector = (value: unknown, options?: unknown) => string;

/**
 * What requests and responses have in common. Its fields are own properties of the instance, under
 * their names on the wire: spreading it or writing it as JSON gives them as they are, secrets
 * included. For a log there is `redacted`.
 */
export abstract class OCICommand<N extends string, I extends object> {
  /** Static description; generated classes bring their own. */
  static readonly $: CommandType;

  constructor(...[input]: InputArguments<I>) {
    const { name } = (new.target as unknown as { readonly $: CommandType }).$;
    if (input !== undefined) assignFields(this, name, input);
  }

  /** The name of the command on the wire. */
  get $type(): N {
    return commandTypeOf(this).name as N;
  }

  /** What `console.log` shows: the fields, with every secret masked. */
  [inspect](_depth: number, options: unknown, show?: Inspector): string {
    const { name } = commandTypeOf(this);
    const fields = redacted(this);
    return `${name} ${show === undefined ? JSON.stringify(fields) : show(fields, options)}`;
  }
}

/**
 * Base of all requests. `N` is the name on the wire, `I` the constructor input, `R` the response.
 */
export abstract class OCIRequest<
  N extends string = string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any request: its input is irrelevant
  I extends object = any,
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- carried for ResponseOf
  R = unknown,
> extends OCICommand<N, I> {
  static override readonly $: RequestType = /* @__PURE__ */ describeRequest('OCIRequest');
  declare readonly [kindOf]?: 'request';
  declare readonly [responseOf]?: R;
  declare readonly [inputOf]?: I;
}

/** Base of all responses. */
export abstract class OCIResponse<
  N extends string = string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any response: its input is irrelevant
  I extends object = any,
> extends OCICommand<N, I> {
  static override readonly $: ResponseType = /* @__PURE__ */ describeResponse('OCIResponse');
  declare readonly [kindOf]?: 'response';
}

/** Base of all responses that carry data. */
export abstract class OCIDataResponse<
  N extends string = string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any response: its input is irrelevant
  I extends object = any,
> extends OCIResponse<N, I> {}

/** The response type of a request type. */
export type ResponseOf<Q> = Q extends { readonly [responseOf]?: infer R } ? NonNullable<R> : never;

/** The constructor input of a request type. */
export type InputOf<Q> = Q extends { readonly [inputOf]?: infer I } ? NonNullable<I> : never;
