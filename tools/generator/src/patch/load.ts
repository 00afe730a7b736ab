import { readFileSync } from 'node:fs';
import { fail } from '../diagnostics.js';
import type { Patch } from './patch.js';

const operations = new Set(['override', 'remove', 'add', 'or-success', 'access', 'secret']);

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
    return fail('bad-patch', { file: path, line: 0 }, `The patch file cannot be read: ${reason}`);
  }
  if (!Array.isArray(content)) {
    return fail('bad-patch', { file: path, line: 0 }, 'Expected a list of patches.');
  }
  return content.map((entry: unknown, i) => checked(entry, path, i));
}

function checked(entry: unknown, path: string, index: number): Patch {
  const where = { file: path, line: 0 };
  const at = `Patch ${String(index + 1)}`;
  if (typeof entry !== 'object' || entry === null) return fail('bad-patch', where, `${at} is no object.`);
  const { op, target, reason } = entry as Record<string, unknown>;
  if (typeof op !== 'string' || !operations.has(op)) {
    fail('bad-patch', where, `${at} has no known op. Expected one of ${[...operations].join(', ')}.`);
  }
  if (typeof target !== 'string') fail('bad-patch', where, `${at} has no target.`);
  if (typeof reason !== 'string' || reason.trim() === '') {
    fail('bad-patch', where, `${at} gives no reason. Say what the release gets wrong.`);
  }
  const needed: Readonly<Record<string, string>> = {
    override: 'set',
    add: 'field',
    access: 'access',
    secret: 'secret',
  };
  const key = needed[op];
  if (key !== undefined && (entry as Record<string, unknown>)[key] === undefined) {
    fail('bad-patch', where, `${at} (${op}) lacks '${key}'.`);
  }
  return entry as Patch;
}
