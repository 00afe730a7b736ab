import { fail } from '../diagnostics.js';
import type { Release } from '../model/release.js';
import { keyOf, type ComplexTypeDef, type ParticleDef } from '../model/types.js';

export interface Selection {
  /** Globs of request names, such as `User*GetRequest*`; all requests where none is given. */
  readonly include?: readonly string[] | undefined;
  /** Take deprecated commands in; default true. */
  readonly deprecated?: boolean | undefined;
}

/**
 * The types to generate: all, or the selected requests with everything they need.
 *
 * @throws GenerationError if the globs match no request
 */
export function selectTypes(release: Release, selection: Selection): ReadonlySet<string> {
  const own = [...release.types.values()].filter((type) => type.namespace !== 'C');
  const isWhole = selection.include === undefined && selection.deprecated !== false;
  if (isWhole) return new Set(own.map((type) => type.name));
  const wanted = requestFilter(selection);
  const closure = new Closure(release);
  let requests = 0;
  for (const { name, response } of release.requests.values()) {
    if (!wanted(name) || (selection.deprecated === false && release.deprecated.has(name))) continue;
    requests += 1;
    closure.add(name);
    if (response !== undefined) closure.add(response);
  }
  if (requests === 0) {
    fail(
      'nothing-included',
      undefined,
      `No request matches ${selection.include?.join(', ') ?? 'the selection'}.`,
    );
  }
  return closure.names;
}

function requestFilter({ include }: Selection): (name: string) => boolean {
  if (include === undefined) return () => true;
  const patterns = include.map((glob) => {
    const body = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
    return new RegExp(`^${body}$`);
  });
  return (name) => patterns.some((pattern) => pattern.test(name));
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
    this.#addParticles(type.particles);
  }

  #addParticles(particles: readonly ParticleDef[]): void {
    for (const particle of particles) {
      if (particle.kind === 'choice') particle.branches.forEach((b) => { this.#addParticles(b); });
      else if (particle.type.kind === 'named') this.add(keyOf(particle.type.type));
    }
  }
}

