import { outputFlags } from '../program/flags.js';
import { textArg, type CommandSpec } from '../program/spec.js';

export const profileShowCommand: CommandSpec = {
  words: 'profile show',
  summary: 'Show a profile',
  args: [
    {
      name: 'name',
      description: 'the current one by default',
      isRequired: false,
      suggestions: 'profile',
    },
  ],
  flags: outputFlags,
  examples: [{ description: 'The current profile', line: 'ocip profile show' }],
  run: async (context, given) => {
    const { findProfile, showProfile } = await import('../settings/edit-profiles.js');
    const { name, profiles } = await findProfile(context, textArg(given, 'name'));
    const shown = showProfile(name, profiles);
    await context.show({ data: shown, rows: [{ ...shown }] }, given);
  },
};
