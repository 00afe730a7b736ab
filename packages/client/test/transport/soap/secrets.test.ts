import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { escapeText } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/transport/transport.js';
import { ask, errorOf } from '../support/messages.js';
import { serveRaw } from './support/raw-http.js';
import {
  envelope,
  escape,
  fault,
  faultEnvelope,
  serveSoap,
  type SoapRequest,
} from './support/soap-server.js';
import { soapChannel } from './support/transports.js';

/** In every secret, however it is escaped. */
const PLANTED = /Pl4nt|506c346e74/i;

const secrets = ['Pl4nted', `Pl4nt<&>"'ed]]>`, 'Pl4ntéd €セ😀', 'Pl4nt ed\tx'.repeat(20)];

const fields = ['password', 'newPassword', 'signedPassword', 'passwordHash', 'passcode', 'nonce'];

const contents = [
  ...secrets.map((secret) => `<password>${escapeText(secret)}</password>`),
  ...fields.map((field) => `<${field}>Pl4nted</${field}><userId>alice@example.test</userId>`),
];

/** All that anybody could print of what a call leaves behind. */
function printed(error: unknown, channel: Channel): string {
  const things: unknown[] = [error, channel];
  return things
    .flatMap((thing) => [
      String(thing),
      JSON.stringify(thing),
      inspect(thing, { depth: 10, showHidden: true, getters: true }),
      thing instanceof Error ? (thing.stack ?? '') : '',
    ])
    .join('\n');
}

type Answer = (response: ServerResponse, request: SoapRequest) => void;

const html = { 'Content-Type': 'text/html' };

const answers: readonly (readonly [string, Answer])[] = [
  [
    'a page that shows it',
    (r, { document }) => r.writeHead(200, html).end(`<html>${document}</html>`),
  ],
  [
    'a page that shows it escaped',
    (r, { document }) => r.writeHead(200, html).end(`<html><pre>${escape(document)}</pre></html>`),
  ],
  ['an error page that shows the whole call', (r, { body }) => r.writeHead(502, html).end(body)],
  [
    'a server error that shows the whole call',
    (r, { body }) => r.writeHead(500, html).end(`<br>${body}`),
  ],
  ['text that shows the whole call', (r, { body }) => r.end(`Cannot process ${body}`)],
  ['the call as its answer', (r, { body }) => r.end(body)],
  [
    'JSON',
    (r, { document }) => r.writeHead(400).end(JSON.stringify({ error: 'bad', in0: document })),
  ],
  [
    'a fault that shows it escaped',
    (r, { document }) =>
      fault(r, faultEnvelope('INVALID_REQUEST', `<string>${escape(document)}</string>`)),
  ],
  [
    'a fault that shows it in CDATA',
    (r, { document }) =>
      fault(r, faultEnvelope('X', `<![CDATA[${document.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`)),
  ],
  [
    'a fault that takes it apart',
    (r, { document }) => fault(r, faultEnvelope('X', document.replace(/<\?.*?\?>/, '')), 200),
  ],
  [
    'a fault whose text shows it',
    (r, { document }) =>
      fault(r, envelope(`<Fault><faultstring>${escape(document)}</faultstring></Fault>`)),
  ],
  [
    'a redirect that carries it',
    (r, { document }) => {
      r.writeHead(302, { Location: `http://h/?q=${encodeURIComponent(document)}` }).end();
    },
  ],
  [
    'a content type that carries it',
    (r) => r.writeHead(200, { 'Content-Type': 'text/html; note="Pl4nted"' }).end('no'),
  ],
  [
    'headers that carry it',
    (r) => {
      r.writeHead(403, 'Pl4nted', {
        'X-Echo': 'Pl4nted',
        'Set-Cookie': 'JSESSIONID=Pl4nted',
      }).end();
    },
  ],
  [
    'a cut in the middle of it',
    (r, { document }) => {
      r.writeHead(200, { 'Content-Length': 10_000 });
      r.write(document.slice(0, document.indexOf('Pl4nt') + 6), () => r.destroy());
    },
  ],
  ['silence', () => undefined],
  ['the end of the connection', (r) => r.destroy()],
];

describe('a secret in a request shows in nothing that a failed call leaves behind', () => {
  it.each(answers)('after %s', async (_what, answer) => {
    await using server = await serveSoap(answer);
    for (const content of contents) {
      const channel = await soapChannel(server);
      const error = await errorOf(
        ask(channel, content, { timeoutMs: answer.length === 0 ? 100 : 5_000 }),
      );
      expect(error).toBeInstanceOf(Error);
      expect(printed(error, channel)).not.toMatch(PLANTED);
    }
    expect(server.requests.at(0)?.document).toMatch(PLANTED);
  });

  it('after something else than HTTP that shows it', async () => {
    await using server = await serveRaw((socket) => socket.end('<password>Pl4nted</password>'));
    const channel = await soapChannel(server);
    const error = await errorOf(ask(channel, contents[0]!));
    expect(printed(error, channel)).not.toMatch(PLANTED);
  });

  it('while the call is under way', async () => {
    await using server = await serveSoap(() => undefined);
    const channel = await soapChannel(server);
    const controller = new AbortController();
    const call = errorOf(ask(channel, contents[0]!, { signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(1);
    expect(printed(undefined, channel)).not.toMatch(PLANTED);
    controller.abort();
    expect(printed(await call, channel)).not.toMatch(PLANTED);
  });
});
