import { DEFAULT_CONCURRENCY, type RunOptions } from '../run/options.js';
import type { Run } from '../run/run.js';
import { matchAlias, type WantedAlias } from './alias.js';
import { Tally } from './tally.js';
import {
  aliasHolderKinds,
  type AliasHolderKind,
  type AliasMatch,
  type AliasMatchKind,
} from './types.js';

/** Where is searched. */
export interface Scope {
  /** Undefined: in all of them. */
  readonly serviceProviderId?: string | undefined;
  /** Undefined: in all groups of the service provider. */
  readonly groupId?: string | undefined;
}

/** Someone or something that may have the alias. */
export interface Holder {
  readonly holderType: string;
  readonly id: string;
  readonly name: string;
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** Requests that share a message. */
const MESSAGE = 15;

/** One search under way: what is looked for, and what was seen of each kind. */
export class Search {
  readonly run: Run;
  readonly scope: Scope;
  readonly kinds: ReadonlySet<AliasHolderKind>;
  readonly stopAtFirst: boolean;
  readonly #alias: WantedAlias;
  readonly #wave: number;
  readonly #tallies = new Map<string, Tally>();
  #total = 0;
  #done = 0;

  constructor(
    run: Run,
    alias: WantedAlias,
    scope: Scope,
    kinds: readonly AliasHolderKind[],
    stopAtFirst: boolean,
    { concurrency = DEFAULT_CONCURRENCY }: RunOptions,
  ) {
    this.run = run;
    this.scope = scope;
    this.kinds = new Set(kinds);
    this.stopAtFirst = stopAtFirst;
    this.#alias = alias;
    this.#wave = MESSAGE * concurrency;
    for (const kind of aliasHolderKinds) this.tally(kind).isLeftOut = !this.kinds.has(kind);
  }

  get tallies(): readonly Tally[] {
    return [...this.#tallies.values()];
  }

  tally(kind: string): Tally {
    let tally = this.#tallies.get(kind);
    if (tally === undefined) this.#tallies.set(kind, (tally = new Tally(kind)));
    return tally;
  }

  /** Whether a group is in scope. */
  includes(serviceProviderId: string, groupId: string): boolean {
    const { scope } = this;
    const same = (wanted: string | undefined, id: string): boolean =>
      wanted === undefined || wanted.toLowerCase() === id.toLowerCase();
    return same(scope.serviceProviderId, serviceProviderId) && same(scope.groupId, groupId);
  }

  /** The matches among the stored aliases and ids of a holder, in the order given. */
  match(
    holder: Holder,
    stored: readonly (readonly [AliasMatchKind, string | undefined])[],
    detail: object | null,
  ): readonly AliasMatch[] {
    // Known after the first answer: the login tells it.
    const defaultDomain = this.run.client.account?.userDomain;
    return stored.flatMap(([kind, alias]) => {
      if (alias === undefined) return [];
      const match = matchAlias(this.#alias, alias, defaultDomain);
      if (match === undefined) return [];
      const fields = detail as Readonly<Record<string, unknown>> | null;
      return [{ kind, alias, exact: match.exact, ...holder, detail: fields }];
    });
  }

  /**
   * Looks at holders, all of them at once; a search that stops at its first match does so in waves, and
   * leaves the rest.
   */
  async each<T>(
    items: readonly T[],
    look: (item: T) => Promise<readonly AliasMatch[]>,
  ): Promise<readonly AliasMatch[]> {
    this.#total += items.length;
    const wave = this.stopAtFirst ? this.#wave : items.length;
    for (let start = 0; start < items.length; start += wave) {
      const found = await Promise.all(
        items.slice(start, start + wave).map(async (item) => {
          const matches = await look(item);
          this.run.progress('holders', ++this.#done, this.#total);
          return matches;
        }),
      );
      const matches = found.flat();
      if (matches.length > 0 || !this.stopAtFirst) return matches;
    }
    return [];
  }
}
