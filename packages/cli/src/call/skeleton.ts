import {
  describeType,
  elementNames,
  OCITable,
  structureOf,
  type ChoiceSpec,
  type ComplexType,
  type ElementSpec,
  type Particle,
  type RequestType,
} from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';
import { formNames, formOf, isFields, TYPE, type Fields } from './fields.js';

/**
 * The whole input of a request to fill in, as JSON with comments, in schema order: what is required is
 * there with a value that looks like the real thing, what may be left out stands in comments. Secrets
 * are left to be asked for. `--input` reads it back.
 */
export function skeletonText(type: RequestType): string {
  const lines = [
    `${JSON.stringify(TYPE)}: ${JSON.stringify(type.name)},`,
    ...particleLines(structureOf(type).particles, { type, path: '', around: [type] }),
  ];
  return ['{', ...indented(lines), '}', ''].join('\n');
}

/** The least that the request takes, without its secrets. */
export function skeletonData(type: RequestType): Fields {
  return { [TYPE]: type.name, ...plainFields(type, sampleFields(type, { branch: openBranch })) };
}

/** A branch that does not need a secret, by the name of its first field. */
function openBranch(names: readonly string[]): number {
  const open = names.findIndex((name) => !/passw|passcode|secret/i.test(name));
  return Math.max(0, open);
}

function plainFields(type: ComplexType, fields: Fields): Fields {
  const slots = structureOf(type).fields;
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const element = slots.get(name)?.element;
    if (element?.sensitive === true) return [];
    const inner = element?.type.kind === 'complex' ? element.type : type;
    return [[name, plainValue(inner, value)] as const];
  });
  return Object.fromEntries(entries);
}

function plainValue(type: ComplexType, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map((entry) => plainValue(type, entry));
  if (value instanceof OCITable || !isFields(value)) return value;
  return plainFields(formOf(type, value) ?? type, value);
}

/** Where fields stand. */
interface Place {
  readonly type: ComplexType;
  /** Of the fields, with a dot at its end. */
  readonly path: string;
  /** The type and those that hold it: a type may hold itself. */
  readonly around: readonly ComplexType[];
}

function particleLines(particles: readonly Particle[], place: Place): readonly string[] {
  return particles.flatMap((particle) =>
    particle.kind === 'element' ? elementLines(particle, place) : choiceLines(particle, place),
  );
}

function elementLines(element: ElementSpec, place: Place): readonly string[] {
  const lines = presentLines(element, place);
  return element.min === 0 || element.sensitive ? commented(lines) : lines;
}

function presentLines(element: ElementSpec, { path, around }: Place): readonly string[] {
  const { name, type, list, sensitive } = element;
  const key = `${JSON.stringify(name)}: `;
  const note = noteOf(element);
  if (sensitive) return [`${key}"…", // ${note}; better by --field-stdin ${path}${name}`];
  if (type.kind !== 'complex') {
    const sample = JSON.stringify(plainValue(emptyType, sampleOf(element)));
    return [`${key}${sample}, // ${note}`];
  }
  const names = formNames(type);
  const form = formOf(type, { [TYPE]: names[0] }) ?? type;
  if (around.includes(form)) return [`${key}{}, // ${note}: as above`];
  const inner = {
    type: form,
    path: `${path}${name}${list ? '[0]' : ''}.`,
    around: [...around, form],
  };
  const inside = [
    ...(form === type ? [] : [`${JSON.stringify(TYPE)}: ${JSON.stringify(form.name)},`]),
    ...particleLines(structureOf(form).particles, inner),
  ];
  const others = names.filter((other) => other !== form.name);
  const more = others.length === 0 ? '' : `; or ${TYPE} ${others.join(', ')}, with its own fields`;
  const [open, close] = list ? ['[{', '}],'] : ['{', '},'];
  return [`${key}${open} // ${note}${more}`, ...indented(inside), close];
}

function choiceLines(choice: ChoiceSpec, place: Place): readonly string[] {
  const { branches, min } = choice;
  const chosen = Math.max(
    0,
    branches.findIndex((branch) => !hasSecret(branch)),
  );
  const repeated = structureOf(place.type).repeated.get(choice);
  const parts = branches.flatMap((branch, i) => {
    const lines = particleLines(branch, place);
    const shown = repeated === undefined ? lines : ['{', ...indented(lines), '},'];
    const title = `// ${String(i + 1)} of ${String(branches.length)}: ${[...elementNames(branch)].join(', ')}`;
    return [title, ...(i === chosen && min > 0 ? shown : commented(shown))];
  });
  if (repeated === undefined) {
    const count = min > 0 ? 'One of these' : 'At most one of these';
    return [`// ${count}, ${String(branches.length)} in all:`, ...parts];
  }
  const lines = [
    `${JSON.stringify(repeated.property)}: [ // any of these, in any order`,
    ...indented(parts),
    '],',
  ];
  return min > 0 ? lines : commented(lines);
}

function hasSecret(branch: readonly Particle[]): boolean {
  return branch.some((particle) =>
    particle.kind === 'element' ? particle.sensitive : particle.branches.every(hasSecret),
  );
}

const emptyType: ComplexType = {
  kind: 'complex',
  name: '',
  particles: () => [],
  abstract: false,
};

/** A value for a field, whatever the fields beside it. */
function sampleOf(element: ElementSpec): unknown {
  const holder: ComplexType = { ...emptyType, particles: () => [{ ...element, min: 1 }] };
  return sampleFields(holder)[element.name];
}

function noteOf({ type, list, min, max, nillable, sensitive, fixed }: ElementSpec): string {
  const what =
    fixed !== undefined
      ? `only ${fixed}`
      : type.kind === 'simple'
        ? describeType(type).replace('bytes (a Uint8Array)', 'base64')
        : type.kind === 'complex'
          ? type.name
          : 'table';
  const upTo = max === Infinity ? '' : ` to ${String(max)}`;
  return [
    min === 0 ? 'optional' : 'required',
    ...(sensitive ? ['secret'] : []),
    what,
    ...(list ? [`list of ${String(min)}${upTo}${max === Infinity ? ' or more' : ''}`] : []),
    ...(nillable ? ['null clears it'] : []),
  ].join('; ');
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function commented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `// ${line}`);
}
