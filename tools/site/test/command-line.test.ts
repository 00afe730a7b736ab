import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, type Terminal } from '@ocipkit/cli';
import { afterAll, describe, expect, it } from 'vitest';
import { commandLine } from '../src/examples/command-line.js';
import { minimalValues, secretsIn } from '../src/examples/values.js';
import { isOlder } from '../src/pages/examples.js';
import { ownSite, temporaryFolder } from './support/own-site.js';

const folder = temporaryFolder(afterAll);
const plain = new Proxy({}, { get: () => String }) as Terminal['style'];

/** Runs a command line that sends nothing. */
async function ocip(args: readonly string[], env: Readonly<Record<string, string>>) {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: async (text) => {
      out += text;
      return Promise.resolve();
    },
    note: (line) => {
      err += `${line}\n`;
    },
    style: plain,
    noteStyle: plain,
    isOutTerminal: false,
    isErrTerminal: false,
    isInTerminal: false,
    width: 100,
    readInput: () => Promise.resolve(''),
    ask: () => Promise.reject(new Error('asked')),
    status: () => undefined,
  };
  const code = await main(args, {
    terminal,
    env: { OCIP_CONFIG_DIR: join(folder, 'config'), ...env },
    cwd: folder,
    signal: new AbortController().signal,
    version: '0.0.0-test',
    takeInterrupts: () => () => undefined,
  });
  return { code, out, err };
}

describe('examples for the command line', () => {
  it('are understood, each as the request of its page', { timeout: 120_000 }, async () => {
    const site = await ownSite();
    const wrong: string[] = [];
    let count = 0;
    for (const [name, { $: type }] of site.commands.classes) {
      const page = site.reference.page(name);
      const values = minimalValues(type);
      if (page?.kind !== 'request' || values === undefined) continue;
      const { args, input, variables } = commandLine(name, values, {
        secrets: secretsIn(type, values),
        isExact: isOlder(page),
      });
      if (input !== undefined) writeFileSync(join(folder, 'input.json'), input);
      const env = Object.fromEntries(variables.map(([variable]) => [variable, 'Example-1']));
      const [call = '', ...rest] = args;
      const { code, out, err } = await ocip([call, '--dry-run', '-o', 'json', ...rest], env);
      if (code !== 0 || !out.includes(name)) wrong.push(`${args.join(' ')}: ${err || out}`);
      count += 1;
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(400);
  });
});
