import {
  commandTypeOf,
  elementNames,
  structureOf,
  type ComplexType,
  type OCIRequest,
  type Particle,
} from '@ocipkit/core';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a modify request does to settings: a field that is left out stays, null clears it, an object goes
 * into the one that is there, a list replaces the one that is there, and a branch of a choice drives out
 * the others. A wrapper that only holds a list (`ReplacementUserIdList`) is a value like any other.
 *
 * @param keys fields that name the object and are no settings
 */
export function merge<T extends object>(
  settings: T,
  request: OCIRequest,
  keys: readonly string[] = [],
): T {
  return mergeFields(commandTypeOf(request), settings, request, keys) as T;
}

/** Puts some of a request's fields into the settings of a topic; without any of them nothing happens. */
export function applyTopic(
  draft: { readonly settings: Record<string, Record<string, unknown>> },
  topic: string,
  request: OCIRequest,
  fields: readonly string[],
): void {
  const others = Object.keys(request).filter((name) => !fields.includes(name));
  if (others.length === Object.keys(request).length) return;
  draft.settings[topic] = merge(draft.settings[topic] ?? {}, request, others);
}

function mergeFields(
  type: ComplexType,
  settings: object,
  given: object,
  keys: readonly string[],
): Fields {
  const merged: Record<string, unknown> = { ...settings };
  const structure = structureOf(type);
  for (const name of drivenOut(structure.particles, given)) Reflect.deleteProperty(merged, name);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || keys.includes(name)) continue;
    if (value === null) {
      Reflect.deleteProperty(merged, name);
      continue;
    }
    const field = structure.fields.get(name)?.element;
    if (field?.type.kind === 'complex' && !field.list && !isWhole(value as Fields)) {
      const present = merged[name];
      const base = isFields(present) ? present : {};
      merged[name] = mergeFields(field.type, base, value as Fields, []);
    } else merged[name] = value;
  }
  return merged;
}

/** Fields of the branches that were not chosen, where one was. */
function drivenOut(particles: readonly Particle[], given: object): string[] {
  return particles.flatMap((particle) => {
    if (particle.kind === 'element' || particle.max > 1) return [];
    const names = particle.branches.map(elementNames);
    const isGiven = (name: string): boolean => (given as Fields)[name] !== undefined;
    const chosen = names.find((branch) => [...branch].some(isGiven));
    if (chosen === undefined) return [];
    return names.flatMap((branch) => [...branch].filter((name) => !chosen.has(name)));
  });
}

/** Replaced as a whole: a key that names its type, and a wrapper around lists. */
function isWhole(value: Fields): boolean {
  const fields = Object.values(value).filter((v) => v !== undefined);
  return '$type' in value || (fields.length > 0 && fields.every((v) => Array.isArray(v)));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
