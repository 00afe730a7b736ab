import type { Automation, RunOptions } from '@ocipkit/automations';
import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { booleanFlag, type Given } from '../program/spec.js';

type Input = Record<string, unknown>;

interface Asked {
  readonly context: Context;
  readonly given: Given;
  readonly options: RunOptions;
  /** A run goes on, whose plan was confirmed before. */
  readonly isContinued: boolean;
}

/**
 * Lets a person see the plan of a change before it is carried out.
 *
 * @returns the input to run with; undefined if the person says no
 * @throws CliError where nobody can be asked and `--yes` is not given
 */
export async function confirm(
  automation: Automation,
  input: Input,
  { context, given, options, isContinued }: Asked,
): Promise<Input | undefined> {
  const { terminal } = context;
  const mode = modeOf(automation);
  if (!mode.changes(input)) {
    terminal.note(mode.note);
    return input;
  }
  if (booleanFlag(given, 'yes')) return input;
  if (!terminal.isInTerminal || !terminal.isErrTerminal) {
    throw new CliError(
      `ocip ${automation.command} changes the platform, and nobody can be asked.`,
      {
        next: ['Give --yes to go on without a question.', mode.planFlag],
      },
    );
  }
  if (!isContinued) {
    const { reportText } = await import('../output/report-text.js');
    const client = await context.connect(given);
    const plan = await automation.run(client, mode.plan(input), options);
    terminal.status(undefined);
    terminal.note(reportText(automation.report(plan), { ...terminal, style: terminal.noteStyle }));
  }
  const id = idOf(automation, input);
  const question =
    id === undefined
      ? 'Go on? Type yes: '
      : `To carry this out, type ${terminal.noteStyle.bold(id)}: `;
  const answer = (await terminal.ask(question)).trim();
  if (answer === (id ?? 'yes')) return input;
  terminal.note('Nothing was changed.');
  return undefined;
}

interface Mode {
  readonly changes: (input: Input) => boolean;
  readonly plan: (input: Input) => Input;
  readonly planFlag: string;
  /** Said where only the plan was asked for. */
  readonly note: string;
}

/** Some automations change unless told `dryRun`; those that reach far change only when told `apply`. */
function modeOf({ parameters }: Automation): Mode {
  const isByApply = parameters.some(({ name }) => name === 'apply');
  return isByApply
    ? {
        changes: (input) => input.apply === true,
        plan: (input) => ({ ...input, apply: false }),
        planFlag: 'Without --apply true it shows what it would do.',
        note: 'This is a plan; nothing is changed without --apply true.',
      }
    : {
        changes: (input) => input.dryRun !== true,
        plan: (input) => ({ ...input, dryRun: true }),
        planFlag: 'Give --dryRun true to see what it would do.',
        note: 'This is a plan; nothing is changed.',
      };
}

/** What a person has to type: the id that the change is about. */
function idOf({ parameters }: Automation, input: Input): string | undefined {
  const ids = parameters.flatMap((parameter) => {
    const value = input[parameter.name];
    return parameter.isRequired && parameter.type === 'text' && typeof value === 'string'
      ? [value]
      : [];
  });
  return ids.at(-1);
}
