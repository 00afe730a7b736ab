import { textArg, type CommandSpec } from '../program/spec.js';
import { completionScript, howTo, shells } from '../completion/scripts.js';

export const completionCommand: CommandSpec = {
  words: 'completion',
  summary: 'Print the script that completes ocip’s words in a shell',
  description: [
    'Prints a script for a shell. It completes commands, flags, request names, fields, their values,',
    'profiles, and the ids of the platform where the profile can log in without asking.',
  ].join('\n'),
  args: [{ name: 'shell', description: 'the shell', isRequired: true, choices: shells }],
  examples: shells.map((shell) => ({ description: `For ${shell}`, line: howTo[shell] })),
  run: async ({ terminal }, given) => {
    const name = textArg(given, 'shell');
    const shell = shells.find((other) => other === name);
    if (shell === undefined) {
      const { CliError } = await import('../program/failure.js');
      throw new CliError(
        `'${name ?? ''}' is no shell that is known; expected ${shells.join(', ')}.`,
      );
    }
    await terminal.out(completionScript(shell));
  },
};
