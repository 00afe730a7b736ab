import {
  ErrorResponse,
  OCIResponse,
  redactXml,
  requestTypeOf,
  SuccessResponse,
  type Notice,
  type OCIRequest,
  type ReceivedCommand,
  type XmlElement,
} from '@ocipkit/core';
import { ProtocolError, RefusedError } from '../errors.js';
import type { Settled } from './interceptor.js';

/** A response with what else is known of it. */
export interface Answer<R = OCIResponse> {
  readonly response: R;
  /** What did not fit the schema; the rest is in the response. */
  readonly notices: readonly Notice[];
  /** A warning or an information that the platform gave in place of a plain success; masked. */
  readonly warning?: ErrorResponse | undefined;
  /** The answer as received, element by element. */
  readonly raw: () => XmlElement;
}

const answers = new WeakMap<OCIResponse, Answer>();

/** What else is known of a response that a client gave; undefined for any other. */
export function answerOf<R extends OCIResponse>(response: R): Answer<R> | undefined {
  return answers.get(response) as Answer<R> | undefined;
}

/** Turns what was received for a request into its result. */
export function settle(request: OCIRequest, received: ReceivedCommand, endpoint: string): Settled {
  const { command, notices, raw } = received;
  const name = request.$type;
  if (command instanceof ErrorResponse) {
    if (command.isFailure || !requestTypeOf(request).mayReturnSuccess) {
      return { ok: false, error: refusal(command, name, endpoint) };
    }
    const warning = masked(command);
    return remember({ response: new SuccessResponse(), notices, warning, raw });
  }
  if (!(command instanceof OCIResponse)) {
    return { ok: false, error: unknownAnswer(received.type, name, endpoint) };
  }
  // What was received is created without its constructor, and is an instance all the same.
  const response: OCIResponse = command as never;
  return remember({ response, notices, raw });
}

function remember(answer: Answer): Settled {
  answers.set(answer.response, answer);
  return { ok: true, ...answer };
}

function refusal(response: ErrorResponse, request: string, endpoint: string): RefusedError {
  const shown = masked(response);
  return new RefusedError(shown, shown.detail, {
    request,
    endpoint,
    hint: response.isFailure ? undefined : 'It gave a notice in place of data.',
  });
}

/** Any of its texts may echo the request. */
function masked(response: ErrorResponse): ErrorResponse {
  const { type, errorCode, summary, summaryEnglish, detail } = response;
  return new ErrorResponse({
    type,
    errorCode,
    // What is not as the schema says may be missing at run time.
    summary: maskedText(summary) ?? '',
    summaryEnglish: maskedText(summaryEnglish) ?? '',
    detail: maskedText(detail),
  });
}

function maskedText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactXml(text);
}

function unknownAnswer(type: string, request: string, endpoint: string): ProtocolError {
  return new ProtocolError(
    'wrong-answer',
    `${request} was answered by ${type}, which no schema describes.`,
    {
      outcome: 'unknown',
      request,
      endpoint,
    },
  );
}
