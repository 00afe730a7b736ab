import type { CommandSpec } from '../program/spec.js';
import { runProgram } from '../program/run-program.js';

export const schemaDiffCommand: CommandSpec = {
  words: 'schema diff',
  summary: 'Compare two releases: what is new, gone, changed, and what it breaks',
  description: [
    'Compares the schemas of two releases. ocip schema diff --help lists what it takes: it is the program',
    'ocip-generate diff.',
  ].join('\n'),
  examples: [
    { description: 'What changed', line: 'ocip schema diff ./R24 ./R25' },
    { description: 'As a page', line: 'ocip schema diff ./R24 ./R25 --markdown > changes.md' },
  ],
  takesAll: true,
  run: async (context, { rest }) => runProgram('@ocipkit/generator', ['diff', ...rest], context),
};
