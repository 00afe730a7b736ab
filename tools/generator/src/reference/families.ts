import type { Release } from '../model/release.js';
import { isDeprecatedFile } from '../model/deprecation.js';
import { keyOf, type TypeDef } from '../model/types.js';
import { byVersion, splitVersion } from '../model/versions.js';
import { mineReplacedBy } from '../prose/replaced-by.js';
import type { Plan } from '../plan/plan.js';
import { present } from './present.js';
import type { ReferenceKind, Status, Successor } from './types.js';

/** What a type is, for those who read about it. */
export function kindOf(type: TypeDef, release: Release): ReferenceKind {
  if (type.kind === 'simple') return type.values === undefined ? 'simple' : 'enumeration';
  const role = release.roles.get(keyOf(type));
  return role === 'request' || role === 'response' ? role : 'type';
}

/** The types of a plan that have a page: all but those declared in place. */
export function pageTypes(plan: Plan): readonly TypeDef[] {
  return plan.modules.flatMap(({ types }) =>
    types.filter((type) => type.kind === 'simple' || type.anonymous === undefined),
  );
}

/** The families of types that differ in their version only, and who of them is current. */
export class Families {
  readonly #release: Release;
  /** Members by kind and family, oldest to newest. */
  readonly #members = new Map<string, TypeDef[]>();
  readonly #names: ReadonlySet<string>;

  constructor(plan: Plan) {
    this.#release = plan.release;
    const types = pageTypes(plan);
    this.#names = new Set(types.map(({ name }) => name));
    for (const type of types) {
      const key = this.#keyOf(type);
      const members = this.#members.get(key);
      if (members === undefined) this.#members.set(key, [type]);
      else members.push(type);
    }
    for (const members of this.#members.values()) {
      members.sort((a, b) => byVersion(splitVersion(a.name), splitVersion(b.name)));
    }
  }

  /** All members of a type's family, oldest to newest, itself included. */
  of(type: TypeDef): readonly TypeDef[] {
    return this.#members.get(this.#keyOf(type)) ?? [type];
  }

  isDeprecated({ kind, name, position }: TypeDef): boolean {
    return kind === 'simple' ? isDeprecatedFile(position.file) : this.#release.deprecated.has(name);
  }

  statusOf(type: TypeDef): Status {
    if (this.isDeprecated(type)) return 'deprecated';
    const members = this.of(type);
    const newer = members.slice(members.indexOf(type) + 1);
    return newer.some((member) => !this.isDeprecated(member)) ? 'superseded' : 'current';
  }

  /** What takes the place of a deprecated type, where that is among the types with a page. */
  successorOf(type: TypeDef): Successor | undefined {
    const { successor, derived = false } = this.#release.deprecated.get(type.name) ?? {};
    if (successor === undefined || !this.#names.has(successor)) return undefined;
    if (derived) return { name: successor, derived: true };
    return present<Successor>({ name: successor, mode: mineReplacedBy(type.doc)?.mode });
  }

  #keyOf(type: TypeDef): string {
    const kind = type.kind === 'simple' ? 'simple' : kindOf(type, this.#release);
    return `${kind} ${familyOf(type.name, kind)}`;
  }
}

/** The name without its version; commands and types have versions of the same form. */
export function familyOf(name: string, kind: ReferenceKind): string {
  const { family, order } = splitVersion(name);
  if (kind === 'request' || kind === 'response') return family;
  // The digits of `SpeedDial8` or `IPv4` are no release.
  const [release = 0] = order;
  return release >= OLDEST_RELEASE && release < 100 ? family : name;
}

/** The oldest release that a version in a type's name speaks of. */
const OLDEST_RELEASE = 13;
