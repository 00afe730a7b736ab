import { elementsOf } from '../model/particles.js';
import type { ChoiceDef, ElementDef, ParticleDef } from '../model/types.js';
import { propertyKey } from './names.js';

/** One property of a TypeScript type. */
export interface Property {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: readonly string[];
}

/** Writes one element as a property. */
export type PropertyWriter = (element: ElementDef) => Property;

/** Repeated choices become lists of items; the first is `$items`, further ones `$items2`, … */
export function itemsProperty(index: number): string {
  return index === 0 ? '$items' : `$items${String(index + 1)}`;
}

/** How many lists of items the particles have. */
export function countItemLists(particles: readonly ParticleDef[]): number {
  return particles.filter((p) => p.kind === 'choice' && p.max > 1).length;
}

const isChoice = (particle: ParticleDef): particle is ChoiceDef =>
  particle.kind === 'choice' && particle.max === 1;

/** True if the particles hold a choice whose branches exclude each other. */
export function hasChoice(particles: readonly ParticleDef[]): boolean {
  return particles.some(isChoice);
}

/**
 * Properties that always stand side by side: elements, and the lists of repeated choices.
 *
 * @param inherited lists of items that the type inherits
 */
export function plainProperties(
  particles: readonly ParticleDef[],
  write: PropertyWriter,
  inherited = 0,
): Property[] {
  let repeated = inherited;
  return particles.flatMap((particle): Property[] => {
    if (particle.kind === 'element') return [write(particle)];
    return particle.max > 1 ? [itemsOf(particle, repeated++, write)] : [];
  });
}

function itemsOf(choice: ChoiceDef, index: number, write: PropertyWriter): Property {
  const item = choiceType({ ...choice, min: 1, max: 1 }, write);
  const bounds =
    choice.max === Infinity
      ? `At least ${String(choice.min)} items`
      : `${String(choice.min)} to ${String(choice.max)} items`;
  return {
    name: itemsProperty(index),
    type: `readonly (\n${indent(item)}\n)[]`,
    optional: choice.min === 0,
    doc: [`${bounds} in the order they are sent; each is one of the alternatives.`],
  };
}

/** The type of particles with choices: an intersection of an object and one union per choice. */
export function shapeType(
  particles: readonly ParticleDef[],
  write: PropertyWriter,
  inherited = 0,
): string {
  const plain = plainProperties(particles, write, inherited);
  const unions = particles.filter(isChoice).map((c) => `(\n${indent(choiceType(c, write))}\n)`);
  return [...(plain.length === 0 ? [] : [objectType(plain)]), ...unions].join(' & ');
}

function choiceType(choice: ChoiceDef, write: PropertyWriter): string {
  const all = [...new Set(choice.branches.flatMap((b) => elementsOf(b).map((e) => e.name)))];
  const branches = choice.branches.map((branch) => {
    const own = new Set(elementsOf(branch).map((e) => e.name));
    const absent = all.filter((name) => !own.has(name)).map(absentProperty);
    if (!hasChoice(branch)) return objectType([...plainProperties(branch, write), ...absent]);
    const shape = shapeType(branch, write);
    return absent.length === 0 ? shape : `${shape} & ${objectType(absent)}`;
  });
  if (choice.min === 0) branches.push(objectType(all.map(absentProperty)));
  return branches.map((branch) => `| ${branch}`).join('\n');
}

function absentProperty(name: string): Property {
  return { name, type: 'undefined', optional: true, doc: [] };
}

function objectType(properties: readonly Property[]): string {
  if (properties.length === 0) return '{}';
  return `{\n${properties.map((p) => indent(propertyText(p))).join('\n')}\n}`;
}

/** A property as it stands in an object type. */
export function propertyText({ name, type, optional, doc }: Property): string {
  const value = optional ? (type === 'undefined' ? 'undefined' : `${type} | undefined`) : type;
  return `${docBlock(doc)}readonly ${propertyKey(name)}${optional ? '?' : ''}: ${value};`;
}

/** A documentation comment, which no text in it can end; empty if there's nothing to say. */
export function docBlock(lines: readonly string[]): string {
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/'));
  const [only] = safe;
  if (only === undefined) return '';
  if (safe.length === 1) return `/** ${only} */\n`;
  return `/**\n${safe.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

/** Moves every line in by one level. */
export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

/**
 * All fields of a type side by side, for instances: what belongs to a branch is optional, and a name
 * that occurs in several branches has all their types.
 */
export function flatProperties(
  particles: readonly ParticleDef[],
  write: PropertyWriter,
): Property[] {
  const flat = new Map<string, Property>();
  let repeated = 0;
  const add = (property: Property): void => {
    const known = flat.get(property.name);
    if (known === undefined) flat.set(property.name, property);
    else if (known.type !== property.type) {
      flat.set(property.name, { ...known, type: `${known.type} | ${property.type}` });
    }
  };
  const collect = (list: readonly ParticleDef[], optional: boolean): void => {
    for (const particle of list) {
      if (particle.kind === 'element') {
        const property = write(particle);
        add({ ...property, optional: optional || property.optional });
      } else if (particle.max > 1) add(itemsOf(particle, repeated++, write));
      else for (const branch of particle.branches) collect(branch, true);
    }
  };
  collect(particles, false);
  return [...flat.values()];
}
