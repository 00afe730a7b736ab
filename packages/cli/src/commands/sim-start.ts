import type { CommandSpec } from '../program/spec.js';
import { runProgram } from '../program/run-program.js';

export const simStartCommand: CommandSpec = {
  words: 'sim start',
  summary: 'Start a simulated platform to try everything on',
  description: [
    'Starts a platform in a box with demo data, tells where it listens and who may log in, and runs until',
    'Ctrl-C. ocip sim start --help lists what it takes: it is the program ocip-simulator.',
  ].join('\n'),
  examples: [
    { description: 'On the usual ports', line: 'ocip sim start' },
    {
      description: 'On one port, with a group of 3,000 users and 20 ms for each answer',
      line: 'ocip sim start --tcp 2208 --seed group:3000 --latency 20ms',
    },
  ],
  takesAll: true,
  run: async (context, { rest }) => runProgram('@ocipkit/simulator', rest, context),
};
