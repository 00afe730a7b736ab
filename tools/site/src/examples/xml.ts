import {
  encodeMessageText,
  ErrorResponse,
  OCIRequest,
  SuccessResponse,
  type CommandClass,
  type ComplexType,
  type OCICommand,
} from '@ocipkit/core';
import { el, request } from '@ocipkit/core/codegen';
import type { Values } from './values.js';

const SESSION = '8f14e45f-ceea-467f-9d3c-5a1b2c3d4e5f';

type Constructor = new (input: Values) => OCICommand<string, object>;

/** The whole document that carries the command, as it is sent, with line breaks put in. */
export function commandXml(command: CommandClass, values: Values): string {
  const Command = command as unknown as Constructor;
  return documentXml(new Command(values));
}

/** The answer to a request that returns nothing. */
export function successXml(): string {
  return documentXml(new SuccessResponse());
}

/** A refusal of a request, with a number that is known from real platforms. */
export function refusalXml(values: Values): string {
  const summary = refusalOf(values);
  return documentXml(new ErrorResponse({ summary, summaryEnglish: summary }));
}

function refusalOf({ userId, groupId }: Values): string {
  if (typeof userId === 'string') return `[Error 4008] User not found: ${userId}`;
  if (typeof groupId === 'string') return `[Error 4152] Group not found: ${groupId}`;
  return '[Error 5404] Unauthorized transaction';
}

function documentXml(command: OCICommand<string, object>): string {
  return indented(encodeMessageText({ identity: { sessionId: SESSION }, commands: [command] }));
}

/** A value of a type as an element of a command, with `xsi:type` where that is needed. */
export function elementXml(name: string, type: ComplexType, value: Values): string {
  const description = request('ExampleRequest', () => [el(name, type)]);
  class Example extends OCIRequest<'ExampleRequest', Values> {
    static override readonly $ = description;
  }
  const text = encodeMessageText(
    { identity: { sessionId: SESSION }, commands: [new Example({ [name]: value })] },
    { validate: false },
  );
  const from = text.indexOf(`<${name}`);
  const end = `</${name}>`;
  const to = text.indexOf(end, from);
  const element =
    to < 0 ? text.slice(from, text.indexOf('/>', from) + 2) : text.slice(from, to + end.length);
  return indented(element);
}

/** One element a line. Only blanks between elements are added, which mean nothing in OCI-P. */
export function indented(xml: string): string {
  const pieces = xml.match(/<[^>]+>|[^<]+/g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? '';
    if (piece.trim() === '') continue;
    if (piece.startsWith('</')) {
      depth -= 1;
      lines.push('  '.repeat(depth) + piece);
      continue;
    }
    const [text, end] = [pieces[i + 1], pieces[i + 2]];
    const isOpen = piece.startsWith('<') && !piece.startsWith('<?') && !piece.endsWith('/>');
    if (isOpen && text !== undefined && !text.startsWith('<') && end?.startsWith('</') === true) {
      lines.push('  '.repeat(depth) + piece + text + end);
      i += 2;
    } else if (isOpen && text?.startsWith('</') === true) {
      lines.push('  '.repeat(depth) + piece + text);
      i += 1;
    } else {
      lines.push('  '.repeat(depth) + piece);
      if (isOpen) depth += 1;
    }
  }
  return `${lines.join('\n')}\n`;
}
