import type { Diagnostics } from '../diagnostics.js';
import type { TypeTable } from './link.js';
import { elementsOf, valueTypeOf } from './particles.js';
import { dataBase } from './roles.js';
import {
  keyOf,
  type ChoiceDef,
  type ComplexTypeDef,
  type ElementDef,
  type ParticleDef,
  type Primitive,
  type SimpleTypeDef,
} from './types.js';

/*
 * What a schema may say and the runtime could not carry out. Every such type is an error: code that
 * drops fields or mixes them up would do so unseen.
 */

/** Types of the namespace `C` that others may extend: those without fields of their own. */
const commandBases = new Set(['OCICommand', 'OCIRequest', 'OCIResponse', 'OCIDataResponse']);

/** Checks all types of a release, whose references are resolved. */
export function checkTypes(types: TypeTable, diagnostics: Diagnostics): void {
  for (const type of types.values()) {
    if (type.kind === 'simple') checkValues(type, diagnostics);
    else if (type.namespace === '') new TypeCheck(type, types, diagnostics).run();
  }
}

function checkValues(type: SimpleTypeDef, diagnostics: Diagnostics): void {
  for (const value of type.values ?? []) {
    const problem =
      type.primitive === 'boolean' || type.primitive === 'base64Binary'
        ? `${type.primitive} values cannot be listed`
        : unfit(value, type.primitive);
    if (problem !== undefined) {
      diagnostics.add('invalid-value', type.position, `${type.name || 'The type'}: ${problem}.`);
    }
  }
}

/** What is wrong with a text as a value of a primitive, if anything is. */
function unfit(text: string, primitive: Primitive): string | undefined {
  switch (primitive) {
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(text) ? undefined : `'${text}' is not true or false`;
    case 'int':
    case 'long':
      return /^[+-]?\d+$/.test(text) ? undefined : `'${text}' is not a whole number`;
    case 'decimal':
    case 'float':
      return /^[+-]?[\d.]+(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text))
        ? undefined
        : `'${text}' is not a number`;
    default:
      return undefined;
  }
}

class TypeCheck {
  readonly #type: ComplexTypeDef;
  readonly #types: TypeTable;
  readonly #diagnostics: Diagnostics;
  /** Fields by name; the branches of one choice may share a name. */
  readonly #fields = new Map<string, ElementDef>();

  constructor(type: ComplexTypeDef, types: TypeTable, diagnostics: Diagnostics) {
    this.#type = type;
    this.#types = types;
    this.#diagnostics = diagnostics;
  }

  run(): void {
    this.#checkBase();
    const base = dataBase(this.#type, this.#types);
    if (base !== undefined) this.#inherit(base);
    this.#collect(this.#type.particles, this.#fields);
  }

  #checkBase(): void {
    const base = this.#type.derivation?.base;
    if (base?.namespace !== 'C' || commandBases.has(base.name)) return;
    this.#add(
      'unsupported-construct',
      this.#type,
      `${this.#type.name} derives from ${base.name}. Of the types in 'C', only ${[...commandBases].join(', ')} may be extended.`,
    );
  }

  #inherit(type: ComplexTypeDef): void {
    const base = dataBase(type, this.#types);
    if (base !== undefined) this.#inherit(base);
    for (const field of elementsOf(type.particles)) this.#fields.set(field.name, field);
  }

  /** @param fields those that stand beside the particles; gets theirs as well */
  #collect(particles: readonly ParticleDef[], fields: Map<string, ElementDef>): void {
    for (const particle of particles) {
      if (particle.kind === 'choice') this.#choice(particle, fields);
      else {
        this.#field(particle);
        if (fields.has(particle.name)) {
          this.#ambiguous(particle, 'stands more than once among fields that go together');
        }
        fields.set(particle.name, particle);
      }
    }
  }

  #choice(choice: ChoiceDef, fields: Map<string, ElementDef>): void {
    const inChoice = new Map<string, ElementDef>();
    for (const branch of choice.branches) {
      for (const particle of branch) {
        if (particle.kind !== 'choice' || (particle.max === 1 && choice.max === 1)) continue;
        const message = 'A repeated choice inside a choice, or around one, is not supported.';
        this.#add('unsupported-construct', particle, message);
      }
      const inBranch = new Map(fields);
      this.#collect(branch, inBranch);
      for (const [name, field] of inBranch) {
        if (fields.has(name)) continue;
        const other = inChoice.get(name);
        if (other !== undefined && choice.max > 1) {
          this.#ambiguous(field, 'is in several branches of a repeated choice');
        } else if (other !== undefined && !isReadAlike(other, field)) {
          this.#ambiguous(field, 'differs between the branches of a choice');
        }
        inChoice.set(name, field);
      }
    }
    for (const [name, field] of inChoice) fields.set(name, field);
  }

  #field(field: ElementDef): void {
    const { type } = field;
    const found = type.kind === 'named' ? this.#types.get(keyOf(type.type)) : undefined;
    if (found?.namespace === 'C' && found.kind === 'complex' && found.name !== 'OCITable') {
      const message = `${this.#path(field)} holds a ${found.name}. Of the types in 'C', fields may only hold OCITable.`;
      this.#add('unsupported-construct', field, message);
    }
    const text = field.default ?? field.fixed;
    if (text === undefined) return;
    if (field.default !== undefined && field.fixed !== undefined) {
      this.#add('invalid-value', field, `${this.#path(field)} has a default and a fixed value.`);
    }
    const value = valueTypeOf(field, this.#types);
    const problem =
      value === undefined
        ? 'only a field that holds text can have a default or a fixed value'
        : value.values?.includes(text) === false
          ? `'${text}' is not among the values of its type`
          : unfit(text, value.primitive);
    if (problem !== undefined) {
      this.#add('invalid-value', field, `${this.#path(field)}: ${problem}.`);
    }
  }

  #path(field: ElementDef): string {
    return `${this.#type.name}.${field.name}`;
  }

  #ambiguous(field: ElementDef, problem: string): void {
    this.#add('ambiguous-field', field, `${this.#path(field)} ${problem}.`);
  }

  #add(
    code: 'ambiguous-field' | 'invalid-value' | 'unsupported-construct',
    { position }: Pick<ElementDef, 'position'>,
    message: string,
  ): void {
    this.#diagnostics.add(code, position, message);
  }
}

/** Whether two fields of one name are read the same: which branch they belong to shows only later. */
function isReadAlike(a: ElementDef, b: ElementDef): boolean {
  return JSON.stringify(reading(a)) === JSON.stringify(reading(b));
}

function reading({ type, max, nillable, default: fallback, fixed }: ElementDef): unknown {
  const plain = type.kind === 'inline' ? { ...type.type, position: undefined, doc: '' } : type;
  return [plain, max > 1, nillable, fallback, fixed];
}
