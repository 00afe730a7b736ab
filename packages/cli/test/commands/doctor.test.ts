import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SEED_PASSWORD, startSimulator, type StartedSimulator } from '@ocipkit/simulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Workplace } from '../support/run.js';

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

interface Row {
  readonly check: string;
  readonly state: string;
  readonly found: string;
  readonly next?: string;
  readonly ms?: number;
}

interface Diagnosis {
  readonly code: number;
  readonly rows: readonly Row[];
  readonly states: Readonly<Record<string, string>>;
  readonly output: string;
}

async function diagnose(
  env: Readonly<Record<string, string>>,
  prepare: (place: Workplace) => Promise<Readonly<Record<string, string>>> = async () =>
    Promise.resolve({}),
): Promise<Diagnosis> {
  await using place = await Workplace.create();
  const { code, stdout, stderr } = await place.ocip(['doctor', '-o', 'json'], {
    env: {
      OCIP_USERNAME: 'admin',
      OCIP_PASSWORD: SEED_PASSWORD,
      ...env,
      ...(await prepare(place)),
    },
  });
  const rows = JSON.parse(stdout) as readonly Row[];
  const states = Object.fromEntries(rows.map(({ check, state }) => [check, state]));
  return { code, rows, states, output: stdout + stderr };
}

describe('ocip doctor', () => {
  it('finds nothing wrong on the way to a platform over TLS', async () => {
    const { code, rows, states } = await diagnose({ OCIP_URL: tls }, async ({ cwd }) => {
      await writeFile(join(cwd, 'ca.pem'), simulator.ca!);
      return { OCIP_CA: 'ca.pem' };
    });

    expect(code).toBe(0);
    expect(states).toEqual({
      Node: 'ok',
      settings: 'ok',
      clock: 'ok',
      address: 'ok',
      DNS: 'ok',
      TCP: 'ok',
      TLS: 'ok',
      certificate: 'ok',
      login: 'ok',
      release: 'ok',
      latency: 'ok',
    });
    expect(rows.find(({ check }) => check === 'TLS')?.found).toMatch(/^TLSv1\.[23] with /);
    expect(rows.find(({ check }) => check === 'login')?.found).toBe('admin: System');
    expect(rows.find(({ check }) => check === 'latency')?.ms).toEqual(expect.any(Number));
  });

  it('warns of a connection without encryption, and goes on', async () => {
    const { code, states } = await diagnose({ OCIP_URL: tcp });

    expect(code).toBe(0);
    expect(states).toMatchObject({ TLS: 'warn', login: 'ok', latency: 'ok' });
  });

  it('does not log in where the certificate is not trusted', async () => {
    const { code, rows, states } = await diagnose({ OCIP_URL: tls });

    expect(code).toBe(5);
    expect(states).toMatchObject({ TLS: 'ok', certificate: 'fail', login: 'skipped' });
    expect(rows.find(({ check }) => check === 'certificate')?.next).toContain('--ca');
  });

  it('tells of a login that is refused, with exit code 4', async () => {
    const { code, rows, states, output } = await diagnose({
      OCIP_URL: tcp,
      OCIP_PASSWORD: 'wrong-4711',
    });

    expect(code).toBe(4);
    expect(states).toMatchObject({
      TCP: 'ok',
      login: 'fail',
      release: 'skipped',
      latency: 'skipped',
    });
    const login = rows.find(({ check }) => check === 'login');
    expect(login?.next).toBe('ocip login asks for the password anew.');
    expect(output).not.toContain('wrong-4711');
  });

  it('tells that there is no password, with exit code 4', async () => {
    const { code, states } = await diagnose({ OCIP_URL: tcp, OCIP_PASSWORD: '' });

    expect(code).toBe(4);
    expect(states).toMatchObject({ TCP: 'ok', login: 'fail' });
  });

  it('tells of a platform that is not reached, with exit code 5', async () => {
    const { code, states } = await diagnose({ OCIP_URL: 'tls://nowhere.invalid' });

    expect(code).toBe(5);
    expect(states).toMatchObject({
      DNS: 'fail',
      TCP: 'skipped',
      TLS: 'skipped',
      login: 'skipped',
    });
  });

  it('tells of a port that does not speak TLS', async () => {
    const { code, rows } = await diagnose({ OCIP_URL: tcp.replace('tcp:', 'tls:') });

    expect(code).toBe(5);
    expect(rows.find(({ check }) => check === 'TLS')).toMatchObject({
      state: 'fail',
      next: expect.stringContaining('tcp://'),
    });
  });

  it('tells of settings that are wrong, with exit code 2, and of this machine all the same', async () => {
    const { code, rows, states } = await diagnose({ OCIP_TIMEOUT: 'soon', OCIP_URL: tcp });

    expect(code).toBe(2);
    expect(states).toMatchObject({ Node: 'ok', settings: 'fail', address: 'skipped' });
    expect(rows.find(({ check }) => check === 'settings')?.found).toContain('OCIP_TIMEOUT');
  });

  it('tells that no platform is named', async () => {
    const { code, rows } = await diagnose({});

    expect(code).toBe(2);
    expect(rows.find(({ check }) => check === 'address')).toMatchObject({
      state: 'fail',
      next: expect.stringContaining('ocip profile add'),
    });
  });

  it('shows a line for each check, with what to do below', async () => {
    await using place = await Workplace.create();
    const { stdout } = await place.ocip(['doctor'], {
      env: { OCIP_URL: 'tls://nowhere.invalid', OCIP_USERNAME: 'admin' },
    });

    expect(stdout).toMatch(/^✗ DNS {10}nowhere\.invalid is not found .*\n {15}→ /m);
    expect(stdout).toMatch(/^- login {8}not tried/m);
  });
});
