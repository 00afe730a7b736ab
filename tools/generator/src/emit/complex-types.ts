import type { Release } from '../model/release.js';
import { simpleTypeOf } from '../model/release.js';
import { dataBase } from '../model/roles.js';
import { keyOf, type ComplexTypeDef, type ElementDef, type ParticleDef } from '../model/types.js';
import { escapeTsDoc } from '../prose/clean.js';
import type { DocWriter } from './docs.js';
import { particlesExpression, type ElementFacts } from './descriptors.js';
import { elementsOf, factsOf, isSensitive, isTable, type TypeFacts } from './facts.js';
import { FieldTypes } from './field-types.js';
import { quote, type ModuleNames } from './names.js';
import { headingToKey } from './row-keys.js';
import { aliasText, classText, constText, interfaceText } from './render.js';
import {
  flatProperties,
  hasChoice,
  plainProperties,
  propertyText,
  shapeType,
  type Property,
} from './shapes.js';

/** Writes types with fields: data types, requests and responses. */
export class ComplexTypeEmitter {
  readonly #release: Release;
  readonly #names: ModuleNames;
  readonly #docs: DocWriter;
  readonly #fields: FieldTypes;

  constructor(release: Release, names: ModuleNames, docs: DocWriter) {
    this.#release = release;
    this.#names = names;
    this.#docs = docs;
    this.#fields = new FieldTypes(release, names);
  }

  emit(type: ComplexTypeDef): string[] {
    const view = this.#view(type);
    const role = this.#release.roles.get(keyOf(type));
    const rows = view.rowInterfaces();
    if (role === 'request' || role === 'response') return [...rows, ...this.#command(view, role)];
    return [...rows, ...this.#data(view)];
  }

  #command(view: TypeView, role: 'request' | 'response'): string[] {
    const { type } = view;
    const { name } = type;
    const base = dataBase(type, this.#release.types);
    const inherited = base === undefined ? undefined : `${this.#names.type(base)}Input`;
    const particles = view.allParticles();
    const statements: string[] = [];
    const isEmpty = particles.length === 0;
    const input = isEmpty ? this.#names.runtime('NoFields') : `${name}Input`;
    if (!isEmpty) {
      statements.push(this.#shape(input, view, inherited, [`Fields of \`${name}\`.`]));
    }
    statements.push(
      role === 'request' ? this.#requestClass(view, input) : this.#responseClass(view, input),
    );
    if (!isEmpty) {
      const isFlat = hasChoice(particles);
      const properties = isFlat ? flatProperties(particles, view.property).map(undocumented) : [];
      const parts = { name, docs: [], properties, extends: isFlat ? undefined : input };
      statements.push(interfaceText(parts));
    }
    return statements;
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
    return this.#class(
      view,
      `${this.#names.runtime('OCIRequest')}<${quote(name)}, ${input}, ${answers.join(' | ')}>`,
      'RequestType',
      `request(${trimmed(args, defaults)})`,
    );
  }

  #responseClass(view: TypeView, input: string): string {
    const { name } = view.type;
    const args = [quote(name), this.#particles(view), this.#extras(view.type) ?? 'undefined'];
    return this.#class(
      view,
      `${this.#names.runtime('OCIDataResponse')}<${quote(name)}, ${input}>`,
      'ResponseType',
      `response(${trimmed(args, ['', '() => []', 'undefined'])})`,
    );
  }

  #class(view: TypeView, base: string, descriptorType: string, initializer: string): string {
    this.#names.runtime(initializer.slice(0, initializer.indexOf('(')));
    return classText({
      name: view.type.name,
      docs: this.#docs.type(view.type),
      extends: base,
      descriptorType: this.#names.runtime(descriptorType),
      descriptor: initializer,
    });
  }

