import { resolve } from 'node:path';
import type { Automation, FileJournal, RunOptions, RunSummary } from '@ocipkit/automations';
import type { Context } from '../program/context.js';
import { exitCodes, type ExitCode } from '../program/exit-codes.js';
import { CliError } from '../program/failure.js';
import { confirmationFlags, connectionFlags, outputFlags } from '../program/flags.js';
import {
  booleanFlag,
  integerFlag,
  textFlag,
  type CommandSpec,
  type FlagSpec,
  type Given,
} from '../program/spec.js';
import { confirm } from './confirm.js';
import { examplesOf } from './examples.js';
import { argumentsOf, flagsOf, inputOf, placed } from './parameters.js';
import { ProgressLine } from './progress-line.js';

const runFlags: readonly FlagSpec[] = [
  {
    name: 'concurrency',
    type: 'integer',
    value: 'n',
    description: 'messages under way at once; 5 by default',
    group: 'Run',
  },
  {
    name: 'run-timeout',
    type: 'integer',
    value: 'seconds',
    description: 'ends the run then; what was read until then is shown',
    group: 'Run',
  },
  {
    name: 'max-details',
    type: 'integer',
    value: 'n',
    description: 'reads of single users, devices and other members at most',
    group: 'Run',
  },
  {
    name: 'html',
    type: 'text',
    value: 'file',
    description: 'also write the report as a page that needs nothing else',
    suggestions: 'file',
    group: 'Output',
  },
];

const journalFlags: readonly FlagSpec[] = [
  {
    name: 'journal',
    type: 'text',
    value: 'file',
    description: 'new file that tells each step, to resume or take back a run that ended early',
    suggestions: 'file',
    group: 'Run',
  },
  {
    name: 'resume',
    type: 'text',
    value: 'file',
    description: 'go on with the run of this journal',
    suggestions: 'file',
    group: 'Run',
  },
  {
    name: 'rollback',
    type: 'text',
    value: 'file',
    description: 'take back what the run of this journal has done',
    suggestions: 'file',
    group: 'Run',
  },
];

/** An automation as a command. */
export function automationCommand(automation: Automation): CommandSpec {
  const { command, description, access } = automation;
  return {
    words: command,
    summary: description.replace(/\.$/, ''),
    args: argumentsOf(automation),
    flags: [
      ...flagsOf(automation),
      ...(access === 'write' ? confirmationFlags : []),
      ...(keepsJournal(automation) ? journalFlags : []),
      ...runFlags,
      ...outputFlags,
      ...connectionFlags,
    ],
    examples: examplesOf(automation, placed(automation.parameters)),
    run: async (context, given) => run(automation, context, given),
  };
}

function keepsJournal({ resume, rollback }: Automation): boolean {
  return resume !== undefined && rollback !== undefined;
}

async function run(automation: Automation, context: Context, given: Given): Promise<ExitCode> {
  const { checkInput } = await import('@ocipkit/automations');
  const again = journalToContinue(given);
  const input = again === undefined ? await inputOf(automation, given, context) : {};
  if (again === undefined) checkInput(automation, input);
  const progress = new ProgressLine(context.terminal, booleanFlag(given, 'quiet'));
  const options: RunOptions = {
    signal: context.signal,
    concurrency: integerFlag(given, 'concurrency'),
    maxDetails: integerFlag(given, 'max-details'),
    timeoutMs: seconds(integerFlag(given, 'run-timeout')),
    onProgress: progress.show,
  };
  const confirmed =
    automation.access === 'read'
      ? input
      : await confirm(automation, input, {
          context,
          given,
          options,
          isContinued: again !== undefined,
        });
  if (confirmed === undefined) return exitCodes.ok;
  if (textFlag(given, 'output') === 'ndjson' && automation.stream !== undefined) {
    return stream(automation, confirmed, { context, given, options });
  }
  const journal = await journalOf(again, given, context);
  try {
    const client = await context.connect(given);
    const result = await runWith(automation, { client, input: confirmed, options, journal, again });
    progress.end();
    await showResult(automation, result, context, given);
    return exitCodeOf(result, context);
  } finally {
    progress.end();
    await journal?.close();
  }
}

interface Continued {
  readonly kind: 'resume' | 'rollback';
  readonly file: string;
}

function journalToContinue(given: Given): Continued | undefined {
  const kinds = (['journal', 'resume', 'rollback'] as const).filter(
    (name) => given.flags[name] !== undefined,
  );
  if (kinds.length > 1) {
    throw new CliError(`Give one of ${kinds.map((name) => `--${name}`).join(' and ')}.`);
  }
  const [kind] = kinds;
  if (kind === undefined || kind === 'journal') return undefined;
  return { kind, file: textFlag(given, kind) ?? '' };
}

async function journalOf(
  again: Continued | undefined,
  given: Given,
  { cwd }: Context,
): Promise<FileJournal | undefined> {
  const named = again?.file ?? textFlag(given, 'journal');
  if (named === undefined) return undefined;
  const file = resolve(cwd, named);
  const { FileJournal: Journal, JournalFormatError } = await import('@ocipkit/automations');
  try {
    return again === undefined ? await Journal.create(file) : await Journal.open(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new CliError(`${file} exists: it may be needed to resume a run.`, {
        next: ['Name a new file, or go on with --resume or --rollback.'],
      });
    }
    if (code === undefined && !(error instanceof JournalFormatError)) throw error;
    throw new CliError(`${file} can't be used as a journal: ${message}`, { cause: error });
  }
}

interface Work {
  readonly client: Awaited<ReturnType<Context['connect']>>;
  readonly input: Record<string, unknown>;
  readonly options: RunOptions;
  readonly journal: FileJournal | undefined;
  readonly again: Continued | undefined;
}

async function runWith(
  automation: Automation,
  { client, input, options, journal, again }: Work,
): Promise<object & RunSummary> {
  if (again === undefined || journal === undefined) {
    return automation.run(client, input, { ...options, journal });
  }
  const go = again.kind === 'resume' ? automation.resume : automation.rollback;
  if (go === undefined) throw new CliError(`${automation.name} keeps no journal.`);
  return go(client, journal, options);
}

/** Writes members as they come; none is kept. */
async function stream(
  automation: Automation,
  input: Record<string, unknown>,
  { context, given, options }: { context: Context; given: Given; options: RunOptions },
): Promise<ExitCode> {
  const client = await context.connect(given);
  const members = automation.stream?.(client, input, options);
  if (members === undefined) return exitCodes.ok;
  for (;;) {
    const { done, value } = await members.next();
    if (done === true) {
      for (const { path, message } of value.problems) context.terminal.note(`${path}: ${message}`);
      return exitCodeOf(value, context);
    }
    await context.terminal.out(`${JSON.stringify(value)}\n`);
  }
}

async function showResult(
  automation: Automation,
  result: object & RunSummary,
  context: Context,
  given: Given,
): Promise<void> {
  const report = automation.report(result);
  const file = textFlag(given, 'html');
  if (file !== undefined) {
    const { writeReportPage } = await import('../output/report-page.js');
    const path = await writeReportPage(report, file, context);
    context.terminal.note(`The report is in ${path}.`);
  }
  await context.show({ data: result, report }, given);
}

function exitCodeOf({ complete }: RunSummary, { signal }: Context): ExitCode {
  if (signal.aborted) return exitCodes.interrupted;
  return complete ? exitCodes.ok : exitCodes.partial;
}

function seconds(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * 1000;
}
