#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './cli.js';
import { startSimulator } from './start.js';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(
  process.argv.slice(2),
  async (options) => {
    const simulator = await startSimulator(options);
    return { simulator, accounts: simulator.accounts };
  },
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    onInterrupt: (listener) => {
      process.on('SIGINT', listener).on('SIGTERM', listener);
    },
    kill: () => process.exit(1),
    version: manifest.version,
  },
);
