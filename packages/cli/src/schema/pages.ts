import type { FieldDoc, IndexEntry, ParticleDoc, TypePage } from '@ocipkit/generator';
import type { Context } from '../program/context.js';
import type { Given } from '../program/spec.js';

/** What is to be read about the types of a release, wherever it comes from. */
export interface Pages {
  /** All names. */
  readonly entries: () => Promise<readonly IndexEntry[]>;
  readonly page: (name: string) => Promise<TypePage | undefined>;
  /** Every page; takes its time where the release is large. */
  readonly all: () => Promise<readonly TypePage[]>;
}

/**
 * The pages of the commands in use: from their reference data, or else made of their classes, which know
 * no descriptions. The latter is said on stderr.
 */
export async function openPages(context: Context, given: Given, isQuiet: boolean): Promise<Pages> {
  const { openReference } = await import('./reference.js');
  const reference = await openReference(await context.settings(given));
  if (reference !== undefined) {
    return {
      entries: () => Promise.resolve(reference.index.types),
      page: async (name) => reference.page(name),
      all: async () => (await reference.modules()).flatMap(({ types }) => Object.values(types)),
    };
  }
  if (!isQuiet) {
    context.terminal.note(
      'These commands came without reference data: there are names, types and limits, no descriptions.',
    );
  }
  const { ClassPages } = await import('./class-pages.js');
  return new ClassPages(await context.commands(given));
}

/** A field with where it stands. */
export interface PlacedField {
  /** From the type on, such as `endpoint.linePort`; types declared in place are gone through. */
  readonly path: string;
  readonly field: FieldDoc;
}

/** All fields of a page, those of types declared in place after the field that has them. */
export function fieldsOf(particles: readonly ParticleDoc[] = [], prefix = ''): PlacedField[] {
  return particles.flatMap((particle) => {
    if (particle.kind === 'choice') {
      return particle.branches.flatMap((branch) => fieldsOf(branch, prefix));
    }
    const path = `${prefix}${particle.name}`;
    return [{ path, field: particle }, ...fieldsOf(particle.particles, `${path}.`)];
  });
}
