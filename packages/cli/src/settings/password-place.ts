import { kindOf, Mismatch } from './mismatch.js';
import { pathFrom } from './places.js';
import type { PasswordPlace } from './settings.js';

const EXPECTED =
  '"keyring", "prompt", {"command": ["program", "argument"]}, {"file": "path"} or {"environment": "NAME"}';

/** How a place for a password stands in a file. */
export type WrittenPasswordPlace =
  | 'keyring'
  | 'prompt'
  | { readonly command: readonly string[] }
  | { readonly file: string }
  | { readonly environment: string };

/**
 * Reads where a password comes from. What is none is not repeated: people may have written the
 * password itself.
 */
export function readPasswordPlace(value: unknown, folder: string): PasswordPlace | Mismatch {
  if (value === 'keyring' || value === 'prompt') return { kind: value };
  if (typeof value === 'string') {
    return new Mismatch('another text (a password itself never stands in a file)', EXPECTED);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Mismatch(kindOf(value), EXPECTED);
  }
  const [entry, ...more] = Object.entries(value) as [string, unknown][];
  if (entry === undefined || more.length > 0) {
    return new Mismatch(`an object with ${entry === undefined ? 'no' : 'several'} keys`, EXPECTED);
  }
  return readEntry(entry, folder) ?? new Mismatch('an object of another form', EXPECTED);
}

function readEntry(
  [key, value]: readonly [string, unknown],
  folder: string,
): PasswordPlace | undefined {
  if (key === 'command' && isCommand(value)) return { kind: 'command', command: value };
  if (typeof value !== 'string' || value === '') return undefined;
  if (key === 'file') return { kind: 'file', file: pathFrom(folder, value) };
  if (key === 'environment' && isVariableName(value)) return { kind: 'environment', name: value };
  return undefined;
}

export function isVariableName(text: string): boolean {
  return /^[a-zA-Z_]\w*$/.test(text);
}

function isCommand(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === 'string') &&
    typeof value[0] === 'string' &&
    value[0] !== ''
  );
}

/** The place in words. Arguments of a program are left out: some people write secrets there. */
export function describePasswordPlace(place: PasswordPlace): string {
  switch (place.kind) {
    case 'keyring':
      return 'keyring of the operating system';
    case 'command':
      return `command ${place.command[0] ?? ''}`;
    case 'file':
      return `file ${place.file}`;
    case 'environment':
      return `environment variable ${place.name}`;
    case 'stdin':
      return 'stdin';
    case 'prompt':
      return 'asked for each time';
  }
}
