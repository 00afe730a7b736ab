import { fail, type Diagnostics } from '../diagnostics.js';
import type { XmlNode } from '../read/xml.js';
import { readAnnotation } from './annotation.js';
import type { AttributeReader } from './attributes.js';
import { enter, primitiveOf, resolveName, schemaName, type Scope } from './scope.js';
import type { Facets, Primitive, SimpleTypeDef, TypeName } from './types.js';

/**
 * Reads a simple type. Where it restricts a named type, `primitive` is provisional until references
 * are resolved.
 *
 * @throws GenerationError for anything but a restriction with the facets that OCI-P uses
 */
export function readSimpleType(
  node: XmlNode,
  scope: Scope,
  identity: TypeName,
  attributes: AttributeReader,
  diagnostics: Diagnostics,
): SimpleTypeDef {
  attributes.allow(node, ['name']);
  const step = node.children.find((c) => schemaName(c, enter(scope, c)) === 'restriction');
  if (step === undefined) {
    const found = node.children.map((c) => c.name).join(', ');
    return fail(
      'unsupported-construct',
      node.position,
      `A simple type must be a restriction; found ${found === '' ? 'nothing' : found}.`,
    );
  }
  const inner = enter(scope, step);
  const base = attributes.get(step, 'base');
  if (base === undefined)
    return fail('invalid-value', step.position, 'The restriction has no base.');
  const reference = resolveName(base, inner, step);
  const primitive: Primitive =
    reference.kind === 'builtin' ? primitiveOf(reference.name, step) : 'token';
  const facets: Facets = {};
  const values: string[] = [];
  const valueDocs = new Map<string, string>();
  for (const child of step.children) {
    const childScope = enter(inner, child);
    const name = schemaName(child, childScope);
    if (name === 'annotation') continue;
    if (name === 'enumeration') {
      const value = enumerationValue(child, primitive, diagnostics);
      if (values.includes(value)) {
        diagnostics.add(
          'enumeration-values-equal',
          child.position,
          `'${value}' is listed twice; kept once.`,
        );
        continue;
      }
      values.push(value);
      const { doc } = readAnnotation(child, childScope, diagnostics);
      if (doc.trim() !== '') valueDocs.set(value, doc);
    } else readFacet(name, child, facets, attributes);
  }
  return {
    kind: 'simple',
    ...identity,
    ...readAnnotation(node, scope, diagnostics),
    primitive,
    facets,
    ...(values.length === 0 ? {} : { values }),
    ...(valueDocs.size === 0 ? {} : { valueDocs }),
    ...(reference.kind === 'type'
      ? { base: { namespace: reference.namespace, name: reference.name } }
      : {}),
    position: node.position,
  };
}

function enumerationValue(node: XmlNode, primitive: Primitive, diagnostics: Diagnostics): string {
  const value = node.attributes.get('value');
  if (value === undefined) return fail('invalid-value', node.position, 'The value is missing.');
  // These keep their blanks; all others collapse them.
  if (primitive === 'string' || primitive === 'normalizedString') return value;
  const collapsed = value.replace(/\s+/g, ' ').trim();
  if (collapsed !== value) {
    diagnostics.add(
      'blank-in-enumeration',
      node.position,
      `The value '${value}' has surplus blanks; read as '${collapsed}'.`,
    );
  }
  return collapsed;
}

function readFacet(
  name: string | undefined,
  node: XmlNode,
  facets: Facets,
  attributes: AttributeReader,
): void {
  const number = (): number => {
    const text = attributes.get(node, 'value') ?? '';
    const value = Number(text);
    if (text === '' || !Number.isFinite(value)) {
      return fail('invalid-value', node.position, `'${text}' is not a number.`);
    }
    return value;
  };
  switch (name) {
    case 'length':
      facets.length = number();
      return;
    case 'minLength':
      facets.minLength = number();
      return;
    case 'maxLength':
      facets.maxLength = number();
      return;
    case 'minInclusive':
      facets.min = number();
      return;
    case 'maxInclusive':
      facets.max = number();
      return;
    case 'pattern':
      addPattern(node, facets);
      return;
    case 'whiteSpace': {
      const rule = attributes.get(node, 'value');
      if (rule !== 'preserve' && rule !== 'replace' && rule !== 'collapse') {
        fail('invalid-value', node.position, `'${String(rule)}' is no white space rule.`);
      }
      facets.whiteSpace = rule;
      return;
    }
    default:
      fail('unsupported-construct', node.position, `<${node.name}> is not a supported facet.`);
  }
}

/** Patterns of one type are alternatives. */
function addPattern(node: XmlNode, facets: Facets): void {
  const pattern = node.attributes.get('value') ?? '';
  const [existing] = facets.patterns ?? [];
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    fail('unsupported-construct', node.position, `The pattern '${pattern}' is not supported.`);
  }
  facets.patterns = [existing === undefined ? pattern : `${existing}|${pattern}`];
}
