import { fail } from '../diagnostics.js';
import type { Release } from '../model/release.js';
import { nearest } from '../model/nearest.js';
import { elementsOf } from '../model/particles.js';
import { keyOf, type ComplexTypeDef } from '../model/types.js';

/** Which requests are taken; what they need comes with them. */
export interface Selection {
  /** Globs of request names, such as `User*GetRequest*`; all requests where none is given. */
  readonly include?: readonly string[] | undefined;
  /** Take deprecated commands in; default true. */
  readonly deprecated?: boolean | undefined;
}

/**
 * The types to generate: all, or the selected requests with everything they need.
 *
 * @throws GenerationError if a glob matches no request
 */
export function selectTypes(release: Release, selection: Selection): ReadonlySet<string> {
  const { include, deprecated = true } = selection;
  if (include === undefined && deprecated) {
    const own = [...release.types.values()].filter((type) => type.namespace !== 'C');
    return new Set(own.map((type) => type.name));
  }
  const offered = [...release.requests.keys()].filter(
    (n) => deprecated || !release.deprecated.has(n),
  );
  const closure = new Closure(release);
  for (const name of new Set((include ?? ['*']).flatMap((glob) => matches(glob, offered)))) {
    closure.add(name);
    const response = release.requests.get(name)?.response;
    if (response !== undefined) closure.add(response);
  }
  return closure.names;
}

function matches(glob: string, requests: readonly string[]): readonly string[] {
  const body = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const pattern = new RegExp(`^${body}$`);
  const found = requests.filter((name) => pattern.test(name));
  if (found.length > 0) return found;
  const near = nearest(glob, requests);
  const advice = near === undefined ? '' : ` Did you mean '${near}'?`;
  return fail('nothing-included', undefined, `No request matches '${glob}'.${advice}`);
}

class Closure {
  readonly names = new Set<string>();
  readonly #release: Release;

  constructor(release: Release) {
    this.#release = release;
  }

  add(key: string): void {
    const type = this.#release.types.get(key);
    if (type === undefined || type.namespace === 'C' || this.names.has(key)) return;
    this.names.add(key);
    if (type.kind === 'complex') this.#addComplex(type);
  }

  #addComplex(type: ComplexTypeDef): void {
    if (type.derivation !== undefined) this.add(keyOf(type.derivation.base));
    for (const subtype of this.#release.subtypes.get(keyOf(type)) ?? []) this.add(subtype.name);
    for (const { type: held } of elementsOf(type.particles)) {
      if (held.kind === 'named') this.add(keyOf(held.type));
    }
  }
}