  #data(view: TypeView): string[] {
    const { type } = view;
    const { name } = type;
    const subtypes = this.#release.subtypes.get(keyOf(type));
    const docs = this.#docs.type(type);
    const statements: string[] = [];
    if (type.abstract && subtypes !== undefined) {
      const forms = subtypes.map((s) => `({ readonly $type: ${quote(s.name)} } & ${this.#names.type(s)})`);
      statements.push(aliasText(name, docs, forms.map((form) => `\n  | ${form}`).join('')));
    } else {
      statements.push(this.#shape(name, view, this.#inheritedInterface(type), docs));
    }
    const complexType = this.#names.runtime('ComplexType');
    const args = [quote(name), this.#particles(view), this.#extras(type) ?? 'undefined'];
    this.#names.runtime('complex');
    const descriptor = `complex(${trimmed(args, ['', '() => []', 'undefined'])})`;
    statements.push(constText(name, `${complexType}<${name}>`, descriptor));
    return statements;
  }

  /** The interface a data type extends; the fields of an abstract one with forms are repeated instead. */
  #inheritedInterface(type: ComplexTypeDef): string | undefined {
    const base = dataBase(type, this.#release.types);
    if (base === undefined || this.#isUnion(base)) return undefined;
    return this.#names.type(base);
  }

  #isUnion(type: ComplexTypeDef): boolean {
    return type.abstract && this.#release.subtypes.has(keyOf(type));
  }

  #shape(
    name: string,
    view: TypeView,
    inherited: string | undefined,
    docs: readonly string[],
  ): string {
    const base = dataBase(view.type, this.#release.types);
    const repeatsBase = base !== undefined && inherited === undefined;
    const particles = repeatsBase ? view.allParticles() : view.type.particles;
    const forms = this.#typeProperty(view.type);
    if (hasChoice(particles) || (base !== undefined && hasChoice(this.#view(base).allParticles()))) {
      const shape = shapeType(particles, view.property);
      const discriminator = forms === undefined ? undefined : `{ ${propertyText({ ...forms, doc: [] })} }`;
      const parts = [inherited, discriminator, shape].filter((p) => p !== undefined && p !== '');
      return aliasText(name, docs, parts.join(' & '));
    }
    const properties = plainProperties(particles, view.property);
    return interfaceText({
      name,
      docs,
      extends: inherited,
      properties: forms === undefined ? properties : [forms, ...properties],
    });
  }

  /** `$type` of a type that may stand for another, or that others may stand for. */
  #typeProperty(type: ComplexTypeDef): Property | undefined {
    const own = this.#release.subtypes.get(keyOf(type));
    const isForm = [...this.#release.subtypes.values()].some((list) => list.includes(type));
    if (!isForm && own === undefined) return undefined;
    const names = [type.name, ...(own ?? []).map((subtype) => subtype.name)];
    return {
      name: '$type',
      type: names.map(quote).join(' | '),
      optional: true,
      doc: ['Which type this is, where a field may hold several.'],
    };
  }

  #view(type: ComplexTypeDef): TypeView {
    return new TypeView(type, this.#release, this.#fields, this.#docs);
  }

  #particles(view: TypeView): string {
    const { particles } = view.type;
    if (particles.length === 0) return '() => []';
    return `() => ${particlesExpression(particles, (e) => this.#describe(view, e), this.#names, '')}`;
  }

  #describe(view: TypeView, element: ElementDef): ElementFacts {
    const columns = view.facts.columns.get(element.name) ?? [];
    return {
      descriptor: this.#fields.descriptor(element, columns, view.columnKeys(element)),
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

/** A type with what is known of its fields, for writing. */
class TypeView {
  readonly type: ComplexTypeDef;
  readonly facts: TypeFacts;
  readonly #release: Release;
  readonly #fields: FieldTypes;
  readonly #docs: DocWriter;

  constructor(type: ComplexTypeDef, release: Release, fields: FieldTypes, docs: DocWriter) {
    this.type = type;
    this.facts = factsOf(type);
    this.#release = release;
    this.#fields = fields;
    this.#docs = docs;
  }

  /** Inherited particles before the type's own. */
  allParticles(): readonly ParticleDef[] {
    const collect = (type: ComplexTypeDef): readonly ParticleDef[] => {
      const base = dataBase(type, this.#release.types);
      return base === undefined ? type.particles : [...collect(base), ...type.particles];
    };
    return collect(this.type);
  }

  /** One element as a property. */
  readonly property = (element: ElementDef): Property => {
    const simple = simpleTypeOf(element, this.#release.types);
    const value = this.#fields.typeScript(element, this.#rowName(element));
    const isUnion = / \| /.test(value);
    const list = element.max > 1 ? `readonly ${isUnion ? `(${value})` : value}[]` : value;
    return {
      name: element.name,
      type: element.nillable ? `${list} | null` : list,
      optional: element.min === 0 || element.default !== undefined,
      doc: this.#docs.field(element, {
        simple,
        sensitive: this.isSensitive(element),
        modes: this.facts.modes.get(element.name) ?? [],
        hints: this.facts.hints.get(element.name) ?? [],
        isTable: isTable(element),
      }),
    };
  };

  isSensitive(element: ElementDef): boolean {
    const builtin =
      element.type.kind === 'builtin'
        ? { ...NO_TYPE, primitive: element.type.primitive }
        : undefined;
    const simple = simpleTypeOf(element, this.#release.types) ?? builtin;
    return isSensitive(this.type, element, simple, this.#release);
  }

  /** Property names of a table's documented columns; a second column of the same name gets none. */
  columnKeys(element: ElementDef): readonly string[] {
    const seen = new Set<string>();
    return (this.facts.columns.get(element.name) ?? []).map(({ heading }) => {
      let key = headingToKey(heading);
      for (let n = 2; seen.has(key); n++) key = `${headingToKey(heading)}${String(n)}`;
      seen.add(key);
      return key;
    });
  }

  /** One interface per table with documented columns. */
  rowInterfaces(): string[] {
    return elementsOf(this.type.particles).flatMap((element): string[] => {
      const name = this.#rowName(element);
      if (name === undefined) return [];
      const columns = this.facts.columns.get(element.name) ?? [];
      const keys = this.columnKeys(element);
      const properties = columns.map(({ heading, mode }, i): Property => {
        const modeNote = mode === undefined ? '' : ` ${mode} data mode only.`;
        return {
          name: keys[i] ?? heading,
          type: 'string',
          optional: true,
          doc: [`Column \`${escapeTsDoc(heading).replaceAll('\`', "'")}\`.${modeNote}`],
        };
      });
      return [
        interfaceText({
          name,
          docs: [`A row of \`${element.name}\` in \`${this.type.name}\`.`],
          properties,
          members: ['readonly [column: string]: string | undefined;'],
        }),
      ];
    });
  }

  #rowName(element: ElementDef): string | undefined {
    if (!isTable(element) || (this.facts.columns.get(element.name) ?? []).length === 0) return undefined;
    const { name } = element;
    return `${this.type.name}${name.charAt(0).toUpperCase()}${name.slice(1)}Row`;
  }
}

const NO_TYPE = {
  kind: 'simple',
  namespace: '',
  name: '',
  doc: '',
  appinfo: new Map<string, string>(),
  position: { file: '', line: 0 },
  facets: {},
} as const;

function undocumented(property: Property): Property {
  return { ...property, doc: [] };
}

/** Arguments without those at the end that have their default. */
function trimmed(args: readonly string[], defaults: readonly string[]): string {
  let end = args.length;
  while (end > 1 && args[end - 1] === defaults[end - 1]) end -= 1;
  return args.slice(0, end).join(', ');
}
