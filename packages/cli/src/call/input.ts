import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeBytes } from '@ocipkit/core';
import { CliError } from '../program/failure.js';
import { isFields, TYPE, type Fields } from './fields.js';
import { JsonTextError, readJsonText } from './json-text.js';

/** A command as a file gives it. */
export interface CommandInput {
  /** Name of the request, where the file has it. */
  readonly name: string | undefined;
  readonly fields: Fields;
  /** Read from XML: the fields are those of the class, and typed. */
  readonly isTyped: boolean;
  /** What was not understood: it would not be sent. */
  readonly problems: readonly string[];
}

/** A file and what is in it. `-` stands for stdin. */
export interface InputText {
  /** For messages. */
  readonly source: string;
  readonly text: string;
}

/** @throws CliError if the file can't be read */
export async function readInputText(
  file: string,
  { cwd, readInput }: { readonly cwd: string; readonly readInput: () => Promise<string> },
): Promise<InputText> {
  if (file === '-') return { source: 'stdin', text: await readInput() };
  const path = resolve(cwd, file);
  try {
    return { source: file, text: decoded(await readFile(path)) };
  } catch (cause) {
    throw new CliError(`${path} can't be read: ${reasonOf(cause as NodeJS.ErrnoException)}.`, {
      cause,
    });
  }
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
    case 'bad-encoding':
    case 'unknown-encoding':
      return 'it is not encoded in UTF-8, or as its declaration says';
    default:
      return code ?? 'reading it failed';
  }
}

/** XML may declare another encoding than UTF-8. */
function decoded(bytes: Buffer): string {
  const isXml = /^(?:\u00EF\u00BB\u00BF)?\s*</.test(bytes.subarray(0, 200).toString('latin1'));
  return isXml
    ? decodeBytes(bytes, 'UTF-8')
    : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/**
 * Reads the commands of a file: a JSON object or list, objects line by line, or an XML document.
 *
 * @throws CliError if it is none of these
 */
export async function readCommands(
  { source, text }: InputText,
  readXml: (text: string, source: string) => Promise<readonly CommandInput[]>,
): Promise<readonly CommandInput[]> {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart();
  if (trimmed === '') throw new CliError(`${source} is empty; expected JSON or XML.`);
  if (trimmed.startsWith('<')) return readXml(trimmed, source);
  const values = jsonValues(text.replace(/^\uFEFF/, ''), source);
  return values.map((value, i) => {
    if (isFields(value)) return jsonCommand(value);
    const where = values.length === 1 ? source : `${source}, entry ${String(i + 1)}`;
    throw new CliError(`${where}: found no object; expected one with the fields of a request.`);
  });
}

function jsonValues(text: string, source: string): readonly unknown[] {
  try {
    const value = readJsonText(text);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return jsonLines(text) ?? fail(`${source} is no JSON: ${error.message}.`);
  }
}

/** Objects line by line; undefined if a line is none. */
function jsonLines(text: string): readonly unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}

/** The name stands in `$type`, or in `command`. */
function jsonCommand(value: Fields): CommandInput {
  const { [TYPE]: type, ...rest } = value;
  if (typeof type === 'string') return command(type, rest);
  const { command: name, ...fields } = rest;
  return typeof name === 'string' ? command(name, fields) : command(undefined, value);
}

function command(name: string | undefined, fields: Fields): CommandInput {
  return { name, fields, isTyped: false, problems: [] };
}

function fail(message: string): never {
  throw new CliError(message);
}
