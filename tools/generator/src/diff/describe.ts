import type { ValueType } from '../model/particles.js';
import {
  keyOf,
  type ChoiceDef,
  type ElementDef,
  type ParticleDef,
  type TypeRef,
} from '../model/types.js';

/** `0..1`, `1..unbounded` */
export function occurrence({ min, max }: { readonly min: number; readonly max: number }): string {
  return `${String(min)}..${max === Infinity ? 'unbounded' : String(max)}`;
}

/** The type of a field, such as `UserId` or `xs:int`. */
export function typeName(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
      return keyOf(type.type);
    case 'builtin':
      return `xs:${type.primitive}`;
    case 'inline':
      return `xs:${type.type.primitive} with limits`;
    case 'any':
      return 'empty marker';
  }
}

/** What a field is: `UserId, required`, `UserId, optional list of up to 4, nillable`. */
export function fieldText(field: ElementDef, type = typeName(field.type)): string {
  const { min, max } = field;
  const single = min === 0 ? 'optional' : 'required';
  const bound = max === Infinity ? '' : ` of up to ${String(max)}`;
  return [
    type,
    max > 1 ? `${single} list${bound}` : single,
    ...(field.nillable ? ['nillable'] : []),
    ...(field.default === undefined ? [] : [`default ${field.default}`]),
    ...(field.fixed === undefined ? [] : [`fixed ${field.fixed}`]),
  ].join(', ');
}

/** A choice as `(a, b | c)`, in brackets if it may be left out, with `*` if it may be repeated. */
export function choiceText(choice: ChoiceDef): string {
  const inner = choice.branches.map(sequenceText).join(' | ');
  const repeated = choice.max > 1 ? '*' : '';
  return choice.min === 0 ? `[${inner}]${repeated}` : `(${inner})${repeated}`;
}

export function sequenceText(particles: readonly ParticleDef[]): string {
  return particles.map(particleText).join(', ');
}

/** A field by its name. */
export function particleText(particle: ParticleDef): string {
  return particle.kind === 'element' ? particle.name : choiceText(particle);
}

/** All that limits a simple type: `xs:token, minLength 1, maxLength 80`. */
export function simpleText({ primitive, facets, values }: ValueType): string {
  if (values !== undefined) return values.join(', ');
  const limits = Object.entries(facets).map(([name, value]) => facetText(name, value as unknown));
  return [`xs:${primitive}`, ...limits].join(', ');
}

const facetNames: Readonly<Record<string, string>> = {
  min: 'minInclusive',
  max: 'maxInclusive',
  patterns: 'pattern',
};

/** A limit under the name it has in schemas. */
export function facetText(name: string, value: unknown): string {
  return `${facetNames[name] ?? name} ${Array.isArray(value) ? value.join(' and ') : String(value)}`;
}
