import { outputFlags } from '../program/flags.js';
import { textArg, type CommandSpec } from '../program/spec.js';

export const profileUseCommand: CommandSpec = {
  words: 'profile use',
  summary: 'Make a profile the current one',
  args: [
    {
      name: 'name',
      description: 'name of the profile',
      isRequired: true,
      suggestions: 'profile',
    },
  ],
  flags: outputFlags,
  examples: [{ description: 'From now on, the lab', line: 'ocip profile use lab' }],
  run: async (context, given) => {
    const { showProfile, useProfile } = await import('../settings/edit-profiles.js');
    const name = textArg(given, 'name') ?? '';
    const shown = showProfile(name, await useProfile(context, name));
    // Another object, since settings are read once for each, and these have just changed.
    const { profile } = await context.settings({ ...given });
    if (profile !== undefined && profile.value !== name) {
      const { describeOrigin } = await import('../settings/load.js');
      const { terminal } = context;
      terminal.note(
        `${terminal.noteStyle.yellow('Warning:')} here, ${profile.value} stays in use: ${describeOrigin(profile.origin)} names it.`,
      );
    }
    await context.show({ data: shown, rows: [{ ...shown }] }, given);
  },
};
