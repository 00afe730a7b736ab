import { readFileSync } from 'node:fs';
import { fail } from '../diagnostics.js';
import type { Patch } from './patch.js';

type Check = readonly [expected: string, test: (value: unknown) => boolean];

const text: Check = ['a text', (value) => typeof value === 'string' && value.trim() !== ''];
const flag: Check = ['true or false', (value) => typeof value === 'boolean'];
const count: Check = ['a whole number', isCount];
const bound: Check = [
  "a whole number above 0, or 'unbounded'",
  (value) => value === 'unbounded' || (isCount(value) && value !== 0),
];
const access: Check = ["'read' or 'write'", (value) => value === 'read' || value === 'write'];

const change = { min: count, max: bound, nillable: flag, type: text, doc: text };

/** The keys of each operation beside `op`, `target` and `reason`; a nested object has its own. */
const operations: Readonly<Record<Patch['op'], Keys>> = {
  override: { required: { set: { required: {}, optional: change } }, optional: {} },
  remove: { required: {}, optional: {} },
  add: {
    required: { field: { required: { name: text, type: text }, optional: change } },
    optional: { after: text },
  },
  'or-success': { required: {}, optional: {} },
  access: { required: { access }, optional: {} },
  secret: { required: { secret: flag }, optional: {} },
};

interface Keys {
  readonly required: Readonly<Record<string, Check | Keys>>;
  readonly optional: Readonly<Record<string, Check>>;
}

/**
 * Reads a patch file: a JSON list of patches.
 *
 * @throws GenerationError if the file can't be read or an entry is no patch
 */
export function loadPatches(path: string): readonly Patch[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return bad(path, `The patch file cannot be read: ${reason}`);
  }
  if (!Array.isArray(content)) return bad(path, 'Expected a list of patches.');
  return content.map((entry: unknown, i) => checked(entry, path, `Patch ${String(i + 1)}`));
}

function checked(entry: unknown, path: string, at: string): Patch {
  if (!isObject(entry)) return bad(path, `${at} is no object.`);
  const { op } = entry;
  if (!isOperation(op)) {
    return bad(
      path,
      `${at} has no known op. Expected one of ${Object.keys(operations).join(', ')}.`,
    );
  }
  if (!text[1](entry.reason)) {
    bad(path, `${at} gives no reason. Say what the release gets wrong.`);
  }
  const { required, optional } = operations[op];
  const common = { op: text, target: text, reason: text };
  checkKeys(entry, { required: { ...common, ...required }, optional }, path, `${at} (${op})`);
  return entry as unknown as Patch;
}

function checkKeys(entry: object, keys: Keys, path: string, at: string): void {
  const values = entry as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(keys.required)) {
    if (!Object.hasOwn(values, key)) bad(path, `${at} lacks '${key}'.`);
  }
  for (const [key, value] of Object.entries(values)) {
    const rule = keys.required[key] ?? keys.optional[key];
    if (rule === undefined) {
      const known = [...Object.keys(keys.required), ...Object.keys(keys.optional)];
      return bad(path, `${at} has no key '${key}'. Expected: ${known.join(', ')}.`);
    }
    if ('required' in rule) {
      if (!isObject(value)) return bad(path, `${at}: '${key}' is no object.`);
      checkKeys(value, rule, path, `${at}.${key}`);
    } else if (!rule[1](value)) bad(path, `${at}: '${key}' must be ${rule[0]}.`);
  }
}

function isOperation(op: unknown): op is Patch['op'] {
  return typeof op === 'string' && Object.hasOwn(operations, op);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function bad(path: string, message: string): never {
  return fail('bad-patch', { file: path, line: 0 }, message);
}
