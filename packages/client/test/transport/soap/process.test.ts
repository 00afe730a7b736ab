import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { closedPort } from '../support/servers.js';
import { reply, serveSoap, type SoapServer } from './support/soap-server.js';

const built = (path: string): string =>
  JSON.stringify(new URL(`../../../dist/${path}.js`, import.meta.url).href);

/** A program that uses the built transport, and tells at its end what still is open. */
function program({ endpoint }: SoapServer, work: string): string {
  return `
    const { CallScope } = await import(${built('call/scope')});
    const { parseEndpoint } = await import(${built('transport/endpoint')});
    const { dialTcp } = await import(${built('transport/tcp')});
    const { SoapTransport } = await import(${built('transport/soap/soap')});

    function transportTo(url) {
      const endpoint = parseEndpoint(url);
      return new SoapTransport(endpoint, dialTcp(endpoint));
    }
    async function within(options, work) {
      const scope = new CallScope({ timeoutMs: 60_000, ...options });
      try {
        return await work(scope);
      } finally {
        scope[Symbol.dispose]();
      }
    }
    const ask = (channel, text, options) =>
      within(options, (scope) => channel.exchange({ xml: text, encoding: 'UTF-8' }, scope));
    const open = (transport) => within({}, (scope) => transport.open(scope));
    const code = (error) => error.code;

    const transport = transportTo(${JSON.stringify(endpoint.display)});
    const results = [];
    ${work}
    setImmediate(() => {
      const left = process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout/.test(name));
      console.log(JSON.stringify({ results, left }));
    });
  `;
}

async function run(
  server: SoapServer,
  work: string,
): Promise<{ results: string[]; left: string[] }> {
  const args = ['--input-type=module', '--eval', program(server, work)];
  // A process that something keeps alive is ended by the time limit, which fails the test.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { results: string[]; left: string[] };
}

/** Stays silent where the document says so, and gives a session to all. */
function serve(): Promise<SoapServer> {
  return serveSoap((response, { document }) => {
    if (document !== 'silence') reply(response, document, { 'Set-Cookie': 'JSESSIONID=1' });
  });
}

describe('a process', () => {
  it('ends by itself, with nothing left open, once the transport is closed', async () => {
    await using server = await serve();
    const refusing = `http://127.0.0.1:${String(await closedPort())}`;
    const { results, left } = await run(
      server,
      `
      const channels = await Promise.all(Array.from({ length: 5 }, () => open(transport)));
      for (let i = 0; i < 20; i++) {
        await Promise.all(channels.map((channel) => ask(channel, 'hello')));
      }
      results.push(await ask(channels[0], 'hello'));
      results.push(await ask(channels[1], 'silence', { timeoutMs: 50 }).catch(code));
      results.push(await ask(channels[2], 'x', { signal: AbortSignal.abort() }).catch(code));
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      results.push(await ask(channels[3], 'silence', { signal: controller.signal }).catch(code));
      const call = ask(channels[4], 'silence').catch(code);
      setTimeout(() => channels[4].destroy(), 50);
      results.push(await call);
      results.push(await ask(await open(transportTo('${refusing}')), 'x').catch(code));
      transport.close();
      for (const channel of channels) channel.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
      `,
    );
    expect(results).toEqual([
      'hello',
      'timeout',
      'aborted',
      'aborted',
      'connection-lost',
      'connection-refused',
    ]);
    expect(left).toEqual([]);
  });

  it('ends by itself even if nobody closes anything: kept connections do not hold it', async () => {
    await using server = await serve();
    const { results } = await run(
      server,
      `results.push(await ask(await open(transport), 'hello'));`,
    );
    expect(results).toEqual(['hello']);
  });

  it('is held by a call that waits', async () => {
    await using server = await serve();
    const work = `results.push(await ask(await open(transport), 'silence', { timeoutMs: 300 }).catch(code));`;
    expect((await run(server, work)).results).toEqual(['timeout']);
  });
});
