import type { ElementDef, ParticleDef } from '../model/types.js';
import { propertyKey, quote, type ModuleNames } from './names.js';

/** The flag and the occurrence of an element, beyond its name and type. */
export interface ElementFacts {
  readonly descriptor: string;
  readonly sensitive: boolean;
}

export type DescribeElement = (element: ElementDef) => ElementFacts;

/** Particles as the list expression that generated code returns lazily. */
export function particlesExpression(
  particles: readonly ParticleDef[],
  describe: DescribeElement,
  names: ModuleNames,
  indent = '    ',
): string {
  const inner = `${indent}  `;
  const items = particles.map((p) => inner + particleExpression(p, describe, names, inner));
  return items.length === 0 ? '[]' : `[\n${items.join(',\n')},\n${indent}]`;
}

function particleExpression(
  particle: ParticleDef,
  describe: DescribeElement,
  names: ModuleNames,
  indent: string,
): string {
  if (particle.kind === 'element') return elementExpression(particle, describe, names);
  const branches = particle.branches.map(
    (branch) => `${indent}  ${particlesExpression(branch, describe, names, `${indent}  `)}`,
  );
  const list = `[\n${branches.join(',\n')},\n${indent}]`;
  const { min, max } = particle;
  const bounds = max > 1 ? `, ${String(min)}, ${String(max)}` : min === 1 ? '' : `, ${String(min)}`;
  return `${names.runtime('choice')}(${list}${bounds})`;
}

function elementExpression(
  element: ElementDef,
  describe: DescribeElement,
  names: ModuleNames,
): string {
  const { descriptor, sensitive } = describe(element);
  const flags: string[] = [];
  if (element.min === 0) flags.push(names.runtime('OPTIONAL'));
  if (element.nillable) flags.push(names.runtime('NILLABLE'));
  if (sensitive) flags.push(names.runtime('SENSITIVE'));
  const extras = extrasExpression(element);
  const parts = [quote(element.name), descriptor];
  if (flags.length > 0 || extras !== undefined)
    parts.push(flags.length > 0 ? flags.join(' | ') : '0');
  if (extras !== undefined) parts.push(extras);
  return `${names.runtime('el')}(${parts.join(', ')})`;
}

function extrasExpression({ min, max, default: fallback, fixed }: ElementDef): string | undefined {
  const entries: string[] = [];
  const add = (name: string, value: string): void => {
    entries.push(`${propertyKey(name)}: ${value}`);
  };
  if (min > 1) add('min', String(min));
  if (max > 1) add('max', String(max));
  if (fallback !== undefined) add('default', quote(fallback));
  if (fixed !== undefined) add('fixed', quote(fixed));
  return entries.length === 0 ? undefined : `{ ${entries.join(', ')} }`;
}
