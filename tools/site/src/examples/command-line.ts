import { isFields, type Values } from './values.js';

/** A call of the command line: its arguments, and the file that they name. */
export interface CommandLine {
  /** After `ocip`. */
  readonly args: readonly string[];
  /** JSON for the file `input.json`. */
  readonly input?: string;
  /** Environment variables that hold secrets, with the path of the field of each. */
  readonly variables: readonly (readonly [variable: string, path: string])[];
}

/** What the command line has to know of a request beside its values. */
export interface CallFacts {
  /** A newer version has the same name but for its end: without more the newest would be sent. */
  readonly isExact: boolean;
  /** Paths of the values that are secrets. */
  readonly secrets: readonly string[];
}

/** Flags of `ocip call` itself: after `--` a field may have such a name. */
const own = new Set(
  (
    'profile url username password-stdin timeout commands output fields query quiet no-color yes nil ' +
    'input field-stdin field-env exact batch skeleton dry-run show-xml show-secrets help version'
  ).split(' '),
);

/**
 * Flat fields are arguments, and nested ones come from a file. Secrets come from the environment, since
 * arguments are seen by everybody on the machine.
 */
export function commandLine(name: string, values: Values, facts: CallFacts): CommandLine {
  const variables = facts.secrets.map((path) => [variableOf(path), path] as const);
  const head = [
    'call',
    name,
    ...(facts.isExact ? ['--exact'] : []),
    ...variables.flatMap(([variable, path]) => ['--field-env', `${path}=${variable}`]),
  ];
  const open = without(values, new Set(facts.secrets), '') as Values;
  const fields = Object.entries(open);
  if (!fields.every(([, value]) => isScalar(value) || isScalarList(value))) {
    const input = JSON.stringify(open, asJson, 2);
    return { args: [...head, '--input', 'input.json'], input, variables };
  }
  const args = fields.flatMap(([field, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((v) => [
      `--${field}`,
      textOf(v),
    ]),
  );
  const separator = fields.some(([field]) => own.has(field)) ? ['--'] : [];
  return { args: [...head, ...separator, ...args], variables };
}

/** `newPassword` is `NEW_PASSWORD`. */
function variableOf(path: string): string {
  const last = path.replace(/^.*\./, '').replace(/\[\d+\]$/, '');
  return last.replace(/([a-z0-9])(?=[A-Z])/g, '$1_').toUpperCase();
}

/** The value without what stands at the paths. */
function without(value: unknown, paths: ReadonlySet<string>, path: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, i) => without(item, paths, `${path}[${String(i)}]`));
  }
  if (!isFields(value)) return value;
  const before = path === '' ? '' : `${path}.`;
  const kept = Object.entries(value).filter(([name]) => !paths.has(before + name));
  return Object.fromEntries(
    kept.map(([name, field]) => [name, without(field, paths, before + name)]),
  );
}

/** As it is typed into a shell, an argument a line where it gets long. */
export function shellText({ args, variables }: CommandLine): string {
  const words = ['ocip', ...args].map(shellWord);
  const lines = variables.map(([variable]) => `read -rs ${variable} && export ${variable}`);
  const line = words.join(' ');
  if (line.length <= 90) return [...lines, line].join('\n');
  const broken = words.map((word) => (word.startsWith('--') ? `\\\n  ${word}` : word)).join(' ');
  return [...lines, broken].join('\n');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function isScalar(value: unknown): boolean {
  return !Array.isArray(value) && !isFields(value) && value !== null;
}

function isScalarList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isScalar);
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value);
}

/** Bytes are base64 in JSON, as they are on the wire. */
function asJson(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
