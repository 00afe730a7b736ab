/** What a refusal is known to mean. */
export type RefusalMeaning = 'service-not-assigned' | 'not-found' | 'unauthorized';

/**
 * Numbers of refusals whose meaning is known from the field; the schemas say nothing of them. Add to it
 * what your platform uses.
 */
class KnownRefusals {
  readonly #meanings = new Map<number, RefusalMeaning>([
    [4410, 'service-not-assigned'],
    [4008, 'not-found'],
    [4152, 'not-found'],
    [4505, 'not-found'],
    [5404, 'unauthorized'],
  ]);

  meaning(code: number | null | undefined): RefusalMeaning | undefined {
    return code === null || code === undefined ? undefined : this.#meanings.get(code);
  }

  add(code: number, meaning: RefusalMeaning): void {
    this.#meanings.set(code, meaning);
  }
}

/** The refusals that every run goes by; meanings of further numbers may be added. */
export const knownRefusals = new KnownRefusals();
