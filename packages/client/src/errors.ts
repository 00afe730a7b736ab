import { OcipError, ValidationError, type ErrorResponse, type Problem } from '@ocipkit/core';

/**
 * What became of a request that failed: it never left, the platform said no, or nobody knows. Only
 * the last leaves the state of the platform in doubt.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown';

/** Where an error comes from, finely enough to act on. The set is closed. */
export type ClientErrorCode =
  // the request itself
  | 'invalid-request'
  // the connection
  | 'host-unknown'
  | 'connection-refused'
  | 'connection-failed'
  | 'connection-lost'
  | 'access-denied'
  | 'tls-failed'
  | 'certificate-rejected'
  | 'plain-port'
  | 'proxy-failed'
  // time and will
  | 'timeout'
  | 'aborted'
  // the session
  | 'login-refused'
  | 'login-unsupported'
  | 'session-lost'
  // the answer
  | 'malformed-reply'
  | 'reply-too-large'
  | 'wrong-answer'
  | 'http-error'
  | 'soap-fault'
  | 'refused'
  // this client
  | 'pool-exhausted'
  | 'client-closed';

/** What an error tells beside its message. */
export interface ErrorContext {
  readonly outcome: Outcome;
  readonly cause?: unknown;
  /** What to do about it, where a person would want to know. */
  readonly hint?: string | undefined;
  /** Name of the request on the wire. */
  readonly request?: string | undefined;
  /** `host:port`, or the URL without user information. */
  readonly endpoint?: string | undefined;
}

/** Base of all errors of the client. Nothing in it is a secret. */
export class ClientError extends OcipError {
  override get name(): string {
    return 'ClientError';
  }
  readonly code: ClientErrorCode;
  /** Whether the request reached the platform. */
  readonly outcome: Outcome;
  readonly hint: string | undefined;
  readonly request: string | undefined;
  readonly endpoint: string | undefined;

  constructor(code: ClientErrorCode, message: string, context: ErrorContext) {
    super(context.hint === undefined ? message : `${message} ${context.hint}`, {
      cause: context.cause,
    });
    this.code = code;
    this.outcome = context.outcome;
    this.hint = context.hint;
    this.request = context.request;
    this.endpoint = context.endpoint;
  }
}

/** The request does not fit the schema; nothing was sent. */
export class InvalidRequestError extends ClientError {
  override get name(): string {
    return 'InvalidRequestError';
  }
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], context: Omit<ErrorContext, 'outcome'>) {
    const cause = new ValidationError(problems);
    super('invalid-request', cause.message, { cause, ...context, outcome: 'not-sent' });
    this.problems = problems;
  }
}

/** No connection, or one that broke. */
export class ConnectionError extends ClientError {
  override get name(): string {
    return 'ConnectionError';
  }
}

/** The deadline of the call passed; `phase` says where. */
export class TimeoutError extends ClientError {
  override get name(): string {
    return 'TimeoutError';
  }
  readonly phase: CallPhase;

  constructor(message: string, phase: CallPhase, context: ErrorContext) {
    super('timeout', message, context);
    this.phase = phase;
  }
}

/** The caller gave up; `phase` says where. */
export class AbortError extends ClientError {
  override get name(): string {
    return 'AbortError';
  }
  readonly phase: CallPhase;

  constructor(message: string, phase: CallPhase, context: ErrorContext) {
    super('aborted', message, context);
    this.phase = phase;
  }
}

/** The phases that share the deadline of a call. */
export type CallPhase = 'queue' | 'connect' | 'login' | 'send' | 'receive';

/**
 * The platform did not accept the login, or asks for one that is not supported. The request that
 * needed the session was not sent.
 */
export class LoginError extends ClientError {
  override get name(): string {
    return 'LoginError';
  }
  /** The platform's error number, where it gave one. */
  readonly errorNumber: number | undefined;

  constructor(
    code: 'login-refused' | 'login-unsupported',
    message: string,
    context: ErrorContext & { readonly errorNumber?: number | undefined },
  ) {
    super(code, message, context);
    this.errorNumber = context.errorNumber;
  }
}

/** What came back is no answer to what was asked. */
export class ProtocolError extends ClientError {
  override get name(): string {
    return 'ProtocolError';
  }
}

/** The fault that a SOAP front end answered with. */
export interface SoapFault {
  readonly code: string;
  readonly text: string;
  readonly actor: string | undefined;
  readonly detail: string | undefined;
}

/** The web front end answered with a fault instead of an OCI-P message. */
export class SoapFaultError extends ClientError {
  override get name(): string {
    return 'SoapFaultError';
  }
  readonly fault: SoapFault;

  constructor(message: string, fault: SoapFault, context: ErrorContext) {
    super('soap-fault', message, context);
    this.fault = fault;
  }
}

/**
 * The platform understood the request and said no: an `ErrorResponse` of type `Error`. Also one of another
 * type where the request was for data: then there is none.
 */
export class RefusedError extends ClientError {
  override get name(): string {
    return 'RefusedError';
  }
  /** `Error`, or the type of the notice that came in place of data: `Warning` or `Info`. */
  readonly type: ErrorResponse['type'];
  /** The error number, such as 4008; undefined where the platform gave none. */
  readonly errorNumber: number | undefined;
  /** In the language of the login; show it, do not match it. */
  readonly summary: string;
  readonly summaryEnglish: string;
  /** Free text with every secret masked. */
  readonly detail: string | undefined;

  constructor(
    response: Pick<ErrorResponse, 'type' | 'code' | 'summary' | 'summaryEnglish'>,
    detail: string | undefined,
    context: Omit<ErrorContext, 'outcome'>,
  ) {
    const text = response.summaryEnglish === '' ? response.summary : response.summaryEnglish;
    super('refused', `${context.request ?? 'The request'} was refused: ${text}`, {
      ...context,
      outcome: 'rejected',
    });
    this.type = response.type;
    this.errorNumber = response.code;
    this.summary = response.summary;
    this.summaryEnglish = response.summaryEnglish;
    this.detail = detail;
  }
}

/** The client itself did not take the request, or ended it: the pool is exhausted, or it was closed. */
export class PoolError extends ClientError {
  override get name(): string {
    return 'PoolError';
  }
}

/**
 * The same failure, for a request that it left in another state than the error says: one that waited
 * for the login that failed, or one that an earlier try had sent.
 */
export function withOutcome(error: ClientError, outcome: Outcome): ClientError {
  if (error.outcome === outcome) return error;
  const { code, message, hint, request, endpoint } = error;
  // The message ends with the hint, which is added again.
  const bare = hint === undefined ? message : message.slice(0, -hint.length - 1);
  const context = { outcome, cause: error, hint, request, endpoint };
  if (error instanceof TimeoutError) return new TimeoutError(bare, error.phase, context);
  const kinds = [ProtocolError, PoolError];
  const Kind = kinds.find((kind) => error instanceof kind) ?? ConnectionError;
  return new Kind(code, bare, context);
}
