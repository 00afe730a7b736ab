import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createSimulator } from '../../src/server.js';
import { UsageError } from '../../src/usage-error.js';
import { AddressList } from '../../src/wire/address-list.js';
import { FakeEngine } from './support/fake-engine.js';
import { command, document, RawClient, REQUEST } from './support/raw-client.js';
import { simulate } from './support/simulate.js';

describe('listening', () => {
  test('is over TCP on a free port of this host, unless told otherwise', async () => {
    await using sim = await simulate();
    const { tcp, tls, soap, https, control, ca } = sim.simulator;
    expect(tcp).toEqual({
      host: '127.0.0.1',
      port: expect.any(Number),
      url: `tcp://127.0.0.1:${String(tcp?.port)}`,
    });
    expect([tls, soap, https, control, ca]).toEqual(Array(5).fill(undefined));
  });

  test('is over everything that is asked for', async () => {
    await using sim = await simulate({ tcp: true, tls: true, soap: true, https: true, control: 0 });
    const { tcp, tls, soap, https, control, ca } = sim.simulator;
    const urls = [tcp, tls, soap, https, control].map((a) => a?.url.replace(/\d{4,5}/, '*'));
    expect(urls).toEqual([
      'tcp://127.0.0.1:*',
      'tls://127.0.0.1:*',
      'http://127.0.0.1:*/webservice/services/ProvisioningService',
      'https://127.0.0.1:*/webservice/services/ProvisioningService',
      'http://127.0.0.1:*',
    ]);
    expect(ca).toContain('BEGIN CERTIFICATE');
    expect(ca).not.toContain('PRIVATE');
  });

  test('leaves nothing open where a port is taken', async () => {
    await using taken = await simulate();
    const engine = await FakeEngine.create();
    const { port } = taken.simulator.tcp!;
    const failing = createSimulator(engine, { tcp: port, control: 0 });
    await expect(failing).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test.each([
    { tcp: 70000 },
    { soap: 1.5 },
    { idleMs: -1 },
    { encoding: 'UTF-16' as 'UTF-8' },
    { trustedAddresses: ['somewhere'] },
    { allowedAddresses: ['10.0.0.0/33'] },
    { faults: 'none' as 'slow' },
  ])('is refused for options that make no sense: %j', async (options) => {
    await expect(createSimulator(await FakeEngine.create(), options)).rejects.toThrow(UsageError);
  });
});

describe('TLS', () => {
  test('has a certificate for this host that only its own authority vouches for', async () => {
    await using sim = await simulate({ tls: 0 });
    const { port } = sim.simulator.tls!;
    for (const host of ['localhost', '127.0.0.1']) {
      const socket = connectTls({ host, port, ca: sim.simulator.ca });
      await once(socket, 'secureConnect');
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
    const stranger = connectTls({ host: '127.0.0.1', port });
    const [error] = (await once(stranger, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
  });

  test('can have a certificate that is given', async () => {
    const { makeServerIdentity } = await import('../../src/wire/certificate.js');
    const { cert, key, ca } = await makeServerIdentity(['as1.example.test']);
    await using sim = await simulate({ tls: 0, certificate: { cert, key } });
    expect(sim.simulator.ca).toBe(cert);
    const { port } = sim.simulator.tls!;
    const socket = connectTls({ host: '127.0.0.1', port, ca, servername: 'as1.example.test' });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  test('goes on after somebody has spoken something else', async () => {
    await using sim = await simulate({ tls: 0 });
    const socket = connectTcp({ port: sim.simulator.tls!.port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    socket.end(document(REQUEST));
    await once(socket, 'close');
    using client = await RawClient.openTls(sim.simulator.tls!, sim.simulator.ca!);
    expect(await client.logIn()).toContain('LoginResponse14sp4');
  });
});

describe('addresses', () => {
  test('that are not allowed are closed at once, over every transport', async () => {
    await using sim = await simulate({
      tcp: 0,
      tls: 0,
      soap: 0,
      https: 0,
      allowedAddresses: ['10.0.0.1'],
    });
    const { tcp, tls, soap, https, metrics } = sim.simulator;
    for (const { port } of [tcp!, tls!, soap!, https!]) {
      const socket = connectTcp({ host: '127.0.0.1', port });
      socket.on('error', () => undefined).resume();
      await once(socket, 'close');
    }
    expect(metrics.read()).toMatchObject({ refusedConnections: 4, openConnections: 0 });
  });

  test('are single ones, networks, names of this host, or all', () => {
    const list = new AddressList(['192.0.2.1', '10.0.0.0/8', '2001:db8::/32', 'localhost']);
    const inside = ['192.0.2.1', '::ffff:192.0.2.1', '10.9.9.9', '2001:db8::7', '127.0.0.1', '::1'];
    const outside = ['192.0.2.2', '11.0.0.1', '2001:db9::1', '', 'x'];
    expect(inside.filter((a) => !list.has(a))).toEqual([]);
    expect(outside.filter((a) => list.has(a))).toEqual([]);
    expect(new AddressList(['*']).has('2001:db9::1')).toBe(true);
    expect(new AddressList([]).has('127.0.0.1')).toBe(false);
  });
});

describe('a connection', () => {
  test('that is idle for too long is closed, one that waits for an answer is not', async () => {
    await using sim = await simulate({ idleMs: 60 });
    using idle = await RawClient.open(sim.simulator.tcp!);
    expect(await idle.ended()).toBe('end');
    using busy = await RawClient.open(sim.simulator.tcp!);
    await busy.logIn();
    sim.simulator.faults.once({ late: { ms: 200 } });
    expect(await busy.ask(document(REQUEST))).toContain('c:SuccessResponse');
  });

  test('whose client has sent all it wants still gets the answer', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    sim.simulator.faults.once({ late: { ms: 50 } });
    client.socket.end(document(command('AvailabilityTestRequest')));
    expect(await client.message()).toContain('c:SuccessResponse');
    expect(await client.ended()).toBe('end');
  });

  test('answers one message at a time, in order, also if many wait', async () => {
    await using sim = await simulate();
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    sim.simulator.faults.once({ late: { ms: 100 } });
    const count = 300;
    // More than is let in at once.
    const padding = '<!--'.padEnd(20_000, 'x') + '-->';
    for (let i = 0; i < count; i++) {
      client.write(document(padding + command('VerifySessionIsValidRequest', '', String(i))));
    }
    for (let i = 0; i < count; i++) expect(await client.message()).toContain(`echo="${String(i)}"`);
  });

  test('survives a client that does not read', async () => {
    await using sim = await simulate({ drainMs: 50 });
    const { SuccessResponse, ErrorResponse } = await import('@ocipkit/core');
    sim.engine.answer = () =>
      new ErrorResponse({ summary: 'x'.repeat(2_000_000), summaryEnglish: 'x' });
    using client = await RawClient.open(sim.simulator.tcp!);
    await client.logIn();
    client.socket.pause();
    const asked = document(command('UserGetRequest23V2'));
    for (let i = 0; i < 20; i++) client.write(asked);
    await expect.poll(() => sim.engine.seen.length).toBeGreaterThan(0);
    sim.engine.answer = () => new SuccessResponse();
    // The rest waits until the client reads.
    expect(sim.engine.seen.length).toBeLessThan(20);
    client.socket.resume();
    await expect.poll(() => sim.engine.seen.length, { timeout: 5000 }).toBe(20);
  });
});

describe('stopping', () => {
  test('lets a message finish, and closes what is idle', async () => {
    await using sim = await simulate({ soap: 0, tcp: 0 });
    using idle = await RawClient.open(sim.simulator.tcp!);
    using busy = await RawClient.open(sim.simulator.tcp!);
    sim.simulator.faults.set({ late: { ms: 100 } });
    busy.write(document(command('AvailabilityTestRequest')));
    await expect.poll(() => sim.simulator.metrics.read().messages).toBe(1);
    const stopped = sim.simulator.stop();
    expect(await busy.message()).toContain('c:SuccessResponse');
    expect(await idle.ended()).toBe('end');
    expect(await busy.ended()).toBe('end');
    busy.socket.end();
    idle.socket.end();
    await stopped;
    expect(sim.simulator.metrics.read().openConnections).toBe(0);
  });

  test('waits for nobody longer than it is told, and gives up stalled answers', async () => {
    await using sim = await simulate({ soap: 0, tcp: 0, drainMs: 100 });
    using stalled = await RawClient.open(sim.simulator.tcp!);
    using late = await RawClient.open(sim.simulator.tcp!);
    const ask = document(command('AvailabilityTestRequest'));
    sim.simulator.faults.once('stall');
    stalled.write(ask);
    await expect.poll(() => sim.simulator.faults.waiting).toBe(0);
    sim.simulator.faults.once({ late: { ms: 60_000 } });
    late.write(ask);
    await expect.poll(() => sim.simulator.faults.waiting).toBe(0);
    await sim.simulator.stop();
    expect(await stalled.ended()).toBe('end');
    expect(sim.simulator.metrics.read().openConnections).toBe(0);
    await expect(RawClient.open(sim.simulator.tcp!)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
