import { existsSync, readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Batch } from '../src/oracle/batch.js';
import type { Oracle } from '../src/oracle/oracle.js';
import { BatchingQueue, skippingQueue } from '../src/oracle/queue.js';
import { Report, type Subject } from '../src/report.js';
import { temporaryFolder } from './fixture/java.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** Refuses what says `bad`. */
const wordOracle: Oracle = {
  judge(batch: Batch) {
    const refused = new Map<number, string[]>();
    for (let i = 0; i < batch.size; i++) {
      const text = Buffer.from(batch.document(i)).toString('latin1');
      if (text.includes('bad')) refused.set(i, ['it says bad']);
    }
    return Promise.resolve(refused);
  },
};

const subject = (order: number): Subject => ({ order, type: `T${String(order)}`, variant: 'full' });
const document = (text: string): Uint8Array => Buffer.from(`<d>${text}</d>`);

describe('the queue to the oracle', () => {
  it('passes what the oracle judges as expected', async () => {
    const report = new Report();
    const queue = new BatchingQueue(wordOracle, report, folder.path);
    queue.add('accept', document('good'), { subject: subject(1), path: 'T1' });
    queue.add('refuse', document('bad'), { subject: subject(2), path: 'T2.x' });
    await queue.finish();
    expect(report.counts['oracle-accepts']).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(report.counts['oracle-refuses']).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('reports what the oracle judges otherwise, with the document', async () => {
    const report = new Report();
    const queue = new BatchingQueue(wordOracle, report, folder.path);
    queue.add('accept', document('good'), { subject: subject(1), path: 'T1' });
    queue.add('accept', document('bad'), { subject: subject(2), path: 'T2' });
    queue.add('refuse', document('good'), { subject: subject(3), path: 'T3.x' });
    await queue.finish();
    expect(report.failures).toEqual([
      {
        type: 'T2',
        variant: 'full',
        check: 'oracle-accepts',
        path: 'T2',
        message: 'it says bad',
        document: '<d>bad</d>\n',
      },
      {
        type: 'T3',
        variant: 'full',
        check: 'oracle-refuses',
        path: 'T3.x',
        message: 'the oracle accepts what validate() refuses',
        document: '<d>good</d>\n',
      },
    ]);
  });

  it('leaves no file behind, however many batches it takes', async () => {
    const report = new Report();
    const queue = new BatchingQueue(wordOracle, report, folder.path);
    for (let i = 0; i < 40_000; i++) {
      queue.add('accept', document('good'), { subject: subject(i), path: 'T' });
      if (i % 1000 === 0) await queue.settle();
    }
    await queue.finish();
    expect(report.counts['oracle-accepts'].passed).toBe(40_000);
    expect(existsSync(folder.path)).toBe(true);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('fails when the oracle breaks down', async () => {
    const broken: Oracle = { judge: () => Promise.reject(new Error('no memory')) };
    const queue = new BatchingQueue(broken, new Report(), folder.path);
    queue.add('accept', document('good'), { subject: subject(1), path: 'T1' });
    await expect(queue.finish()).rejects.toThrow('no memory');
  });

  it('counts as skipped what no oracle judges', async () => {
    const report = new Report();
    const queue = skippingQueue(report);
    queue.add('accept', document('good'), { subject: subject(1), path: 'T1' });
    queue.add('refuse', document('bad'), { subject: subject(2), path: 'T2' });
    await queue.finish();
    expect(report.total).toEqual({ passed: 0, failed: 0, skipped: 2 });
  });
});
