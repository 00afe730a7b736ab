import type { CommandSpec } from '../program/spec.js';
import { runProgram } from '../program/run-program.js';

export const generateCommand: CommandSpec = {
  words: 'generate',
  summary: 'Turn the schemas of a release into typed commands',
  description: [
    'Reads the schemas of a release and writes a typed command for each request. ocip generate --help',
    'lists what it takes: it is the program ocip-generate.',
  ].join('\n'),
  examples: [
    {
      description: 'Commands that ocip itself can use, of your own release',
      line: 'ocip generate --schemas ./R25 --javascript --out ./r25-commands',
    },
    {
      description: 'A package for programs in TypeScript',
      line: 'ocip generate --schemas ./R25 --package @acme/oci-commands --out ./oci-commands',
    },
  ],
  takesAll: true,
  run: async (context, { rest }) =>
    runProgram('@ocipkit/generator', ['generate', ...rest], context),
};
