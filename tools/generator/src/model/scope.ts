import { fail } from '../diagnostics.js';
import type { XmlNode } from '../read/xml.js';
import type { Namespace, Primitive } from './types.js';

const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';

/** The namespace prefixes in force at an element. */
export type Scope = ReadonlyMap<string, string>;

export const EMPTY_SCOPE: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/** The scope inside an element: its own declarations over those around it. */
export function enter(scope: Scope, node: XmlNode): Scope {
  let inner: Map<string, string> | undefined;
  for (const [name, value] of node.attributes) {
    if (name === 'xmlns') (inner ??= new Map(scope)).set('', value.trim());
    else if (name.startsWith('xmlns:')) (inner ??= new Map(scope)).set(name.slice(6), value.trim());
  }
  return inner ?? scope;
}

/** Local name of a schema element; undefined for elements of other namespaces. */
export function schemaName(node: XmlNode, scope: Scope): string | undefined {
  const { prefix, local } = split(node.name);
  return scope.get(prefix) === XML_SCHEMA ? local : undefined;
}

/** What a QName in an attribute means. */
export type Reference =
  | { readonly kind: 'type'; readonly namespace: Namespace; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string };

/**
 * Resolves a type reference by the scope of its element.
 *
 * @throws GenerationError if the prefix isn't declared or means an unknown namespace
 */
export function resolveName(qname: string, scope: Scope, node: XmlNode): Reference {
  const { prefix, local } = split(qname);
  const uri = scope.get(prefix) ?? (prefix === '' ? '' : undefined);
  if (uri === XML_SCHEMA) return { kind: 'builtin', name: local };
  if (uri === '' || uri === 'C') return { kind: 'type', namespace: uri, name: local };
  return fail(
    'unresolved-reference',
    node.position,
    uri === undefined
      ? `'${qname}' uses the prefix '${prefix}', which is not declared.`
      : `'${qname}' is in the namespace '${uri}'. OCI-P knows 'C' and none.`,
  );
}

function split(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  return colon < 0
    ? { prefix: '', local: name }
    : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

const primitives: ReadonlySet<string> = new Set<Primitive>([
  'string',
  'normalizedString',
  'token',
  'NMTOKEN',
  'boolean',
  'int',
  'long',
  'decimal',
  'float',
  'dateTime',
  'date',
  'base64Binary',
]);

export function isPrimitive(name: string): name is Primitive {
  return primitives.has(name);
}

/**
 * The built-in type of a name.
 *
 * @throws GenerationError for the XSD types that OCI-P doesn't use
 */
export function primitiveOf(name: string, node: XmlNode): Primitive {
  if (isPrimitive(name)) return name;
  return fail(
    'unsupported-construct',
    node.position,
    `The type xs:${name} is not supported. Supported: ${[...primitives].join(', ')}.`,
  );
}
