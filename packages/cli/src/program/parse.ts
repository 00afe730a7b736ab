import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { refusePasswordFlag } from '../credentials/refuse-flag.js';
import { CliError } from './failure.js';
import { commonFlags } from './flags.js';
import type { CommandSpec, FlagSpec, FlagValue, Given } from './spec.js';

/** What a command line asks of a command. */
export type Parsed = { readonly kind: 'run'; readonly given: Given } | { readonly kind: 'help' };

/**
 * Reads what follows the words of a command.
 *
 * @throws CliError naming what is missing, unknown or of another type
 */
export function parseArguments(spec: CommandSpec, args: readonly string[]): Parsed {
  if (spec.takesAll === true) {
    return { kind: 'run', given: { args: {}, flags: {}, rest: [...args] } };
  }
  const end = args.indexOf('--');
  if ((end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')) {
    return { kind: 'help' };
  }
  const knowsPassword = flagsOf(spec).some(({ name }) => name === 'password');
  if (spec.takesRest !== true && !knowsPassword) refusePasswordFlag(args);
  const command = parserOf(spec);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new CliError(`ocip ${spec.words}: ${plainMessage(error)}`, {
      next: [`ocip ${spec.words} --help lists what it takes.`],
    });
  }
  return { kind: 'run', given: givenBy(command, spec) };
}

/** Flags of a command, with those of every command. */
export function flagsOf(spec: CommandSpec): readonly FlagSpec[] {
  return spec.takesAll === true ? [] : [...(spec.flags ?? []), ...commonFlags];
}

function parserOf(spec: CommandSpec): Command {
  const command = new Command(spec.words)
    .exitOverride()
    .helpOption(false)
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const flag of flagsOf(spec)) command.addOption(optionOf(flag));
  for (const { name, description, isRequired, isList } of spec.args ?? []) {
    const dots = isList === true ? '...' : '';
    const form = isRequired ? `<${name}${dots}>` : `[${name}${dots}]`;
    command.argument(form, description);
  }
  if (spec.takesRest === true) command.allowUnknownOption().allowExcessArguments();
  else command.allowExcessArguments(false);
  return command;
}

function optionOf(flag: FlagSpec): Option {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const value = flag.type === 'boolean' ? '' : ` <${flag.value ?? 'value'}>`;
  // Commander takes the `no-` of a name for the opposite of another flag.
  const option = new Option(`${short}--${flag.name}${value}`, flag.description);
  if (flag.isRequired === true) option.makeOptionMandatory();
  switch (flag.type) {
    case 'integer':
      return option.argParser(wholeNumber);
    case 'texts':
      return option.argParser(listed);
    case 'choice':
      return option.choices(flag.choices ?? []);
    case 'choices':
      return option.argParser((text: string, before: readonly string[] | undefined) => {
        const values = listed(text, before);
        const unknown = values.find((value) => flag.choices?.includes(value) !== true);
        if (unknown === undefined) return values;
        throw new InvalidArgumentError(
          `'${unknown}' is none of ${(flag.choices ?? []).join(', ')}.`,
        );
      });
    default:
      return option;
  }
}

function wholeNumber(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}

/** Values separated by commas; the flag may be repeated. */
function listed(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...text.split(',').filter((part) => part !== '')];
}

function givenBy(command: Command, spec: CommandSpec): Given {
  const values = command.opts<Readonly<Record<string, FlagValue | undefined>>>();
  const flags: Record<string, FlagValue | undefined> = {};
  for (const { name } of flagsOf(spec)) {
    const negated = /^no-(.+)$/.exec(name)?.[1];
    if (negated === undefined) flags[name] = values[camelCase(name)];
    else flags[name] = values[camelCase(negated)] === false;
  }
  const specs = spec.args ?? [];
  const args: Record<string, string | readonly string[] | undefined> = {};
  specs.forEach(({ name, isList }, i) => {
    args[name] = isList === true ? command.args.slice(i) : command.args[i];
  });
  const rest = spec.takesRest === true ? command.args.slice(specs.length) : [];
  return { args, flags, rest };
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function plainMessage(error: CommanderError): string {
  return (
    error.message
      .replace(/^error: /, '')
      // The value of a misspelled flag may be a secret.
      .replace(/^(unknown option '[^'=]*)=.*'/s, "$1'")
      .replace(/\n/g, ' ')
  );
}
