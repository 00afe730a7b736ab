/** More cookies than any front end sets; a bound for hostile ones. */
const MOST = 50;

/** What may stand in a `Cookie` header. */
const legalName = /^[\w!#$%&'*+.^`|~-]+$/;
const legalValue = /^[^;\p{Cc}\u0100-\u{10FFFF}]*$/u;

/**
 * The cookies of one session: `JSESSIONID`, which together with the session id is the login, and what
 * load balancers add to find the same server again. All go back to the one URL they came from, so
 * their paths and domains do not matter.
 */
export class SessionCookies {
  readonly #values: Map<string, string>;

  constructor(values: Iterable<readonly [name: string, value: string]> = []) {
    this.#values = new Map(values);
  }

  /** Takes over what a reply sets; a later value replaces an earlier one. */
  take(setCookie: readonly string[] = []): void {
    for (const line of setCookie) {
      const [pair = '', ...attributes] = line.split(';');
      const equals = pair.indexOf('=');
      const name = pair.slice(0, equals).trim();
      const value = pair.slice(equals + 1).trim();
      if (equals < 1 || !legalName.test(name) || !legalValue.test(value)) continue;
      if (hasExpired(attributes)) this.#values.delete(name);
      else if (this.#values.has(name) || this.#values.size < MOST) this.#values.set(name, value);
    }
  }

  /** Value of the `Cookie` header; undefined without cookies. */
  get header(): string | undefined {
    const pairs = Array.from(this.#values, ([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? undefined : pairs.join('; ');
  }

  /** What {@link SessionCookies.from} takes. Holds secrets. */
  toState(): Record<string, string> | undefined {
    return this.#values.size === 0 ? undefined : Object.fromEntries(this.#values);
  }

  /** Undefined if it is no state that {@link SessionCookies.toState} gave. */
  static from(state: unknown): SessionCookies | undefined {
    if (typeof state !== 'object' || state === null) return undefined;
    const entries = Object.entries(state);
    const isLegal = entries.every(
      ([name, value]) =>
        legalName.test(name) && typeof value === 'string' && legalValue.test(value),
    );
    return isLegal && entries.length > 0 && entries.length <= MOST
      ? new SessionCookies(entries)
      : undefined;
  }
}

function hasExpired(attributes: readonly string[]): boolean {
  const values = new Map(
    attributes.map((attribute) => {
      const [name = '', value = ''] = attribute.split('=', 2);
      return [name.trim().toLowerCase(), value.trim()];
    }),
  );
  const maxAge = values.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  return Date.parse(values.get('expires') ?? '') <= Date.now();
}
