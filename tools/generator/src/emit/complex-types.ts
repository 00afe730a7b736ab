import type { Release } from '../model/release.js';
import { dataBase } from '../model/roles.js';
import { keyOf, type ComplexTypeDef, type ElementDef } from '../model/types.js';
import { particlesExpression, type ElementFacts } from './descriptors.js';
import type { DocWriter } from './docs.js';
import type { FactReader } from './facts.js';
import { FieldTypes } from './field-types.js';
import { inputName, quote, type DeclaredNames, type ModuleNames } from './names.js';
import { aliasText, classText, constText, interfaceText } from './render.js';
import {
  countItemLists,
  flatProperties,
  hasChoice,
  plainProperties,
  propertyText,
  shapeType,
  type Property,
} from './shapes.js';
import { TypeView, type ViewContext } from './type-view.js';

/** What all types of a release are written with. */
export interface EmitContext {
  readonly release: Release;
  readonly docs: DocWriter;
  readonly facts: FactReader;
  readonly declared: DeclaredNames;
  /** Types that may stand in the place of another, which `$type` names. */
  readonly forms: ReadonlySet<ComplexTypeDef>;
}

/** Writes types with fields: data types, requests and responses. */
export class ComplexTypeEmitter {
  readonly #release: Release;
  readonly #names: ModuleNames;
  readonly #context: EmitContext;
  readonly #fields: FieldTypes;
  readonly #viewContext: ViewContext;

  constructor(context: EmitContext, names: ModuleNames) {
    const { release } = context;
    this.#release = release;
    this.#names = names;
    this.#context = context;
    this.#fields = new FieldTypes(release, names);
    this.#viewContext = { ...context, fields: this.#fields };
  }

