import type { AutomationRegistry } from '@ocipkit/automations';
import type { Context } from './context.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { CliError, failureOf, type Failure } from './failure.js';
import { HandOver } from './hand-over.js';
import { commandHelp, listHelp } from './help.js';
import { parseArguments } from './parse.js';
import type { Given } from './spec.js';
import { automationLeaves, findLeaf, hiddenLeaves, leaves, type Found, type Leaf } from './tree.js';

/**
 * Finds the command that a line means, and runs it. What goes wrong is told on stderr.
 *
 * @throws HandOver alone
 */
export async function execute(args: readonly string[], context: Context): Promise<ExitCode> {
  try {
    return await dispatch(args, context);
  } catch (error) {
    if (error instanceof HandOver) throw error;
    const failure = context.signal.aborted ? interrupted(error) : failureOf(error);
    tell(failure, context);
    return failure.exitCode;
  } finally {
    context.terminal.status(undefined);
  }
}

async function dispatch(args: readonly string[], context: Context): Promise<ExitCode> {
  const [first] = args;
  if (first === '--version' || first === '-V') {
    await context.terminal.out(`${context.version}\n`);
    return exitCodes.ok;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    return help(args.slice(1), await everyLeaf(context), context);
  }
  const [found, all] = await find(args, context);
  const rest = args.slice(found.count);
  if (found.leaf === undefined) {
    const asksForHelp = rest.length === 0 || rest[0] === '--help' || rest[0] === '-h';
    if (found.count === 0 || !asksForHelp) throw await unknownCommand(args, all);
    return help(args.slice(0, found.count), all, context);
  }
  const spec = await found.leaf.load();
  const parsed = parseArguments(spec, rest);
  if (parsed.kind === 'help') {
    await context.terminal.out(commandHelp((await spec.specialised?.(context, rest)) ?? spec));
    return exitCodes.ok;
  }
  if (spec.takesAll !== true) await handOverFirst(context, parsed.given);
  return (await spec.run(context, parsed.given)) ?? exitCodes.ok;
}

/** Lets the unbundled program take over, where it has to, before anything is done or read. */
async function handOverFirst(context: Context, given: Given): Promise<void> {
  try {
    await context.settings(given);
  } catch (error) {
    // Whether wrong settings matter is up to the command.
    if (error instanceof HandOver) throw error;
  }
}

/** Automations are loaded only where no other command is meant. */
async function find(
  args: readonly string[],
  context: Context,
): Promise<readonly [Found, readonly Leaf[]]> {
  const found = findLeaf(args, [...leaves, ...hiddenLeaves]);
  if (found.leaf !== undefined) return [found, leaves];
  const all = await everyLeaf(context);
  return [findLeaf(args, all), all];
}

/**
 * All commands that lists show: those of automations first. Settings that can't be read, which may name
 * automations of one's own, hide none of the others.
 */
export async function everyLeaf(context: Context): Promise<readonly Leaf[]> {
  return [...automationLeaves(await knownAutomations(context)), ...leaves];
}

async function knownAutomations(context: Context): Promise<AutomationRegistry> {
  try {
    return await context.automations({ args: {}, flags: {}, rest: [] });
  } catch (error) {
    if (error instanceof HandOver) throw error;
    context.terminal.note(failureOf(error).message);
    const { automations } = await import('@ocipkit/automations');
    return automations;
  }
}

async function help(
  words: readonly string[],
  all: readonly Leaf[],
  { terminal }: Context,
): Promise<ExitCode> {
  const found = findLeaf(words, all);
  if (words.length > 0 && found.count === 0) throw await unknownCommand(words, all);
  const text =
    found.leaf === undefined
      ? listHelp(words.slice(0, found.count).join(' '), words.length === 0 ? all : found.below)
      : commandHelp(await found.leaf.load());
  await terminal.out(text);
  return exitCodes.ok;
}

async function unknownCommand(args: readonly string[], all: readonly Leaf[]): Promise<CliError> {
  const flag = args.findIndex((arg) => arg.startsWith('-'));
  const words = (flag < 0 ? args : args.slice(0, flag)).slice(0, 3);
  if (words.length === 0) {
    return new CliError(`${args[0] ?? ''} stands before any command.`, {
      next: ['Flags come after the command: ocip user digest --help.'],
    });
  }
  const { nearestNames } = await import('@ocipkit/core');
  const known = all.map((leaf) => leaf.words);
  const [near] = [words.join(' '), words.slice(0, 2).join(' '), words[0] ?? ''].flatMap((text) =>
    nearestNames(text, known, 1),
  );
  return new CliError(`There is no command '${words.join(' ')}'.`, {
    next: [
      ...(near === undefined ? [] : [`Did you mean ocip ${near}?`]),
      'ocip --help lists all commands.',
    ],
  });
}

function interrupted(error: unknown): Failure {
  const { message, exitCode } = failureOf(error);
  return {
    exitCode: exitCodes.interrupted,
    message: exitCode === exitCodes.bug ? 'Interrupted.' : `Interrupted. ${message}`,
    next: [],
  };
}

function tell({ message, next, stack }: Failure, { terminal }: Context): void {
  const { noteStyle: style } = terminal;
  terminal.status(undefined);
  if (stack !== undefined) terminal.note(style.dim(stack));
  terminal.note(`${style.red('Error:')} ${message}`);
  for (const line of next) terminal.note(`${style.dim('→')} ${line}`);
}
