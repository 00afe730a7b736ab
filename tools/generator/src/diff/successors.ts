import type { Release } from '../model/release.js';
import { byVersion, splitVersion } from '../model/versions.js';

/** Finds what takes the place of types that are removed or deprecated. */
export class SuccessorFinder {
  readonly #from: Release;
  readonly #to: Release;
  readonly #liveByFamily = new Map<string, string[]>();

  constructor(from: Release, to: Release) {
    this.#from = from;
    this.#to = to;
    for (const [name, role] of to.roles) {
      if (role === 'base' || to.deprecated.has(name)) continue;
      const { family } = splitVersion(name);
      const members = this.#liveByFamily.get(family);
      if (members === undefined) this.#liveByFamily.set(family, [name]);
      else members.push(name);
    }
  }

  /** A live type of the newer release; undefined where none is known. */
  find(name: string): string | undefined {
    const told = this.#to.deprecated.get(name)?.successor ?? this.#stillLive(name);
    return told ?? this.#newestOf(name);
  }

  /** What the older release names may be deprecated, or gone, by now. */
  #stillLive(name: string): string | undefined {
    const told = this.#from.deprecated.get(name)?.successor;
    if (told === undefined || !this.#to.types.has(told)) return undefined;
    return this.#to.deprecated.has(told) ? this.#to.deprecated.get(told)?.successor : told;
  }

  #newestOf(name: string): string | undefined {
    const family = this.#liveByFamily.get(splitVersion(name).family) ?? [];
    const sorted = family.map(splitVersion).sort(byVersion);
    const newest = sorted.at(-1);
    return newest === undefined ? undefined : newest.family + newest.suffix;
  }
}
