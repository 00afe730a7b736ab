import { fail, type Diagnostics } from '../diagnostics.js';
import type { XmlNode } from '../read/xml.js';
import { readAnnotation } from './annotation.js';
import { AttributeReader } from './attributes.js';
import { enter, EMPTY_SCOPE, primitiveOf, resolveName, schemaName, type Scope } from './scope.js';
import { readSimpleType } from './read-simple.js';
import type {
  AttributeDef,
  ChoiceDef,
  ComplexTypeDef,
  ElementDef,
  IncludeDef,
  Namespace,
  ParticleDef,
  SchemaFile,
  TypeDef,
  TypeName,
  TypeRef,
} from './types.js';

/**
 * Turns the XML of a schema file into its model.
 *
 * @throws GenerationError with file and line for a construct that OCI-P schemas don't have: it is
 * never skipped in silence
 */
export function readSchemaFile(path: string, root: XmlNode, diagnostics: Diagnostics): SchemaFile {
  return new FileReader(path, diagnostics).read(root);
}

type Content = Pick<ComplexTypeDef, 'particles' | 'attributes'>;

class FileReader {
  readonly #path: string;
  readonly #attributes: AttributeReader;
  readonly #diagnostics: Diagnostics;
  readonly #types: TypeDef[] = [];
  #namespace: Namespace = '';

  constructor(path: string, diagnostics: Diagnostics) {
    this.#path = path;
    this.#diagnostics = diagnostics;
    this.#attributes = new AttributeReader(diagnostics);
  }

  read(root: XmlNode): SchemaFile {
    const scope = enter(EMPTY_SCOPE, root);
    if (schemaName(root, scope) !== 'schema') {
      fail('not-a-schema', root.position, `Found <${root.name}>, expected an XML schema.`);
    }
    this.#namespace = this.#targetNamespace(root);
    const includes: IncludeDef[] = [];
    for (const child of root.children) {
      const inner = enter(scope, child);
      switch (schemaName(child, inner)) {
        case 'include':
        case 'import': {
          const include = this.#include(child, inner);
          if (include !== undefined) includes.push(include);
          break;
        }
        case 'complexType':
          this.#complexType(child, inner, this.#nameOf(child), undefined);
          break;
        case 'simpleType': {
          const name = { namespace: this.#namespace, name: this.#nameOf(child) };
          this.#types.push(readSimpleType(child, inner, name, this.#attributes, this.#diagnostics));
          break;
        }
        case 'element':
          // The envelope's root, which the runtime writes. Read to see that it holds nothing unknown.
          this.#element(child, inner, '');
          break;
        case 'annotation':
          break;
        default:
          this.#unsupported(child);
      }
    }
    if (this.#types.length === 0 && includes.length === 0) {
      this.#diagnostics.add(
        'empty-file',
        { file: this.#path, line: 0 },
        'The file defines nothing.',
      );
    }
    return { path: this.#path, namespace: this.#namespace, includes, types: this.#types };
  }

  #targetNamespace(root: XmlNode): Namespace {
    const target = this.#attributes.get(root, 'targetNamespace') ?? '';
    if (target === '' || target === 'C') return target;
    return fail(
      'unsupported-construct',
      root.position,
      `The target namespace is '${target}'. OCI-P schemas have 'C' or none.`,
    );
  }

  #include(node: XmlNode, scope: Scope): IncludeDef | undefined {
    const location = this.#attributes.get(node, 'schemaLocation');
    if (location === undefined) return undefined;
    const kind = schemaName(node, scope) === 'import' ? 'import' : 'include';
    return { kind, location, position: node.position };
  }

