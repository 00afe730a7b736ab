import {
  decodeMessage,
  encodeMessageText,
  resolverOf,
  type IncomingMessage,
  type OCICommand,
  type ReceivedCommand,
} from '../../src/index.js';
import * as commands from '../fixtures/commands.js';

type Command = OCICommand<string, object>;

/** Knows every command of the fixtures. */
export const resolve = resolverOf([
  commands.LoginRequest22V5,
  commands.LoginResponse22V5,
  commands.PingRequest,
  commands.SeatGetRequest16,
  commands.SeatGetResponse16,
  commands.SeatModifyRequest16,
  commands.SeatFindRequest,
  commands.SeatFindResponse,
  commands.SeatVerifyRequest,
  commands.ProbeRequest,
  commands.OddNamesRequest,
]);

/** The fields of a command, without its class. */
export function fieldsOf(command: object | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(command ?? {}));
}

const identity = { sessionId: 's1' };

/** The `command` element of a request, as it is sent. */
export function commandXml(
  command: Command,
  options: { readonly validate?: boolean } = {},
): string {
  const text = encodeMessageText({ identity, commands: [command] }, options);
  return text.slice(text.indexOf('<command'), text.indexOf('</BroadsoftDocument>'));
}

/** What stands inside the `command` element of a request. */
export function contentXml(
  command: Command,
  options: { readonly validate?: boolean } = {},
): string {
  return commandXml(command, options)
    .replace(/^<command[^>]*>/, '')
    .replace(/<\/command>$/, '');
}

/** A whole message around the given elements. */
export function document(children: string): string {
  return (
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n' +
    '<BroadsoftDocument protocol="OCI" xmlns="C" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<sessionId xmlns="">s1</sessionId>${children}</BroadsoftDocument>\n`
  );
}

/** A message with one command of the given type and content. */
export function message(type: string, content: string, attributes = ''): string {
  return document(`<command xmlns="" xsi:type="${type}"${attributes}>${content}</command>`);
}

export function decode(text: string | Uint8Array): IncomingMessage {
  return decodeMessage(text, { resolve });
}

/** The one command of a message. */
export function decodeCommand(type: string, content: string, attributes = ''): ReceivedCommand {
  const { commands: received } = decode(message(type, content, attributes));
  return received[0]!;
}

/** What a command arrives as after it was sent. */
export function sentAndRead<C extends Command>(command: C): C {
  const text = encodeMessageText({ identity, commands: [command] });
  return decode(text).commands[0]!.command as C;
}
