import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import {
  encodeMessage,
  ErrorResponse,
  MessageFramer,
  MessageTooLargeError,
  OCITable,
  SuccessResponse,
  type OCICommand,
  type OCIRequest,
  type OCIResponse,
} from '@ocipkit/core';
import {
  UserDeleteRequest,
  UserGetListInGroupRequest,
  UserGetListInGroupResponse,
  UserGetRequest23V2,
  UserGetResponse23V2,
} from '@ocipkit/commands/user';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settle } from '../src/call/answer.js';
import { CallScope } from '../src/call/scope.js';
import { ClientError } from '../src/errors.js';
import { Session } from '../src/session/session.js';
import { parseEndpoint } from '../src/transport/endpoint.js';
import { StreamChannel } from '../src/transport/stream.js';
import { readReply } from '../src/transport/soap/reply.js';
import { escape, faultEnvelope, replyEnvelope } from './transport/soap/support/soap-server.js';
import { replies } from './transport/support/messages.js';

/** The same cases in every run. */
const SEED = 20_261_123;

const SESSION = 's1';
const endpoint = parseEndpoint('tcp://fuzz.example.test');

type Command = OCICommand<string, object>;

/** Requests with their answer as a platform writes it. */
interface Golden {
  readonly name: string;
  readonly requests: readonly OCIRequest[];
  readonly answers: readonly Command[];
  readonly bytes: Buffer;
}

const userId = 'alice@example.test';
const read = new UserGetRequest23V2({ userId });
const list = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });
const remove = new UserDeleteRequest({ userId });

const record = new UserGetResponse23V2({
  serviceProviderId: 'sp',
  groupId: 'g',
  userId,
  lastName: 'Ångström & Söhne',
  firstName: '<Anna>',
  callingLineIdLastName: 'Å',
  callingLineIdFirstName: 'A',
  hiraganaLastName: 'セ',
  hiraganaFirstName: 'ル',
  department: { $type: 'GroupDepartmentKey', serviceProviderId: 'sp', groupId: 'g', name: 'd' },
  language: 'English',
  timeZone: 'Europe/Stockholm',
  timeZoneDisplayName: '(GMT+01:00)',
  countryCode: '46',
  allowVideo: true,
  defaultAlias: userId,
});

const table = new UserGetListInGroupResponse({
  userTable: new OCITable(
    ['User Id', 'Last Name', 'First Name'],
    Array.from({ length: 12 }, (_, i) => [`u${String(i)}@example.test`, `Ö${String(i)}`, '-']),
  ),
});

const refusal = new ErrorResponse({
  summary: '[Error 4008] nej',
  summaryEnglish: '[Error 4008] User not found',
  detail: '<command xsi:type="c:SuccessResponse"/></BroadsoftDocument>',
});

function golden(name: string, requests: readonly OCIRequest[], answers: readonly Command[]) {
  const commands = answers.map((command, i) => ({ command, echo: String(i + 1) }));
  const identity = { sessionId: SESSION };
  const written = encodeMessage({ identity, commands }, { validate: false });
  return { name, requests, answers, bytes: Buffer.from(written) } satisfies Golden;
}

const goldens: readonly Golden[] = [
  golden('a success', [remove], [new SuccessResponse()]),
  golden('a refusal', [remove], [refusal]),
  golden('a record', [read], [record]),
  golden('a table', [list], [table]),
  golden('a batch', [read, remove, list], [record, new SuccessResponse(), table]),
  golden(
    'a batch with a refusal',
    [remove, remove, read],
    [new SuccessResponse(), refusal, record],
  ),
];

// The way of the bytes

/** A socket whose other side answers the first bytes it gets with these chunks, and ends. */
class AnsweringSocket extends EventEmitter {
  writable = true;
  readonly #chunks: readonly Uint8Array[];
  #isDestroyed = false;

  constructor(chunks: readonly Uint8Array[]) {
    super();
    this.#chunks = chunks;
  }

