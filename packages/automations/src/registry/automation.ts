import type { Client } from '@ocipkit/client';
import type { Journal } from '../journal/journal.js';
import type { Report } from '../report/report.js';
import type { RunOptions } from '../run/options.js';
import type { RunSummary } from '../run/run.js';
import { AutomationUsageError } from '../run/usage-error.js';

/** Where suggestions for a parameter come from: ids of the platform. */
export type Completion =
  'userId' | 'serviceProviderId' | 'groupId' | 'callCenterId' | 'phoneNumber' | 'servicePackName';

interface ParameterBase {
  /** Name of the field of the input, as in code. */
  readonly name: string;
  /** One sentence for help texts. */
  readonly description: string;
  readonly isRequired: boolean;
}

/** A field of an automation's input, as a program that does not know the automation can ask for it. */
export type Parameter = ParameterBase &
  (
    | { readonly type: 'text'; readonly completion?: Completion | undefined }
    | { readonly type: 'texts'; readonly completion?: Completion | undefined }
    | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
    | { readonly type: 'boolean' }
    | { readonly type: 'choice'; readonly values: readonly string[] }
    | { readonly type: 'choices'; readonly values: readonly string[] }
    /** An object that the user writes, such as the fields to update. */
    | { readonly type: 'object' }
  );

/** An automation, as programs list and run it without knowing it. */
export interface Automation<I extends object = object, R extends object = object> {
  /** Name of the function, such as `userDigest`. */
  readonly name: string;
  /** Words of a command line, such as `user digest`. */
  readonly command: string;
  /** One sentence. */
  readonly description: string;
  /** Whether it only reads; others take `dryRun`. */
  readonly access: 'read' | 'write';
  readonly parameters: readonly Parameter[];
  readonly run: (client: Client, input: I, options?: RunOptions) => Promise<R & RunSummary>;
  /**
   * The members of the result one by one, with the summary as the return value; only of automations whose
   * result may be too big to keep.
   */
  readonly stream?:
    | ((
        client: Client,
        input: I,
        options?: RunOptions,
      ) => AsyncGenerator<object, RunSummary, undefined>)
    | undefined;
  /** Goes on with a run that ended early, from its journal; only of automations that keep one. */
  readonly resume?:
    | ((client: Client, journal: Journal, options?: RunOptions) => Promise<R & RunSummary>)
    | undefined;
  /** Takes back what a run has done, from its journal; only of automations that keep one. */
  readonly rollback?:
    | ((client: Client, journal: Journal, options?: RunOptions) => Promise<R & RunSummary>)
    | undefined;
  /** A result for people; programs take the result itself. */
  readonly report: (result: R & RunSummary) => Report;
}

/** Automations by name: those of this package, and those that others add. */
export class AutomationRegistry implements Iterable<Automation> {
  readonly #automations = new Map<string, Automation>();

  /** @throws AutomationUsageError if the name or the command is taken */
  add<I extends object, R extends object>(automation: Automation<I, R>): this {
    const taken = [...this].find(
      (a) => a.name === automation.name || a.command === automation.command,
    );
    if (taken !== undefined) {
      throw new AutomationUsageError(
        `There is an automation ${taken.name} (${taken.command}) already.`,
      );
    }
    this.#automations.set(automation.name, automation as unknown as Automation);
    return this;
  }

  get(name: string): Automation | undefined {
    return this.#automations.get(name);
  }

  /** By the words of the command line. */
  findCommand(command: string): Automation | undefined {
    return [...this].find((a) => a.command === command);
  }

  [Symbol.iterator](): Iterator<Automation> {
    return this.#automations.values();
  }
}

/**
 * Checks input that comes from outside, such as a command line or a request over HTTP.
 *
 * @throws AutomationUsageError naming every field that is missing, unknown or of another type
 */
export function checkInput({ name, parameters }: Automation, input: object): void {
  const given = input as Readonly<Record<string, unknown>>;
  const known = new Map(parameters.map((p) => [p.name, p]));
  const problems = [
    ...Object.keys(given)
      .filter((field) => !known.has(field))
      .map((field) => `${field} is no parameter; expected ${[...known.keys()].join(', ')}`),
    ...parameters.flatMap((parameter) => problemOf(parameter, given[parameter.name])),
  ];
  if (problems.length > 0) throw new AutomationUsageError(`${name}: ${problems.join('; ')}.`);
}

function problemOf(parameter: Parameter, value: unknown): readonly string[] {
  if (value === undefined) {
    return parameter.isRequired ? [`${parameter.name} is missing`] : [];
  }
  return fits(parameter, value) ? [] : [`${parameter.name} is no ${expected(parameter)}`];
}

function fits(parameter: Parameter, value: unknown): boolean {
  switch (parameter.type) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'texts':
      return Array.isArray(value) && value.every((v) => typeof v === 'string');
    case 'integer': {
      const { min = -Infinity, max = Infinity } = parameter;
      return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
    }
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return parameter.values.includes(value as string);
    case 'choices':
      return Array.isArray(value) && value.every((v) => parameter.values.includes(v as string));
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}

function expected(parameter: Parameter): string {
  switch (parameter.type) {
    case 'texts':
      return 'list of texts';
    case 'integer': {
      const { min, max } = parameter;
      return `whole number${min === undefined ? '' : ` from ${String(min)}`}${max === undefined ? '' : ` to ${String(max)}`}`;
    }
    case 'choice':
      return `one of ${parameter.values.join(', ')}`;
    case 'choices':
      return `list of ${parameter.values.join(', ')}`;
    default:
      return parameter.type;
  }
}
