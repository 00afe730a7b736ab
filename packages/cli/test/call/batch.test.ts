import { ConnectionError, RefusedError, type Client, type Settled } from '@ocipkit/client';
import { SuccessResponse, type OCIRequest } from '@ocipkit/core';
import { registry } from '@ocipkit/commands/registry';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { describe, expect, test } from 'vitest';
import { batchExitCode, batchRows, runBatch, type BatchEntry } from '../../src/call/batch.js';
import type { Prepared } from '../../src/call/prepare.js';

const info = registry.info('UserDeleteRequest');

function prepared(count: number): readonly Prepared[] {
  if (info === undefined) throw new TypeError('no such request');
  return Array.from({ length: count }, (_, i) => ({
    request: new UserDeleteRequest({ userId: `u${String(i)}` }),
    type: UserDeleteRequest.$,
    info,
    notes: [],
  }));
}

const done: Settled = {
  ok: true,
  response: new SuccessResponse(),
  notices: [],
  raw: () => ({ name: 'command', attributes: {}, children: [], text: '' }),
};
const refused: Settled = {
  ok: false,
  error: new RefusedError(
    { type: 'Error', code: 4008, summary: '[Error 4008] no', summaryEnglish: '[Error 4008] no' },
    undefined,
    { request: 'UserDeleteRequest' },
  ),
};
const lost: Settled = {
  ok: false,
  error: new ConnectionError('connection-lost', 'It broke.', { outcome: 'unknown' }),
};

/** A client whose calls are answered one after the other, each request of a call alike. */
function clientOf(answers: readonly Settled[]): { client: Client; sizes: number[] } {
  const sizes: number[] = [];
  const left = [...answers];
  const batch = async (requests: readonly OCIRequest[]): Promise<readonly Settled[]> => {
    sizes.push(requests.length);
    const answer = left.shift();
    if (answer === undefined) throw new TypeError('a call too many');
    return Promise.resolve(requests.map(() => answer));
  };
  return { client: { batch } as unknown as Client, sizes };
}

async function run(count: number, answers: readonly Settled[], signal?: AbortSignal) {
  const { client, sizes } = clientOf(answers);
  const entries = await runBatch(prepared(count), {
    client,
    options: { signal },
    showSecrets: false,
    onProgress: () => undefined,
  });
  return { entries, sizes };
}

describe('a batch', () => {
  test('goes out in parts, each with a deadline of its own', async () => {
    const { entries, sizes } = await run(310, [done, done, done]);
    expect(sizes).toEqual([150, 150, 10]);
    expect(entries).toHaveLength(310);
    expect(batchExitCode(entries)).toBe(0);
  });

  test('stops where nothing of a part got through; the rest was not sent', async () => {
    const { entries, sizes } = await run(310, [done, lost]);
    expect(sizes).toEqual([150, 150]);
    expect(entries[150]?.error).toMatchObject({ code: 'connection-lost', outcome: 'unknown' });
    expect(entries[300]).toEqual({
      index: 300,
      request: 'UserDeleteRequest',
      ok: false,
      error: { code: 'not-tried', message: 'It was not sent.', outcome: 'not-sent' },
    });
    expect(batchExitCode(entries)).toBe(6);
  });

  test('goes on after refusals', async () => {
    const { sizes } = await run(310, [refused, refused, done]);
    expect(sizes).toEqual([150, 150, 10]);
  });

  test('stops once it is interrupted', async () => {
    const { entries, sizes } = await run(310, [done], AbortSignal.abort());
    expect(sizes).toEqual([150]);
    expect(entries.filter(({ ok }) => ok)).toHaveLength(150);
  });
});

describe('the exit code of a batch', () => {
  const entry = (code?: string): BatchEntry =>
    code === undefined
      ? { index: 0, request: 'X', ok: true, response: {} }
      : {
          index: 0,
          request: 'X',
          ok: false,
          error: { code, message: 'm', outcome: 'not-sent' },
        };

  test.each([
    [[undefined, undefined], 0],
    [[undefined, 'refused'], 6],
    [[undefined, 'connection-lost'], 6],
    [['refused', 'refused'], 3],
    [['refused', 'connection-lost'], 3],
    [['login-refused', 'not-tried'], 4],
    [['connection-refused', 'not-tried'], 5],
    [['timeout'], 5],
  ])('of %j is %d', (codes, exit) => {
    expect(batchExitCode(codes.map(entry))).toBe(exit);
  });
});

test('a field of a response does not take the place of the batch’s own columns', () => {
  const rows = batchRows([
    { index: 3, request: 'X', ok: true, response: { index: 'mine', message: 'mine', more: 1 } },
  ]);
  expect(rows).toEqual([{ index: 3, request: 'X', result: 'ok', error: '', message: '', more: 1 }]);
});
