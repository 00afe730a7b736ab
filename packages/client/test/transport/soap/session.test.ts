import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { CallScope } from '../../../src/call/scope.js';
import { type SoapFaultError } from '../../../src/errors.js';
import { isSessionLost } from '../../../src/transport/soap/fault.js';
import type { SoapTransport } from '../../../src/transport/soap/soap.js';
import type { Channel } from '../../../src/transport/transport.js';
import { UsageError } from '../../../src/transport/usage-error.js';
import { ask, document, errorOf, open } from '../support/messages.js';
import { fault, NOT_LOGGED_IN, reply, serveSoap, type SoapServer } from './support/soap-server.js';
import { soapChannel, soapTransport } from './support/transports.js';

/** Gives each new client a session, and knows no others. */
function serveSessions(): Promise<SoapServer & { readonly sessions: Set<string> }> {
  const sessions = new Set<string>();
  let count = 0;
  const server = serveSoap((response, { headers, document: sent }) => {
    const cookie = headers.cookie?.replace(/; .*/, '');
    if (cookie === undefined) {
      const id = `JSESSIONID=S${String((count += 1))}`;
      sessions.add(id);
      reply(response, sent, { 'Set-Cookie': [`${id}; Path=/; HttpOnly`, 'lb=node1'] });
    } else if (sessions.has(cookie)) reply(response, sent);
    else fault(response, NOT_LOGGED_IN);
  });
  return server.then((started) => Object.assign(started, { sessions }));
}

const cookiesOf = (server: SoapServer): (string | undefined)[] =>
  server.requests.map((request) => request.headers.cookie);

async function resume(transport: SoapTransport, state: string): Promise<Channel> {
  using scope = new CallScope({ timeoutMs: 1_000 });
  return await transport.open(scope, state);
}

describe('the cookies of a session', () => {
  it('are taken from the first answer and sent with every message after it', async () => {
    await using server = await serveSessions();
    const channel = await soapChannel(server);
    for (let i = 0; i < 3; i++) await ask(channel, '<a/>');
    expect(cookiesOf(server)).toEqual([
      undefined,
      'JSESSIONID=S1; lb=node1',
      'JSESSIONID=S1; lb=node1',
    ]);
  });

  it('are never shared by two channels, however their calls mix on the connections', async () => {
    await using server = await serveSessions();
    const transport = soapTransport(server);
    const channels = [await open(transport), await open(transport)];
    const seen = new Map<Channel, Set<string | undefined>>();
    for (let i = 0; i < 40; i++) {
      const channel = channels[i % 3 === 0 ? 0 : 1]!;
      await ask(channel, '<a/>');
      const cookies = seen.get(channel) ?? new Set();
      seen.set(channel, cookies.add(server.requests.at(-1)?.headers.cookie));
    }
    expect(server.sockets).toHaveLength(1);
    expect(seen.get(channels[0]!)).toEqual(new Set([undefined, 'JSESSIONID=S1; lb=node1']));
    expect(seen.get(channels[1]!)).toEqual(new Set([undefined, 'JSESSIONID=S2; lb=node1']));
  });

  it('are kept apart in parallel calls too', async () => {
    await using server = await serveSessions();
    const transport = soapTransport(server);
    await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const channel = await open(transport);
        for (let n = 0; n < 5; n++) {
          const content = `<n>${String(i)}.${String(n)}</n>`;
          expect(await ask(channel, content)).toBe(document(content));
        }
      }),
    );
    const senders = new Map<string, Set<string | undefined>>();
    for (const { headers, document: sent } of server.requests) {
      if (headers.cookie === undefined) continue;
      const known = senders.get(headers.cookie) ?? new Set();
      senders.set(headers.cookie, known.add(/<n>(\d)/.exec(sent)?.[1]));
    }
    expect(Array.from(senders.values(), (set) => set.size)).toEqual(Array(8).fill(1));
  });

  it('show the loss of the session, which ends the channel', async () => {
    await using server = await serveSessions();
    const channel = await soapChannel(server);
    const onClose = vi.fn();
    channel.onClose(onClose);
    await ask(channel, '<a/>');
    server.sessions.clear();
    const error = await errorOf(ask(channel, '<a/>'));
    expect(error).toMatchObject({
      name: 'SoapFaultError',
      code: 'soap-fault',
      outcome: 'rejected',
    });
    expect(isSessionLost((error as SoapFaultError).fault)).toBe(true);
    expect(channel.isOpen).toBe(false);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('are shown by nothing', async () => {
    await using server = await serveSessions();
    const transport = soapTransport(server);
    const channel = await open(transport);
    await ask(channel, '<a/>');
    const shown = inspect([transport, channel], { depth: 20, showHidden: true });
    expect(shown).not.toMatch(/JSESSIONID|S1/);
    expect(JSON.stringify([transport, channel])).not.toContain('S1');
  });
});

