import type { SimpleTypeDef } from '../model/types.js';
import type { DocWriter } from './docs.js';
import { facetsLiteral, literal, simpleValueType } from './field-types.js';
import { quote, type ModuleNames } from './names.js';
import { aliasText, constText } from './render.js';

/** Writes a simple type: its TypeScript type and its descriptor, under one name. */
export function emitSimpleType(
  type: SimpleTypeDef,
  names: ModuleNames,
  docs: DocWriter,
): readonly string[] {
  const { name, primitive, values } = type;
  const lines = docs.type(type);
  if (values === undefined) {
    const facets = facetsLiteral(type);
    const rest = facets === undefined ? '' : `, ${facets}`;
    const descriptor = `${names.runtime('simple')}(${quote(name)}, ${quote(primitive)}${rest})`;
    return [
      aliasText(name, lines, simpleValueType(type)),
      constText(name, `${names.runtime('SimpleType')}<${name}>`, descriptor),
    ];
  }
  const literals = values.map((value) => literal(value, primitive));
  const list = `[\n${literals.map((value) => `  ${value},`).join('\n')}\n]`;
  const descriptor = `${names.runtime('enumeration')}(${quote(name)}, ${quote(primitive)}, ${list})`;
  return [
    aliasText(name, lines, literals.map((value) => `\n  | ${value}`).join('')),
    constText(name, `${names.runtime('EnumType')}<${name}>`, descriptor),
  ];
}
