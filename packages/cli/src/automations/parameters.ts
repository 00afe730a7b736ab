import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Automation, Parameter } from '@ocipkit/automations';
import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import type { ArgumentSpec, FlagSpec, Given } from '../program/spec.js';

/** Some texts can be given by place as well as by flag. */
export function argumentsOf({ parameters }: Automation): readonly ArgumentSpec[] {
  return placed(parameters).map((parameter) => ({
    name: parameter.name,
    description: lowerFirst(parameter.description),
    // By flag or by place: the input is checked as a whole.
    isRequired: false,
    suggestions: 'completion' in parameter ? parameter.completion : undefined,
  }));
}

/** A flag for each parameter, by its name in code. */
export function flagsOf({ parameters }: Automation): readonly FlagSpec[] {
  return parameters.map((parameter) => ({
    name: parameter.name,
    description: `${lowerFirst(parameter.description)}${hintOf(parameter)}`,
    group: 'Input',
    ...formOf(parameter),
  }));
}

/**
 * The input of an automation, from places, flags and files.
 *
 * @throws CliError for a value that is given twice, or a file that can't be read
 */
export async function inputOf(
  { parameters }: Automation,
  given: Given,
  context: Context,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const value = given.flags[parameter.name];
    if (value === undefined) continue;
    input[parameter.name] = await valueOf(parameter, value, context);
  }
  // What stands in a place fills the texts that no flag has given.
  const open = placed(parameters).filter(({ name }) => input[name] === undefined);
  const places = placed(parameters).flatMap(({ name }) => given.args[name] ?? []);
  if (places.length > open.length) {
    throw new CliError(
      `'${places[open.length] ?? ''}' is one value too many: the flags give ` +
        `${placed(parameters)
          .filter((p) => !open.includes(p))
          .map((p) => `--${p.name}`)
          .join(', ')} already.`,
    );
  }
  places.forEach((value, i) => {
    const parameter = open[i];
    if (parameter !== undefined) input[parameter.name] = value;
  });
  return input;
}

/** The required texts, in order; where there is none, the ids. */
export function placed(parameters: readonly Parameter[]): readonly Parameter[] {
  const texts = parameters.filter(({ type }) => type === 'text');
  const required = texts.filter(({ isRequired }) => isRequired);
  if (required.length > 0) return required;
  return texts.filter((text) => 'completion' in text && text.completion !== undefined);
}

function formOf(
  parameter: Parameter,
): Pick<FlagSpec, 'type' | 'value' | 'choices' | 'suggestions'> {
  switch (parameter.type) {
    case 'text':
      return { type: 'text', value: 'text', suggestions: parameter.completion };
    case 'texts':
      return { type: 'texts', value: 'text,…', suggestions: parameter.completion };
    case 'integer':
      return { type: 'integer', value: 'n' };
    case 'boolean':
      return { type: 'choice', choices: ['true', 'false'], value: 'true|false' };
    case 'choice':
      return { type: 'choice', choices: parameter.values };
    case 'choices':
      return { type: 'choices', choices: parameter.values, value: 'name,…' };
    case 'object':
      return { type: 'text', value: 'json|@file' };
  }
}

function hintOf(parameter: Parameter): string {
  if (parameter.type === 'texts') return '; @file takes one a line, @- from stdin';
  if (parameter.type !== 'integer') return '';
  const { min, max } = parameter;
  if (min === undefined && max === undefined) return '';
  return `; ${min === undefined ? '' : `${String(min)} `}to ${max === undefined ? 'any' : String(max)}`;
}

async function valueOf(parameter: Parameter, value: unknown, context: Context): Promise<unknown> {
  switch (parameter.type) {
    case 'boolean':
      return value === 'true';
    case 'texts': {
      const texts = value as readonly string[];
      const lists = await Promise.all(texts.map(async (text) => linesOf(parameter, text, context)));
      return lists.flat();
    }
    case 'object':
      return parseObject(parameter.name, await contentOf(parameter, String(value), context));
    default:
      return value;
  }
}

async function linesOf(
  parameter: Parameter,
  text: string,
  context: Context,
): Promise<readonly string[]> {
  if (!text.startsWith('@')) return [text];
  const content = await contentOf(parameter, text, context);
  return content
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** A text as given, or that of the file it names. */
async function contentOf(
  { name }: Parameter,
  text: string,
  { cwd, terminal }: Context,
): Promise<string> {
  if (!text.startsWith('@')) return text;
  if (text === '@-') return terminal.readInput();
  const file = resolve(cwd, text.slice(1));
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`--${name}: ${file} can't be read: ${reason}`, { cause: error });
  }
}

function parseObject(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError(`--${name} is no JSON object.`, {
      next: [`Write it as --${name} '{"field": "value"}', or --${name} @file.json.`],
    });
  }
}

function lowerFirst(text: string): string {
  const plain = text.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
