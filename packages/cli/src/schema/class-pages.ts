import {
  describeType,
  splitName,
  structureOf,
  type ChoiceSpec,
  type CommandInfo,
  type CommandRegistry,
  type ComplexType,
  type ElementSpec,
  type FieldType,
  type Particle,
  type RequestType,
  type SimpleType,
  type TableType,
} from '@ocipkit/core';
import type {
  FieldDoc,
  FieldType as FieldTypeDoc,
  IndexEntry,
  ParticleDoc,
  ReferenceKind,
  TypePage,
  Verb,
} from '@ocipkit/generator';
import type { Pages } from './pages.js';

type AnyType = ComplexType | SimpleType;

/** Pages made of the classes themselves, where no reference data came with them. */
export class ClassPages implements Pages {
  readonly #registry: CommandRegistry;
  #types: Promise<ReadonlyMap<string, AnyType>> | undefined;

  constructor(registry: CommandRegistry) {
    this.#registry = registry;
  }

  /** The commands; types of data are known only once everything is loaded. */
  entries(): Promise<readonly IndexEntry[]> {
    return Promise.resolve([...this.#registry].map((info) => this.#entry(info)));
  }

  async page(name: string): Promise<TypePage | undefined> {
    const info = this.#registry.info(name);
    if (info !== undefined) {
      const known =
        info.kind === 'request'
          ? await this.#registry.request(name)
          : await this.#registry.response(name);
      return this.#page(known.$);
    }
    const type = (await this.#loaded()).get(name);
    return type === undefined ? undefined : this.#page(type);
  }

  async all(): Promise<readonly TypePage[]> {
    return [...(await this.#loaded()).values()].map((type) => this.#page(type));
  }

  #entry(info: CommandInfo): IndexEntry {
    const { name, kind, family } = info;
    return {
      name,
      kind,
      module: '',
      summary: '',
      status: this.#statusOf(info),
      family,
      ...(info.successor === undefined ? {} : { successor: info.successor }),
    };
  }

  #statusOf({ name, deprecated }: CommandInfo): IndexEntry['status'] {
    if (deprecated) return 'deprecated';
    const newest = this.#registry.newest(name);
    return newest === undefined || newest.name === name ? 'current' : 'superseded';
  }

  async #loaded(): Promise<ReadonlyMap<string, AnyType>> {
    this.#types ??= this.#registry
      .all()
      .then((classes) => typesOf(classes.map((known) => known.$)));
    return this.#types;
  }

  #page(type: AnyType): TypePage {
    const info = this.#registry.info(type.name);
    const common = {
      name: type.name,
      module: '',
      source: { file: '', line: 0 },
      status: info === undefined ? 'current' : this.#statusOf(info),
      description: [],
    } as const;
    if (type.kind === 'simple') return { ...common, ...valueOf(type) };
    const kind: ReferenceKind = info?.kind ?? 'type';
    const variants = info === undefined ? [] : this.#registry.family(type.name);
    const subtypes = [...(structureOf(type).subtypes?.keys() ?? [])];
    const count = { choices: 0 };
    return {
      ...common,
      kind,
      ...(info?.successor === undefined ? {} : { successor: { name: info.successor } }),
      ...(variants.length < 2 ? {} : { variants: variants.map(({ name }) => name) }),
      ...(isRequest(type) ? { request: requestFacts(type) } : {}),
      ...(type.abstract ? { abstract: true } : {}),
      ...(type.extends === undefined ? {} : { extends: type.extends().name }),
      ...(subtypes.length === 0 ? {} : { extendedBy: subtypes }),
      particles: structureOf(type).particles.map((particle) => particleDoc(particle, type, count)),
    };
  }
}

function isRequest(type: ComplexType): type is RequestType {
  return 'access' in type;
}

function requestFacts(type: RequestType): NonNullable<TypePage['request']> {
  const response = type.response?.().$.name;
  return {
    access: type.access,
    verb: verbOf(splitName(type.name).family),
    level: 'other',
    subject: '',
    ...(response === undefined ? {} : { response }),
    ...(type.mayReturnSuccess && response !== undefined ? { mayReturnSuccess: true } : {}),
  };
}

function verbOf(family: string): Verb {
  if (/Get.*List/.test(family)) return 'list';
  const [, word] = /(Get|Add|Modify|Delete)(?![a-z])/.exec(family) ?? [];
  return word === undefined ? 'other' : (word.toLowerCase() as Verb);
}

function valueOf(type: SimpleType): Pick<TypePage, 'kind' | 'value'> {
  const { primitive, values, facets } = type;
  return {
    kind: values === undefined ? 'simple' : 'enumeration',
    value: {
      // No named type is an empty element.
      primitive: primitive === 'marker' ? 'string' : primitive,
      limits: describeType({ ...type, name: '' }),
      ...(facets.patterns === undefined ? {} : { patterns: facets.patterns }),
      ...(values === undefined
        ? {}
        : { values: values.map((value) => ({ value: String(value) })) }),
    },
  };
}

function particleDoc(
  particle: Particle,
  owner: ComplexType,
  count: { choices: number },
): ParticleDoc {
  if (particle.kind === 'element') return fieldDoc(particle, count);
  return choiceDoc(particle, owner, count);
}

function choiceDoc(
  choice: ChoiceSpec,
  owner: ComplexType,
  count: { choices: number },
): ParticleDoc {
  count.choices += 1;
  const number = count.choices;
  const property = structureOf(owner).repeated.get(choice)?.property;
  return {
    kind: 'choice',
    number,
    required: choice.min > 0,
    ...(property === undefined ? {} : { repeats: true, property }),
    branches: choice.branches.map((branch) =>
      branch.map((particle) => particleDoc(particle, owner, count)),
    ),
  };
}

function fieldDoc(element: ElementSpec, count: { choices: number }): FieldDoc {
  const { name, type, min, max, list, nillable, sensitive, fixed } = element;
  const isSimple = type.kind === 'simple';
  return {
    kind: 'field',
    name,
    type: fieldType(type),
    typescript: '',
    required: min > 0,
    ...(list ? { list: { min, ...(max === Infinity ? {} : { max }) } } : {}),
    ...(nillable ? { nillable: true } : {}),
    ...(element.default === undefined ? {} : { default: element.default }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(isSimple && type.values === undefined ? limitsOf(type) : {}),
    ...(isSimple && type.values !== undefined
      ? { values: type.values.map(String), valueCount: type.values.length }
      : {}),
    ...(sensitive ? { secret: true } : {}),
    doc: '',
    ...(type.kind === 'table' ? { columns: columnsOf(type) } : {}),
    ...(type.kind === 'complex' && type.name === ''
      ? { particles: structureOf(type).particles.map((p) => particleDoc(p, type, count)) }
      : {}),
  };
}

function columnsOf({ columns }: TableType): NonNullable<FieldDoc['columns']> {
  return Object.entries(columns).map(([property, heading]) => ({ heading, property }));
}

function limitsOf(type: SimpleType): { readonly limits?: string } {
  return Object.keys(type.facets).length === 0
    ? {}
    : { limits: describeType({ ...type, name: '' }) };
}

function fieldType(type: FieldType): FieldTypeDoc {
  if (type.kind === 'table') return { name: 'OCITable', kind: 'table' };
  if (type.kind === 'complex') {
    const subtypes = [...(structureOf(type).subtypes?.keys() ?? [])];
    return {
      name: type.name,
      kind: type.name === '' ? 'inline' : 'type',
      ...(subtypes.length === 0 ? {} : { subtypes }),
    };
  }
  if (type.primitive === 'marker') return { name: 'marker', kind: 'empty' };
  const isBuiltin = type.name === '' || type.name.startsWith('xs:');
  if (isBuiltin) return { name: type.primitive, kind: 'builtin' };
  return { name: type.name, kind: type.values === undefined ? 'simple' : 'enumeration' };
}

/** Every type that commands are made of, by name. */
function typesOf(commands: readonly ComplexType[]): ReadonlyMap<string, AnyType> {
  const found = new Map<string, AnyType>();
  const left: ComplexType[] = [...commands];
  const add = (type: FieldType): void => {
    if (type.kind === 'table' || type.name === '' || type.name.startsWith('xs:')) return;
    if (found.has(type.name)) return;
    found.set(type.name, type);
    if (type.kind === 'complex') left.push(type);
  };
  for (const command of commands) found.set(command.name, command);
  for (let type = left.pop(); type !== undefined; type = left.pop()) {
    const { fields, subtypes } = structureOf(type);
    for (const { element } of fields.values()) add(element.type);
    for (const subtype of subtypes?.values() ?? []) add(subtype);
  }
  return found;
}
