#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { diffCommand } from './commands/diff-command.js';
import { generateCommand } from './commands/generate-command.js';

/*
 * Exit codes: 0 done, 1 a release can't be read or generated, 2 wrong usage.
 */

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

const program = new Command('ocip-generate')
  .description('Turns a release of the OCI-P schemas into typed commands, and compares releases.')
  .version(manifest.version)
  .exitOverride();
// Before the commands are added, so that they inherit how errors leave.
const generate = generateCommand().copyInheritedSettings(program);
program
  .addCommand(generate, { isDefault: true })
  .addCommand(diffCommand().copyInheritedSettings(program))
  // What the default command takes can be given right away, so it is told right away.
  .addHelpText('after', () => `\n${generate.helpInformation()}`);

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
