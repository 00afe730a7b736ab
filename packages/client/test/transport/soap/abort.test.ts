import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CallScope } from '../../../src/call/scope.js';
import { parseEndpoint } from '../../../src/transport/endpoint.js';
import { KeepAliveAgent } from '../../../src/transport/soap/agent.js';
import { writeEnvelope } from '../../../src/transport/soap/envelope.js';
import { post } from '../../../src/transport/soap/http.js';
import { dialTcp } from '../../../src/transport/tcp.js';
import { ask, document, errorOf, message, open } from '../support/messages.js';
import { serveTcp } from '../support/servers.js';
import { reply, serveSoap } from './support/soap-server.js';
import { soapChannel, soapTransport } from './support/transports.js';

const echo: Parameters<typeof serveSoap>[0] = (response, request) => {
  reply(response, request.document);
};

describe('a call that is given up', () => {
  it('before the channel is opened opens none', async () => {
    await using server = await serveSoap(echo);
    const opening = open(soapTransport(server), { signal: AbortSignal.abort() });
    expect(await errorOf(opening)).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  });

  it('before it begins sends nothing and leaves the channel usable', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    const call = ask(channel, '<a/>', { signal: AbortSignal.abort(new Error('enough')) });
    expect(await errorOf(call)).toMatchObject({
      name: 'AbortError',
      outcome: 'not-sent',
      cause: { message: 'enough' },
    });
    expect(server.sockets).toHaveLength(0);
    expect(await ask(channel, '<a/>')).toBe(document('<a/>'));
  });

  it('while it connects sends nothing and leaves the channel usable', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    const controller = new AbortController();
    const call = ask(channel, '<a/>', { signal: controller.signal });
    controller.abort();
    expect(await errorOf(call)).toMatchObject({ phase: 'connect', outcome: 'not-sent' });
    expect(channel.isOpen).toBe(true);
    expect(await ask(channel, '<b/>')).toBe(document('<b/>'));
    expect(server.requests.map((request) => request.document)).toEqual([document('<b/>')]);
  });

  it('during the TLS handshake sends nothing', async () => {
    await using server = await serveTcp((socket) => void socket.resume());
    const endpoint = parseEndpoint(`https://127.0.0.1:${String(server.port)}`);
    const channel = await soapChannel({ endpoint });
    const controller = new AbortController();
    const call = ask(channel, '<a/>', { signal: controller.signal });
    await expect.poll(() => server.sockets.length).toBe(1);
    controller.abort();
    expect(await errorOf(call)).toMatchObject({ phase: 'connect', outcome: 'not-sent' });
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  it('while it sends ends the connection', async () => {
    // Takes the connection, and reads nothing.
    await using server = await serveTcp((socket) => void socket.pause());
    const endpoint = parseEndpoint(`http://127.0.0.1:${String(server.port)}`);
    const channel = await soapChannel({ endpoint });
    const controller = new AbortController();
    using scope = new CallScope({ timeoutMs: 5_000, signal: controller.signal });
    const call = errorOf(channel.exchange(message('x'.repeat(32_000_000)), scope));
    await expect.poll(() => scope.sent).toBe(true);
    controller.abort();
    expect(await call).toMatchObject({ phase: 'send', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
  });

  it('while it waits ends the connection and the channel', async () => {
    await using server = await serveSoap(() => undefined);
    const channel = await soapChannel(server);
    const controller = new AbortController();
    const call = ask(channel, '<a/>', { signal: controller.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await errorOf(call)).toMatchObject({ phase: 'receive', outcome: 'unknown' });
    expect(channel.isOpen).toBe(false);
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  it('in the middle of the answer ends the connection and the channel', async () => {
    await using server = await serveSoap((response) => {
      response.writeHead(200).write('<Envelope>');
    });
    const channel = await soapChannel(server);
    const controller = new AbortController();
    const call = ask(channel, '<a/>', { signal: controller.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await errorOf(call)).toMatchObject({ code: 'aborted', outcome: 'unknown' });
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  it('after its answer changes nothing', async () => {
    await using server = await serveSoap(echo);
    const channel = await soapChannel(server);
    const controller = new AbortController();
    await ask(channel, '<a/>', { signal: controller.signal });
    controller.abort();
    expect(channel.isOpen).toBe(true);
    expect(await ask(channel, '<b/>')).toBe(document('<b/>'));
    expect(server.sockets).toHaveLength(1);
  });

  it('leaves another call of the transport alone', async () => {
    await using server = await serveSoap((response, request) => {
      setTimeout(() => reply(response, request.document), 50);
    });
    const transport = soapTransport(server);
    const controller = new AbortController();
    const [given, kept] = [await open(transport), await open(transport)];
    const givenUp = ask(given, '<a/>', { signal: controller.signal });
    const goesOn = ask(kept, '<b/>');
    await expect.poll(() => server.requests.length).toBe(2);
    controller.abort();
    expect(await errorOf(givenUp)).toMatchObject({ code: 'aborted' });
    expect(await goesOn).toBe(document('<b/>'));
  });
});

describe('the signal that ends a channel', () => {
  it('holds nothing of calls that are over', async () => {
    await using server = await serveSoap(echo);
    const { endpoint } = server;
    const agent = new KeepAliveAgent(dialTcp(endpoint));
    const { signal: closing } = new AbortController();
    using scope = new CallScope({ timeoutMs: 5_000 });
    const body = writeEnvelope(document('<a/>'));
    await post({ endpoint, agent, maxBytes: 10_000 }, { headers: {}, body, closing }, scope);
    expect(getEventListeners(closing, 'abort')).toEqual([]);
    agent.retire();
  });
});

describe('the signal of a call', () => {
  it.each([
    ['answered', '<a/>'],
    ['ended by the front end', '<end/>'],
    ['given up', '<wait/>'],
  ])('is let go of when the call is %s', async (_how, content) => {
    await using server = await serveSoap((response, request) => {
      if (request.document.includes('<end/>')) response.destroy();
      else if (!request.document.includes('<wait/>')) reply(response, request.document);
    });
    const channel = await soapChannel(server);
    const controller = new AbortController();
    using scope = new CallScope({ timeoutMs: 5_000, signal: controller.signal });
    const call = channel.exchange(message(content), scope).catch(() => undefined);
    await expect.poll(() => server.requests.length).toBe(1);
    if (content === '<wait/>') controller.abort();
    await call;
    expect(getEventListeners(scope.signal, 'abort')).toEqual([]);
  });
});

describe('a deadline while connecting', () => {
  it('leaves the request unsent', async () => {
    await using silent = await serveTcp(() => undefined);
    const endpoint = parseEndpoint(`https://127.0.0.1:${String(silent.port)}`);
    const error = await errorOf(ask(await soapChannel({ endpoint }), '<a/>', { timeoutMs: 60 }));
    expect(error).toMatchObject({ code: 'timeout', phase: 'connect', outcome: 'not-sent' });
  });
});
