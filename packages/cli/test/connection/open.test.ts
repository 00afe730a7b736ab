import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openClient } from '../../src/connection/open.js';
import type { Given } from '../../src/program/spec.js';
import { createContext, type OpenContext } from '../../src/program/world.js';
import { writeConfig } from '../support/config.js';
import { Workplace } from '../support/run.js';
import { FakeTerminal, type FakeTerminalOptions } from '../support/terminal.js';

vi.mock('@napi-rs/keyring', async () => (await import('../support/keyring.js')).keyringModule);

let simulator: StartedSimulator;
let tcp: string;
let tls: string;

beforeAll(async () => {
  simulator = await startSimulator({ tcp: true, tls: true });
  tcp = `tcp://127.0.0.1:${String(simulator.tcp!.port)}`;
  tls = `tls://localhost:${String(simulator.tls!.port)}`;
});
afterAll(async () => simulator.stop());

function contextAt(
  { cwd, configFolder }: Workplace,
  env: Readonly<Record<string, string>>,
  options: FakeTerminalOptions = {},
): OpenContext & { readonly fake: FakeTerminal } {
  const fake = new FakeTerminal(options);
  const context = createContext({
    terminal: fake,
    env: { OCIP_CONFIG_DIR: configFolder, ...env },
    cwd,
    signal: new AbortController().signal,
    version: '0.0.0-test',
    takeInterrupts: () => () => undefined,
  });
  return { ...context, fake };
}

function flags(values: Given['flags'] = {}): Given {
  return { args: {}, flags: values, rest: [] };
}

describe('openClient', () => {
  it('connects and logs in with the first call', async () => {
    await using place = await Workplace.create();
    const context = contextAt(place, {
      OCIP_URL: tcp,
      OCIP_USERNAME: 'admin',
      OCIP_PASSWORD: SEED_PASSWORD,
    });
    await using client = await openClient(context, flags());

    expect(client.stats.opened).toBe(0);
    expect(await client.release()).toBeGreaterThan(0);
    expect(client.account?.loginType).toBe('System');
  });

  it('heeds flags also after the commands were listed without any', async () => {
    await using place = await Workplace.create();
    const context = contextAt(place, { OCIP_URL: 'tls://elsewhere', OCIP_PASSWORD: SEED_PASSWORD });
    await context.automations(flags());
    await using client = await openClient(context, flags({ url: tcp, username: 'admin' }));

    await expect(client.warm(1)).resolves.toBeUndefined();
  });

  it('trusts the certificates of the file that ca names, and no others', async () => {
    await using place = await Workplace.create();
    const ca = join(place.cwd, 'ca.pem');
    await writeFile(ca, simulator.ca!);
    const env = { OCIP_URL: tls, OCIP_USERNAME: 'admin', OCIP_PASSWORD: SEED_PASSWORD };
    await using trusting = await openClient(contextAt(place, { ...env, OCIP_CA: ca }), flags());
    await using doubting = await openClient(contextAt(place, env), flags());

    await expect(trusting.warm(1)).resolves.toBeUndefined();
    await expect(doubting.warm(1)).rejects.toMatchObject({ code: 'certificate-rejected' });
  });

  it('asks for the password once, before it connects, and hides it', async () => {
    await using place = await Workplace.create();
    const env = { OCIP_URL: tcp, OCIP_USERNAME: 'admin' };
    const context = contextAt(place, env, { isTerminal: true, answers: [SEED_PASSWORD] });
    await using client = await openClient(context, flags());

    await client.warm(2);
    expect(context.fake.asked).toEqual([
      { question: `Password of admin at ${client.endpoint}: `, hidden: true },
    ]);
  });

  it('reads the password from stdin, without the line break at its end', async () => {
    await using place = await Workplace.create();
    const env = { OCIP_URL: tcp, OCIP_USERNAME: 'admin' };
    const context = contextAt(place, env, { input: `${SEED_PASSWORD}\n` });
    await using client = await openClient(context, flags({ 'password-stdin': true }));

    await expect(client.warm(1)).resolves.toBeUndefined();
  });

  it('refuses to read both password and input from stdin', async () => {
    await using place = await Workplace.create();
    const context = contextAt(place, { OCIP_URL: tcp, OCIP_USERNAME: 'admin' });

    await expect(
      openClient(context, flags({ 'password-stdin': true, input: '-' })),
    ).rejects.toMatchObject({ exitCode: 2 });
  });

  it('takes the password from a file that only its owner may read, and from no other', async () => {
    await using place = await Workplace.create();
    const file = join(place.cwd, 'password');
    await writeFile(file, `${SEED_PASSWORD}\n`, { mode: 0o600 });
    await writeConfig(place, {
      profile: 'lab',
      profiles: { lab: { url: tcp, username: 'admin', password: { file } } },
    });
    await using client = await openClient(contextAt(place, {}), flags());
    await expect(client.warm(1)).resolves.toBeUndefined();

    await chmod(file, 0o640);
    await expect(openClient(contextAt(place, {}), flags())).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('mode 640'),
    });
  });
});
