import fc from 'fast-check';
import {
  OCITable,
  structureOf,
  type ChoiceSpec,
  type ComplexType,
  type ElementSpec,
  type Particle,
  type SimpleType,
} from '../../src/index.js';

/*
 * Random valid values of any complex type, made from its description: what the schema allows, and as
 * it is read back (no surplus white space, defaults spelt out, no empty list that could be absent).
 */

type Fields = Record<string, unknown>;

/** Anything XML can carry, with what is hard to carry more often. */
const character = fc.oneof(
  fc.constantFrom(...Array.from('abcXYZ019 -_.,;:/@#*+')),
  fc.constantFrom('<', '&', '>', '"', "'", ']]>', '&amp;', '\u0080', '\u0085', '\u00a0', 'é', 'ÿ'),
  fc.constantFrom('€', 'ő', 'セ', '한', '\ufdd0', '\u2028', '😀', '\u{10fffd}'),
);

const space = fc.constantFrom('\t', '\n', '\r', '\r\n', '  ', ' ');

export function arbitraryOf(type: ComplexType): fc.Arbitrary<Fields> {
  return fieldsOf(structureOf(type).particles, type);
}

function fieldsOf(particles: readonly Particle[], owner: ComplexType): fc.Arbitrary<Fields> {
  return fc
    .tuple(...particles.map((p) => (p.kind === 'element' ? elementOf(p) : choiceOf(p, owner))))
    .map((parts) => Object.assign({}, ...parts) as Fields);
}

function choiceOf(choice: ChoiceSpec, owner: ComplexType): fc.Arbitrary<Fields> {
  const branch = fc.oneof(...choice.branches.map((b) => fieldsOf(b, owner)));
  const repeated = structureOf(owner).repeated.get(choice);
  if (repeated === undefined) return choice.min === 0 ? fc.oneof(fc.constant({}), branch) : branch;
  return fc
    .array(branch, { minLength: Math.max(1, choice.min), maxLength: choice.max })
    .map((items) => ({ [repeated.property]: items }));
}

function elementOf(element: ElementSpec): fc.Arbitrary<Fields> {
  const { name, min, max, list, nillable } = element;
  const one = valueOf(element);
  const present: fc.Arbitrary<unknown> = list
    ? fc.array(one, { minLength: Math.max(1, min), maxLength: Math.min(max, 5) })
    : nillable
      ? fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: fc.constant(null) })
      : one;
  const field = present.map((value): Fields => ({ [name]: value }));
  return min === 0 ? fc.oneof(fc.constant<Fields>({}), field) : field;
}

function valueOf({ type, fixed }: ElementSpec): fc.Arbitrary<unknown> {
  if (fixed === 'true') return fc.constant(true);
  switch (type.kind) {
    case 'simple':
      return scalarOf(type);
    case 'complex':
      return complexOf(type);
    case 'table':
      return tableOf(type.columns);
  }
}

function complexOf(type: ComplexType): fc.Arbitrary<unknown> {
  const forms = [...(structureOf(type).subtypes?.values() ?? [])].map((form) =>
    arbitraryOf(form).map((fields) => ({ $type: form.name, ...fields })),
  );
  return fc.oneof(...(type.abstract ? [] : [arbitraryOf(type)]), ...forms);
}

function tableOf(columns: Readonly<Record<string, string>>): fc.Arbitrary<OCITable> {
  const cell = textOf('string', 0, 12);
  return fc
    .tuple(
      fc.array(cell, { minLength: 1, maxLength: 4 }),
      fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }),
    )
    .map(([headings, cells]) => new OCITable(headings, cells, columns));
}

/** Random valid values of a simple type. */
function scalarOf(type: SimpleType): fc.Arbitrary<unknown> {
  if (type.values !== undefined) return fc.constantFrom(...type.values);
  const { facets, primitive } = type;
  const [pattern, ...others] = facets.patterns ?? [];
  if (pattern !== undefined) {
    const text = fc
      .stringMatching(new RegExp(`^(?:${pattern})$`))
      .filter((t) => others.every((other) => new RegExp(`^(?:${other})$`).test(t)));
    return primitive === 'int' ? text.map(Number) : text;
  }
  switch (primitive) {
    case 'boolean':
      return fc.boolean();
    case 'int':
      return fc.integer({ min: facets.min ?? -(2 ** 31), max: facets.max ?? 2 ** 31 - 1 });
    case 'long':
      return fc.maxSafeInteger();
    case 'decimal':
    case 'float':
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n));
    case 'dateTime':
      return instant.map((date) => date.toISOString());
    case 'date':
      return instant.map((date) => date.toISOString().slice(0, 10));
    case 'base64Binary':
      return fc.uint8Array({ maxLength: 40 });
    case 'marker':
      return fc.constant(true);
    case 'NMTOKEN':
      return fc.stringMatching(/^[A-Za-z0-9._:-]{1,12}$/);
    default:
      return textOf(primitive, facets.minLength ?? 0, facets.maxLength ?? 20);
  }
}

const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

/** Text of a length in characters, with the white space that the primitive keeps. */
function textOf(
  primitive: 'string' | 'normalizedString' | 'token',
  min: number,
  max: number,
): fc.Arbitrary<string> {
  const part = primitive === 'token' ? character : fc.oneof(character, space);
  return fc
    .array(part, { minLength: min, maxLength: Math.min(max, 30) })
    .map((parts) => {
      const text = parts.join('');
      if (primitive === 'string') return text;
      if (primitive === 'normalizedString') return text.replace(/[\t\n\r]/g, ' ');
      return text.replace(/[ \t\n\r]+/g, ' ').trim();
    })
    .filter((text) => Array.from(text).length >= min && Array.from(text).length <= max);
}
