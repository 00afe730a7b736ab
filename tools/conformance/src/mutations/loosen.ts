import {
  structureOf,
  type ChoiceSpec,
  type ComplexType,
  type ElementSpec,
  type Particle,
} from '@ocipkit/core';

/**
 * A description by which the encoder also writes what it would not write otherwise: several branches
 * of a choice, unknown types, and abstract types without a name. It serves to show an invalid
 * command to the oracle; what is valid is written by the real description.
 */
export function loosened(type: ComplexType): ComplexType {
  const known = loose.get(type);
  if (known !== undefined) return known;
  const particles = structureOf(type).particles.map(loosenedParticle);
  const result: ComplexType = {
    ...type,
    // With the inherited ones already among the particles.
    extends: undefined,
    particles: () => particles,
    abstract: false,
    subtypes: () => [
      ...[...(structureOf(type).subtypes?.values() ?? [])].filter((t) => t !== type).map(loosened),
      { kind: 'complex', name: 'NoSuchType', particles: () => particles, abstract: false },
    ],
  };
  loose.set(type, result);
  return result;
}

const loose = new WeakMap<ComplexType, ComplexType>();

function loosenedParticle(particle: Particle): Particle {
  return particle.kind === 'element' ? loosenedElement(particle) : loosenedChoice(particle);
}

function loosenedElement(element: ElementSpec): ElementSpec {
  return element.type.kind === 'complex' ? { ...element, type: loosened(element.type) } : element;
}

function loosenedChoice(choice: ChoiceSpec): ChoiceSpec {
  const branches = choice.branches.map((branch) => branch.map(loosenedParticle));
  if (choice.max > 1) return { ...choice, branches };
  // One branch with everything, each name once.
  const seen = new Set<string>();
  const all = branches.flat().filter((particle) => {
    if (particle.kind === 'choice') return true;
    const isNew = !seen.has(particle.name);
    seen.add(particle.name);
    return isNew;
  });
  return { ...choice, branches: [all] };
}