  write(_bytes: Uint8Array, done: () => void): boolean {
    queueMicrotask(() => {
      done();
      for (const chunk of this.#chunks) {
        if (!this.#isDestroyed) this.emit('data', Buffer.from(chunk));
      }
      if (!this.#isDestroyed) this.emit('end');
    });
    return true;
  }

  destroy(): this {
    this.#isDestroyed = true;
    this.writable = false;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

type Outcome =
  | { readonly kind: 'success'; readonly response: OCIResponse }
  | { readonly kind: 'error'; readonly error: unknown };

/** Sends requests over a socket that answers with these bytes, and gives what became of each. */
async function ask(
  requests: readonly OCIRequest[],
  chunks: readonly Uint8Array[],
): Promise<readonly Outcome[]> {
  const socket = new AnsweringSocket(chunks);
  const channel = new StreamChannel(socket as unknown as Socket, endpoint, 100_000);
  const session = new Session(channel, { endpoint: 'fuzz', encoding: 'ISO-8859-1' }, SESSION);
  using scope = new CallScope({ timeoutMs: 10_000 });
  try {
    const received = await session.exchange(requests, scope);
    return requests.map((request, i): Outcome => {
      const result = settle(request, received[i]!, 'fuzz');
      return result.ok
        ? { kind: 'success', response: result.response }
        : { kind: 'error', error: result.error };
    });
  } catch (error) {
    expect(channel.isOpen).toBe(false);
    return requests.map(() => ({ kind: 'error', error }));
  } finally {
    channel.destroy();
  }
}

/** Cuts bytes at the given places, whatever these are. */
function chunked(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const edges = [0, ...places, bytes.length];
  return edges.slice(1).map((end, i) => bytes.subarray(edges[i], end));
}

const oneByOne = (bytes: Uint8Array): Uint8Array[] =>
  Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));

// What happens to the bytes

interface Change {
  readonly how:
    'set' | 'flip' | 'insert' | 'remove' | 'repeat' | 'move' | 'cut' | 'splice' | 'insertText';
  readonly at: number;
  readonly length: number;
  readonly byte: number;
  readonly text: string;
}

/** What means something to whoever reads the stream. */
const pieces = [
  '</BroadsoftDocument>',
  '</BroadsoftDocument',
  '<BroadsoftDocument xmlns="C">',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!',
  '</',
  '<command xmlns="" xsi:type="LogoutRequest">',
  '<command xmlns="" xmlns:c="C" xsi:type="c:SuccessResponse"/>',
  '</command>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<!DOCTYPE x [<!ENTITY a "&a;&a;">]>',
  '&a;',
  '&#0;',
  '&#x110000;',
  '\u{FEFF}',
  '\0',
  '<a>'.repeat(100),
  'xsi:nil="true"',
  'xmlns:xsi="x"',
];

const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom<Change['how']>(
    'set',
    'flip',
    'insert',
    'remove',
    'repeat',
    'move',
    'cut',
    'splice',
    'insertText',
  ),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 80 }),
  byte: fc.integer({ min: 0, max: 255 }),
  text: fc.constantFrom(...pieces),
});

function applied(bytes: Buffer, { how, at, length, byte, text }: Change, other: Buffer): Buffer {
  const place = at % (bytes.length + 1);
  const before = bytes.subarray(0, place);
  const after = bytes.subarray(place);
  const rest = bytes.subarray(place + length);
  switch (how) {
    case 'set':
      return Buffer.concat([before, Buffer.of(byte), bytes.subarray(place + 1)]);
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.of((bytes[place] ?? 0) ^ (1 << (byte % 8))),
        bytes.subarray(place + 1),
      ]);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(length % 8, byte), after]);
    case 'remove':
      return Buffer.concat([before, rest]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'move':
      return Buffer.concat([before, rest, after.subarray(0, length)]);
    case 'cut':
      return before;
    case 'splice':
      return Buffer.concat([before, other.subarray(byte % (other.length + 1))]);
    case 'insertText':
      return Buffer.concat([before, Buffer.from(text), after]);
  }
}

const damagedStream = fc
  .record({
    first: fc.nat(),
    second: fc.nat(),
    changes: fc.array(change, { minLength: 1, maxLength: 5 }),
    cuts: fc.array(fc.nat(), { maxLength: 12 }),
  })
  .map(({ first, second, changes, cuts }) => {
    const typed = goldens.map((g) => g.bytes);
    const all = [...typed, ...typed, ...Object.values(replies).map((r) => r.bytes)];
    const other = all[second % all.length]!;
    const bytes = changes.reduce<Buffer>(
      (current, one) => applied(current, one, other),
      all[first % all.length]!,
    );
    return { bytes, cuts, asked: goldens[(first % all.length) % goldens.length]! };
  });

// The tests

