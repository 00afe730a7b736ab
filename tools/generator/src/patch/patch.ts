import type { Diagnostics, Position } from '../diagnostics.js';
import { accessOf, type Access } from '../model/access.js';
import type { TypeTable } from '../model/link.js';
import { elementsOf, valueTypeOf } from '../model/particles.js';
import { responseName, roleOf } from '../model/roles.js';
import { isPrimitive } from '../model/scope.js';
import { isSecret } from '../model/secrets.js';
import type { ComplexTypeDef, ElementDef, ParticleDef, TypeDef, TypeRef } from '../model/types.js';

/** What may be changed of a field. */
export interface FieldChange {
  readonly min?: number;
  readonly max?: number | 'unbounded';
  readonly nillable?: boolean;
  /** Name of a type of the release, or of a built-in type as `xs:int`. */
  readonly type?: string;
  /** Our own documentation. */
  readonly doc?: string;
}

interface PatchBase {
  /** Why the release is wrong here; shown when the patch is no longer needed. */
  readonly reason: string;
  /** Part of the generator: passed over in silence where a release has no use for it. */
  readonly builtIn?: true;
}

/**
 * A correction to a release, as data. Patches are applied in the order given, after all references
 * are resolved. A target is `Type` or `Type.field`.
 */
export type Patch = PatchBase &
  (
    | { readonly op: 'override'; readonly target: string; readonly set: FieldChange }
    | { readonly op: 'remove'; readonly target: string }
    | {
        readonly op: 'add';
        readonly target: string;
        readonly field: FieldChange & { readonly name: string; readonly type: string };
        /** The field it follows; first where this is left out. */
        readonly after?: string;
      }
    /** The request may be answered by `SuccessResponse` instead of its data response. */
    | { readonly op: 'or-success'; readonly target: string }
    | { readonly op: 'access'; readonly target: string; readonly access: Access }
    | { readonly op: 'secret'; readonly target: string; readonly secret: boolean }
  );

export interface Patched {
  readonly types: TypeTable;
  readonly answers: ReadonlySet<string>;
  readonly access: ReadonlyMap<string, Access>;
  readonly secrets: ReadonlyMap<string, boolean>;
}

/** Applies patches; one that finds no target, or changes nothing, is reported. */
export function applyPatches(
  types: TypeTable,
  patches: readonly Patch[],
  diagnostics: Diagnostics,
): Patched {
  const patcher = new Patcher(types, diagnostics);
  for (const patch of patches) patcher.apply(patch);
  return patcher;
}

class Patcher implements Patched {
  readonly types: Map<string, TypeDef>;
  readonly answers = new Set<string>();
  readonly access = new Map<string, Access>();
  readonly secrets = new Map<string, boolean>();
  readonly #diagnostics: Diagnostics;

  constructor(types: TypeTable, diagnostics: Diagnostics) {
    this.types = new Map(types);
    this.#diagnostics = diagnostics;
  }

  apply(patch: Patch): void {
    const [typeName = '', fieldName] = patch.target.split('.');
    const type = this.types.get(typeName);
    if (type?.kind !== 'complex') {
      this.#notApplied(patch, `there is no type ${typeName}`);
      return;
    }
    switch (patch.op) {
      case 'or-success':
      case 'access':
        this.#changeRequest(type, patch);
        return;
      case 'add':
        this.#add(type, patch);
        return;
      default: {
        const field = elementsOf(type.particles).find((f) => f.name === fieldName);
        if (field !== undefined) this.#changeField(type, field, patch);
        else this.#notApplied(patch, `${typeName} has no field ${fieldName ?? ''}`.trimEnd());
      }
    }
  }

