import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { SuccessResponse } from '@ocipkit/core';
import { UserGetListInGroupResponse } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/client.js';
import {
  AbortError,
  ConnectionError,
  InvalidRequestError,
  ProtocolError,
  RefusedError,
  SoapFaultError,
  TimeoutError,
} from '../../src/errors.js';
import { refusal } from '../support/fake-platform.js';
import {
  clientOf,
  failure,
  leaveNothingOpen,
  pause,
  platformOf,
  quiet,
  read,
  soapPlatform,
  until,
  untilTheEnd,
  write,
} from '../support/faults.js';
import type { SoapPlatform, WirePlatform, WireTurn } from '../support/wire-platform.js';
import { document } from '../transport/support/messages.js';
import { faultEnvelope, NOT_LOGGED_IN } from '../transport/soap/support/soap-server.js';

leaveNothingOpen();

/** A call after the fault works, and each command came as often as said. */
async function goesOn(
  client: Client,
  platform: WirePlatform | SoapPlatform,
  came: { readonly reads: number; readonly writes: number },
): Promise<void> {
  expect({ reads: platform.count(read), writes: platform.count(write) }).toEqual(came);
  await client.send(write);
  expect(platform.count(write)).toBe(came.writes + 1);
  await quiet(client, 'connects' in platform ? platform : undefined);
}

const halfOf = (text: string): string => text.slice(0, text.length / 2);

describe('a connection that ends', () => {
  test('by a reset before the request is read: a read is repeated, a write is not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    const breakAfterLogin = ({ socket, reply }: WireTurn): void => {
      socket.pause();
      socket.write(reply);
      setTimeout(() => socket.resetAndDestroy(), 50);
    };
    // The second message of a login.
    platform.loginScript.push((turn) => void turn.socket.write(turn.reply), breakAfterLogin);
    await client.send(read);
    expect([platform.connects, platform.count(read)]).toEqual([2, 1]);
    platform.reset();
    await until(() => client.stats.idle === 0);
    platform.loginScript.push((turn) => void turn.socket.write(turn.reply), breakAfterLogin);
    await failure(client.send(write), ConnectionError, 'connection-lost', 'unknown');
    await goesOn(client, platform, { reads: 1, writes: 0 });
  });

  test('by a reset after the request was read: a read is repeated, a write is not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket }) => void socket.resetAndDestroy());
    await client.send(read);
    platform.script.push(({ socket }) => void socket.resetAndDestroy());
    const error = await failure(client.send(write), ConnectionError, 'connection-lost', 'unknown');
    expect(error.cause).toMatchObject({ code: 'ECONNRESET' });
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('without an answer: a read is repeated, a write is not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket }) => void socket.end());
    await client.send(read);
    platform.script.push(({ socket }) => void socket.end());
    await failure(client.send(write), ConnectionError, 'connection-lost', 'unknown');
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('in mid-message: no part of it is a result; a read is repeated, a write is not', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket, reply }) => void socket.end(halfOf(reply)));
    expect((await client.send(read)).userTable.length).toBe(1);
    platform.script.push(({ socket, reply }) => void socket.end(halfOf(reply)));
    const error = await failure(client.send(write), ConnectionError, 'connection-lost', 'unknown');
    expect(error.message).toMatch(/after \d+ bytes/);
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('again and again: a read ends with the attempts', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { retry: { attempts: 2, baseMs: 1 } });
    for (let i = 0; i < 3; i++) platform.script.push(({ socket }) => void socket.end());
    await failure(client.send(read), ConnectionError, 'connection-lost', 'unknown');
    await goesOn(client, platform, { reads: 3, writes: 0 });
  });

  test('under a write the caller vouches for: repeated; in doubt even if the last try was not sent', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { retry: { attempts: 1, baseMs: 1 } });
    const idempotent = true;
    platform.script.push(({ socket }) => void socket.end());
    await client.send(write, { idempotent });
    expect(platform.count(write)).toBe(2);
    platform.script.push(({ socket }) => void socket.end());
    platform.loginScript.push(({ socket }) => void socket.end());
    const sending = client.send(write, { idempotent });
    const error = await failure(sending, ConnectionError, 'access-denied', 'unknown');
    expect(error.cause).toMatchObject({ outcome: 'not-sent' });
    await goesOn(client, platform, { reads: 0, writes: 3 });
  });
});

describe('an answer in pieces', () => {
  test('one byte at a time is one answer', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket, reply }) => void drip(socket, reply));
    expect((await client.send(read)).userTable.length).toBe(1);
    await goesOn(client, platform, { reads: 1, writes: 0 });
  });

  test('slower than the deadline: ended by it, and not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket, reply }) => void drip(socket, reply, 10));
      const sending = client.send(request, { timeoutMs: 150 });
      const error = await failure(sending, TimeoutError, 'timeout', 'unknown');
      expect(error.phase).toBe('receive');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });
});

