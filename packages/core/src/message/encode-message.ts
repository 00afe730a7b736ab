import { OCIRequest, type OCICommand } from '../base/command.js';
import { ErrorResponse, SuccessResponse } from '../base/responses.js';
import { commandTypeOf } from '../base/type-of.js';
import { encodeAttributes, encodeContent } from '../codec/encode.js';
import { assertWritable } from '../codec/writable.js';
import { EncodeError, ValidationError } from '../errors.js';
import { validate } from '../validate/validate.js';
import { encodeBytes, isMessageEncoding, type MessageEncoding } from '../xml/encoding.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import {
  externalRoles,
  identityNames,
  type ExternalUserIdentity,
  type Identity,
} from './identity.js';

/** Most commands that a message may carry. */
export const MAX_COMMANDS = 15;

/** A command with the attributes it is sent with. */
export interface AddressedCommand {
  readonly command: OCICommand<string, object>;
  /** Free text that the server returns with the answer. */
  readonly echo?: string | undefined;
  /** Locale of the answer; requests only, and ignored by most interfaces of the platform. */
  readonly requestLocale?: string | undefined;
}

/** A message to be sent. */
export interface OutgoingMessage {
  readonly identity: Identity;
  /** Returned by the server, where its release knows the element; a token that is not empty. */
  readonly trackingId?: string | undefined;
  /** 1 to 15 commands, in order. */
  readonly commands: readonly (OCICommand<string, object> | AddressedCommand)[];
  /** `OCI` unless told otherwise. */
  readonly protocol?: 'OCI' | 'NSOCI' | undefined;
}

/** How a message is written. */
export interface EncodeOptions {
  /** Default ISO-8859-1, which every server reads. */
  readonly encoding?: MessageEncoding | undefined;
  /** Check every command first; default true. Switched off, only what XML itself rules out is refused. */
  readonly validate?: boolean | undefined;
}

/**
 * Writes a message as the bytes to be sent, final line feed included.
 *
 * @throws ValidationError with every problem of every command; in a message of several commands the
 * paths begin with the command's index, such as `[2] UserGetRequest23V2.userId`
 * @throws EncodeError if the header, the encoding or the number of commands is wrong, or a value can't
 * be written
 */
export function encodeMessage(message: OutgoingMessage, options: EncodeOptions = {}): Uint8Array {
  return encodeBytes(encodeMessageText(message, options), encodingOf(options));
}

/**
 * The same as text, for transports that carry documents as strings. The declaration names the
 * encoding; characters that the encoding lacks are not yet replaced by references.
 *
 * @throws as {@link encodeMessage}
 */
export function encodeMessageText(message: OutgoingMessage, options: EncodeOptions = {}): string {
  const commands = message.commands.map(addressed);
  if (commands.length < 1 || commands.length > MAX_COMMANDS) {
    throw new EncodeError(
      'BroadsoftDocument',
      `found ${String(commands.length)} commands, expected 1 to ${String(MAX_COMMANDS)}`,
    );
  }
  if (options.validate !== false) assertAllValid(commands);
  const { trackingId, protocol = 'OCI' } = message;
  return (
    `<?xml version="1.0" encoding="${encodingOf(options)}"?>\n` +
    `<BroadsoftDocument${headerAttribute('protocol', protocol)} xmlns="C" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    encodeIdentity(message.identity) +
    (trackingId === undefined ? '' : headerElement('trackingId', trackingId, true)) +
    commands.map(encodeCommand).join('') +
    '</BroadsoftDocument>\n'
  );
}

/** The name has to be exact: bytes in another encoding than the declared one are silently misread. */
function encodingOf({ encoding = 'ISO-8859-1' }: EncodeOptions): MessageEncoding {
  if (isMessageEncoding(encoding)) return encoding;
  throw new EncodeError('encoding', `found '${String(encoding)}', expected ISO-8859-1 or UTF-8`);
}

function addressed(entry: OCICommand<string, object> | AddressedCommand): AddressedCommand {
  return 'command' in entry && !('$type' in entry)
    ? entry
    : { command: entry as OCICommand<string, object> };
}

function assertAllValid(commands: readonly AddressedCommand[]): void {
  const problems = commands.flatMap(({ command }, i) =>
    validate(command)
      .filter((p) => p.severity === 'error')
      .map((p) => (commands.length === 1 ? p : { ...p, path: `[${String(i)}] ${p.path}` })),
  );
  if (problems.length > 0) throw new ValidationError(problems);
}

function encodeCommand({ command, echo, requestLocale }: AddressedCommand): string {
  const { name } = commandTypeOf(command);
  const inCore = command instanceof SuccessResponse || command instanceof ErrorResponse;
  const type = inCore ? `xsi:type="c:${name}" xmlns:c="C"` : `xsi:type="${name}"`;
  let attributes = encodeAttributes(command);
  if (echo !== undefined) attributes += headerAttribute('echo', echo);
  if (requestLocale !== undefined) {
    if (!(command instanceof OCIRequest)) {
      throw new EncodeError(name, 'requestLocale belongs to requests only');
    }
    attributes += headerAttribute('requestLocale', requestLocale);
  }
  const content = encodeContent(command);
  const open = `<command xmlns="" ${type}${attributes}`;
  return content === '' ? `${open}/>` : `${open}>${content}</command>`;
}

function encodeIdentity(identity: Identity): string {
  const given = identityNames.filter((n) => (identity as Record<string, unknown>)[n] !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) {
    throw new EncodeError(
      'BroadsoftDocument',
      `found ${name === undefined ? 'no identity' : given.join(' and ')}, ` +
        `expected exactly one of ${identityNames.join(', ')}`,
    );
  }
  const value = (identity as Record<string, unknown>)[name];
  if (name === 'externalUserIdentity') return encodeExternal(value as ExternalUserIdentity);
  return headerElement(name, value as string, name !== 'sessionId');
}

function encodeExternal({ id, organizationId, role }: ExternalUserIdentity): string {
  if (!externalRoles.includes(role)) {
    throw new EncodeError('externalUserIdentity.role', `expected ${externalRoles.join(' or ')}`);
  }
  const inner =
    bare('externalUserIdentity.id', 'id', id) +
    bare('externalUserIdentity.organizationId', 'organizationId', organizationId) +
    bare('externalUserIdentity.role', 'role', role);
  return `<externalUserIdentity xmlns="">${inner}</externalUserIdentity>`;
}

function bare(path: string, name: string, text: string): string {
  return `<${name}>${escapeText(checkedHeader(path, text, true))}</${name}>`;
}

function headerElement(name: string, text: string, required: boolean): string {
  return `<${name} xmlns="">${escapeText(checkedHeader(name, text, required))}</${name}>`;
}

function headerAttribute(name: string, text: string): string {
  return ` ${name}="${escapeAttribute(checkedHeader(name, text, false))}"`;
}

function checkedHeader(path: string, text: string, required: boolean): string {
  if (typeof text !== 'string') throw new EncodeError(path, 'not a text');
  if (required && text.trim() === '') throw new EncodeError(path, 'must not be empty');
  assertWritable(text, path);
  return text;
}
