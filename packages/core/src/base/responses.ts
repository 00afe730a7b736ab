import { el, enumeration, OPTIONAL, response } from '../descriptor/build.js';
import { xsInt, xsString } from '../descriptor/builtin.js';
import type { EnumType, ResponseType } from '../descriptor/types.js';
import { OCIResponse, type NoFields } from './command.js';

/** The answer to a request that succeeded and returns no data. */
export class SuccessResponse extends OCIResponse<'SuccessResponse', NoFields> {
  static override readonly $: ResponseType = /* @__PURE__ */ response('SuccessResponse');
}

/** How grave an `ErrorResponse` is. Only `Error` means that the request failed. */
export type ErrorResponseType = 'Error' | 'Warning' | 'Info';

const errorType: EnumType<ErrorResponseType> = /* @__PURE__ */ enumeration('', 'NMTOKEN', [
  'Error',
  'Warning',
  'Info',
]);

/** Fields of an `ErrorResponse`. */
export interface ErrorResponseInput {
  /** An attribute on the wire; taken as `Error` where the platform leaves it out. */
  readonly type?: ErrorResponseType | undefined;
  /** Rarely sent; {@link ErrorResponse.code} also looks into the summary. */
  readonly errorCode?: number | undefined;
  /** In the language of the login, usually starting with `[Error NNNN]`. */
  readonly summary: string;
  /** The same in English. */
  readonly summaryEnglish: string;
  /** Free text; may echo the request, secrets included. */
  readonly detail?: string | undefined;
}

const leadingCode = /^\s*\[[^\d\]]*(\d+)\]/;

/** The platform's refusal of a request, or a notice (`type` is `Warning` or `Info`). */
export class ErrorResponse extends OCIResponse<'ErrorResponse', ErrorResponseInput> {
  static override readonly $: ResponseType = /* @__PURE__ */ response(
    'ErrorResponse',
    () => [
      el('errorCode', xsInt, OPTIONAL),
      el('summary', xsString),
      el('summaryEnglish', xsString),
      el('detail', xsString, OPTIONAL),
    ],
    { attributes: [{ name: 'type', type: errorType, default: 'Error' }] },
  );

  declare readonly type: ErrorResponseType;
  declare readonly errorCode?: number | undefined;
  declare readonly summary: string;
  declare readonly summaryEnglish: string;
  declare readonly detail?: string | undefined;

  constructor(input: ErrorResponseInput) {
    super({ ...input, type: input.type ?? 'Error' });
  }

  /** The error number: `errorCode`, or the number at the start of a summary; undefined if neither. */
  get code(): number | undefined {
    if (this.errorCode !== undefined) return this.errorCode;
    const match = leadingCode.exec(this.summary) ?? leadingCode.exec(this.summaryEnglish);
    return match?.[1] === undefined ? undefined : Number(match[1]);
  }

  /** True if the request failed; false only for what is known to be a warning or an information. */
  get isFailure(): boolean {
    return this.type !== 'Warning' && this.type !== 'Info';
  }
}
