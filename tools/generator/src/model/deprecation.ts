import { posix } from 'node:path';
import type { Diagnostics } from '../diagnostics.js';
import { mineReplacedBy } from '../prose/replaced-by.js';
import type { TypeTable } from './link.js';
import type { ComplexTypeDef } from './types.js';
import { byVersion, splitVersion } from './versions.js';

export interface Deprecation {
  /** The live type that takes its place, where one is known. */
  readonly successor?: string;
  /** The successor was not named, or does not exist: it is the newest live member of the family. */
  readonly derived: boolean;
}

/** Files of types that are kept for old clients say so in their names. */
export function isDeprecatedFile(path: string): boolean {
  return /deprecated/i.test(posix.basename(path));
}

/**
 * Finds the deprecated types: those in a file for such types, and those with a note that names a
 * replacement. Chains of notes are followed to a live type.
 */
export function findDeprecated(
  types: TypeTable,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Deprecation> {
  const notes = new Map<string, readonly string[]>();
  const dead = new Set<string>();
  for (const type of complexTypes(types)) {
    const note = mineReplacedBy(type.doc);
    if (note !== undefined) notes.set(type.name, note.targets);
    if (note !== undefined || isDeprecatedFile(type.position.file)) dead.add(type.name);
  }
  const resolver = new Successors(types, notes, dead);
  const result = new Map<string, Deprecation>();
  for (const type of complexTypes(types)) {
    if (!dead.has(type.name)) continue;
    const found = resolver.find(type.name);
    result.set(type.name, found);
    if (!notes.has(type.name)) continue;
    if (found.successor === undefined) {
      const named = notes.get(type.name)?.join(', ') ?? '';
      diagnostics.add('successor-unknown', type.position, `${type.name} names no live successor (${named}).`);
    } else if (found.derived) {
      diagnostics.add(
        'successor-derived',
        type.position,
        `${type.name}: the successor ${found.successor} is derived from its family.`,
      );
    }
  }
  return result;
}

class Successors {
  readonly #types: TypeTable;
  readonly #notes: ReadonlyMap<string, readonly string[]>;
  readonly #dead: ReadonlySet<string>;
  readonly #byLowerCase = new Map<string, string>();
  readonly #liveByFamily = new Map<string, string[]>();

  constructor(
    types: TypeTable,
    notes: ReadonlyMap<string, readonly string[]>,
    dead: ReadonlySet<string>,
  ) {
    this.#types = types;
    this.#notes = notes;
    this.#dead = dead;
    for (const { name } of complexTypes(types)) {
      this.#byLowerCase.set(name.toLowerCase(), name);
      if (dead.has(name)) continue;
      const { family } = splitVersion(name);
      this.#liveByFamily.set(family, [...(this.#liveByFamily.get(family) ?? []), name]);
    }
  }

  find(name: string): Deprecation {
    const named = this.#follow(name, new Set());
    if (named !== undefined) return { successor: named, derived: false };
    const family = this.#liveByFamily.get(splitVersion(name).family) ?? [];
    const newest = [...family].sort((a, b) => byVersion(splitVersion(a), splitVersion(b))).at(-1);
    return newest === undefined ? { derived: false } : { successor: newest, derived: true };
  }

  #follow(name: string, seen: Set<string>): string | undefined {
    if (seen.has(name)) return undefined;
    seen.add(name);
    for (const target of this.#notes.get(name) ?? []) {
      const known = this.#types.has(target) ? target : this.#byLowerCase.get(target.toLowerCase());
      if (known === undefined || known === name) continue;
      if (!this.#dead.has(known)) return known;
      const further = this.#follow(known, seen);
      if (further !== undefined) return further;
    }
    return undefined;
  }
}

function* complexTypes(types: TypeTable): Iterable<ComplexTypeDef> {
  for (const type of types.values()) {
    if (type.kind === 'complex' && type.namespace !== 'C') yield type;
  }
}
