import { connectionFlags, outputFlags } from '../program/flags.js';
import { booleanFlag, type CommandSpec } from '../program/spec.js';

export const configShowCommand: CommandSpec = {
  words: 'config show',
  summary: 'List every setting, and where it comes from',
  description: [
    'Lists every setting with its value. The first of these that has a value wins: flag, environment',
    'variable, project file .ocip.json (in this folder or the nearest above), user file (the profile in',
    'use, then the file itself), default. Passwords are never shown, only where they are.',
  ].join('\n'),
  flags: [
    { name: 'origin', type: 'boolean', description: 'tell where each value comes from' },
    ...connectionFlags,
    ...outputFlags,
  ],
  examples: [{ description: 'What wins, and why', line: 'ocip config show --origin' }],
  run: async (context, given) => {
    const settings = await context.settings(given);
    const { listSettings } = await import('../settings/list.js');
    const { terminal } = context;
    for (const warning of settings.warnings) {
      terminal.note(`${terminal.noteStyle.yellow('Warning:')} ${warning}`);
    }
    const rows = listSettings(settings).map(({ origin, ...row }) =>
      booleanFlag(given, 'origin') ? { ...row, origin } : row,
    );
    await context.show({ data: rows, rows }, given);
    const { assertProfile } = await import('../settings/load.js');
    await assertProfile(settings);
  },
};
