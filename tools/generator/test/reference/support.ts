import {
  buildReference,
  Diagnostics,
  planModules,
  type ChoiceDoc,
  type FieldDoc,
  type ParticleDoc,
  type Reference,
  type ReferenceOptions,
  type ReleaseOptions,
  type Selection,
  type Source,
  type TypePage,
} from '../../src/index.js';
import { read, type Files } from '../support/releases.js';

export interface ReferenceSettings extends ReferenceOptions, Selection, ReleaseOptions {}

/** The reference of a release, most often given as texts. */
export function reference(
  content: string | Files | Source,
  settings: ReferenceSettings = {},
): Reference {
  const { release } = read(content, { label: 'test', ...settings });
  return buildReference(planModules(release, settings, new Diagnostics()), settings);
}

/** All pages by name. */
export function pagesOf({ modules }: Reference): ReadonlyMap<string, TypePage> {
  return new Map(modules.flatMap(({ types }) => Object.entries(types)));
}

/** The page of a type of a release given as texts. */
export function page(
  content: string | Files,
  name: string,
  settings: ReferenceSettings = {},
): TypePage {
  const found = pagesOf(reference(content, settings)).get(name);
  if (found === undefined) throw new Error(`${name} has no page`);
  return found;
}

/** All fields of particles, those in choices and in types declared in place included. */
export function fieldsOf(particles: readonly ParticleDoc[] | undefined): readonly FieldDoc[] {
  return (particles ?? []).flatMap((p) =>
    p.kind === 'field' ? [p, ...fieldsOf(p.particles)] : fieldsOf(p.branches.flat()),
  );
}

/** All choices of particles, those in types declared in place included. */
export function choicesOf(particles: readonly ParticleDoc[] | undefined): readonly ChoiceDoc[] {
  return (particles ?? []).flatMap((p) =>
    p.kind === 'field' ? choicesOf(p.particles) : [p, ...choicesOf(p.branches.flat())],
  );
}

/** The field of that name; fails if there is none. */
export function field({ name, particles }: TypePage, fieldName: string): FieldDoc {
  const found = fieldsOf(particles).find((f) => f.name === fieldName);
  if (found === undefined) throw new Error(`${name} has no field ${fieldName}`);
  return found;
}
