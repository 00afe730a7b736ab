import type { Diagnostics } from '../diagnostics.js';
import type { Access } from '../model/access.js';
import type { TypeTable } from '../model/link.js';
import type {
  ComplexTypeDef,
  ElementDef,
  ParticleDef,
  Primitive,
  TypeDef,
  TypeRef,
} from '../model/types.js';

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
  /** Part of the generator: passed over in silence where a release has no such target. */
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
  const table = new Map(types);
  const answers = new Set<string>();
  const access = new Map<string, Access>();
  const secrets = new Map<string, boolean>();
  for (const patch of patches) {
    const [typeName = '', fieldName] = patch.target.split('.');
    const type = table.get(typeName);
    if (type?.kind !== 'complex') {
      report(patch, 'no such type', diagnostics);
      continue;
    }
    switch (patch.op) {
      case 'or-success':
        answers.add(typeName);
        break;
      case 'access':
        access.set(typeName, patch.access);
        break;
      case 'secret':
        if (findField(type.particles, fieldName) === undefined) report(patch, 'no such field', diagnostics);
        else secrets.set(patch.target, patch.secret);
        break;
      default: {
        const particles = changeParticles(type, fieldName, patch, table, diagnostics);
        if (particles !== undefined) table.set(typeName, { ...type, particles });
      }
    }
  }
  return { types: table, answers, access, secrets };
}

type FieldPatch = Extract<Patch, { readonly op: 'override' | 'remove' | 'add' }>;

function changeParticles(
  type: ComplexTypeDef,
  fieldName: string | undefined,
  patch: FieldPatch,
  table: ReadonlyMap<string, TypeDef>,
  diagnostics: Diagnostics,
): readonly ParticleDef[] | undefined {
  if (patch.op === 'add') return addField(type, patch, table, diagnostics);
  const field = findField(type.particles, fieldName);
  if (field === undefined) {
    report(patch, 'no such field', diagnostics);
    return undefined;
  }
  if (patch.op === 'remove') {
    return mapFields(type.particles, (f) => (f.name === fieldName ? undefined : f));
  }
  const changed = change(field, patch.set, patch, table, diagnostics);
  if (JSON.stringify(changed) === JSON.stringify(field)) {
    diagnostics.add(
      'patch-not-needed',
      field.position,
      `The patch of ${patch.target} changes nothing any more (${patch.reason}).`,
    );
    return undefined;
  }
  return mapFields(type.particles, (f) =>
    f.name === fieldName ? change(f, patch.set, patch, table, diagnostics) : f,
  );
}

function addField(
  type: ComplexTypeDef,
  patch: Extract<Patch, { readonly op: 'add' }>,
  table: ReadonlyMap<string, TypeDef>,
  diagnostics: Diagnostics,
): readonly ParticleDef[] | undefined {
  const { name, ...rest } = patch.field;
  if (findField(type.particles, name) !== undefined) {
    const message = `${patch.target} already has the field ${name} (${patch.reason}).`;
    diagnostics.add('patch-not-needed', type.position, message);
    return undefined;
  }
  const index = type.particles.findIndex((p) => p.kind === 'element' && p.name === patch.after);
  if (patch.after !== undefined && index < 0) {
    report(patch, `no field ${patch.after} to follow`, diagnostics);
    return undefined;
  }
  const blank: ElementDef = {
    kind: 'element',
    name,
    type: { kind: 'any' },
    min: 0,
    max: 1,
    nillable: false,
    doc: '',
    position: type.position,
  };
  const field = change(blank, rest, patch, table, diagnostics);
  return type.particles.toSpliced(index + 1, 0, field);
}

function change(
  field: ElementDef,
  set: FieldChange,
  patch: Patch,
  table: ReadonlyMap<string, TypeDef>,
  diagnostics: Diagnostics,
): ElementDef {
  const max = set.max === 'unbounded' ? Infinity : set.max;
  return {
    ...field,
    ...(set.min === undefined ? {} : { min: set.min }),
    ...(max === undefined ? {} : { max }),
    ...(set.nillable === undefined ? {} : { nillable: set.nillable }),
    ...(set.doc === undefined ? {} : { doc: set.doc }),
    ...(set.type === undefined ? {} : { type: typeRef(set.type, patch, table, diagnostics) }),
  };
}

function typeRef(
  name: string,
  patch: Patch,
  table: ReadonlyMap<string, TypeDef>,
  diagnostics: Diagnostics,
): TypeRef {
  if (name.startsWith('xs:')) return { kind: 'builtin', primitive: name.slice(3) as Primitive };
  const type = table.get(name) ?? table.get(`C:${name}`);
  if (type !== undefined) {
    return { kind: 'named', type: { namespace: type.namespace, name: type.name } };
  }
  diagnostics.add('bad-patch', undefined, `The patch of ${patch.target} names the unknown type '${name}'.`);
  return { kind: 'any' };
}

function findField(
  particles: readonly ParticleDef[],
  name: string | undefined,
): ElementDef | undefined {
  for (const particle of particles) {
    if (particle.kind === 'element') {
      if (particle.name === name) return particle;
    } else {
      const found = findField(particle.branches.flat(), name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function mapFields(
  particles: readonly ParticleDef[],
  map: (field: ElementDef) => ElementDef | undefined,
): readonly ParticleDef[] {
  return particles.flatMap((particle): readonly ParticleDef[] => {
    if (particle.kind === 'element') {
      const mapped = map(particle);
      return mapped === undefined ? [] : [mapped];
    }
    const branches = particle.branches.map((b) => mapFields(b, map)).filter((b) => b.length > 0);
    return [{ ...particle, branches }];
  });
}

function report(patch: Patch, why: string, diagnostics: Diagnostics): void {
  if (patch.builtIn === true) return;
  diagnostics.add('patch-not-applied', undefined, `The patch of ${patch.target} was not applied: ${why}.`);
}
