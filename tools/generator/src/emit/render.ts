import type { ImportedName } from './names.js';
import { docBlock, indent, propertyText, type Property } from './shapes.js';

/*
 * Declarations as text. Whole files are put together from these and parsed once; building them
 * declaration by declaration in a syntax tree takes many times as long.
 */

const WIDTH = 100;

export interface InterfaceParts {
  readonly name: string;
  readonly docs: readonly string[];
  readonly extends?: string | undefined;
  readonly properties: readonly Property[];
  /** Further members, each a whole line. */
  readonly members?: readonly string[];
}

export function interfaceText(parts: InterfaceParts): string {
  const base = parts.extends === undefined ? '' : ` extends ${parts.extends}`;
  const members = [...parts.properties.map(propertyText), ...(parts.members ?? [])];
  const body = members.length === 0 ? '{}' : `{\n${members.map(indent).join('\n')}\n}`;
  return `${docBlock(parts.docs)}export interface ${parts.name}${base} ${body}`;
}

export function aliasText(name: string, docs: readonly string[], type: string): string {
  const space = type.startsWith('\n') ? '' : ' ';
  return `${docBlock(docs)}export type ${name} =${space}${type};`;
}

/** A constant with its type, marked pure so that bundlers drop it where it isn't used. */
export function constText(name: string, type: string, initializer: string): string {
  return assignment(`export const ${name}: ${type} =`, `/* @__PURE__ */ ${initializer};`);
}

export interface ClassParts {
  readonly name: string;
  readonly docs: readonly string[];
  readonly extends: string;
  readonly descriptorType: string;
  readonly descriptor: string;
}

/**
 * A command class: its fields are those of the interface of the same name. The mark of purity stands
 * on a line of its own: tsc drops it where it follows the equals sign of a static field with a type.
 */
export function classText(parts: ClassParts): string {
  const head = `export class ${parts.name} extends ${parts.extends} {`;
  const descriptor = [
    `static override readonly $: ${parts.descriptorType} =`,
    indent(`/* @__PURE__ */ ${parts.descriptor};`),
  ].join('\n');
  return `${docBlock(parts.docs)}${head}\n${indent(descriptor)}\n}`;
}

function assignment(left: string, right: string): string {
  const fits = right.includes('\n') || left.length + right.length < WIDTH;
  return fits ? `${left} ${right}` : `${left}\n  ${right}`;
}

export function importText(names: readonly ImportedName[], from: string): string {
  const list = names.map(({ name, typeOnly }) => (typeOnly ? `type ${name}` : name));
  const line = `import { ${list.join(', ')} } from '${from}';`;
  if (line.length <= WIDTH) return line;
  return `import {\n${list.map((name) => `  ${name},`).join('\n')}\n} from '${from}';`;
}
