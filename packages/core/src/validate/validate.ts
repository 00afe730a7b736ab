import type { OCICommand } from '../base/command.js';
import { OCITable } from '../base/table.js';
import { commandTypeOf } from '../base/type-of.js';
import { describeBranches, isSet, mayBeEmpty, selectBranch } from '../descriptor/branch.js';
import { el, OPTIONAL } from '../descriptor/build.js';
import { formNames, formOf, structureOf, TYPE, type Structure } from '../descriptor/structure.js';
import type { ChoiceSpec, ComplexType, ElementSpec, Particle } from '../descriptor/types.js';
import { ValidationError } from '../errors.js';
import { findIllegalCharacter, nameOfCharacter } from '../xml/chars.js';
import { checkScalar, expectedScalar, kindOf, show } from './scalar.js';
import { nearestNames } from './nearest.js';
import type { Problem, ProblemCode } from './problem.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Checks a command against its schema and returns every problem at once, warnings included: of each
 * object first the fields it should not have, then the others in schema order. The command is not
 * changed.
 */
export function validate(command: OCICommand<string, object>): readonly Problem[] {
  return validateValue(commandTypeOf(command), command);
}

/** Checks the fields of any complex type; paths begin with the type's name. */
export function validateValue(type: ComplexType, value: object): readonly Problem[] {
  const validator = new Validator();
  const fields = value as Fields;
  validator.fields(structureOf(type), fields, type.name, false);
  validator.attributes(type, fields);
  return validator.problems;
}

/**
 * Checks a command and throws if it may not be sent.
 *
 * @throws ValidationError with every problem; warnings alone do not throw
 */
export function assertValid(command: OCICommand<string, object>): void {
  const problems = validate(command).filter((p) => p.severity === 'error');
  if (problems.length > 0) throw new ValidationError(problems);
}

class Validator {
  readonly problems: Problem[] = [];

  /** @param nillableOwner the field that holds these could have been set to null instead */
  fields(structure: Structure, value: Fields, path: string, nillableOwner: boolean): void {
    this.#unknownNames(structure, value, path);
    this.#particles(structure.particles, structure, value, path, nillableOwner);
  }

  attributes(type: ComplexType, value: Fields): void {
    for (const attribute of type.attributes ?? []) {
      this.#element(el(attribute.name, attribute.type, OPTIONAL), value, type.name, false);
    }
  }

