import type { ChoiceDoc, FieldDoc, ParticleDoc } from '@ocipkit/generator';

/** A field, with the names of the fields that it is inside of. */
export interface PlacedField {
  readonly field: FieldDoc;
  /** `endpoint.accessDeviceEndpoint`: unique but for fields that stand in several branches. */
  readonly path: string;
}

/** All fields of a page, those declared inside of others and of branches included. */
export function allFields(particles: readonly ParticleDoc[], path = ''): readonly PlacedField[] {
  return particles.flatMap((particle): readonly PlacedField[] => {
    if (particle.kind === 'choice') return particle.branches.flatMap((b) => allFields(b, path));
    const own = path + particle.name;
    return [{ field: particle, path: own }, ...allFields(particle.particles ?? [], `${own}.`)];
  });
}

/** A choice, with the path of the field that it is inside of. */
export interface PlacedChoice {
  readonly choice: ChoiceDoc;
  /** Ends in a point; empty for choices of the type itself. */
  readonly path: string;
}

export function allChoices(particles: readonly ParticleDoc[], path = ''): readonly PlacedChoice[] {
  return particles.flatMap((particle): readonly PlacedChoice[] =>
    particle.kind === 'choice'
      ? [{ choice: particle, path }, ...particle.branches.flatMap((b) => allChoices(b, path))]
      : allChoices(particle.particles ?? [], `${path}${particle.name}.`),
  );
}
