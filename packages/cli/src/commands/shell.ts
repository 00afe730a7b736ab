import { connectionFlags } from '../program/flags.js';
import { handOverIf } from '../program/hand-over.js';
import type { CommandSpec } from '../program/spec.js';

export const shellCommand: CommandSpec = {
  words: 'shell',
  summary: 'Type commands at a prompt that knows the platform’s ids',
  description: [
    'Reads commands line by line and runs them on one connection. Tab completes commands, fields,',
    'values and the ids of the platform; Ctrl-C ends a command, exit or Ctrl-D the shell. Lines that',
    'come from a file or pipe are run until one fails.',
  ].join('\n'),
  flags: connectionFlags,
  examples: [
    { description: 'On the current profile', line: 'ocip shell' },
    { description: 'A file of commands', line: 'ocip shell < commands.txt' },
  ],
  run: async (context, given) => {
    // A later line may name modules of others, and it would be too late then.
    handOverIf(true);
    const { runShell } = await import('../shell/shell.js');
    return runShell(context, given);
  },
};
