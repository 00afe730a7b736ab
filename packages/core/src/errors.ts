import type { Problem } from './validate/problem.js';

/** The closed set of codes of {@link MalformedMessageError}. */
export type MalformedCode =
  | 'not-xml'
  | 'not-oci'
  | 'doctype'
  | 'too-deep'
  | 'too-large'
  | 'truncated'
  | 'unknown-encoding'
  | 'bad-encoding';

/** Base of all errors this package throws on purpose. */
export class OcipError extends Error {
  // Names stand on the prototypes, so that they are part of the stack from the start.
  override get name(): string {
    return 'OcipError';
  }

  /** What `JSON.stringify` shows: name, message and the error's own facts. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    const facts = Object.fromEntries(Object.entries(this));
    if (cause !== undefined) facts.cause = cause instanceof Error ? cause.message : cause;
    return { name, message, ...facts };
  }
}

/** A message that was received cannot be read: nothing of it has been taken as an answer. */
export class MalformedMessageError extends OcipError {
  override get name(): string {
    return 'MalformedMessageError';
  }
  readonly code: MalformedCode;

  constructor(code: MalformedCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A command does not fit the schema; nothing has been sent. */
export class ValidationError extends OcipError {
  override get name(): string {
    return 'ValidationError';
  }
  /** Every problem found, in schema order. No secret is quoted. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shown = problems.slice(0, 10).map((p) => `  ${describeProblem(p)}`);
    const more = problems.length > 10 ? [`  … and ${String(problems.length - 10)} more`] : [];
    const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
    super([`Nothing was sent: ${count}.`, ...shown, ...more].join('\n'));
    this.problems = problems;
  }
}

/** A value cannot be written at all; with validation switched off this is what remains. */
export class EncodeError extends OcipError {
  override get name(): string {
    return 'EncodeError';
  }
  /** Where the value stands, from the name of the command on. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.path = path;
  }
}

/** A name that is no request, response or type of the loaded release. */
export class UnknownTypeError extends OcipError {
  override get name(): string {
    return 'UnknownTypeError';
  }
  readonly typeName: string;
  /** Known names that look alike, best first. */
  readonly suggestions: readonly string[];

  constructor(typeName: string, message: string, suggestions: readonly string[] = []) {
    super(message);
    this.typeName = typeName;
    this.suggestions = suggestions;
  }
}

/** One line: where, what was found, what was expected. */
export function describeProblem(problem: Problem): string {
  const { path, found, expected, hint } = problem;
  const advice = hint === undefined ? '' : ` (${hint})`;
  return `${path}: found ${found}, expected ${expected}${advice}`;
}