/** What a framer makes of chunks, and whether it was too much for it. */
function framed(chunks: readonly Uint8Array[], maxBytes?: number) {
  const framer = new MessageFramer(maxBytes);
  const messages: string[] = [];
  let mostPending = 0;
  try {
    for (const chunk of chunks) {
      for (const message of framer.push(chunk)) {
        messages.push(Buffer.from(message).toString('latin1'));
      }
      mostPending = Math.max(mostPending, framer.pendingBytes - chunk.length);
    }
    // What is too large may show with the next bytes only.
    framer.push(new Uint8Array(0));
    return { messages, pending: framer.pendingBytes, isTooLarge: false };
  } catch (error) {
    expect(error).toBeInstanceOf(MessageTooLargeError);
    return { messages, pending: 0, isTooLarge: true };
  } finally {
    expect(mostPending).toBeLessThanOrEqual(maxBytes ?? Infinity);
  }
}

describe('framing', () => {
  test('gives the same messages of a damaged stream, wherever reads split it', () => {
    fc.assert(
      fc.property(damagedStream, ({ bytes, cuts }) => {
        const whole = framed([bytes]);
        expect(framed(chunked(bytes, cuts))).toEqual(whole);
        expect(framed(oneByOne(bytes))).toEqual(whole);
        const size = whole.messages.reduce((sum, message) => sum + message.length, whole.pending);
        expect(size).toBeLessThanOrEqual(bytes.length);
      }),
      { seed: SEED, numRuns: 1_500 },
    );
  });

  test('keeps to its limit, and gives the same messages before it', () => {
    fc.assert(
      fc.property(damagedStream, fc.integer({ min: 20, max: 3_000 }), ({ bytes, cuts }, limit) => {
        const whole = framed([bytes], limit);
        const split = framed(chunked(bytes, cuts), limit);
        expect(split).toEqual(whole);
        for (const message of whole.messages) expect(message.length).toBeLessThanOrEqual(limit);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  test('holds nothing back after any number of messages', () => {
    const framer = new MessageFramer();
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 8 }), (which, cuts) => {
        const { bytes } = goldens[which % goldens.length]!;
        const messages = chunked(bytes, cuts).flatMap((chunk) => framer.push(chunk));
        expect(Buffer.concat(messages).toString()).toBe(bytes.toString().trimEnd());
        expect(framer.pendingBytes).toBe(0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('an answer', () => {
  test.each(goldens)('that is whole arrives, however it is split: $name', async (one) => {
    for (const chunks of [[one.bytes], oneByOne(one.bytes), chunked(one.bytes, [7, 99, 300])]) {
      const outcomes = await ask(one.requests, chunks);
      expect(outcomes.map((o) => o.kind)).toEqual(
        one.answers.map((a) => (a instanceof ErrorResponse ? 'error' : 'success')),
      );
      outcomes.forEach((outcome, i) => {
        if (outcome.kind === 'success') expect(outcome.response).toEqual(one.answers[i]);
      });
    }
  });

  test('that is damaged in any way ends in a response of its kind or in an error of ours', async () => {
    const seen = { success: 0, error: 0 };
    await fc.assert(
      fc.asyncProperty(damagedStream, async ({ bytes, cuts, asked }) => {
        const outcomes = await ask(asked.requests, chunked(bytes, cuts));
        expect(outcomes).toHaveLength(asked.requests.length);
        outcomes.forEach((outcome, i) => {
          seen[outcome.kind] += 1;
          if (outcome.kind === 'error') expect(outcome.error).toBeInstanceOf(ClientError);
          else expect(expectedTypes(asked.requests[i]!)).toContain(outcome.response.$type);
        });
      }),
      { seed: SEED, numRuns: 2_000 },
    );
    // Most damage is fatal, and some hits nothing but a text.
    expect(seen.success).toBeGreaterThan(50);
    expect(seen.error).toBeGreaterThan(1_000);
  });

  test.each(goldens)('that ends anywhere before its end is an error: $name', async (one) => {
    const { length } = one.bytes.subarray(0, one.bytes.lastIndexOf('>'));
    const step = Math.ceil(length / 400);
    for (let end = 0; end <= length; end += step) {
      const cut = one.bytes.subarray(0, end);
      for (const outcome of await ask(one.requests, [cut])) expectFailure(outcome);
    }
  });

  test.each(goldens)('with a letter changed in a tag or a type is an error: $name', async (one) => {
    // Names of elements, and the types of commands; those of fields may be unknown to us.
    const text = one.bytes.toString('latin1');
    const names = [
      ...text.matchAll(/<\/?(\w+)/g),
      ...text.matchAll(/<command [^>]*xsi:type="(?:c:)?(\w+)/g),
    ];
    const places = names.flatMap((match) => {
      const [whole, name = ''] = match;
      const start = match.index + whole.length - name.length;
      return Array.from(name, (_, i) => start + i);
    });
    expect(places.length).toBeGreaterThan(20);
    const step = Math.ceil(places.length / 300);
    for (let i = 0; i < places.length; i += step) {
      const damaged = Buffer.from(one.bytes);
      const at = places[i]!;
      damaged[at] = damaged[at] === 0x71 ? 0x7a : 0x71;
      const outcomes = await ask(one.requests, [damaged]);
      expect(outcomes.some((o) => o.kind === 'error')).toBe(true);
      outcomes.forEach((outcome) => {
        if (outcome.kind === 'error') expect(outcome.error).toBeInstanceOf(ClientError);
      });
      if (!one.answers.some((a) => a instanceof ErrorResponse)) outcomes.forEach(expectFailure);
    }
  });

  test.each(goldens)('with a bracket, slash or quote lost is an error: $name', async (one) => {
    const text = one.bytes.toString('latin1');
    const places = [...text.matchAll(/<[^>]*>/g)].flatMap(({ 0: tag, index }) =>
      [...tag.matchAll(/[<>"/]/g)]
        // An empty element that loses its brackets may leave a text, and nothing that is wrong.
        .filter((match) => !tag.endsWith('/>') || match[0] === '"')
        .map((match) => index + match.index),
    );
    const step = Math.ceil(places.length / 300);
    for (let i = 0; i < places.length; i += step) {
      const at = places[i]!;
      const damaged = Buffer.concat([one.bytes.subarray(0, at), one.bytes.subarray(at + 1)]);
      for (const outcome of await ask(one.requests, [damaged])) expectFailure(outcome);
    }
  });

  test.each(goldens)('with a command too many or too few is an error: $name', async (one) => {
    const commands = one.answers.map((command, i) => ({ command, echo: String(i + 1) }));
    const variants = commands.flatMap((_, i) => [
      commands.toSpliced(i, 1),
      commands.toSpliced(i, 0, commands[i]!),
    ]);
    for (const variant of variants) {
      const isRefusalOfAll = variant.length === 1 && variant[0]!.command instanceof ErrorResponse;
      if (variant.length === 0 || isRefusalOfAll) continue;
      const identity = { sessionId: SESSION };
      const bytes = encodeMessage({ identity, commands: variant }, { validate: false });
      for (const outcome of await ask(one.requests, [bytes])) {
        expectFailure(outcome);
        expect(outcome).toMatchObject({ error: { code: 'wrong-answer', outcome: 'unknown' } });
      }
    }
  });
});

describe('an answer over SOAP', () => {
  const envelopes = [
    ...goldens.map((g) => replyEnvelope(escape(g.bytes.toString('latin1')))),
    faultEnvelope('INVALID_REQUEST', '<string>no</string>'),
    '<html><body>502</body></html>',
  ].map((text) => Buffer.from(text));

  test('that is damaged in any way is a text or an error of ours, and never a cut document', () => {
    let whole = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(200, 500, 302, 404, 503),
        fc.constantFrom(undefined, 'text/xml; charset=utf-8', 'text/xml; charset=x', 'text/html'),
        (which, changes, status, type) => {
          const other = envelopes[(which >> 3) % envelopes.length]!;
          const body = changes.reduce<Buffer>(
            (current, one) => applied(current, one, other),
            envelopes[which % envelopes.length]!,
          );
          const headers = type === undefined ? {} : { 'content-type': type };
          try {
            const document = readReply({ status, headers, body }, 'http://fuzz', 100_000);
            expect(status).toBe(200);
            expect(body.toString('latin1')).toContain('Envelope>');
            expect(document.trim()).not.toBe('');
            whole += 1;
          } catch (error) {
            expect(error).toBeInstanceOf(ClientError);
          }
        },
      ),
      { seed: SEED, numRuns: 1_500 },
    );
    expect(whole).toBeGreaterThan(10);
  });

  test.each(goldens)('that ends anywhere before its end is an error: $name', (one) => {
    const body = Buffer.from(replyEnvelope(escape(one.bytes.toString('latin1'))));
    const step = Math.ceil(body.length / 300);
    for (let end = 0; end < body.length; end += step) {
      const cut = { status: 200, headers: {}, body: body.subarray(0, end) };
      expect(() => readReply(cut, 'http://fuzz', 100_000)).toThrow(ClientError);
    }
  });
});

function expectFailure(outcome: Outcome): void {
  expect(outcome.kind).toBe('error');
  if (outcome.kind === 'error') expect(outcome.error).toBeInstanceOf(ClientError);
}

function expectedTypes(request: OCIRequest): readonly string[] {
  if (request instanceof UserDeleteRequest) return ['SuccessResponse'];
  return [request.$type.replace('Request', 'Response')];
}
