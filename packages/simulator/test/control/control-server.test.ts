import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../src/server.js';
import type { PlatformHooks } from '../../src/options.js';
import { FakeEngine, PASSWORD } from '../wire/support/fake-engine.js';
import { command, document, RawClient, REQUEST } from '../wire/support/raw-client.js';

async function controlled(hooks: PlatformHooks = {}): Promise<Simulator> {
  return createSimulator(await FakeEngine.create(), { tcp: 0, control: 0, faults: 'drip' }, hooks);
}

interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

async function ask(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const { port } = simulator.control!;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const type = response.headers['content-type'] ?? null;
        const isJson = type?.includes('json') === true;
        resolve({
          status: response.statusCode ?? 0,
          type,
          body: isJson ? (JSON.parse(text) as unknown) : text,
        });
      });
    });
    request.on('error', reject);
    request.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

describe('the control port', () => {
  test('is on this host only, whatever the others listen on', async () => {
    const engine = await FakeEngine.create();
    await using simulator = await createSimulator(engine, { host: '0.0.0.0', tcp: 0, control: 0 });
    expect(simulator.tcp?.host).toBe('0.0.0.0');
    expect(simulator.control?.host).toBe('127.0.0.1');
    expect(simulator.tcp?.url).toContain('tcp://127.0.0.1:');
  });

  test('says that it is there', async () => {
    await using simulator = await controlled();
    expect(await ask(simulator, 'GET', '/health')).toMatchObject({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: { status: 'ok' },
    });
  });

  test('shows metrics as text, and as JSON where that is asked for', async () => {
    await using simulator = await controlled();
    const text = await ask(simulator, 'GET', '/metrics');
    expect(text.type).toContain('text/plain');
    expect(text.body).toContain('ocip_simulator_messages_total 0\n');
    const json = await ask(simulator, 'GET', '/metrics', undefined, { Accept: 'application/json' });
    expect(json.body).toMatchObject({ messages: 0, logins: 0 });
  });

  test('shows and sets faults', async () => {
    await using simulator = await controlled();
    expect((await ask(simulator, 'GET', '/faults')).body).toMatchObject({
      faults: { trickle: { bytes: 16 } },
      waiting: 0,
      profiles: expect.arrayContaining(['slow', 'hostile']),
    });
    const set = await ask(simulator, 'PUT', '/faults', { drop: 0.5, only: ['UserGetRequest23V2'] });
    expect(set).toMatchObject({ status: 200, body: { faults: { drop: 0.5 } } });
    expect(simulator.faults.read()).toEqual({ drop: 0.5, only: ['UserGetRequest23V2'] });
    await ask(simulator, 'PUT', '/faults', '"maintenance"');
    expect(simulator.faults.read()).toEqual({ maintenance: true });
    await ask(simulator, 'PUT', '/faults', {});
    const once = await ask(simulator, 'POST', '/faults/once', '"drop"');
    expect(once.body).toMatchObject({ faults: {}, waiting: 1 });
    using client = await RawClient.open(simulator.tcp!);
    client.write(document(REQUEST));
    expect(await client.ended()).toBe('end');
    expect(client.bytes).toHaveLength(0);
  });

  test('says what it expects where it is told nonsense, and changes nothing', async () => {
    await using simulator = await controlled();
    const before = simulator.faults.read();
    for (const body of [{ drop: 7 }, '"none"', '{', 'drop', '[3]', '']) {
      for (const [method, path] of [
        ['PUT', '/faults'],
        ['POST', '/faults/once'],
      ] as const) {
        const reply = await ask(simulator, method, path, body);
        expect(reply.status, JSON.stringify(body)).toBe(400);
        expect((reply.body as { error: string }).error).toMatch(/Expected one of|no JSON/);
      }
    }
    expect(simulator.faults.read()).toEqual(before);
    expect(simulator.faults.waiting).toBe(0);
    expect((await ask(simulator, 'GET', '/log?last=x')).status).toBe(400);
    expect((await ask(simulator, 'POST', '/sessions/kill', { mode: 'x' })).status).toBe(400);
    const unknown = await ask(simulator, 'GET', '/unknown');
    expect(unknown.status).toBe(404);
    expect((unknown.body as { error: string }).error).toContain('GET /health');
    expect((await ask(simulator, 'DELETE', '/faults')).status).toBe(404);
  });

  test('shows the last events, without secrets', async () => {
    await using simulator = await controlled();
    using client = await RawClient.open(simulator.tcp!);
    const login = `<userId>admin</userId><password>${PASSWORD}</password>`;
    await client.ask(document(command('LoginRequest22V5', login)));
    const { body } = await ask(simulator, 'GET', '/log?last=2');
    expect(body).toMatchObject([{ kind: 'received' }, { kind: 'sent' }]);
    expect(JSON.stringify((await ask(simulator, 'GET', '/log')).body)).not.toContain(PASSWORD);
  });

  test('ends sessions', async () => {
    await using simulator = await controlled();
    using client = await RawClient.open(simulator.tcp!);
    await client.logIn();
    await ask(simulator, 'POST', '/sessions/kill', { mode: 'forget' });
    expect(await client.ask(document(REQUEST))).toContain('[Error 9020]');
    await ask(simulator, 'POST', '/sessions/kill');
    expect(await client.ended()).toBe('end');
  });

  test('resets everything, and shows the state that the platform gives', async () => {
    let resets = 0;
    await using simulator = await controlled({
      reset: () => {
        resets += 1;
      },
      state: () => ({ users: ['alice'] }),
    });
    using client = await RawClient.open(simulator.tcp!);
    await client.logIn();
    await ask(simulator, 'PUT', '/faults', { drop: 1 });
    await ask(simulator, 'POST', '/faults/once', '"reset"');
    expect((await ask(simulator, 'POST', '/reset')).status).toBe(200);
    expect(resets).toBe(1);
    expect(simulator.faults.read()).toEqual({ trickle: { bytes: 16, ms: 2 } });
    expect(simulator.faults.waiting).toBe(0);
    expect(simulator.metrics.read().messages).toBe(0);
    expect(simulator.log.last()).toEqual([]);
    expect((await ask(simulator, 'GET', '/state')).body).toEqual({ users: ['alice'] });
  });

  test('tells where the platform fails or shows no state', async () => {
    await using simulator = await controlled({
      reset: () => {
        throw new Error(`failed at ${PASSWORD}`);
      },
    });
    const reply = await ask(simulator, 'POST', '/reset');
    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain(PASSWORD);
    expect((await ask(simulator, 'GET', '/state')).status).toBe(404);
  });

  test('takes nothing from web pages', async () => {
    await using simulator = await controlled();
    const before = simulator.faults.read();
    for (const headers of [
      { Origin: 'https://example.test' },
      { Host: 'rebound.example.test' },
      { Origin: 'null' },
    ]) {
      const reply = await ask(simulator, 'PUT', '/faults', { drop: 1 }, headers);
      expect(reply.status).toBe(403);
    }
    expect(simulator.faults.read()).toEqual(before);
  });

  test('reads no body without end', async () => {
    await using simulator = await controlled();
    const reply = await ask(simulator, 'PUT', '/faults', `"${'x'.repeat(70_000)}"`);
    expect(reply.status).toBe(413);
  });
});