async function drip(socket: Socket, text: string, delayMs?: number): Promise<void> {
  for (const byte of Buffer.from(text, 'latin1')) {
    if (socket.destroyed) return;
    socket.write(Buffer.of(byte));
    await (delayMs === undefined ? new Promise(setImmediate) : pause(delayMs));
  }
}

describe('no answer in time', () => {
  test('from a silent peer: the call ends at its deadline, and is not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(() => undefined);
      const sending = client.send(request, { timeoutMs: 100 });
      await failure(sending, TimeoutError, 'timeout', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('but late: the next call does not get it', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 } });
    let answerLate = (): void => undefined;
    platform.script.push(({ socket, replyWith }) => {
      answerLate = (): void => void socket.write(replyWith([refusal('[Error 4008] late')]));
    });
    const sending = client.send(read, { timeoutMs: 100 });
    await failure(sending, TimeoutError, 'timeout', 'unknown');
    platform.script.push(({ socket, reply }) => {
      answerLate();
      socket.write(reply);
    });
    expect((await client.send(read)).userTable.length).toBe(1);
    expect(platform.logins).toHaveLength(2);
    await goesOn(client, platform, { reads: 2, writes: 0 });
  });

  test('from a server whose event loop is blocked: short deadlines end, longer ones are answered', async () => {
    const platform = await platformOf();
    const relay = await blockingRelay(platform.port, read.$type, 400);
    const client = await clientOf(relay);
    const patient = client.send(read, { timeoutMs: 5_000 });
    await until(() => client.stats.busy === 1);
    await pause(50);
    const impatient = client.send(write, { timeoutMs: 100 });
    await failure(impatient, TimeoutError, 'timeout', 'not-sent');
    expect((await patient).userTable.length).toBe(1);
    await quiet(client);
    expect({ reads: platform.count(read), writes: platform.count(write) }).toEqual({
      reads: 1,
      writes: 0,
    });
    await client.send(write);
  });
});

/** Stands before a platform in a thread of its own, and hangs for a while when the text passes it. */
async function blockingRelay(port: number, text: string, ms: number): Promise<{ url: string }> {
  const relay = new Worker(
    `const { parentPort, workerData: { port, text, ms } } = require('node:worker_threads');
     const { connect, createServer } = require('node:net');
     const server = createServer((socket) => {
       const far = connect(port, '127.0.0.1');
       for (const [a, b] of [[socket, far], [far, socket]]) {
         a.on('error', () => b.destroy()).on('close', () => b.destroy());
       }
       far.pipe(socket);
       socket.on('data', (chunk) => {
         if (chunk.includes(text)) {
           Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
         }
         far.write(chunk);
       });
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: { port, text, ms } },
  );
  const [own] = (await once(relay, 'message')) as [number];
  untilTheEnd({
    async [Symbol.asyncDispose]() {
      await relay.terminate();
    },
  });
  return { url: `tcp://127.0.0.1:${String(own)}` };
}

describe('an answer that does not fit', () => {
  test('of another type is not handed out, and nothing is repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket, replyWith }) => {
      socket.write(replyWith([new SuccessResponse()]));
    });
    const reading = client.send(read);
    const error = await failure(reading, ProtocolError, 'wrong-answer', 'unknown');
    expect(error.message).toContain('SuccessResponse');
    platform.script.push(({ socket, replyWith }) => {
      socket.write(replyWith([new UserGetListInGroupResponse({} as never)]));
    });
    await failure(client.send(write), ProtocolError, 'wrong-answer', 'unknown');
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('of another session is not handed out, and nothing is repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket, replyWith }) => {
        socket.write(replyWith([new SuccessResponse()], 'another-session'));
      });
      await failure(client.send(request), ProtocolError, 'wrong-answer', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('with more or fewer answers than commands fails each command of the message', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const count of [1, 2, 4]) {
      const answers = Array.from({ length: count }, () => new SuccessResponse());
      platform.script.push(({ socket, replyWith }) => void socket.write(replyWith(answers)));
      const results = await client.batch([write, write, write]);
      expect(results).toHaveLength(3);
      for (const result of results) {
        const settled = result.ok ? Promise.resolve() : Promise.reject(result.error);
        await failure(settled, ProtocolError, 'wrong-answer', 'unknown');
      }
    }
    await goesOn(client, platform, { reads: 0, writes: 9 });
  });

  test('followed by another: the first is the answer, and the connection serves no further call', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket, reply }) => void socket.write(`${reply}\n${reply}\n`));
    await client.send(write);
    expect(client.stats.idle).toBe(0);
    await goesOn(client, platform, { reads: 0, writes: 1 });
    expect(platform.connects).toBe(2);
  });
});