  #unknownNames(structure: Structure, value: Fields, path: string): void {
    const { type, fields, repeated } = structure;
    for (const name of Object.keys(value)) {
      if (value[name] === undefined || name === TYPE) continue;
      const slot = fields.get(name);
      if (slot?.repeated === undefined) {
        if (slot !== undefined || type.attributes?.some((a) => a.name === name) === true) continue;
        if ([...repeated.values()].some((r) => r.property === name)) continue;
      }
      const near = nearestNames(name, fields.keys(), 1)[0];
      const list = slot?.repeated?.property;
      this.#add('unknown-field', `${path}.${name}`, 'a field that the type does not have', {
        expected: `a field of ${type.name}`,
        hint:
          list !== undefined
            ? `put it into an item of ${list}`
            : near === undefined
              ? undefined
              : `did you mean ${near}?`,
      });
    }
  }

  #particles(
    particles: readonly Particle[],
    structure: Structure,
    value: Fields,
    path: string,
    nillableOwner: boolean,
  ): void {
    for (const particle of particles) {
      if (particle.kind === 'element') this.#element(particle, value, path, nillableOwner);
      else this.#choice(particle, structure, value, path);
    }
  }

  #choice(choice: ChoiceSpec, structure: Structure, value: Fields, path: string): void {
    const repeated = structure.repeated.get(choice);
    if (repeated === undefined) {
      this.#branch(choice, structure, value, path, !mayBeEmpty(choice));
      return;
    }
    const at = `${path}.${repeated.property}`;
    const items = value[repeated.property];
    if (items === undefined) {
      if (choice.min > 0) this.#add('missing', at, 'nothing', { expected: 'a list' });
      return;
    }
    if (!Array.isArray(items)) {
      this.#add('wrong-type', at, kindOf(items), { expected: 'a list' });
      return;
    }
    this.#count(items.length, choice, at, undefined);
    items.forEach((item: unknown, i) => {
      const here = `${at}[${String(i)}]`;
      const fields = this.#object(item, here, structure.type.name);
      if (fields === undefined) return;
      for (const name of Object.keys(fields)) {
        if (fields[name] === undefined || repeated.branchOf.has(name)) continue;
        this.#add('unknown-field', `${here}.${name}`, 'a field that the item does not have', {
          expected: describeBranches(choice),
        });
      }
      // An item stands for one occurrence; one without a field would not be sent at all.
      this.#branch(choice, structure, fields, here, true);
    });
  }

  #branch(
    choice: ChoiceSpec,
    structure: Structure,
    value: Fields,
    path: string,
    required: boolean,
  ): void {
    const { index, present, foreign } = selectBranch(choice, value);
    const branch = choice.branches[index];
    if (branch === undefined) {
      if (required) {
        this.#add('choice-missing', path, 'none of the alternatives', {
          expected: `exactly one of ${describeBranches(choice)}`,
        });
      }
      return;
    }
    if (foreign.length > 0) {
      this.#add('choice-conflict', path, present.join(' and '), {
        expected: `only one of ${describeBranches(choice)}`,
      });
    }
    this.#particles(branch, structure, value, path, false);
  }

  #element(element: ElementSpec, value: Fields, path: string, nillableOwner: boolean): void {
    const at = `${path}.${element.name}`;
    const field = isSet(value, element.name) ? value[element.name] : undefined;
    if (field === undefined) {
      if (element.min > 0 && element.default === undefined) {
        const expected = element.list ? 'a list' : expectedOf(element);
        this.#add('missing', at, 'nothing', { expected });
      }
      return;
    }
    if (!element.list || field === null) {
      this.#one(element, field, at);
      return;
    }
    if (!Array.isArray(field)) {
      this.#add('wrong-type', at, kindOf(field), { expected: 'a list' });
      return;
    }
    if (field.length > 0 || element.min > 0) {
      this.#count(field.length, element, at, nillableOwner ? path : undefined);
    }
    for (let i = 0; i < field.length; i++) this.#one(element, field[i], `${at}[${String(i)}]`);
  }

  #one(element: ElementSpec, value: unknown, path: string): void {
    if (value === null) {
      if (element.nillable) return;
      this.#add('nil-not-allowed', path, 'null', {
        expected: expectedOf(element),
        hint: 'the schema does not let this field be cleared; leave it out to keep its value',
      });
      return;
    }
    const { type } = element;
    switch (type.kind) {
      case 'simple':
        for (const p of checkScalar(element, type, value)) {
          this.#add(p.code, path, p.found, p);
        }
        return;
      case 'table':
        this.#table(value, path);
        return;
      case 'complex': {
        const fields = this.#object(value, path, type.name);
        if (fields === undefined) return;
        const actual = this.#actualType(type, fields, path);
        if (actual !== undefined) this.fields(structureOf(actual), fields, path, element.nillable);
      }
    }
  }

  #actualType(type: ComplexType, fields: Fields, path: string): ComplexType | undefined {
    const named = fields[TYPE];
    const actual = formOf(type, named);
    if (actual !== undefined) return actual;
    const names = formNames(type).map((name) => `'${name}'`);
    this.#add('unknown-type', `${path}.${TYPE}`, named === undefined ? 'nothing' : show(named), {
      expected: names.length === 1 ? names.join() : `one of ${names.join(', ')}`,
      hint: names.length === 1 ? undefined : 'the field may hold several types; say which it is',
    });
    return undefined;
  }

  #table(value: unknown, path: string): void {
    if (!(value instanceof OCITable)) {
      this.#add('wrong-type', path, kindOf(value), { expected: 'an OCITable' });
      return;
    }
    const table = value as OCITable<object>;
    if (table.headings.length === 0) {
      this.#add('too-few', path, 'no headings', { expected: 'at least one heading' });
    }
    this.#texts(table.headings, `${path}.headings`);
    table.cells.forEach((cells, row) => {
      const at = `${path}.cells[${String(row)}]`;
      if (cells.length === 0)
        this.#add('too-few', at, 'no cells', { expected: 'at least one cell' });
      this.#texts(cells, at);
    });
  }

  #texts(texts: readonly unknown[], path: string): void {
    texts.forEach((text, i) => {
      if (typeof text !== 'string') {
        this.#add('wrong-type', `${path}[${String(i)}]`, kindOf(text), { expected: 'a text' });
        return;
      }
      const bad = findIllegalCharacter(text);
      if (bad < 0) return;
      this.#add('illegal-character', `${path}[${String(i)}]`, nameOfCharacter(text, bad), {
        expected: 'characters that XML can carry',
      });
    });
  }

  #object(value: unknown, path: string, typeName: string): Fields | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Fields;
    this.#add('wrong-type', path, kindOf(value), {
      expected: `an object with the fields of ${typeName}`,
    });
    return undefined;
  }

  #count(
    count: number,
    bounds: { readonly min: number; readonly max: number },
    path: string,
    nillableOwner: string | undefined,
  ): void {
    if (count >= bounds.min && count <= bounds.max) return;
    const max = bounds.max === Infinity ? 'or more' : `to ${String(bounds.max)}`;
    this.#add(count < bounds.min ? 'too-few' : 'too-many', path, `${String(count)} entries`, {
      expected: `${String(bounds.min)} ${max} entries`,
      hint:
        count === 0 && nillableOwner !== undefined
          ? `to remove all entries, set ${nillableOwner} to null`
          : undefined,
    });
  }

  #add(
    code: ProblemCode,
    path: string,
    found: string,
    more: { readonly expected: string; readonly hint?: string | undefined },
  ): void {
    const severity = code === 'white-space' ? 'warning' : 'error';
    const problem: Problem = { code, severity, path, found, expected: more.expected };
    this.problems.push(more.hint === undefined ? problem : { ...problem, hint: more.hint });
  }
}

function expectedOf(element: ElementSpec): string {
  switch (element.type.kind) {
    case 'simple':
      return expectedScalar(element, element.type);
    case 'table':
      return 'an OCITable';
    case 'complex':
      return `an object with the fields of ${element.type.name}`;
  }
}
