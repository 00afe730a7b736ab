/** A map by ids as the platform compares them: upper and lower case are the same. */
export class IdMap<V> implements Iterable<V> {
  readonly #values = new Map<string, V>();

  get size(): number {
    return this.#values.size;
  }

  get(id: string): V | undefined {
    return this.#values.get(id.toLowerCase());
  }

  has(id: string): boolean {
    return this.#values.has(id.toLowerCase());
  }

  set(id: string, value: V): void {
    this.#values.set(id.toLowerCase(), value);
  }

  delete(id: string): boolean {
    return this.#values.delete(id.toLowerCase());
  }

  /** In the order they were added. */
  [Symbol.iterator](): Iterator<V> {
    return this.#values.values();
  }

  values(): readonly V[] {
    return [...this.#values.values()];
  }
}

/** True if two ids are the same to the platform. */
export function sameId(a: string | undefined, b: string | undefined): boolean {
  return b !== undefined && a?.toLowerCase() === b.toLowerCase();
}