describe('an answer that cannot be read', () => {
  test('since it holds no command: not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket }) => void socket.write(document('')));
      await failure(client.send(request), ProtocolError, 'malformed-reply', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('since it is larger than the limit: not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { maxMessageBytes: 10_000 });
    for (const request of [read, write]) {
      platform.script.push(({ socket }) => {
        socket.write(document('x'.repeat(20_000)));
      });
      await failure(client.send(request), ProtocolError, 'reply-too-large', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('since its XML is malformed: not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket }) => void socket.write(document('<command></a>')));
      await failure(client.send(request), ProtocolError, 'malformed-reply', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('since it declares entities: none is expanded, nothing is repeated', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">' +
      '<!ENTITY f SYSTEM "file:///etc/hostname">]>' +
      '<BroadsoftDocument protocol="OCI"><command>&b;&f;</command></BroadsoftDocument>';
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket }) => void socket.write(bomb));
      const sending = client.send(request);
      const error = await failure(sending, ProtocolError, 'malformed-reply', 'unknown');
      expect(error.message).not.toContain('aaaaaaaaaaaaaaa');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('since a web server answers: told by its first bytes, not repeated', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    platform.script.push(({ socket }) => void socket.write('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    const error = await failure(client.send(write), ProtocolError, 'malformed-reply', 'unknown');
    expect(error.hint).toContain('https://');
    await goesOn(client, platform, { reads: 0, writes: 1 });
  });
});

describe('over SOAP', () => {
  test('a web page in place of the answer is a malformed reply, and not repeated', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ response }) => {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Log in</html>');
      });
      await failure(client.send(request), ProtocolError, 'malformed-reply', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });

  test('an error page of a gateway: a read is repeated, a write is not', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    const page = '<html><body>502 Bad Gateway</body></html>';
    platform.script.push(({ response }) => void response.writeHead(502).end(page));
    await client.send(read);
    platform.script.push(({ response }) => void response.writeHead(502).end(page));
    const error = await failure(client.send(write), ProtocolError, 'http-error', 'unknown');
    expect(error.message).toContain('502 Bad Gateway');
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('a fault: a read is repeated, a write is not', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    const fault = faultEnvelope('NO_OCS_CONNECTION', '<string>none</string>');
    platform.script.push(({ response }) => void response.writeHead(500).end(fault));
    await client.send(read);
    platform.script.push(({ response }) => void response.writeHead(500).end(fault));
    const error = await failure(client.send(write), SoapFaultError, 'soap-fault', 'unknown');
    expect(error.fault.text).toBe('NO_OCS_CONNECTION');
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('a fault for a session that is lost: one new login, a read is repeated, a write is not', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    await client.send(read);
    platform.forgetSessions();
    await client.send(read);
    expect(platform.logins).toHaveLength(2);
    platform.script.push(({ response }) => void response.writeHead(500).end(NOT_LOGGED_IN));
    await failure(client.send(write), ConnectionError, 'session-lost', 'unknown');
    await goesOn(client, platform, { reads: 3, writes: 1 });
    expect(platform.logins).toHaveLength(3);
  });

  test('a front end that closes without an answer: a read is repeated, a write is not', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    platform.script.push(({ response }) => void response.socket!.resetAndDestroy());
    await client.send(read);
    platform.script.push(({ response }) => void response.socket!.resetAndDestroy());
    await failure(client.send(write), ConnectionError, 'connection-lost', 'unknown');
    await goesOn(client, platform, { reads: 2, writes: 1 });
  });

  test('a silent front end: the call ends at its deadline, and is not repeated', async () => {
    const platform = await soapPlatform();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(() => undefined);
      const sending = client.send(request, { timeoutMs: 100 });
      await failure(sending, TimeoutError, 'timeout', 'unknown');
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });
});

describe('a refusal', () => {
  test('is an answer: not repeated, and the session goes on', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    for (const request of [read, write]) {
      platform.script.push(({ socket, replyWith }) => {
        socket.write(replyWith([refusal('[Error 4008] User not found')]));
      });
      const error = await failure(client.send(request), RefusedError, 'refused', 'rejected');
      expect(error.errorNumber).toBe(4008);
    }
    await goesOn(client, platform, { reads: 1, writes: 1 });
    expect(platform.connects).toBe(1);
  });

  test('by the schema comes before anything is sent', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    const sending = client.send('UserGetListInGroupRequest', {} as never);
    await failure(sending, InvalidRequestError, 'invalid-request', 'not-sent');
    expect(platform.connects).toBe(0);
  });
});

describe('a caller who gives up', () => {
  test('while waiting for a session leaves the queue; the session is not harmed', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 } });
    let answer = (): void => undefined;
    platform.script.push(({ socket, reply }) => {
      answer = (): void => void socket.write(reply);
    });
    const running = client.send(read);
    await until(() => platform.count(read) === 1);
    const controller = new AbortController();
    const waiting = client.send(write, { signal: controller.signal });
    await until(() => client.stats.waiting === 1);
    controller.abort();
    const error = await failure(waiting, AbortError, 'aborted', 'not-sent');
    expect(error.phase).toBe('queue');
    answer();
    await running;
    await goesOn(client, platform, { reads: 1, writes: 0 });
    expect(platform.connects).toBe(1);
  });

  test('while a large message is being sent ends the connection; the outcome is unknown', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    await client.send(read);
    for (const socket of platform.open) socket.pause();
    const controller = new AbortController();
    const data = 'x'.repeat(20_000_000);
    const sending = client.sendRaw('AcmeRequest', { data }, { signal: controller.signal });
    await until(() => client.stats.busy === 1);
    await pause(50);
    controller.abort();
    const error = await failure(sending, AbortError, 'aborted', 'unknown');
    expect(error.phase).toBe('send');
    expect(client.stats).toMatchObject({ busy: 0, idle: 0 });
    for (const socket of platform.open) socket.destroy();
    await goesOn(client, platform, { reads: 1, writes: 0 });
    expect(platform.connects).toBe(2);
  });

  test('while the answer is awaited ends the connection; the outcome is unknown', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    const controller = new AbortController();
    platform.script.push(() => controller.abort());
    const sending = client.send(write, { signal: controller.signal });
    const error = await failure(sending, AbortError, 'aborted', 'unknown');
    expect(error.phase).toBe('receive');
    await goesOn(client, platform, { reads: 0, writes: 1 });
    expect(platform.connects).toBe(2);
  });

  test('in the middle of the answer ends the connection; its rest reaches no other call', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 } });
    const controller = new AbortController();
    platform.script.push(({ socket, reply }) => {
      socket.write(halfOf(reply));
      setTimeout(() => {
        controller.abort();
        socket.write(reply.slice(reply.length / 2));
      }, 30);
    });
    const sending = client.send(read, { signal: controller.signal });
    const error = await failure(sending, AbortError, 'aborted', 'unknown');
    expect(error.phase).toBe('receive');
    expect((await client.send(read)).userTable.length).toBe(1);
    await goesOn(client, platform, { reads: 2, writes: 0 });
    expect(platform.connects).toBe(2);
  });

  test('before the call sends nothing at all', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform);
    const sending = client.send(write, { signal: AbortSignal.abort() });
    await failure(sending, AbortError, 'aborted', 'not-sent');
    expect(platform.connects).toBe(0);
    await goesOn(client, platform, { reads: 0, writes: 0 });
  });
});