  emit(type: ComplexTypeDef): string[] {
    const view = new TypeView(type, this.#viewContext);
    const rows = view.rowInterfaces();
    for (const name of [...rows.keys(), type.name]) this.#declare(name, type);
    const role = this.#release.roles.get(keyOf(type));
    const isCommand = role === 'request' || role === 'response';
    return [...rows.values(), ...(isCommand ? this.#command(view, role) : this.#data(view))];
  }

  #declare(name: string, { position }: ComplexTypeDef): void {
    this.#context.declared.add(name, position);
  }

  #command(view: TypeView, role: 'request' | 'response'): string[] {
    const { name } = view.type;
    const particles = view.allParticles();
    const isEmpty = particles.length === 0;
    const input = isEmpty ? this.#names.runtime('NoFields') : inputName(name);
    const command =
      role === 'request' ? this.#requestClass(view, input) : this.#responseClass(view, input);
    if (isEmpty) return [command];
    this.#declare(input, view.type);
    // A class cannot have the fields of a union; its instances have those of all branches.
    const isFlat = hasChoice(particles);
    const properties = isFlat ? flatProperties(particles, view.property).map(undocumented) : [];
    return [
      this.#shape(input, view, [`Fields of \`${name}\`.`]),
      command,
      interfaceText({ name, docs: [], properties, extends: isFlat ? undefined : input }),
    ];
  }

  #requestClass(view: TypeView, input: string): string {
    const { name } = view.type;
    const request = this.#release.requests.get(name);
    const response = request?.response;
    const responseType =
      response === undefined ? undefined : this.#names.type({ namespace: '', name: response });
    const success = request?.mayReturnSuccess === true;
    const answers = [
      ...(responseType === undefined ? [] : [responseType]),
      ...(success ? [this.#names.runtime('SuccessResponse')] : []),
    ];
    const flags = [
      ...(request?.access === 'read' ? [this.#names.runtime('READ')] : []),
      ...(success && response !== undefined ? [this.#names.runtime('OR_SUCCESS')] : []),
    ];
    const args = [
      quote(name),
      this.#particles(view),
      responseType === undefined ? 'undefined' : `() => ${responseType}`,
      flags.length === 0 ? '0' : flags.join(' | '),
      this.#extras(view.type) ?? 'undefined',
    ];
    const defaults = ['', '() => []', 'undefined', '0', 'undefined'];
    return classText({
      name,
      docs: this.#context.docs.type(view.type),
      extends: `${this.#names.runtime('OCIRequest')}<${quote(name)}, ${input}, ${answers.join(' | ')}>`,
      descriptorType: this.#names.runtime('RequestType'),
      descriptor: `${this.#names.runtime('request')}(${trimmed(args, defaults)})`,
    });
  }

  #responseClass(view: TypeView, input: string): string {
    const { name } = view.type;
    const args = [quote(name), this.#particles(view), this.#extras(view.type) ?? 'undefined'];
    return classText({
      name,
      docs: this.#context.docs.type(view.type),
      extends: `${this.#names.runtime('OCIDataResponse')}<${quote(name)}, ${input}>`,
      descriptorType: this.#names.runtime('ResponseType'),
      descriptor: `${this.#names.runtime('response')}(${trimmed(args, ['', '() => []', 'undefined'])})`,
    });
  }

  #data(view: TypeView): string[] {
    const { type } = view;
    const { name } = type;
    const docs = this.#context.docs.type(type);
    const forms = type.abstract ? this.#release.subtypes.get(keyOf(type)) : undefined;
    const shape =
      forms === undefined
        ? this.#shape(name, view, docs)
        : aliasText(name, docs, forms.map((form) => `\n  | ${this.#form(form)}`).join(''));
    const args = [quote(name), this.#particles(view), this.#extras(type) ?? 'undefined'];
    const descriptor = `${this.#names.runtime('complex')}(${trimmed(args, ['', '() => []', 'undefined'])})`;
    return [shape, constText(name, `${this.#names.runtime('ComplexType')}<${name}>`, descriptor)];
  }

  #form(type: ComplexTypeDef): string {
    return `({ readonly $type: ${quote(type.name)} } & ${this.#names.type(type)})`;
  }

  /**
   * The interface that a type's fields extend. None if there are no fields to inherit, or if the
   * base is a union: its fields are repeated then.
   */
  #inherited(view: TypeView): string | undefined {
    const { base } = view;
    if (base === undefined || this.#isUnion(base.type)) return undefined;
    const role = this.#release.roles.get(keyOf(base.type));
    if (role !== 'request' && role !== 'response') return this.#names.type(base.type);
    return base.allParticles().length === 0 ? undefined : this.#names.input(base.type);
  }

  #isUnion(type: ComplexTypeDef): boolean {
    return type.abstract && this.#release.subtypes.has(keyOf(type));
  }

  #shape(name: string, view: TypeView, docs: readonly string[]): string {
    const inherited = this.#inherited(view);
    const before = inherited === undefined ? [] : (view.base?.allParticles() ?? []);
    const particles = inherited === undefined ? view.allParticles() : view.type.particles;
    const lists = countItemLists(before);
    const typeProperty = this.#typeProperty(view.type);
    if (hasChoice(particles) || hasChoice(before)) {
      const shape = shapeType(particles, view.property, lists);
      const discriminator =
        typeProperty === undefined
          ? undefined
          : `{ ${propertyText({ ...typeProperty, doc: [] })} }`;
      const parts = [inherited, discriminator, shape].filter((p) => p !== undefined && p !== '');
      return aliasText(name, docs, parts.join(' & '));
    }
    const properties = plainProperties(particles, view.property, lists);
    return interfaceText({
      name,
      docs,
      extends: inherited,
      properties: typeProperty === undefined ? properties : [typeProperty, ...properties],
    });
  }

  /** `$type` of a type that may stand for another, or that others may stand for. */
  #typeProperty(type: ComplexTypeDef): Property | undefined {
    const own = this.#release.subtypes.get(keyOf(type));
    if (own === undefined && !this.#context.forms.has(type)) return undefined;
    const names = [type.name, ...(own ?? []).map((subtype) => subtype.name)];
    return {
      name: '$type',
      type: names.map(quote).join(' | '),
      optional: true,
      doc: ['Which type this is, where a field may hold several.'],
    };
  }

  #particles(view: TypeView): string {
    const { particles } = view.type;
    if (particles.length === 0) return '() => []';
    return `() => ${particlesExpression(particles, (e) => this.#describe(view, e), this.#names, '')}`;
  }

  #describe(view: TypeView, element: ElementDef): ElementFacts {
    return {
      descriptor: this.#fields.descriptor(element, view.columns(element)),
      sensitive: view.isSensitive(element),
    };
  }

  #extras(type: ComplexTypeDef): string | undefined {
    const entries: string[] = [];
    const base = dataBase(type, this.#release.types);
    if (base !== undefined) {
      const role = this.#release.roles.get(keyOf(base));
      const isCommand = role === 'request' || role === 'response';
      entries.push(`extends: () => ${this.#names.type(base)}${isCommand ? '.$' : ''}`);
    }
    if (type.abstract) entries.push('abstract: true');
    const subtypes = this.#release.subtypes.get(keyOf(type));
    if (subtypes !== undefined) {
      entries.push(`subtypes: () => [${subtypes.map((s) => this.#names.type(s)).join(', ')}]`);
    }
    return entries.length === 0 ? undefined : `{ ${entries.join(', ')} }`;
  }
}

function undocumented(property: Property): Property {
  return { ...property, doc: [] };
}

/** Arguments without those at the end that have their default. */
function trimmed(args: readonly string[], defaults: readonly string[]): string {
  let end = args.length;
  while (end > 1 && args[end - 1] === defaults[end - 1]) end -= 1;
  return args.slice(0, end).join(', ');
}
