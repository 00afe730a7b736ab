import { outputFlags } from '../program/flags.js';
import type { CommandSpec } from '../program/spec.js';

export const profileListCommand: CommandSpec = {
  words: 'profile list',
  summary: 'List the profiles',
  flags: outputFlags,
  examples: [{ description: 'All profiles', line: 'ocip profile list' }],
  run: async (context, given) => {
    const [{ readProfiles }, { showProfile }] = await Promise.all([
      import('../settings/profiles.js'),
      import('../settings/edit-profiles.js'),
    ]);
    const profiles = await readProfiles(context);
    const { terminal } = context;
    for (const warning of profiles.warnings) {
      terminal.note(`${terminal.noteStyle.yellow('Warning:')} ${warning}`);
    }
    if (profiles.all.size === 0) {
      terminal.note('There are no profiles; ocip profile add <name> makes one.');
    }
    const rows = [...profiles.all.keys()].map((name) => ({ ...showProfile(name, profiles) }));
    await context.show({ data: rows, rows }, given);
  },
};
