import { ProtocolError, type Outcome } from '../../errors.js';
import { decodeBody, excerpt } from './body.js';
import { readEnvelope, type EnvelopeContent } from './envelope.js';
import { faultError } from './fault.js';
import { isSoapStatus, type HttpReply } from './http.js';

/**
 * The OCI-P document in an HTTP answer.
 *
 * @throws ProtocolError if there is none, SoapFaultError if a fault came in its place
 */
export function readReply(reply: HttpReply, endpoint: string, maxLength: number): string {
  const { status, headers } = reply;
  if (!isSoapStatus(status)) throw httpError(reply, endpoint);
  const compression = compressionOf(reply);
  const content: EnvelopeContent =
    compression === undefined
      ? readBody(reply, maxLength)
      : { problem: `the body is compressed (${compression}), which was not asked for` };
  if ('fault' in content) throw faultError(content.fault, status, endpoint);
  // With the status of a fault, whatever else came is no answer.
  if (status !== 200) throw httpError(reply, endpoint);
  if ('document' in content) return content.document;
  const type = token(headers['content-type']) ?? 'no content type';
  const quoted = compression === undefined ? ` It begins with: ${excerpt(reply.body)}` : '';
  throw new ProtocolError(
    'malformed-reply',
    `${endpoint} answered with HTTP 200, ${type}, and no OCI-P message: ${content.problem}.${quoted}`,
    {
      outcome: 'unknown',
      endpoint,
      hint: content.problem.includes('web page') ? ADDRESS_HINT : undefined,
    },
  );
}

function readBody({ headers, body }: HttpReply, maxLength: number): EnvelopeContent {
  let text: string;
  try {
    text = decodeBody(body, headers['content-type']);
  } catch {
    return { problem: 'the encoding of the body is unknown, or its bytes do not fit it' };
  }
  return readEnvelope(text, maxLength);
}

/** How a body is compressed, also where no header says so; undefined if it is not. */
function compressionOf({ headers, body }: HttpReply): string | undefined {
  const named = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (named !== '' && named !== 'identity') return token(named) ?? 'in an unknown way';
  return body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : undefined;
}

/** What a header names, such as `text/xml`, without what follows: that may be anything. */
function token(header = ''): string | undefined {
  return /^[\w.+/-]{1,60}(?=[\s;,]|$)/.exec(header)?.[0];
}

function httpError(reply: HttpReply, endpoint: string): ProtocolError {
  const { status, headers } = reply;
  const target = status >= 300 && status < 400 ? redirectTarget(headers.location, endpoint) : '';
  const body = compressionOf(reply) === undefined ? excerpt(reply.body) : 'a compressed body';
  return new ProtocolError(
    'http-error',
    `${endpoint} answered with HTTP ${String(status)}${target}: ${body}.`.replace(/\.\.$/, '.'),
    { outcome: outcomeOf(status), endpoint, hint: hintFor(status) },
  );
}

/** Its host only: paths and queries of redirects may carry secrets. */
function redirectTarget(location: string | undefined, endpoint: string): string {
  if (location === undefined || !URL.canParse(location, endpoint)) return ', a redirect';
  const { protocol, host } = new URL(location, endpoint);
  return `, a redirect to ${protocol}//${host}`;
}

/**
 * A server that turns a request away has not acted on it. But `408` tells of a connection, `302` and
 * `303` may come after the deed, and an error of the server or of a gateway leaves all open.
 */
function outcomeOf(status: number): Outcome {
  const isTurnedAway =
    status === 301 || status === 307 || status === 308 || (status >= 400 && status < 500);
  return isTurnedAway && status !== 408 ? 'rejected' : 'unknown';
}

const ADDRESS_HINT =
  'Check host, port and path; the path is usually /webservice/services/ProvisioningService.';

function hintFor(status: number): string | undefined {
  switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return 'Redirects are not followed, since the message carries a session: set the right URL.';
    case 401:
      return 'The web server in front asks for credentials of its own; the login of OCI-P is none.';
    case 403:
      return 'The web server in front refuses this address or path: check its access rules.';
    case 404:
      return ADDRESS_HINT;
    case 502:
    case 504:
      return 'A gateway got no answer from the provisioning service; it may be down.';
    case 503:
      return 'The provisioning service is down or overloaded.';
    default:
      return undefined;
  }
}
