import { fail, type Diagnostics, type Position } from '../diagnostics.js';
import { nearest } from './nearest.js';
import {
  keyOf,
  type ComplexTypeDef,
  type ElementDef,
  type Facets,
  type ParticleDef,
  type SchemaFile,
  type SimpleTypeDef,
  type TypeDef,
  type TypeName,
  type TypeRef,
} from './types.js';
import type { Walk } from './walk.js';

/** All types of a release, with every reference resolved. */
export type TypeTable = ReadonlyMap<string, TypeDef>;

/**
 * Puts the types of all files into one table and resolves what they refer to: names, facets
 * inherited by simple types, bases.
 */
export function link(files: Walk, diagnostics: Diagnostics): TypeTable {
  const table = collect(files, diagnostics);
  // Names are looked up in this one from here on; it knows the misspelt ones too.
  const names = new References(table, files, diagnostics).resolveAll();
  diagnostics.stopIfBroken();
  const linked = new Map<string, TypeDef>();
  for (const [key, type] of table) {
    linked.set(key, type.kind === 'simple' ? mergeSimple(type, names) : linkComplex(type, names));
  }
  return linked;
}

function collect(files: Walk, diagnostics: Diagnostics): Map<string, TypeDef> {
  const table = new Map<string, TypeDef>();
  const add = (file: SchemaFile, isReached: boolean): void => {
    for (const type of file.types) {
      const key = keyOf(type);
      const first = table.get(key);
      if (first === undefined) {
        table.set(key, type);
        continue;
      }
      const where = `${first.position.file}:${String(first.position.line)}`;
      const { name, position } = type;
      if (fingerprint(first) === fingerprint(type)) {
        diagnostics.add(
          'duplicate-type',
          position,
          `${name} is defined in ${where} as well, alike.`,
        );
      } else if (isReached) {
        diagnostics.add(
          'conflicting-type',
          position,
          `${name} is defined differently in ${where}.`,
        );
      } else {
        diagnostics.add(
          'shadowed-type',
          position,
          `${name} differs from ${where}, which is taken.`,
        );
      }
    }
  };
  for (const file of files.reached) add(file, true);
  for (const file of files.unreached) add(file, false);
  return table;
}

/** Everything that makes a difference on the wire. */
function fingerprint(type: TypeDef): string {
  return JSON.stringify(type, (key, value: unknown) => {
    if (key === 'position' || key === 'doc' || key === 'appinfo' || key === 'valueDocs')
      return undefined;
    return value === Infinity ? 'unbounded' : value;
  });
}

/** Looks up what every reference means, and tells of those that mean nothing. */
class References {
  readonly #table: ReadonlyMap<string, TypeDef>;
  readonly #files: Walk;
  readonly #diagnostics: Diagnostics;
  readonly #byLowerCase = new Map<string, TypeDef[]>();
  /** Types by the misspelt names that mean them. */
  readonly #slips = new Map<string, TypeDef>();

  constructor(table: ReadonlyMap<string, TypeDef>, files: Walk, diagnostics: Diagnostics) {
    this.#table = table;
    this.#files = files;
    this.#diagnostics = diagnostics;
    for (const [key, type] of table) {
      const same = this.#byLowerCase.get(key.toLowerCase());
      if (same === undefined) this.#byLowerCase.set(key.toLowerCase(), [type]);
      else same.push(type);
    }
  }

  /** All types by every name that the release uses for them. */
  resolveAll(): TypeTable {
    for (const type of this.#table.values()) {
      if (type.kind === 'simple') this.#simple(type, type.name);
      else {
        if (type.derivation !== undefined) {
          this.#reference(type.derivation.base, type.position, type.name);
        }
        for (const particle of type.particles) this.#particle(particle, type.name);
      }
    }
    return new Map([...this.#table, ...this.#slips]);
  }

  #simple(type: SimpleTypeDef, referrer: string): void {
    if (type.base !== undefined) this.#reference(type.base, type.position, referrer);
  }

  #particle(particle: ParticleDef, owner: string): void {
    if (particle.kind === 'choice') {
      for (const branch of particle.branches) for (const p of branch) this.#particle(p, owner);
      return;
    }
    const referrer = `${owner}.${particle.name}`;
    if (particle.type.kind === 'named') {
      this.#reference(particle.type.type, particle.position, referrer);
    } else if (particle.type.kind === 'inline') this.#simple(particle.type.type, referrer);
  }