describe('an interceptor', () => {
  test('that never comes back ends the call at its deadline; what was sent is in doubt', async () => {
    const platform = await platformOf();
    const forever = new Promise<never>(() => undefined);
    const before = await clientOf(platform, { interceptors: [() => forever] });
    const kept = before.send(write, { timeoutMs: 50 });
    await failure(kept, TimeoutError, 'timeout', 'not-sent');
    const after = await clientOf(platform, {
      interceptors: [(call, next) => next(call).then(() => forever)],
    });
    const sent = after.send(write, { timeoutMs: 150 });
    await failure(sent, TimeoutError, 'timeout', 'unknown');
    expect(platform.count(write)).toBe(1);
    await quiet(after, platform);
  });
});

describe('a batch', () => {
  test('tells for each of its messages by itself what became of it', async () => {
    const platform = await platformOf();
    const client = await clientOf(platform, { pool: { maxSessions: 1 }, timeoutMs: 300 });
    await client.send(read);
    platform.script.push(() => undefined);
    const [sent, queued] = await client.batch([write, write], { messageSize: 1, anyOrder: true });
    const rejection = (settled: typeof sent): Promise<unknown> =>
      settled.ok ? Promise.resolve() : Promise.reject(settled.error);
    await failure(rejection(sent), TimeoutError, 'timeout', 'unknown');
    await failure(rejection(queued), TimeoutError, 'timeout', 'not-sent');
    await goesOn(client, platform, { reads: 1, writes: 1 });
  });
});
