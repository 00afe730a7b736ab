import { own, Refusal, seen } from '../engine/refusal.js';

/** What only one holder may have. Extensions are unique in their group: their value names it. */
export type ClaimKind = 'id' | 'number' | 'extension' | 'linePort';

export interface Claim {
  readonly kind: ClaimKind;
  readonly value: string;
  /** Says it in a refusal, where that differs from the value. */
  readonly shown?: string | undefined;
}

/** Who may hold something: `user:alice@example.test`, `instance:…`. */
export type Holder = `${'user' | 'instance' | 'administrator'}:${string}`;

/**
 * Who has which id, alias, number, extension and line/port. One table for all kinds of holders, so
 * that no two of them can have the same.
 */
export class Claims {
  readonly #holders = new Map<string, Holder>();
  readonly #held = new Map<Holder, readonly string[]>();

  /** Undefined if nobody has it. */
  holderOf(kind: ClaimKind, value: string): Holder | undefined {
    return this.#holders.get(keyOf({ kind, value }));
  }

  /**
   * Replaces all that a holder has.
   *
   * @throws Refusal if something is another's, or one number or extension is to be had twice; nothing
   * has changed then
   */
  set(holder: Holder, claims: readonly Claim[]): void {
    const once = new Set<string>();
    for (const claim of claims) {
      const key = keyOf(claim);
      const other = this.#holders.get(key);
      if (other !== undefined && other !== holder) throw taken(claim);
      if (claim.kind !== 'number' && claim.kind !== 'extension') continue;
      if (once.has(key)) throw taken(claim);
      once.add(key);
    }
    this.drop(holder);
    const keys = [...new Set(claims.map(keyOf))];
    for (const key of keys) this.#holders.set(key, holder);
    this.#held.set(holder, keys);
  }

  /**
   * As {@link set}, for a holder that is new.
   *
   * @throws Refusal if there is one of its name already
   */
  add(holder: Holder, claims: readonly Claim[]): void {
    const [id] = claims;
    if (this.#held.has(holder) && id !== undefined) throw taken(id);
    this.set(holder, claims);
  }

  drop(holder: Holder): void {
    for (const key of this.#held.get(holder) ?? []) this.#holders.delete(key);
    this.#held.delete(holder);
  }
}

function keyOf({ kind, value }: Claim): string {
  return `${kind}:${value.toLowerCase()}`;
}

function taken({ kind, value, shown = value }: Claim): Refusal {
  switch (kind) {
    case 'id':
      return new Refusal(seen.userExists, `User already exists: ${shown}`);
    case 'number':
      return new Refusal(own.numberNotAvailable, `Phone number is already in use: ${shown}`);
    case 'extension':
      return new Refusal(seen.invalidExtension, `Extension is already in use: ${shown}`);
    case 'linePort':
      return new Refusal(own.inUse, `Line/port is already in use: ${shown}`);
  }
}
