import { DerivedTypes } from '../model/roles.js';
import type { RequestInfo } from '../model/release.js';
import { keyOf, type ComplexTypeDef, type TypeDef } from '../model/types.js';
import type { DataMode } from '../prose/types.js';
import { FamilyChanges } from './changes.js';
import { readCommandName } from './command-names.js';
import type { PageContext } from './context.js';
import { describeType, summaryOf } from './description.js';
import { familyOf, kindOf, pageTypes } from './families.js';
import { ParticleWriter } from './particles.js';
import { filled, mark, present } from './present.js';
import { RelatedRequests } from './related.js';
import type { IndexEntry, RequestFacts, TypePage, Use } from './types.js';
import { findFieldUses } from './uses.js';
import { valueDoc } from './values.js';

/** Writes the pages of a release. */
export class PageWriter {
  readonly #context: PageContext;
  readonly #names: ReadonlySet<string>;
  readonly #uses: ReadonlyMap<string, readonly Use[]>;
  readonly #related: RelatedRequests;
  readonly #changes: FamilyChanges;
  readonly #derived: DerivedTypes;
  /** Requests by the response they get. */
  readonly #answered = new Map<string, string[]>();

  constructor(context: PageContext) {
    const { plan, release, families } = context;
    this.#context = context;
    this.#names = new Set(pageTypes(plan).map(({ name }) => name));
    this.#uses = findFieldUses(plan);
    this.#related = new RelatedRequests(plan, families);
    this.#changes = new FamilyChanges(context);
    this.#derived = new DerivedTypes(release.types);
    for (const { name, response } of release.requests.values()) {
      if (response === undefined || !this.#names.has(name)) continue;
      this.#answered.set(response, [...(this.#answered.get(response) ?? []), name]);
    }
  }

  write(type: TypeDef, module: string): TypePage {
    const { release, families, prose } = this.#context;
    const description = describeType(type, this.#context);
    const variants = families.of(type).map(({ name }) => name);
    const request = release.requests.get(type.name);
    return present<TypePage>({
      name: type.name,
      kind: kindOf(type, release),
      module,
      source: type.position,
      status: families.statusOf(type),
      successor: families.successorOf(type),
      variants: variants.length < 2 ? undefined : variants,
      changes: this.#changes.of(type),
      description: description.paragraphs,
      rights: filled(description.rights),
      effects: filled(description.effects),
      modes: modesOf(type.appinfo),
      request: request && requestFacts(request),
      answers: this.#answered.get(type.name),
      ...(type.kind === 'complex' ? this.#structure(type) : { value: valueDoc(type, prose) }),
      usedBy: this.#uses.get(keyOf(type)),
      related: request && filled(this.#related.of(type.name)),
    });
  }

  #structure(type: ComplexTypeDef): Partial<TypePage> {
    const { derivation } = type;
    const base = derivation?.base;
    const children = this.#derived.direct(type).map(({ name }) => name);
    return present<Partial<TypePage>>({
      abstract: mark(type.abstract),
      extends: base === undefined || base.namespace === 'C' ? undefined : base.name,
      restriction: mark(derivation?.by === 'restriction'),
      extendedBy: filled(children.filter((name) => this.#names.has(name))),
      particles: new ParticleWriter(this.#context).write(type),
    });
  }
}

/** What lists and searches show of a page. */
export function indexEntry(page: TypePage): IndexEntry {
  const { name, kind, module, status, successor } = page;
  const isCommand = kind === 'request' || kind === 'response';
  const read = isCommand ? readCommandName(name) : undefined;
  return present<IndexEntry>({
    name,
    kind,
    module,
    summary: summaryOf(page.description),
    status,
    successor: successor?.name,
    family: familyOf(name, kind),
    level: read?.level,
    verb: kind === 'request' ? read?.verb : undefined,
    subject: read?.subject,
  });
}

function requestFacts({ name, access, response, mayReturnSuccess }: RequestInfo): RequestFacts {
  const { verb, level, subject } = readCommandName(name);
  const alternative = mark(response !== undefined && mayReturnSuccess);
  return present<RequestFacts>({
    access,
    verb,
    level,
    subject,
    response,
    mayReturnSuccess: alternative,
  });
}

const flags: readonly (readonly [flag: string, mode: DataMode])[] = [
  ['asDataModeSupported', 'AS'],
  ['xsDataModeSupported', 'XS'],
  ['hssDataModeSupported', 'HSS'],
  ['amsDataModeSupported', 'AMS'],
];

/** The modes whose flags are set, where a release has such flags and one of them is not. */
function modesOf(appinfo: ReadonlyMap<string, string>): readonly DataMode[] | undefined {
  const told = flags.filter(([flag]) => appinfo.has(flag));
  const known = told.filter(([flag]) => appinfo.get(flag) !== 'false');
  return known.length === told.length ? undefined : known.map(([, mode]) => mode);
}
