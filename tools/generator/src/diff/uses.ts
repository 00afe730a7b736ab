import { elementsOf } from '../model/particles.js';
import type { Release } from '../model/release.js';
import { keyOf, type TypeDef, type TypeName, type TypeRef } from '../model/types.js';
import { contentOf } from './content.js';
import type { Use } from './effect.js';
import { byName } from './match.js';

/** By key of the type; a type that no common path leads to is not there. */
export type Uses = ReadonlyMap<string, Use>;

const NO_USE: Use = { sent: false, received: false };

/** Responses of the protocol itself; any request may be answered with them. */
const protocolResponses = ['C:SuccessResponse', 'C:ErrorResponse'];
/** An answer's envelope repeats what was sent, so only sending it is a matter of the release. */
const envelope = 'C:OCIMessage';

/**
 * Finds out which types are sent and which are received by commands that both releases have, along
 * fields that both releases have. Only there can two releases misunderstand each other.
 */
export function findUses(from: Release, to: Release): Uses {
  const finder = new UseFinder(from, to);
  for (const { name, response } of from.requests.values()) {
    if (!to.requests.has(name)) continue;
    finder.visit(name, name, 'sent');
    if (response !== undefined) finder.visit(response, response, 'received');
  }
  finder.visit(envelope, envelope, 'sent');
  for (const key of protocolResponses) finder.visit(key, key, 'received');
  return finder.uses;
}

class UseFinder {
  readonly uses = new Map<string, Use>();
  readonly #from: Release;
  readonly #to: Release;
  readonly #seen = new Set<string>();

  constructor(from: Release, to: Release) {
    this.#from = from;
    this.#to = to;
  }

  visit(olderKey: string, newerKey: string, direction: keyof Use): void {
    const step = `${direction} ${olderKey} ${newerKey}`;
    const older = this.#from.types.get(olderKey);
    const newer = this.#to.types.get(newerKey);
    if (older === undefined || newer === undefined || this.#seen.has(step)) return;
    this.#seen.add(step);
    if (olderKey === newerKey) {
      this.uses.set(olderKey, { ...(this.uses.get(olderKey) ?? NO_USE), [direction]: true });
    }
    this.#visitBases(older, newer, direction);
    this.#visitForms(olderKey, newerKey, direction);
    this.#visitFields(older, newer, direction);
  }

  #visitBases(older: TypeDef, newer: TypeDef, direction: keyof Use): void {
    const [before, after] = [baseOf(older), baseOf(newer)];
    if (before !== undefined && after !== undefined) {
      this.visit(keyOf(before), keyOf(after), direction);
    }
  }

  #visitForms(olderKey: string, newerKey: string, direction: keyof Use): void {
    const after = new Set(this.#to.subtypes.get(newerKey)?.map(keyOf));
    for (const form of this.#from.subtypes.get(olderKey) ?? []) {
      const key = keyOf(form);
      if (after.has(key)) this.visit(key, key, direction);
    }
  }

  #visitFields(older: TypeDef, newer: TypeDef, direction: keyof Use): void {
    if (older.kind !== 'complex' || newer.kind !== 'complex') return;
    const after = byName(elementsOf(contentOf(newer, this.#to.types)));
    for (const field of elementsOf(contentOf(older, this.#from.types))) {
      const before = namedType(field.type);
      if (before === undefined) continue;
      for (const same of after.get(field.name) ?? []) {
        const now = namedType(same.type);
        if (now !== undefined) this.visit(keyOf(before), keyOf(now), direction);
      }
    }
  }
}

/** A simple type's base is merged into it and has no say in messages. */
function baseOf(type: TypeDef): TypeName | undefined {
  return type.kind === 'complex' ? type.derivation?.base : undefined;
}

function namedType(type: TypeRef): TypeName | undefined {
  return type.kind === 'named' ? type.type : undefined;
}
