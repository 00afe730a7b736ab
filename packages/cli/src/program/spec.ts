import type { Context } from './context.js';
import type { ExitCode } from './exit-codes.js';

/*
 * What a command is, as data: the parser, the help, the completion and the documentation are made
 * from it.
 */

/** Where suggestions for a value come from; `file` is left to the shell. */
export type Suggestions =
  | 'request'
  | 'type'
  | 'profile'
  | 'automation'
  | 'setting'
  | 'file'
  | 'folder'
  | 'userId'
  | 'serviceProviderId'
  | 'groupId'
  | 'callCenterId'
  | 'phoneNumber'
  | 'servicePackName';

export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** Takes all that follows. */
  readonly isList?: boolean | undefined;
  readonly suggestions?: Suggestions | undefined;
  readonly choices?: readonly string[] | undefined;
}

/** What the value of a flag is; a `boolean` has none. */
type FlagType = 'boolean' | 'text' | 'texts' | 'integer' | 'choice' | 'choices';

export interface FlagSpec {
  /** Without the dashes. A boolean named `no-x` is true when given. */
  readonly name: string;
  readonly short?: string | undefined;
  readonly type: FlagType;
  /** Placeholder in help, such as `file`. */
  readonly value?: string | undefined;
  readonly description: string;
  readonly isRequired?: boolean | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly suggestions?: Suggestions | undefined;
  /** Heading in help; `Flags` by default. */
  readonly group?: string | undefined;
}

export interface Example {
  readonly description: string;
  /** As typed, beginning with `ocip`. */
  readonly line: string;
}

/** What was given on the command line. */
export interface Given {
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly flags: Readonly<Record<string, FlagValue | undefined>>;
  /** Words and flags that no spec knows, in order; empty unless the command takes them. */
  readonly rest: readonly string[];
}

export type FlagValue = string | number | boolean | readonly string[];

export interface CommandSpec {
  /** As typed after `ocip`, such as `profile add`. */
  readonly words: string;
  /** One line for lists. */
  readonly summary: string;
  /** More, for the command's own help. */
  readonly description?: string | undefined;
  readonly args?: readonly ArgumentSpec[] | undefined;
  readonly flags?: readonly FlagSpec[] | undefined;
  readonly examples?: readonly Example[] | undefined;
  /** Unknown flags are taken as {@link Given.rest}; they stand for something only the command knows. */
  readonly takesRest?: boolean | undefined;
  /** All that follows the words is taken as {@link Given.rest}, `--help` as well: another program reads it. */
  readonly takesAll?: boolean | undefined;
  /** The command as it is when called with these words, for its help; itself by default. */
  readonly specialised?:
    ((context: Context, args: readonly string[]) => Promise<CommandSpec | undefined>) | undefined;
  readonly run: (context: Context, given: Given) => Promise<ExitCode | undefined>;
}

/** Reads what was given, by type. */
export function textFlag(given: Given, name: string): string | undefined {
  const value = given.flags[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsFlag(given: Given, name: string): readonly string[] {
  const value = given.flags[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function integerFlag(given: Given, name: string): number | undefined {
  const value = given.flags[name];
  return typeof value === 'number' ? value : undefined;
}

export function booleanFlag(given: Given, name: string): boolean {
  return given.flags[name] === true;
}

export function textArg(given: Given, name: string): string | undefined {
  const value = given.args[name];
  return typeof value === 'string' ? value : undefined;
}

export function listArg(given: Given, name: string): readonly string[] {
  const value = given.args[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
