import { posix } from 'node:path';
import type { Diagnostics } from '../diagnostics.js';
import { mineReplacedBy } from '../prose/replaced-by.js';
import type { TypeTable } from './link.js';
import type { Role } from './roles.js';
import type { ComplexTypeDef } from './types.js';
import { byVersion, splitVersion } from './versions.js';

/** What is known of a deprecated type. */
export interface Deprecation {
  /** The live type that takes its place, where one is known. */
  readonly successor?: string;
  /** No note leads to the successor: it is the newest live member of the family they lead to. */
  readonly derived: boolean;
}

/** Files of types that are kept for old clients say so in their names. */
export function isDeprecatedFile(path: string): boolean {
  return /deprecated/i.test(posix.basename(path));
}

/**
 * Finds the deprecated types: those in a file for such types, and those with a note that names a
 * replacement. Chains of notes are followed to a live type; where one ends at a type that is
 * deprecated or missing, the newest live member of that type's family takes over.
 */
export function findDeprecated(
  types: TypeTable,
  roles: ReadonlyMap<string, Role>,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Deprecation> {
  const notes = new Map<string, readonly string[]>();
  const dead = new Set<string>();
  for (const type of complexTypes(types)) {
    const note = mineReplacedBy(type.doc);
    if (note !== undefined) notes.set(type.name, note.targets);
    if (note !== undefined || isDeprecatedFile(type.position.file)) dead.add(type.name);
  }
  const resolver = new Successors(types, roles, notes, dead);
  const result = new Map<string, Deprecation>();
  for (const type of complexTypes(types)) {
    if (!dead.has(type.name)) continue;
    // A type inside another has no family; it goes when its owner goes.
    const found = type.anonymous === undefined ? resolver.find(type.name) : { derived: false };
    result.set(type.name, found);
    if (!notes.has(type.name)) continue;
    if (found.successor === undefined) {
      const named = notes.get(type.name)?.join(', ') ?? '';
      diagnostics.add(
        'successor-unknown',
        type.position,
        `${type.name} names no live successor (${named}).`,
      );
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
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #notes: ReadonlyMap<string, readonly string[]>;
  readonly #dead: ReadonlySet<string>;
  readonly #byLowerCase = new Map<string, string>();
  readonly #liveByFamily = new Map<string, string[]>();

  constructor(
    types: TypeTable,
    roles: ReadonlyMap<string, Role>,
    notes: ReadonlyMap<string, readonly string[]>,
    dead: ReadonlySet<string>,
  ) {
    this.#types = types;
    this.#roles = roles;
    this.#notes = notes;
    this.#dead = dead;
    for (const { name, anonymous } of complexTypes(types)) {
      this.#byLowerCase.set(name.toLowerCase(), name);
      if (dead.has(name) || anonymous !== undefined) continue;
      const family = this.#familyOf(name, name);
      const members = this.#liveByFamily.get(family);
      if (members === undefined) this.#liveByFamily.set(family, [name]);
      else members.push(name);
    }
  }

  /** The family of a name, which may be missing, among types with the role of another. */
  #familyOf(name: string, alike: string): string {
    return `${this.#roles.get(alike) ?? ''} ${splitVersion(name).family}`;
  }

  find(name: string): Deprecation {
    const named = this.#follow(name, new Set());
    if (named !== undefined) return { successor: named, derived: false };
    const inherited = this.#ends(name, new Set())
      .map((end) => this.#newest(this.#familyOf(end, name)))
      .find((newest) => newest !== undefined);
    return inherited === undefined ? { derived: false } : { successor: inherited, derived: true };
  }

  /** The first live type that the notes lead to. */
  #follow(name: string, seen: Set<string>): string | undefined {
    if (seen.has(name)) return undefined;
    seen.add(name);
    for (const target of this.#targets(name)) {
      if (!this.#types.has(target)) continue;
      const live = this.#dead.has(target) ? this.#follow(target, seen) : target;
      if (live !== undefined) return live;
    }
    return undefined;
  }

  /** All names on the way, those of missing types included, the last ones first. */
  #ends(name: string, seen: Set<string>): string[] {
    if (seen.has(name)) return [];
    seen.add(name);
    return [...this.#targets(name).flatMap((target) => this.#ends(target, seen)), name];
  }

  /** What a note names, as the release spells it; a request where it names the response by mistake. */
  #targets(name: string): readonly string[] {
    const role = this.#roles.get(name);
    return (this.#notes.get(name) ?? []).map((written) => {
      const known = this.#spelled(written);
      const target = this.#roles.get(known);
      if (role === 'request' && target === 'response') {
        return this.#spelled(withWord(known, 'Request'));
      }
      if (role === 'response' && target === 'request') {
        return this.#spelled(withWord(known, 'Response'));
      }
      return known;
    });
  }

  #spelled(name: string): string {
    return this.#types.has(name) ? name : (this.#byLowerCase.get(name.toLowerCase()) ?? name);
  }

  #newest(family: string): string | undefined {
    const members = this.#liveByFamily.get(family) ?? [];
    return [...members].sort((a, b) => byVersion(splitVersion(a), splitVersion(b))).at(-1);
  }
}

function withWord(command: string, word: 'Request' | 'Response'): string {
  const { family, suffix } = splitVersion(command);
  return family.replace(/(?:Request|Response)$/, word) + suffix;
}

function* complexTypes(types: TypeTable): Iterable<ComplexTypeDef> {
  for (const type of types.values()) {
    if (type.kind === 'complex' && type.namespace !== 'C') yield type;
  }
}
