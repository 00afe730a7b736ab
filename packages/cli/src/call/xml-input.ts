import {
  decodeMessage,
  MalformedMessageError,
  readTree,
  resolverOf,
  type CommandRegistry,
  type RequestClass,
} from '@ocipkit/core';
import { CliError } from '../program/failure.js';
import type { CommandInput } from './input.js';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads requests from XML: a document, or command elements alone. What the schema does not know is a
 * problem of its command, since it would be lost.
 *
 * @throws CliError if the text is no such XML, or a command is no request of the release
 */
export async function readXmlCommands(
  text: string,
  source: string,
  registry: CommandRegistry,
): Promise<readonly CommandInput[]> {
  const document = asDocument(text);
  try {
    const names = readTree(document)
      .children.filter(({ name }) => name === 'command')
      .map(({ type }) => type ?? '');
    const classes = await Promise.all([...new Set(names)].map(async (n) => classOf(n, registry)));
    const { commands } = decodeMessage(document, { resolve: resolverOf(classes) });
    return commands.map(({ type, command, notices }) => ({
      name: type,
      fields: Object.fromEntries(Object.entries(command ?? {})),
      isTyped: true,
      problems: notices.map(({ path, message }) => `${path}: ${message}`),
    }));
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    // The reader's words may quote what should have been masked.
    throw new CliError(`${source} is no XML of OCI-P (${error.code}).`, {
      next: ['Expected a <command xsi:type="…"> element, or a whole <BroadsoftDocument>.'],
    });
  }
}

async function classOf(name: string, registry: CommandRegistry): Promise<RequestClass> {
  if (registry.info(name)?.kind === 'request') return registry.request(name);
  const { unknownRequest } = await import('./request-name.js');
  throw unknownRequest(name, registry);
}

/** Puts commands that stand alone into a document. */
function asDocument(text: string): string {
  const body = text.replace(/^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)+/, '');
  if (!/^<(?:[\w.-]+:)?command[\s/>]/.test(body)) return text;
  return `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="${XSI}" xmlns:c="C">${body}</BroadsoftDocument>`;
}