  #nameOf(node: XmlNode): string {
    const name = this.#attributes.get(node, 'name');
    if (name !== undefined && /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)) return name;
    return fail(
      'invalid-value',
      node.position,
      name === undefined ? `<${node.name}> has no name.` : `'${name}' is not an XML name.`,
    );
  }

  #complexType(
    node: XmlNode,
    scope: Scope,
    name: string,
    anonymous: ComplexTypeDef['anonymous'],
  ): TypeName {
    this.#attributes.allow(node, ['name', 'abstract']);
    const identity: TypeName = { namespace: this.#namespace, name };
    const complexContent = node.children.find(
      (child) => schemaName(child, enter(scope, child)) === 'complexContent',
    );
    const content =
      complexContent === undefined
        ? this.#content(node, scope, name)
        : this.#derived(node, complexContent, scope, name);
    this.#types.push({
      kind: 'complex',
      ...identity,
      ...readAnnotation(node, scope, this.#diagnostics),
      abstract: this.#attributes.flag(node, 'abstract'),
      ...content,
      ...(anonymous === undefined ? {} : { anonymous }),
      position: node.position,
    });
    return identity;
  }

  /** What stands in a type or in its derivation: one group of particles, then attributes. */
  #content(node: XmlNode, scope: Scope, owner: string): Content {
    let particles: readonly ParticleDef[] | undefined;
    const attributes: AttributeDef[] = [];
    for (const child of this.#plainChildren(node, scope)) {
      const inner = enter(scope, child);
      switch (schemaName(child, inner)) {
        case 'sequence':
        case 'choice':
          if (particles !== undefined) this.#unsupported(child);
          particles = this.#group(child, inner, owner);
          break;
        case 'attribute':
          // Commands and tables have attributes, which the runtime brings; nothing else has any.
          if (this.#namespace === '') this.#unsupported(child);
          attributes.push(this.#attribute(child));
          break;
        default:
          this.#unsupported(child);
      }
    }
    return { particles: particles ?? [], attributes };
  }

  #derived(
    type: XmlNode,
    node: XmlNode,
    scope: Scope,
    owner: string,
  ): Content & Pick<ComplexTypeDef, 'derivation'> {
    const beside = this.#plainChildren(type, scope).find((child) => child !== node);
    if (beside !== undefined) this.#unsupported(beside);
    this.#attributes.allow(node, []);
    const inside = enter(scope, node);
    const [step, ...others] = this.#plainChildren(node, inside);
    const kind = step === undefined ? undefined : schemaName(step, enter(inside, step));
    if (
      step === undefined ||
      others.length > 0 ||
      (kind !== 'extension' && kind !== 'restriction')
    ) {
      return this.#unsupported(step ?? node);
    }
    const inner = enter(inside, step);
    this.#attributes.allow(step, ['base']);
    const base = this.#attributes.get(step, 'base');
    if (base === undefined)
      return fail('invalid-value', step.position, `<${step.name}> has no base.`);
    const reference = resolveName(base, inner, step);
    if (reference.kind === 'builtin') {
      const message = `A complex type cannot derive from xs:${reference.name}.`;
      return fail('unsupported-construct', step.position, message);
    }
    const { namespace, name } = reference;
    return {
      ...this.#content(step, inner, owner),
      derivation: { by: kind, base: { namespace, name } },
    };
  }

  /** Children but for annotations. */
  #plainChildren(node: XmlNode, scope: Scope): readonly XmlNode[] {
    return node.children.filter((child) => schemaName(child, enter(scope, child)) !== 'annotation');
  }

  /** A sequence as its particles, or a choice as one particle. */
  #group(node: XmlNode, scope: Scope, owner: string): readonly ParticleDef[] {
    if (schemaName(node, scope) === 'choice') return [this.#choice(node, scope, owner)];
    this.#attributes.allow(node, ['minOccurs', 'maxOccurs']);
    const { min, max } = this.#attributes.occurrence(node);
    if (min !== 1 || max !== 1) {
      fail(
        'unsupported-construct',
        node.position,
        'A sequence with an occurrence is not supported.',
      );
    }
    return this.#plainChildren(node, scope).flatMap((child) =>
      this.#particle(child, enter(scope, child), owner),
    );
  }

  #choice(node: XmlNode, scope: Scope, owner: string): ChoiceDef {
    this.#attributes.allow(node, ['minOccurs', 'maxOccurs']);
    const all = this.#plainChildren(node, scope).map((child) =>
      this.#particle(child, enter(scope, child), owner),
    );
    if (all.length === 0) fail('invalid-value', node.position, 'The choice has no branch.');
    const { min, max } = this.#attributes.occurrence(node);
    // An empty branch is the choice left out.
    const branches = all.filter((branch) => branch.length > 0);
    const isOptional = branches.length < all.length;
    return { kind: 'choice', branches, min: isOptional ? 0 : min, max, position: node.position };
  }

  #particle(node: XmlNode, scope: Scope, owner: string): readonly ParticleDef[] {
    switch (schemaName(node, scope)) {
      case 'element':
        return [this.#element(node, scope, owner)];
      case 'sequence':
      case 'choice':
        return this.#group(node, scope, owner);
      default:
        return this.#unsupported(node);
    }
  }

  #element(node: XmlNode, scope: Scope, owner: string): ElementDef {
    this.#attributes.allow(node, [
      'name',
      'type',
      'minOccurs',
      'maxOccurs',
      'nillable',
      'default',
      'fixed',
    ]);
    const name = this.#nameOf(node);
    const { min, max } = this.#attributes.occurrence(node);
    const fallback = this.#attributes.get(node, 'default');
    const fixed = this.#attributes.get(node, 'fixed');
    return {
      kind: 'element',
      name,
      type: this.#elementType(node, scope, owner, name),
      min,
      max,
      nillable: this.#attributes.flag(node, 'nillable'),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(fixed === undefined ? {} : { fixed }),
      doc: readAnnotation(node, scope, this.#diagnostics).doc,
      position: node.position,
    };
  }

  #elementType(node: XmlNode, scope: Scope, owner: string, element: string): TypeRef {
    const named = this.#attributes.get(node, 'type');
    if (named !== undefined) {
      const reference = resolveName(named, scope, node);
      if (reference.kind === 'type') {
        return { kind: 'named', type: { namespace: reference.namespace, name: reference.name } };
      }
      if (reference.name === 'anyType') return { kind: 'any' };
      return { kind: 'builtin', primitive: primitiveOf(reference.name, node) };
    }
    for (const child of node.children) {
      const inner = enter(scope, child);
      switch (schemaName(child, inner)) {
        case 'annotation':
          break;
        case 'simpleType': {
          const name: TypeName = { namespace: this.#namespace, name: '' };
          const type = readSimpleType(child, inner, name, this.#attributes, this.#diagnostics);
          return { kind: 'inline', type };
        }
        case 'complexType': {
          const name = owner + element.charAt(0).toUpperCase() + element.slice(1);
          return { kind: 'named', type: this.#complexType(child, inner, name, { owner, element }) };
        }
        default:
          this.#unsupported(child);
      }
    }
    return { kind: 'any' };
  }

  #attribute(node: XmlNode): AttributeDef {
    this.#attributes.allow(node, ['name', 'type', 'use']);
    return {
      name: this.#nameOf(node),
      required: this.#attributes.get(node, 'use') === 'required',
      position: node.position,
    };
  }

  #unsupported(node: XmlNode): never {
    return fail(
      'unsupported-construct',
      node.position,
      `<${node.name}> is not supported here. It would change what the type means.`,
    );
  }
}
