import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkClock, checkFiles, checkNode } from '../../src/connection/doctor/local.js';
import { checkDns, checkTcp } from '../../src/connection/doctor/network.js';
import { exitCodeOf } from '../../src/connection/doctor/doctor.js';
import { checkTls, judgeCertificate } from '../../src/connection/doctor/tls.js';
import { endpointOf } from '../../src/connection/endpoint.js';
import { loadSettings } from '../../src/settings/load.js';

const { signal } = new AbortController();

describe('checkNode', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['22.0.0', 'ok'],
    ['20.18.3', 'fail'],
    ['18.20.0', 'fail'],
  ])('takes Node %s for %s', (version, state) => {
    expect(checkNode(version).state).toBe(state);
  });
});

describe('checkClock', () => {
  it('warns where the settings were written in the future', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ocip-clock-'));
    const file = join(folder, 'config.json');
    await writeFile(file, '{}', { mode: 0o600 });
    await utimes(file, 2_000_000_000, 2_000_000_000);
    const settings = await loadSettings(
      { env: { OCIP_CONFIG_DIR: folder }, cwd: folder },
      { args: {}, flags: {}, rest: [] },
    );

    expect((await checkClock(settings, 1_999_000_000_000)).state).toBe('warn');
    expect((await checkClock(settings, 2_000_000_000_000)).state).toBe('ok');
    await rm(folder, { recursive: true });
  });
});

describe('checkFiles', () => {
  it('tells what others may use, and the command that helps', async () => {
    const settings = await loadSettings(
      { env: { OCIP_CONFIG_DIR: '/nowhere' }, cwd: '/' },
      { args: {}, flags: {}, rest: [] },
    );
    const warnings = [
      "/c/config.json may be used by others (mode 644): chmod 600 '/c/config.json'",
    ];

    expect(checkFiles(settings)).toMatchObject([{ state: 'ok' }]);
    expect(checkFiles({ ...settings, warnings })).toEqual([
      {
        name: 'settings',
        state: 'warn',
        found: '/c/config.json may be used by others (mode 644)',
        next: "chmod 600 '/c/config.json'",
      },
    ]);
  });
});

describe('the network', () => {
  it('tells that an address needs no DNS', async () => {
    expect(await checkDns(await endpointOf('tcp://127.0.0.1'), signal)).toMatchObject({
      state: 'ok',
      found: '127.0.0.1 is an address',
    });
  });

  it('tells of a host that does not exist', async () => {
    expect(await checkDns(await endpointOf('tls://nowhere.invalid'), signal)).toMatchObject({
      state: 'fail',
      exitCode: 5,
      found: expect.stringContaining('nowhere.invalid is not found'),
    });
  });

  it('tells of a port that nothing listens on', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));

    expect(
      await checkTcp(await endpointOf(`tls://127.0.0.1:${String(port)}`), signal),
    ).toMatchObject({
      state: 'fail',
      exitCode: 5,
      found: expect.stringContaining('ECONNREFUSED'),
      next: expect.stringContaining('2209'),
    });
  });

  it('tells of a platform that closes the connection when TLS begins', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const endpoint = await endpointOf(`tls://127.0.0.1:${String(port)}`);

    expect(await checkTls(endpoint, undefined, signal)).toMatchObject([
      { name: 'TLS', state: 'fail', exitCode: 5, next: expect.stringContaining('access list') },
    ]);
    await new Promise((resolve) => server.close(resolve));
  });

  it('ends at once when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('interrupted'));

    await expect(checkTcp(await endpointOf('tcp://127.0.0.1'), controller.signal)).rejects.toThrow(
      'interrupted',
    );
  });
});

describe('judgeCertificate', () => {
  const certificate = {
    subject: { CN: 'as1.example.net' },
    issuer: { CN: 'Example Authority' },
    valid_to: 'Nov 23 12:00:00 2027 GMT',
    subjectaltname: 'DNS:as1.example.net',
  } as never;
  const now = Date.parse('2026-11-23T12:00:00Z');

  it('takes one that is trusted and valid for long', () => {
    expect(judgeCertificate({ problem: undefined, certificate }, 'as1', now)).toEqual({
      name: 'certificate',
      state: 'ok',
      found: 'as1.example.net, issued by Example Authority, valid until 2027-11-23',
    });
  });

  it('warns of one that ends within 30 days', () => {
    const later = Date.parse('2027-11-03T12:00:00Z');

    expect(judgeCertificate({ problem: undefined, certificate }, 'as1', later)).toMatchObject({
      state: 'warn',
      found: expect.stringContaining('20 days'),
    });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'DNS:as1.example.net'],
    ['SELF_SIGNED_CERT_IN_CHAIN', '--ca'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'OCIP_CA'],
  ])('says what to do about %s', (problem, advice) => {
    expect(judgeCertificate({ problem, certificate }, 'as1', now)).toMatchObject({
      state: 'fail',
      exitCode: 5,
      found: expect.stringContaining(problem),
      next: expect.stringContaining(advice),
    });
  });
});

describe('exitCodeOf', () => {
  const check = (exitCode?: 2 | 4 | 5) => ({
    name: 'x',
    found: '',
    ...(exitCode === undefined ? { state: 'warn' as const } : { state: 'fail' as const, exitCode }),
  });

  it('is 0 where nothing failed, and tells of the network before the login and the settings', () => {
    expect(exitCodeOf([check()])).toBe(0);
    expect(exitCodeOf([check(2)])).toBe(2);
    expect(exitCodeOf([check(2), check(4)])).toBe(4);
    expect(exitCodeOf([check(4), check(5), check()])).toBe(5);
  });
});
