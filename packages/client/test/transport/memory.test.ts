import { describe, expect, it } from 'vitest';
import { CallScope } from '../../src/call/scope.js';
import { AbortError, ConnectionError, LoginError, TimeoutError } from '../../src/errors.js';
import { MemoryTransport } from '../../src/transport/memory.js';
import { UsageError } from '../../src/transport/usage-error.js';
import { ask, document, errorOf, message, open } from './support/messages.js';
import { pause } from './support/servers.js';

const never = (): Promise<string> => new Promise<string>(() => undefined);

describe('a transport in memory', () => {
  it('hands each message to the handler, with the number of its channel', async () => {
    const calls: [string, number][] = [];
    const transport = new MemoryTransport((xml, channelNumber) => {
      calls.push([xml, channelNumber]);
      return document(`answer ${String(calls.length)}`);
    });
    const [first, second] = [await open(transport), await open(transport)];
    expect(await ask(second, 'a')).toBe(document('answer 1'));
    expect(await ask(first, 'b')).toBe(document('answer 2'));
    expect(calls).toEqual([
      [document('a'), 2],
      [document('b'), 1],
    ]);
  });

  it('takes bytes, or a promise, for an answer', async () => {
    const transport = new MemoryTransport(async () => {
      await pause(10);
      return Buffer.from(document('é'), 'latin1');
    });
    expect(await ask(await open(transport), 'a')).toBe(document('é'));
  });

  it('tells what it is', () => {
    expect(new MemoryTransport(never)).toMatchObject({ endpoint: 'memory', isSecure: true });
    const options = { endpoint: 'as1:2208', isSecure: false };
    expect(new MemoryTransport(never, options)).toMatchObject(options);
  });

  it('sets the phase and that bytes have left', async () => {
    const channel = await open(new MemoryTransport(() => document('x')));
    using scope = new CallScope({ timeoutMs: 1_000 });
    await channel.exchange(message('x'), scope);
    expect(scope).toMatchObject({ phase: 'receive', sent: true });
  });

  it('refuses two exchanges at once on a channel', async () => {
    const transport = new MemoryTransport(async () => {
      await pause(10);
      return document('x');
    });
    const channel = await open(transport);
    const first = ask(channel, 'a');
    expect(await errorOf(ask(channel, 'b'))).toBeInstanceOf(UsageError);
    expect(await first).toBe(document('x'));
    expect(channel.isOpen).toBe(true);
  });

  it('ends a call at its deadline, and the channel with it', async () => {
    const channel = await open(new MemoryTransport(never));
    const error = await errorOf(ask(channel, 'x', { timeoutMs: 20 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase: 'receive', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
    expect(await errorOf(ask(channel, 'y'))).toMatchObject({
      code: 'connection-lost',
      outcome: 'not-sent',
    });
  });

  it('ends a call that is given up; before it is sent, the channel stays', async () => {
    const channel = await open(new MemoryTransport(never));
    expect(await errorOf(ask(channel, 'x', { signal: AbortSignal.abort() }))).toBeInstanceOf(
      AbortError,
    );
    expect(channel.isOpen).toBe(true);
    const controller = new AbortController();
    const asking = ask(channel, 'x', { signal: controller.signal });
    controller.abort();
    expect(await errorOf(asking)).toMatchObject({ code: 'aborted', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
  });

  it('does not open a channel for a call that was given up', async () => {
    const transport = new MemoryTransport(never);
    expect(await errorOf(open(transport, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'aborted',
      phase: 'connect',
      outcome: 'not-sent',
    });
    expect(transport.openChannels).toBe(0);
  });

  it('cannot go on with a session of another channel', async () => {
    using scope = new CallScope({ timeoutMs: 1_000 });
    expect(await errorOf(new MemoryTransport(never).open(scope, 'x'))).toBeInstanceOf(UsageError);
  });

  it('takes an error of the handler for a lost connection', async () => {
    const cause = new Error('boom');
    const handler = (): never => {
      throw cause;
    };
    const channel = await open(new MemoryTransport(handler));
    const error = await errorOf(ask(channel, 'x'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'connection-lost', outcome: 'unknown', cause });
    expect(channel.isOpen).toBe(false);
  });

  it('passes an error of the client on', async () => {
    const refusal = new LoginError('login-refused', 'no', { outcome: 'rejected' });
    const channel = await open(new MemoryTransport(() => Promise.reject(refusal)));
    expect(await errorOf(ask(channel, 'x'))).toBe(refusal);
  });

  it('disconnects like a platform that restarts', async () => {
    const transport = new MemoryTransport(never);
    const [idle, busy] = [await open(transport), await open(transport)];
    let told = 0;
    for (const channel of [idle, busy]) channel.onClose(() => void (told += 1));
    const asking = ask(busy, 'x');
    expect(transport.openChannels).toBe(2);
    transport.disconnect();
    transport.disconnect();
    expect(await errorOf(asking)).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    expect(await errorOf(ask(idle, 'x'))).toMatchObject({ outcome: 'not-sent' });
    expect(told).toBe(2);
    expect(transport.openChannels).toBe(0);
    await new Promise<void>((resolve) => idle.onClose(resolve));
  });

  it('leaves open channels alone when it is closed', async () => {
    const transport = new MemoryTransport(() => document('x'));
    const channel = await open(transport);
    transport.close();
    expect(await ask(channel, 'x')).toBe(document('x'));
  });
});
