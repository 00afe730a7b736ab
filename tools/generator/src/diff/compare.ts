import type { Release } from '../model/release.js';
import { keyOf, type TypeDef } from '../model/types.js';
import { answersOf, commandChanges } from './compare-commands.js';
import { TypeComparison } from './compare-types.js';
import { judged } from './effect.js';
import { SuccessorFinder } from './successors.js';
import {
  groupNames,
  type AddedType,
  type Breaks,
  type Change,
  type ChangedType,
  type DeprecatedType,
  type GroupCounts,
  type GroupDiff,
  type GroupName,
  type MovedType,
  type NamedType,
  type ReleaseDiff,
  type RemovedType,
} from './types.js';
import { findUses, type Uses } from './uses.js';

/**
 * Tells what changed between two releases, type by type. A type is the same if its name and
 * namespace are, in whatever file it is defined. Types declared inside an element are part of the
 * type around them.
 *
 * @param from the older release
 * @param to the newer release
 */
export function diffReleases(from: Release, to: Release): ReleaseDiff {
  return new ReleaseComparison(from, to).run();
}

interface Group {
  from: number;
  to: number;
  readonly added: AddedType[];
  readonly removed: RemovedType[];
  readonly changed: ChangedType[];
  readonly deprecated: DeprecatedType[];
  readonly restored: NamedType[];
  readonly moved: MovedType[];
}

class ReleaseComparison {
  readonly #from: Release;
  readonly #to: Release;
  readonly #types: TypeComparison;
  readonly #uses: Uses;
  readonly #successors: SuccessorFinder;
  readonly #groups: Readonly<Record<GroupName, Group>>;

  constructor(from: Release, to: Release) {
    this.#from = from;
    this.#to = to;
    this.#types = new TypeComparison(from, to);
    this.#uses = findUses(from, to);
    this.#successors = new SuccessorFinder(from, to);
    this.#groups = {
      requests: emptyGroup(),
      responses: emptyGroup(),
      types: emptyGroup(),
      enums: emptyGroup(),
      simpleTypes: emptyGroup(),
    };
  }

  run(): ReleaseDiff {
    const older = comparable(this.#from, this.#to);
    const newer = comparable(this.#to, this.#from);
    for (const key of [...new Set([...older.keys(), ...newer.keys()])].sort()) {
      const [before, after] = [older.get(key), newer.get(key)];
      if (before !== undefined) this.#groups[groupOf(before, this.#from)].from += 1;
      if (after !== undefined) this.#groups[groupOf(after, this.#to)].to += 1;
      if (before !== undefined && after !== undefined) this.#both(key, before, after);
      else if (before !== undefined) this.#removed(key, before);
      else if (after !== undefined) this.#added(key, after);
    }
    const counts = groupNames.map((name) => [name, countsOf(this.#groups[name])] as const);
    const groups = groupNames.map((name) => [name, listsOf(this.#groups[name])] as const);
    return {
      from: { label: this.#from.label, hash: this.#from.hash },
      to: { label: this.#to.label, hash: this.#to.hash },
      counts: Object.fromEntries(counts) as Record<GroupName, GroupCounts>,
      ...(Object.fromEntries(groups) as Record<GroupName, GroupDiff>),
    };
  }

  #added(name: string, type: TypeDef): void {
    const request = this.#to.requests.get(name);
    const isDeprecated = this.#to.deprecated.has(name);
    const successor = isDeprecated ? this.#successors.find(name) : undefined;
    this.#groups[groupOf(type, this.#to)].added.push({
      name,
      file: type.position.file,
      ...(request === undefined ? {} : { response: answersOf(request).join(' or ') }),
      ...(isDeprecated ? { deprecated: true } : {}),
      ...(successor === undefined ? {} : { successor }),
    });
  }

  #removed(name: string, type: TypeDef): void {
    const successor = this.#successors.find(name);
    this.#groups[groupOf(type, this.#from)].removed.push({
      name,
      file: type.position.file,
      ...(successor === undefined ? {} : { successor }),
    });
  }

  #both(name: string, older: TypeDef, newer: TypeDef): void {
    const group = this.#groups[groupOf(newer, this.#to)];
    const [before, after] = [older.position.file, newer.position.file];
    if (before !== after) group.moved.push({ name, before, after });
    if (this.#to.deprecated.has(name) && !this.#from.deprecated.has(name)) {
      const successor = this.#successors.find(name);
      group.deprecated.push({ name, ...(successor === undefined ? {} : { successor }) });
    }
    if (this.#from.deprecated.has(name) && !this.#to.deprecated.has(name)) {
      group.restored.push({ name });
    }
    const changes = [
      ...kindChanges(kindOf(older, this.#from), kindOf(newer, this.#to)),
      ...commandChanges(this.#from.requests.get(name), this.#to.requests.get(name)),
      ...this.#contentChanges(name, older, newer),
    ];
    if (changes.length > 0) group.changed.push({ name, changes });
  }

  #contentChanges(name: string, older: TypeDef, newer: TypeDef): readonly Change[] {
    const use = this.#uses.get(name) ?? { sent: false, received: false };
    return this.#types.compare(older, newer).map((finding) => judged(finding, use));
  }
}

function kindChanges(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  return [{ code: 'kind-changed', path: '', before, after, breaks: 'both' }];
}

/** The types to compare, by key. */
function comparable(release: Release, other: Release): ReadonlyMap<string, TypeDef> {
  // A delivery without the base file is read with a stand-in, which says nothing about its content.
  const hasBase = !isStandIn(release) && !isStandIn(other);
  return new Map(
    [...release.types].filter(
      ([, type]) =>
        (type.namespace !== 'C' || hasBase) &&
        !(type.kind === 'complex' && type.anonymous !== undefined),
    ),
  );
}

function isStandIn({ types }: Release): boolean {
  return types.get('C:OCICommand')?.position.line === 0;
}

function groupOf(type: TypeDef, release: Release): GroupName {
  if (type.kind === 'simple') return type.values === undefined ? 'simpleTypes' : 'enums';
  const role = release.roles.get(keyOf(type));
  if (role === 'request') return 'requests';
  return role === 'response' ? 'responses' : 'types';
}

function kindOf(type: TypeDef, release: Release): string {
  if (type.kind === 'simple') return 'simple type';
  const role = release.roles.get(keyOf(type));
  return role === 'request' || role === 'response' ? role : 'type with fields';
}

function emptyGroup(): Group {
  return {
    from: 0,
    to: 0,
    added: [],
    removed: [],
    changed: [],
    deprecated: [],
    restored: [],
    moved: [],
  };
}

function listsOf({ from: _from, to: _to, ...lists }: Group): GroupDiff {
  return lists;
}

function countsOf(group: Group): GroupCounts {
  const breaking = (...kinds: readonly Breaks[]): number =>
    group.changed.filter(({ changes }) =>
      changes.some(({ breaks }) => breaks !== undefined && kinds.includes(breaks)),
    ).length;
  return {
    from: group.from,
    to: group.to,
    added: group.added.length,
    removed: group.removed.length,
    changed: group.changed.length,
    deprecated: group.deprecated.length,
    restored: group.restored.length,
    moved: group.moved.length,
    breaksOlderClient: breaking('older-client', 'both'),
    breaksNewerClient: breaking('newer-client', 'both'),
  };
}