describe('a session', () => {
  it('is resumed by another transport', async () => {
    await using server = await serveSessions();
    const first = await soapChannel(server);
    expect(first.exportState?.()).toBeUndefined();
    await ask(first, '<a/>');
    const state = first.exportState?.();
    const second = await resume(soapTransport(server), state!);
    expect(await ask(second, '<b/>')).toBe(document('<b/>'));
    expect(cookiesOf(server)).toEqual([undefined, 'JSESSIONID=S1; lb=node1']);
    expect(second.exportState?.()).toBe(state);
  });

  it('is not handed to another platform', async () => {
    await using server = await serveSessions();
    await using other = await serveSessions();
    const channel = await soapChannel(server);
    await ask(channel, '<a/>');
    const error = await errorOf(resume(soapTransport(other), channel.exportState!()!));
    expect(error).toBeInstanceOf(UsageError);
    expect(inspect(error)).not.toContain('S1');
    expect(other.requests).toHaveLength(0);
  });

  it.each(['', 'null', '[]', '"x"', '{"cookies":{"a":"Pl4nted"}}', '{"cookies":Pl4nted', '{}'])(
    'is not resumed from %j, which is not repeated',
    async (state) => {
      await using server = await serveSessions();
      const error = await errorOf(resume(soapTransport(server), state));
      expect(error).toBeInstanceOf(UsageError);
      expect(inspect(error)).not.toContain('Pl4nted');
    },
  );

  it('is not exported once its channel has ended', async () => {
    await using server = await serveSessions();
    const channel = await soapChannel(server);
    await ask(channel, '<a/>');
    channel.destroy();
    expect(channel.exportState?.()).toBeUndefined();
  });
});

describe('a channel', () => {
  it('ends once, and takes nothing then', async () => {
    await using server = await serveSessions();
    const channel = await soapChannel(server);
    const onClose = vi.fn();
    channel.onClose(onClose);
    expect(channel.isOpen).toBe(true);
    channel.destroy();
    channel.destroy();
    expect(channel.isOpen).toBe(false);
    expect(onClose).toHaveBeenCalledOnce();
    expect(await errorOf(ask(channel, '<a/>'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
    const late = vi.fn();
    channel.onClose(late);
    await expect.poll(() => late.mock.calls.length).toBe(1);
    expect(server.requests).toHaveLength(0);
  });

  it('that is destroyed during an exchange ends it', async () => {
    await using server = await serveSoap(() => undefined);
    const channel = await soapChannel(server);
    const call = errorOf(ask(channel, '<a/>'));
    await expect.poll(() => server.requests.length).toBe(1);
    channel.destroy();
    expect(await call).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  it('that is destroyed while it connects sends nothing', async () => {
    await using server = await serveSessions();
    const channel = await soapChannel(server);
    const call = errorOf(ask(channel, '<a/>'));
    channel.destroy();
    expect(await call).toMatchObject({ code: 'connection-lost', outcome: 'not-sent' });
    expect(server.requests).toHaveLength(0);
  });
});
