import type { CommandClass, ComplexType, FieldType, Particle } from '@ocipkit/core';
import type { CommandRegistry } from '@ocipkit/core/registry';

/** The runnable side of a release: what examples are made from. */
export class Commands {
  readonly classes: ReadonlyMap<string, CommandClass>;
  /** Types with fields, commands included, by name. */
  readonly types: ReadonlyMap<string, ComplexType>;

  constructor(classes: readonly CommandClass[]) {
    this.classes = new Map(classes.map((command) => [command.$.name, command]));
    const found = new Set<ComplexType>();
    for (const command of classes) collect(command.$, found);
    this.types = new Map([...found].map((type) => [type.name, type]));
  }
}

/** The type and all that it leads to. */
function collect(type: ComplexType, types: Set<ComplexType>): void {
  if (types.has(type)) return;
  types.add(type);
  const base = type.extends?.();
  if (base !== undefined) collect(base, types);
  for (const subtype of type.subtypes?.() ?? []) collect(subtype, types);
  collectParticles(type.particles(), types);
}

function collectParticles(particles: readonly Particle[], types: Set<ComplexType>): void {
  for (const particle of particles) {
    if (particle.kind === 'element') collectField(particle.type, types);
    else for (const branch of particle.branches) collectParticles(branch, types);
  }
}

function collectField(type: FieldType, types: Set<ComplexType>): void {
  if (type.kind === 'complex') collect(type, types);
}

/** The commands of a module that exports a registry, as every generated package does. */
export async function readCommands(specifier: string): Promise<Commands> {
  const { registry } = (await import(specifier)) as { readonly registry: CommandRegistry };
  return new Commands(await registry.all());
}