  #changeRequest(type: ComplexTypeDef, patch: Of<'or-success' | 'access'>): void {
    const { name, position } = type;
    if (roleOf(type, this.types) !== 'request') {
      this.#notApplied(patch, `${name} is no request`);
    } else if (patch.op === 'access') {
      if (accessOf(name) === patch.access) this.#notNeeded(patch, position);
      else this.access.set(name, patch.access);
    } else if (this.types.has(responseName(name))) this.answers.add(name);
    else this.#notNeeded(patch, position);
  }

  #changeField(
    type: ComplexTypeDef,
    field: ElementDef,
    patch: Of<'override' | 'remove' | 'secret'>,
  ): void {
    if (patch.op === 'secret') {
      const isMarked = isSecret(field, valueTypeOf(field, this.types));
      if (isMarked === patch.secret) this.#notNeeded(patch, field.position);
      else this.secrets.set(patch.target, patch.secret);
      return;
    }
    if (patch.op === 'remove') {
      this.#replace(
        type,
        withFields(type.particles, field.name, () => []),
      );
      return;
    }
    const change = this.#change(patch, patch.set);
    if (change === undefined) return;
    const particles = withFields(type.particles, field.name, (f) => [{ ...f, ...change }]);
    const { min, max } = { ...field, ...change };
    if (min > max) {
      const message = `The patch of ${patch.target} makes min ${String(min)} exceed max ${String(max)}.`;
      this.#diagnostics.add('bad-patch', field.position, message);
    } else if (asText(particles) === asText(type.particles)) this.#notNeeded(patch, field.position);
    else this.#replace(type, particles);
  }

  #add(type: ComplexTypeDef, patch: Of<'add'>): void {
    const { name, ...set } = patch.field;
    if (elementsOf(type.particles).some((f) => f.name === name)) {
      this.#notNeeded(patch, type.position);
      return;
    }
    const index = type.particles.findIndex((p) => p.kind === 'element' && p.name === patch.after);
    if (patch.after !== undefined && index < 0) {
      this.#notApplied(patch, `${type.name} has no field ${patch.after} outside choices`);
      return;
    }
    const change = this.#change(patch, set);
    if (change === undefined) return;
    const field: ElementDef = {
      kind: 'element',
      name,
      type: { kind: 'any' },
      min: 0,
      max: 1,
      nillable: false,
      doc: '',
      position: type.position,
      ...change,
    };
    this.#replace(type, type.particles.toSpliced(index + 1, 0, field));
  }

  /** What a change sets; undefined, and reported, if it makes no sense. */
  #change(
    patch: Patch,
    { min, max, nillable, doc, type: typeName }: FieldChange,
  ): Partial<ElementDef> | undefined {
    const upper = max === 'unbounded' ? Infinity : max;
    const type = typeName === undefined ? undefined : this.#typeRef(typeName);
    if (typeName !== undefined && type === undefined) {
      const message = `The patch of ${patch.target} names the unknown type '${typeName}'.`;
      this.#diagnostics.add('bad-patch', undefined, message);
      return undefined;
    }
    return {
      ...(min === undefined ? {} : { min }),
      ...(upper === undefined ? {} : { max: upper }),
      ...(nillable === undefined ? {} : { nillable }),
      ...(doc === undefined ? {} : { doc }),
      ...(type === undefined ? {} : { type }),
    };
  }

  #typeRef(name: string): TypeRef | undefined {
    if (name.startsWith('xs:')) {
      const primitive = name.slice(3);
      return isPrimitive(primitive) ? { kind: 'builtin', primitive } : undefined;
    }
    const type = this.types.get(name) ?? this.types.get(`C:${name}`);
    if (type === undefined) return undefined;
    return { kind: 'named', type: { namespace: type.namespace, name: type.name } };
  }

  #replace(type: ComplexTypeDef, particles: readonly ParticleDef[]): void {
    this.types.set(type.name, { ...type, particles });
  }

  #notApplied({ target, builtIn }: Patch, why: string): void {
    if (builtIn === true) return;
    const message = `The patch of ${target} was not applied: ${why}.`;
    this.#diagnostics.add('patch-not-applied', undefined, message);
  }

  #notNeeded({ target, op, reason, builtIn }: Patch, position: Position): void {
    if (builtIn === true) return;
    const message = `The patch '${op}' of ${target} changes nothing any more (${reason}).`;
    this.#diagnostics.add('patch-not-needed', position, message);
  }
}

type Of<Op extends Patch['op']> = Extract<Patch, { readonly op: Op }>;

/** The particles with every field of a name replaced, wherever it stands. */
function withFields(
  particles: readonly ParticleDef[],
  name: string,
  replace: (field: ElementDef) => readonly ElementDef[],
): readonly ParticleDef[] {
  return particles.flatMap((particle): readonly ParticleDef[] => {
    if (particle.kind === 'element') return particle.name === name ? replace(particle) : [particle];
    const branches = particle.branches.map((branch) => withFields(branch, name, replace));
    return [{ ...particle, branches: branches.filter((branch) => branch.length > 0) }];
  });
}

/** For comparison; JSON has no Infinity. */
function asText(particles: readonly ParticleDef[]): string {
  return JSON.stringify(particles, (_, value: unknown) =>
    value === Infinity ? 'unbounded' : value,
  );
}
