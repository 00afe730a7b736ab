import type { OCICommand } from '../base/command.js';
import { OCITable } from '../base/table.js';
import { commandTypeOf } from '../base/type-of.js';
import { selectBranch } from '../descriptor/branch.js';
import { formNames, formOf, structureOf, TYPE, type Structure } from '../descriptor/structure.js';
import type { ChoiceSpec, ElementSpec, Particle, SimpleType } from '../descriptor/types.js';
import { EncodeError } from '../errors.js';
import { formatValue } from '../value/lexical.js';
import { assertWritable } from './writable.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Writes the content of a command: its elements in schema order, whatever order the object has.
 * Fields the schema does not know are not written; validate first to hear of them.
 *
 * @throws EncodeError where a value cannot be written at all
 */
export function encodeContent(command: OCICommand<string, object>): string {
  const type = commandTypeOf(command);
  const structure = structureOf(type);
  return encodeParticles(structure.particles, structure, command as unknown as Fields, type.name);
}

/** The attributes of a command that are fields of the object, as ` name="value"`. */
export function encodeAttributes(command: OCICommand<string, object>): string {
  const fields = command as unknown as Fields;
  const { name: owner, attributes = [] } = commandTypeOf(command);
  return attributes
    .map(({ name, type, default: fallback }) => {
      const text = writableText(fields[name] ?? fallback, type, `${owner}.${name}`);
      return ` ${name}="${escapeAttribute(text)}"`;
    })
    .join('');
}

function encodeParticles(
  particles: readonly Particle[],
  structure: Structure,
  fields: Fields,
  path: string,
): string {
  let xml = '';
  for (const particle of particles) {
    xml +=
      particle.kind === 'element'
        ? encodeElement(particle, fields, path)
        : encodeChoice(particle, structure, fields, path);
  }
  return xml;
}

function encodeChoice(
  choice: ChoiceSpec,
  structure: Structure,
  fields: Fields,
  path: string,
): string {
  const repeated = structure.repeated.get(choice);
  if (repeated === undefined) return encodeBranch(choice, structure, fields, path);
  const items = fields[repeated.property];
  if (items === undefined) return '';
  if (!Array.isArray(items)) throw new EncodeError(`${path}.${repeated.property}`, 'not a list');
  return items
    .map((item: unknown, i) => {
      const at = `${path}.${repeated.property}[${String(i)}]`;
      return encodeBranch(choice, structure, asFields(item, at), at);
    })
    .join('');
}

function encodeBranch(
  choice: ChoiceSpec,
  structure: Structure,
  fields: Fields,
  path: string,
): string {
  const branch = choice.branches[selectBranch(choice, fields).index];
  return branch === undefined ? '' : encodeParticles(branch, structure, fields, path);
}

function encodeElement(element: ElementSpec, fields: Fields, path: string): string {
  const { name } = element;
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) {
    const isDefaulted = element.min > 0 && element.default !== undefined;
    return isDefaulted ? `<${name}>${escapeText(element.default)}</${name}>` : '';
  }
  if (!element.list) return encodeOne(element, value, `${path}.${name}`);
  if (!Array.isArray(value)) throw new EncodeError(`${path}.${name}`, 'not a list');
  let xml = '';
  for (let i = 0; i < value.length; i++) {
    xml += encodeOne(element, value[i], `${path}.${name}[${String(i)}]`);
  }
  return xml;
}

function encodeOne(element: ElementSpec, value: unknown, path: string): string {
  const { name, type } = element;
  if (value === null) return `<${name}${nilType(element)} xsi:nil="true"/>`;
  switch (type.kind) {
    case 'simple': {
      const text = escapeText(writableText(value, type, path));
      return text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`;
    }
    case 'complex': {
      const fields = asFields(value, path);
      const actual = formOf(type, fields[TYPE]);
      if (actual === undefined) {
        throw new EncodeError(path, `${TYPE} must be one of ${formNames(type).join(', ')}`);
      }
      const structure = structureOf(actual);
      const content = encodeParticles(structure.particles, structure, fields, path);
      const attribute = actual === type ? '' : ` xsi:type="${actual.name}"`;
      return content === ''
        ? `<${name}${attribute}/>`
        : `<${name}${attribute}>${content}</${name}>`;
    }
    case 'table': {
      if (!(value instanceof OCITable)) throw new EncodeError(path, 'not an OCITable');
      return encodeTable(name, value as OCITable<object>, path);
    }
  }
}

/** A nil element of an abstract type is valid only if a concrete one is named. */
function nilType({ type }: ElementSpec): string {
  if (type.kind !== 'complex' || !type.abstract) return '';
  const first = type.subtypes?.()[0];
  return first === undefined ? '' : ` xsi:type="${first.name}"`;
}

function encodeTable(name: string, table: OCITable<object>, path: string): string {
  let xml = `<${name}>`;
  for (const heading of table.headings) {
    assertWritable(heading, path);
    xml += `<colHeading>${escapeText(heading)}</colHeading>`;
  }
  for (const cells of table.cells) {
    xml += '<row>';
    for (const cell of cells) {
      assertWritable(cell, path);
      xml += cell === '' ? '<col/>' : `<col>${escapeText(cell)}</col>`;
    }
    xml += '</row>';
  }
  return `${xml}</${name}>`;
}

function writableText(value: unknown, type: SimpleType, path: string): string {
  const text = formatValue(value, type);
  if (text === undefined) {
    throw new EncodeError(
      path,
      `a value of type ${typeof value} cannot be written as ${type.primitive}`,
    );
  }
  assertWritable(text, path);
  return text;
}

function asFields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new EncodeError(path, 'not an object');
  }
  return value as Fields;
}
