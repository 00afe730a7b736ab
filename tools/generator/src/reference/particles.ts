import { countItemLists, itemsProperty } from '../emit/shapes.js';
import type { TypeView } from '../emit/type-view.js';
import { elementsOf, mayBeEmpty } from '../model/particles.js';
import { dataBase } from '../model/roles.js';
import {
  keyOf,
  type ChoiceDef,
  type ComplexTypeDef,
  type ElementDef,
  type ParticleDef,
} from '../model/types.js';
import type { PageContext } from './context.js';
import { fieldDocText } from './field-doc.js';
import { columnDocs, fieldType, minedFacts, typeInPlace, valueFacts } from './field-facts.js';
import { filled, mark, present } from './present.js';
import type { ChoiceDoc, FieldDoc, ParticleDoc } from './types.js';

/** Where fields are declared. */
interface Scope {
  readonly view: TypeView;
  /** The base type that declares them, if it is not the type of the page. */
  readonly origin?: string | undefined;
  /** The same fields in the base of a restriction, by name. */
  readonly restricted?: ReadonlyMap<string, ElementDef> | undefined;
}

/** Describes the fields and choices of one page; choices are numbered through. */
export class ParticleWriter {
  readonly #context: PageContext;
  #choices = 0;

  constructor(context: PageContext) {
    this.#context = context;
  }

  /** All particles of a type, inherited ones first. */
  write(type: ComplexTypeDef): readonly ParticleDoc[] {
    const restricted = this.#restricted(type);
    let lists = 0;
    return this.#levels(type).flatMap((level) => {
      const origin = level === type ? undefined : level.name;
      const scope = { view: this.#context.viewOf(level), origin, restricted };
      const written = this.#particles(level.particles, scope, lists);
      lists += countItemLists(level.particles);
      return written;
    });
  }

  /** A type and those it extends, the outermost base first. */
  #levels(type: ComplexTypeDef): readonly ComplexTypeDef[] {
    const base = dataBase(type, this.#context.release.types);
    return base === undefined ? [type] : [...this.#levels(base), type];
  }

  #restricted({ derivation }: ComplexTypeDef): ReadonlyMap<string, ElementDef> | undefined {
    if (derivation?.by !== 'restriction') return undefined;
    const base = this.#context.release.types.get(keyOf(derivation.base));
    if (base?.kind !== 'complex') return undefined;
    const fields = this.#levels(base).flatMap(({ particles }) => elementsOf(particles));
    return new Map(fields.map((field) => [field.name, field]));
  }

  /** @param lists of items that stand before these particles */
  #particles(particles: readonly ParticleDef[], scope: Scope, lists = 0): readonly ParticleDoc[] {
    let count = lists;
    return particles.map((particle) => {
      if (particle.kind === 'element') return this.#field(particle, scope);
      const property = particle.max > 1 ? itemsProperty(count++) : undefined;
      return this.#choice(particle, property, scope);
    });
  }

  #choice(choice: ChoiceDef, property: string | undefined, scope: Scope): ChoiceDoc {
    this.#choices += 1;
    return present<ChoiceDoc>({
      kind: 'choice',
      number: this.#choices,
      required: choice.min > 0,
      repeats: mark(property !== undefined),
      list: boundsOf(choice),
      property,
      mayBeEmpty: mark(choice.branches.some(mayBeEmpty)),
      branches: choice.branches.map((branch) => this.#particles(branch, scope)),
    });
  }

  #field(element: ElementDef, scope: Scope): FieldDoc {
    const { release, prose } = this.#context;
    const { view, origin, restricted } = scope;
    const inner = typeInPlace(element, release);
    const columns = columnDocs(element, view);
    const before = restricted?.get(element.name);
    return present<FieldDoc>({
      kind: 'field',
      name: element.name,
      type: fieldType(element, release),
      typescript: view.valueType(element),
      required: element.min > 0,
      list: boundsOf(element),
      nillable: mark(element.nillable),
      default: element.default,
      ...valueFacts(element, release),
      ...minedFacts(element, view, release),
      secret: mark(view.isSensitive(element)),
      replaces: mark(isReplacement(element)),
      doc: fieldDocText(element, prose, columns),
      inheritedFrom: origin,
      changed: mark(before !== undefined && !isSameField(before, element)),
      particles: inner && this.#particles(inner.particles, { view: this.#context.viewOf(inner) }),
      columns: filled(columns),
    });
  }
}

/** How often something may occur, where that is more than once. */
function boundsOf({ min, max }: ElementDef | ChoiceDef): FieldDoc['list'] {
  if (max === 1) return undefined;
  return max === Infinity ? { min } : { min, max };
}

/** Lists that take the place of the one before are wrapped in types that are called so. */
function isReplacement({ type }: ElementDef): boolean {
  return type.kind === 'named' && type.type.name.includes('Replacement');
}

function isSameField(a: ElementDef, b: ElementDef): boolean {
  return factsOf(a) === factsOf(b);
}

function factsOf({ type, min, max, nillable, default: value, fixed }: ElementDef): string {
  const name = type.kind === 'named' ? keyOf(type.type) : type;
  return JSON.stringify([name, min, String(max), nillable, value, fixed]);
}
