import type { Diagnostics, Position } from '../diagnostics.js';
import { fail } from '../diagnostics.js';
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
  new Linker(table, files, diagnostics).checkAll();
  diagnostics.stopOnErrors();
  const linked = new Map<string, TypeDef>();
  for (const [key, type] of table) {
    if (keyOf(type) !== key) continue;
    linked.set(key, type.kind === 'simple' ? mergeSimple(type, table) : linkComplex(type, table));
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
      if (fingerprint(first) === fingerprint(type)) {
        diagnostics.add('duplicate-type', type.position, `${type.name} is defined in ${where} as well, alike.`);
      } else if (isReached) {
        diagnostics.add('conflicting-type', type.position, `${type.name} is defined differently in ${where}.`);
      } else {
        diagnostics.add('shadowed-type', type.position, `${type.name} differs from ${where}, which is taken.`);
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
    if (key === 'position' || key === 'doc' || key === 'appinfo' || key === 'valueDocs') return undefined;
    return value === Infinity ? 'unbounded' : value;
  });
}

class Linker {
  readonly #table: Map<string, TypeDef>;
  readonly #files: Walk;
  readonly #diagnostics: Diagnostics;
  #byLowerCase: Map<string, string[]> | undefined;

  constructor(table: Map<string, TypeDef>, files: Walk, diagnostics: Diagnostics) {
    this.#table = table;
    this.#files = files;
    this.#diagnostics = diagnostics;
  }

  checkAll(): void {
    for (const type of this.#table.values()) {
      if (type.kind === 'simple') this.#simple(type);
      else {
        if (type.derivation !== undefined) {
          this.#reference(type.derivation.base, type.position, type.name);
        }
        for (const particle of type.particles) this.#particle(particle, type.name);
      }
    }
  }

  #simple(type: SimpleTypeDef): void {
    if (type.base !== undefined) this.#reference(type.base, type.position, type.name);
  }

  #particle(particle: ParticleDef, owner: string): void {
    if (particle.kind === 'choice') {
      for (const branch of particle.branches) for (const p of branch) this.#particle(p, owner);
    } else if (particle.type.kind === 'named') {
      this.#reference(particle.type.type, particle.position, `${owner}.${particle.name}`);
    } else if (particle.type.kind === 'inline') this.#simple(particle.type.type);
  }

  #reference(name: TypeName, position: Position, referrer: string): void {
    if (this.#table.has(keyOf(name))) return;
    const similar = this.#similar(keyOf(name));
    const [healed] = similar;
    if (healed !== undefined && similar.length === 1) {
      const target = this.#table.get(healed);
      if (target !== undefined) {
        // The slip is healed by an alias, so that every later look-up finds the type.
        this.#table.set(keyOf(name), target);
        this.#diagnostics.add(
          'reference-case',
          position,
          `${referrer} refers to '${name.name}', which is written '${target.name}'.`,
        );
        return;
      }
    }
    const near = nearest(name.name, [...this.#table.values()].map((t) => t.name));
    const lost = this.#files.missing.map((m) => m.location).join(', ');
    const reason =
      lost !== ''
        ? ` It is probably defined in a file that is missing: ${lost}.`
        : near === undefined
          ? ''
          : ` Did the schema mean '${near}'?`;
    this.#diagnostics.add(
      'unresolved-reference',
      position,
      `${referrer} refers to '${name.name}', which is not defined.${reason}`,
    );
  }

  #similar(key: string): readonly string[] {
    if (this.#byLowerCase === undefined) {
      this.#byLowerCase = new Map();
      for (const known of this.#table.keys()) {
        const lower = known.toLowerCase();
        this.#byLowerCase.set(lower, [...(this.#byLowerCase.get(lower) ?? []), known]);
      }
    }
    return this.#byLowerCase.get(key.toLowerCase()) ?? [];
  }
}

/** Merges what a simple type inherits: its primitive, its values, and the facets it leaves open. */
function mergeSimple(
  type: SimpleTypeDef,
  table: ReadonlyMap<string, TypeDef>,
  path: readonly string[] = [],
): SimpleTypeDef {
  if (type.base === undefined) return type;
  const key = keyOf(type.base);
  if (path.includes(key)) {
    fail('circular-type', type.position, `${type.name} derives from itself: ${path.join(' → ')}.`);
  }
  const base = table.get(key);
  if (base?.kind !== 'simple') {
    return fail('unsupported-construct', type.position, `${type.name} restricts ${type.base.name}, a type with fields.`);
  }
  const merged = mergeSimple(base, table, [...path, key]);
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

function linkComplex(type: ComplexTypeDef, table: ReadonlyMap<string, TypeDef>): ComplexTypeDef {
  const { derivation } = type;
  if (derivation !== undefined) checkDerivation(type, table);
  return {
    ...type,
    ...(derivation === undefined
      ? {}
      : { derivation: { by: derivation.by, base: canonical(derivation.base, table) } }),
    particles: plainGroups(type.particles.map((p) => linkParticle(p, table))),
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

function checkDerivation(type: ComplexTypeDef, table: ReadonlyMap<string, TypeDef>): void {
  const seen = new Set([keyOf(type)]);
  let current: TypeDef | undefined = type;
  while (current?.kind === 'complex' && current.derivation !== undefined) {
    const key = keyOf(current.derivation.base);
    if (seen.has(key)) fail('circular-type', type.position, `${type.name} derives from itself.`);
    seen.add(key);
    current = table.get(key);
  }
  if (current?.kind === 'simple') {
    fail('unsupported-construct', type.position, `${type.name} extends ${current.name}, which is no type with fields.`);
  }
}

function linkParticle(particle: ParticleDef, table: ReadonlyMap<string, TypeDef>): ParticleDef {
  if (particle.kind === 'element') {
    return { ...particle, type: linkType(particle, table) };
  }
  return {
    ...particle,
    branches: particle.branches.map((branch) => branch.map((p) => linkParticle(p, table))),
  };
}

function linkType(element: ElementDef, table: ReadonlyMap<string, TypeDef>): TypeRef {
  const { type } = element;
  if (type.kind === 'named') return { kind: 'named', type: canonical(type.type, table) };
  if (type.kind === 'inline') return { kind: 'inline', type: mergeSimple(type.type, table) };
  return type;
}

/** The name as the definition writes it. */
function canonical(name: TypeName, table: ReadonlyMap<string, TypeDef>): TypeName {
  const type = table.get(keyOf(name));
  return type === undefined ? name : { namespace: type.namespace, name: type.name };
}
