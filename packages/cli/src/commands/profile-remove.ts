import type { Context } from '../program/context.js';
import { CliError } from '../program/failure.js';
import { confirmationFlags, outputFlags } from '../program/flags.js';
import { booleanFlag, textArg, type CommandSpec } from '../program/spec.js';
import type { Forgotten } from '../credentials/forget.js';

export const profileRemoveCommand: CommandSpec = {
  words: 'profile remove',
  summary: 'Remove a profile, and its password from the keyring',
  args: [
    {
      name: 'name',
      description: 'name of the profile',
      isRequired: true,
      suggestions: 'profile',
    },
  ],
  flags: [...confirmationFlags, ...outputFlags],
  examples: [{ description: 'Without a question', line: 'ocip profile remove lab --yes' }],
  run: async (context, given) => {
    const name = textArg(given, 'name') ?? '';
    const { findProfile, removeProfile, showProfile } =
      await import('../settings/edit-profiles.js');
    const { profiles } = await findProfile(context, name);
    const shown = showProfile(name, profiles);
    if (!booleanFlag(given, 'yes') && !(await isConfirmed(name, context))) return;
    const left = await removeProfile(context, name);
    const { forgetPassword } = await import('../credentials/forget.js');
    const forgotten = await forgetPassword(profiles.all.get(name) ?? {}, left, context.signal);
    const { terminal } = context;
    const said = describe(forgotten, shown.password);
    if (said !== undefined) terminal.note(said);
    if (shown.current && left.all.size > 0) {
      terminal.note('No profile is the current one now; ocip profile use <name> makes one so.');
    }
    const removed = { ...shown, isPasswordRemoved: forgotten.kind === 'removed' };
    await context.show({ data: removed, rows: [removed], text: `Removed ${name}.\n` }, given);
  },
};

/** @throws CliError where nobody can be asked */
async function isConfirmed(name: string, { terminal }: Context): Promise<boolean> {
  if (!terminal.isInTerminal || !terminal.isErrTerminal) {
    throw new CliError(`Profile ${name} is removed only when somebody says so.`, {
      next: ['Give --yes to go on without a question.'],
    });
  }
  const question = `To remove the profile and its password, type ${terminal.noteStyle.bold(name)}: `;
  if ((await terminal.ask(question)).trim() === name) return true;
  terminal.note('Nothing was removed.');
  return false;
}

function describe(forgotten: Forgotten, place: string): string | undefined {
  switch (forgotten.kind) {
    case 'removed':
      return 'Its password is gone from the keyring.';
    case 'shared':
      return `The password stays in the keyring: the profile ${forgotten.profile} has the same account.`;
    case 'failed':
      return `Whether the keyring has a password for it is not known: ${forgotten.reason}`;
    case 'none':
      return place.startsWith('keyring') ? undefined : `What keeps the password stays: ${place}.`;
  }
}
