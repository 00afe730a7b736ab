import { describeType, type ComplexType, type ElementSpec } from '@ocipkit/core';
import { TYPE, type Fields } from './fields.js';
import { pathText, readPath, type Step } from './path.js';
import { PathError, placeOf, setAt } from './place.js';
import { isSwitch, readValue } from './value.js';

/** A flag of a field, as it was typed. */
export interface FieldFlag {
  readonly path: string;
  /** Undefined where nothing was given. */
  readonly value: string | undefined;
}

/** What is wrong with a flag. */
export interface FlagProblem {
  readonly path: string;
  readonly text: string;
}

/**
 * Takes the words apart that no flag of the program's own claims. A value follows its flag, or stands
 * behind `=`; one that begins with two dashes has to.
 */
export function readFieldFlags(words: readonly string[]): {
  readonly flags: readonly FieldFlag[];
  readonly problems: readonly FlagProblem[];
} {
  const flags: FieldFlag[] = [];
  const problems: FlagProblem[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') continue;
    if (!word.startsWith('--')) {
      problems.push({ path: '', text: strayWord(word, flags.at(-1)) });
      continue;
    }
    const [, path = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (inline !== undefined) flags.push({ path, value: inline });
    else if (left[0]?.startsWith('--') === false) flags.push({ path, value: left.shift() });
    else flags.push({ path, value: undefined });
  }
  return { flags, problems };
}

/** The word is not quoted: it may be a secret that lost its flag. */
function strayWord(word: string, before: FieldFlag | undefined): string {
  if (word.startsWith('-')) return `found ${word.slice(0, 2)}, which is no flag of this command`;
  return before === undefined
    ? 'found a word where a field was expected: --field value'
    : `found a word after the value of --${before.path}; put quotes around values with blanks`;
}

/** Sets fields one by one, and notes what can't be set. */
export class FieldSetter {
  readonly problems: FlagProblem[] = [];
  /** Paths that were set. */
  readonly given = new Set<string>();
  /** Secret fields that were named without a value: they are to be asked for. */
  readonly asked: (readonly Step[])[] = [];

  constructor(
    readonly type: ComplexType,
    readonly fields: Fields,
  ) {}

  /** Sets what flags say. Types go first: they tell which fields there are. */
  flags(flags: readonly FieldFlag[]): void {
    const read = flags.map(({ path, value }) => ({ path, value, steps: readPath(path) }));
    const isType = (steps: readonly Step[] | undefined): boolean => steps?.at(-1)?.name === TYPE;
    for (const flag of read) if (isType(flag.steps)) this.#flag(flag);
    for (const flag of read) if (!isType(flag.steps)) this.#flag(flag);
  }

  /** Sets a field to nil. */
  nil(path: string): void {
    this.#at(path, (steps) => {
      if (this.#fieldAt(steps).list && steps.at(-1)?.index !== undefined) {
        throw new PathError('an entry of a list has no nil; leave it out');
      }
      this.#set(steps, null);
    });
  }

  /** Sets a field to a text that came from elsewhere: a secret may be among them. */
  text(path: string, text: string): void {
    this.#at(path, (steps) => {
      const element = this.#fieldAt(steps);
      this.#set(steps, this.#read(element, text));
    });
  }

  #flag({ path, value, steps }: FieldFlag & { readonly steps: readonly Step[] | undefined }): void {
    this.#at(
      path,
      () => {
        if (steps === undefined) throw new PathError('it is no path of a field');
        const place = placeOf(this.type, this.fields, steps);
        if (place.kind === 'type') {
          if (value === undefined || !place.names.includes(value)) {
            throw new PathError(
              `found ${value ?? 'nothing'}, expected ${place.names.join(' or ')}`,
            );
          }
          this.#set(steps, value);
          return;
        }
        this.#field(place.element, steps, value);
      },
      steps,
    );
  }

  #field(element: ElementSpec, steps: readonly Step[], value: string | undefined): void {
    if (element.sensitive) {
      if (value === undefined) {
        this.asked.push(steps);
        return;
      }
      throw new PathError(
        'it is a secret, which a flag would leave in the history of the shell and in lists of processes',
      );
    }
    const { type } = element;
    if (value === undefined) {
      if (type.kind === 'complex' && !element.list) this.#set(steps, {});
      else if (type.kind === 'simple' && isSwitch(type)) this.#set(steps, true);
      else if (type.kind === 'simple') {
        throw new PathError(`found no value, expected ${describeType(type)}`);
      } else throw new PathError('found no value');
      return;
    }
    this.#set(steps, this.#read(element, value));
  }

  #read({ name, type }: ElementSpec, text: string): unknown {
    if (type.kind === 'simple') return readValue(text, type);
    const fields = type.kind === 'complex' ? `; set its fields, as in --${name}.field value` : '';
    throw new PathError(`it takes no value${fields}`);
  }

  #set(steps: readonly Step[], value: unknown): void {
    const path = pathText(steps);
    const last = steps.at(-1);
    const place = last?.name === TYPE ? undefined : placeOf(this.type, this.fields, steps);
    const isField = place?.kind === 'field';
    if (isField && place.element.list && last?.index === undefined) {
      // Flags take the place of the list in the input.
      if (!this.given.has(path) && value !== null) setAt(this.type, this.fields, steps, null);
    } else if (this.given.has(path) && !(isField && place.repeats)) {
      throw new PathError('it was given twice, and is no list');
    }
    setAt(this.type, this.fields, steps, value);
    this.given.add(path);
  }

  #fieldAt(steps: readonly Step[]): ElementSpec {
    const place = placeOf(this.type, this.fields, steps);
    if (place.kind === 'field') return place.element;
    throw new PathError('it names a type; expected a field');
  }

  #at(path: string, work: (steps: readonly Step[]) => void, known = readPath(path)): void {
    try {
      if (known === undefined) throw new PathError('it is no path of a field');
      work(known);
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      this.problems.push({ path, text: error.message });
    }
  }
}