  #reference(name: TypeName, position: Position, referrer: string): void {
    const key = keyOf(name);
    if (this.#table.has(key)) return;
    const [only, ...others] = this.#byLowerCase.get(key.toLowerCase()) ?? [];
    if (only !== undefined && others.length === 0) {
      this.#slips.set(key, only);
      this.#diagnostics.add(
        'reference-case',
        position,
        `${referrer} refers to '${name.name}', which is written '${only.name}'.`,
      );
      return;
    }
    this.#diagnostics.add(
      'unresolved-reference',
      position,
      `${referrer} refers to '${name.name}', which is not defined.${this.#advice(name)}`,
    );
  }

  #advice({ namespace, name }: TypeName): string {
    const elsewhere = keyOf({ namespace: namespace === '' ? 'C' : '', name });
    if (this.#table.has(elsewhere)) {
      return namespace === ''
        ? " There is one in the namespace 'C': a prefix may be missing."
        : ' There is one in no namespace: it needs no prefix.';
    }
    const lost = this.#files.missing.map((m) => m.location);
    if (lost.length > 0) {
      return ` It is probably defined in a file that is missing: ${lost.join(', ')}.`;
    }
    const near = nearest(
      name,
      [...this.#table.values()].map((type) => type.name),
    );
    return near === undefined ? '' : ` Did the schema mean '${near}'?`;
  }
}

/** Merges what a simple type inherits: its primitive, its values, and the facets it leaves open. */
function mergeSimple(
  type: SimpleTypeDef,
  names: TypeTable,
  path: readonly string[] = [],
): SimpleTypeDef {
  if (type.base === undefined) return type;
  const key = keyOf(type.base);
  if (path.includes(key)) {
    fail('circular-type', type.position, `${type.name} derives from itself: ${path.join(' → ')}.`);
  }
  const base = names.get(key);
  if (base?.kind !== 'simple') {
    const message = `A simple type restricts ${type.base.name}, a type with fields.`;
    return fail('unsupported-construct', type.position, message);
  }
  const merged = mergeSimple(base, names, [...path, key]);
  const values = type.values ?? merged.values;
  return {
    ...type,
    base: { namespace: base.namespace, name: base.name },
    primitive: merged.primitive,
    facets: mergeFacets(merged.facets, type.facets),
    ...(values === undefined ? {} : { values }),
  };
}

function mergeFacets(base: Facets, own: Facets): Facets {
  const patterns = [...(base.patterns ?? []), ...(own.patterns ?? [])];
  return { ...base, ...own, ...(patterns.length === 0 ? {} : { patterns }) };
}

function linkComplex(type: ComplexTypeDef, names: TypeTable): ComplexTypeDef {
  const { derivation } = type;
  if (derivation !== undefined) checkDerivation(type, names);
  return {
    ...type,
    ...(derivation === undefined
      ? {}
      : { derivation: { by: derivation.by, base: canonical(derivation.base, names) } }),
    particles: plainGroups(type.particles.map((p) => linkParticle(p, names))),
  };
}

/** A choice of one branch is no choice: its elements stand for themselves. */
function plainGroups(particles: readonly ParticleDef[]): readonly ParticleDef[] {
  return particles.flatMap((particle): readonly ParticleDef[] => {
    if (particle.kind === 'element') return [particle];
    const branches = particle.branches.map(plainGroups);
    const [only] = branches;
    if (only === undefined) return [];
    if (branches.length > 1 || particle.max > 1) return [{ ...particle, branches }];
    if (particle.min > 0) return only;
    const [element] = only;
    if (only.length === 1 && element?.kind === 'element') return [{ ...element, min: 0 }];
    return [{ ...particle, branches }];
  });
}

function checkDerivation(type: ComplexTypeDef, names: TypeTable): void {
  const seen = new Set([keyOf(type)]);
  let current: TypeDef | undefined = type;
  while (current?.kind === 'complex' && current.derivation !== undefined) {
    const key = keyOf(current.derivation.base);
    if (seen.has(key)) fail('circular-type', type.position, `${type.name} derives from itself.`);
    seen.add(key);
    current = names.get(key);
  }
  if (current?.kind === 'simple') {
    const message = `${type.name} extends ${current.name}, which is no type with fields.`;
    fail('unsupported-construct', type.position, message);
  }
}

function linkParticle(particle: ParticleDef, names: TypeTable): ParticleDef {
  if (particle.kind === 'element') {
    return { ...particle, type: linkType(particle, names) };
  }
  return {
    ...particle,
    branches: particle.branches.map((branch) => branch.map((p) => linkParticle(p, names))),
  };
}

function linkType(element: ElementDef, names: TypeTable): TypeRef {
  const { type } = element;
  if (type.kind === 'named') return { kind: 'named', type: canonical(type.type, names) };
  if (type.kind === 'inline') return { kind: 'inline', type: mergeSimple(type.type, names) };
  return type;
}

/** The name as the definition writes it. */
function canonical(name: TypeName, names: TypeTable): TypeName {
  const type = names.get(keyOf(name));
  return type === undefined ? name : { namespace: type.namespace, name: type.name };
}
