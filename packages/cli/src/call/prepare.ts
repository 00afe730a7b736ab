import {
  splitName,
  type CommandInfo,
  type CommandRegistry,
  type OCIRequest,
  type RequestClass,
  type RequestType,
} from '@ocipkit/core';
import type { Terminal } from '../terminal/terminal.js';
import { adoptFields } from './adopt.js';
import { flagLine, problemsOf, type FieldProblem } from './check.js';
import { FieldSetter, readFieldFlags } from './field-flags.js';
import { TYPE, type Fields } from './fields.js';
import type { CommandInput } from './input.js';
import { pathText, readPath, type Step } from './path.js';
import { PathError, placeOf } from './place.js';
import { findRequest, RequestProblem, type Newest } from './request-name.js';
import { secretAdvice } from './secrets.js';

/** What fields are given by, beside an input. */
export interface GivenFields {
  /** Words that are no flags of the program's own. */
  readonly words: readonly string[];
  /** Paths of fields to be set to nil. */
  readonly nil: readonly string[];
  /** Texts of fields that came from stdin or the environment. */
  readonly texts: readonly (readonly [path: string, text: string])[];
}

export interface PrepareOptions {
  readonly registry: CommandRegistry;
  readonly newest: Newest;
  readonly isExact: boolean;
  /** Asks for secrets; left out where nobody is to be asked. */
  readonly ask?: Terminal['ask'] | undefined;
}

/** A request that is ready to be sent. */
export interface Prepared {
  readonly request: OCIRequest;
  readonly type: RequestType;
  readonly info: CommandInfo;
  /** What to tell whoever sends it. */
  readonly notes: readonly string[];
}

/**
 * Makes a request of an input and flags, and checks it. A secret that it needs and nobody gave is asked
 * for on a terminal.
 *
 * @throws CliError with every problem
 */
export async function prepare(
  name: string | undefined,
  input: CommandInput | undefined,
  given: GivenFields,
  options: PrepareOptions,
): Promise<Prepared> {
  const asked = requestName(name, input);
  const { info, notes } = await findRequest(asked, options.registry, options);
  const Request = await options.registry.request(info.name);
  const type = Request.$;
  const setter = new FieldSetter(type, startingFields(type, input));
  const words = readFieldFlags(given.words);
  setter.flags(words.flags);
  for (const path of given.nil) setter.nil(path);
  for (const [path, text] of given.texts) setter.text(path, text);
  const flawed = [...words.problems, ...setter.problems];
  if (flawed.length > 0) {
    throw requestError(info.name, flawed.map(flagLine), secretPaths(words.flags, setter));
  }
  for (const steps of setter.asked) await askFor(steps, setter, options);
  const isFlag = (path: string): boolean =>
    input === undefined || [...setter.given].some((other) => other.startsWith(path));
  const [request, warnings] = await checked(Request, setter, isFlag, input, options);
  return { request, type, info, notes: [...notes, ...warnings] };
}

/** The name on the command line and that in the input are one, or only one is there. */
function requestName(name: string | undefined, input: CommandInput | undefined): string {
  const inside = input?.name;
  const isOther = name !== undefined && inside !== undefined && name !== inside;
  if (isOther && splitName(inside).family !== name) {
    throw new RequestProblem(`The input is for ${inside}, the command line says ${name}.`);
  }
  const found = inside ?? name;
  if (found !== undefined) return found;
  throw new RequestProblem('No request is named.', {
    next: [
      input === undefined
        ? 'ocip call <Request> [--field value]…; ocip search finds requests by words.'
        : `Name it on the command line, or in the input: {"${TYPE}": "UserGetRequest23V2", …}.`,
    ],
  });
}

function startingFields(type: RequestType, input: CommandInput | undefined): Fields {
  if (input === undefined) return {};
  if (input.problems.length > 0) throw requestError(type.name, input.problems);
  // Flags change them, and an input may serve several requests.
  return input.isTyped ? { ...input.fields } : adoptFields(type, input.fields);
}

async function checked(
  Request: RequestClass,
  setter: FieldSetter,
  isFlag: (path: string) => boolean,
  input: CommandInput | undefined,
  options: PrepareOptions,
): Promise<readonly [OCIRequest, warnings: readonly string[]]> {
  const name = Request.$.name;
  for (;;) {
    const request = new Request(setter.fields);
    const problems = problemsOf(request, isFlag);
    const errors = problems.filter(({ isWarning }) => !isWarning);
    if (errors.length === 0) return [request, problems.map(({ text }) => text)];
    const secrets = errors.filter((problem) => isMissingSecret(problem, setter));
    if (secrets.length < errors.length || options.ask === undefined) {
      const advice = secrets.flatMap(({ path }) => secretAdvice(path));
      throw requestError(
        name,
        errors.map(({ text }) => text),
        advice,
      );
    }
    for (const { path } of secrets) await askFor(readPath(path) ?? [], setter, options);
  }
}

function isMissingSecret({ isMissing, path }: FieldProblem, setter: FieldSetter): boolean {
  const steps = readPath(path);
  return isMissing && steps !== undefined && isSecret(steps, setter);
}

function isSecret(steps: readonly Step[], { type, fields }: FieldSetter): boolean {
  try {
    const place = placeOf(type, fields, steps);
    return place.kind === 'field' && place.element.sensitive;
  } catch (error) {
    if (error instanceof PathError) return false;
    throw error;
  }
}

async function askFor(
  steps: readonly Step[],
  setter: FieldSetter,
  { ask }: PrepareOptions,
): Promise<void> {
  const path = pathText(steps);
  if (ask === undefined) {
    throw new RequestProblem(`Nobody can be asked for ${path}, which is a secret.`, {
      next: secretAdvice(path),
    });
  }
  setter.text(path, await ask(`${path}: `, { hidden: true }));
  if (setter.problems.length > 0) {
    throw requestError(setter.type.name, setter.problems.map(flagLine));
  }
}

function secretPaths(
  flags: readonly { readonly path: string }[],
  setter: FieldSetter,
): readonly string[] {
  const paths = flags.flatMap(({ path }) => {
    const steps = readPath(path);
    return steps !== undefined && isSecret(steps, setter) ? [pathText(steps)] : [];
  });
  return [...new Set(paths)].flatMap(secretAdvice);
}

const SHOWN = 20;

function requestError(
  request: string,
  lines: readonly string[],
  advice: readonly string[] = [],
): RequestProblem {
  const count = lines.length === 1 ? '1 problem' : `${String(lines.length)} problems`;
  const shown = lines.slice(0, SHOWN).map((line) => `  ${line}`);
  const more = lines.length > SHOWN ? [`  … and ${String(lines.length - SHOWN)} more`] : [];
  return new RequestProblem(
    [`${request}: ${count}; nothing was sent.`, ...shown, ...more].join('\n'),
    {
      next: [
        ...advice,
        `ocip describe ${request} explains the fields; ocip call ${request} --skeleton shows them.`,
      ],
    },
  );
}
