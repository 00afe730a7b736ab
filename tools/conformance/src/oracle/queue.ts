import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Report, Subject } from '../report.js';
import { Batch } from './batch.js';
import type { Oracle } from './oracle.js';

/**
 * A batch goes to the oracle when it is this large. Xerces compiles a full release in a second or two,
 * and validates some ten thousand documents in another.
 */
const MOST_DOCUMENTS = 16_000;
const MOST_BYTES = 48 * 1024 * 1024;
/** Batches on disk that wait for the oracle, before the run waits for it as well. */
const MOST_WAITING = 2;

/** What the oracle is expected to say of a document. */
export type Verdict = 'accept' | 'refuse';

/** A document for the oracle, and where its defect is, if it has one. */
export interface Judged {
  readonly subject: Subject;
  readonly path: string;
}

/** Takes documents as they come, and reports what the oracle thinks of them. */
export interface OracleQueue {
  add(verdict: Verdict, document: Uint8Array, judged: Judged): void;
  /** Waits while the oracle is too far behind. */
  settle(): Promise<void>;
  /** Waits until the oracle has seen everything. */
  finish(): Promise<void>;
}

/** Counts every document as skipped. */
export function skippingQueue(report: Report): OracleQueue {
  return {
    add: (verdict) => report.skip(verdict === 'accept' ? 'oracle-accepts' : 'oracle-refuses'),
    settle: () => Promise.resolve(),
    finish: () => Promise.resolve(),
  };
}

interface Filling {
  readonly batch: Batch;
  readonly documents: Judged[];
}

/** Collects documents in files and has them judged, one batch at a time, while the run goes on. */
export class BatchingQueue implements OracleQueue {
  readonly #oracle: Oracle;
  readonly #report: Report;
  readonly #folder: string;
  readonly #filling = new Map<Verdict, Filling>();
  readonly #waiting: Promise<void>[] = [];
  #last: Promise<void> = Promise.resolve();
  #batches = 0;

  /** @param folder where the batches are kept until they are judged */
  constructor(oracle: Oracle, report: Report, folder: string) {
    this.#oracle = oracle;
    this.#report = report;
    this.#folder = folder;
  }

  add(verdict: Verdict, document: Uint8Array, judged: Judged): void {
    let filling = this.#filling.get(verdict);
    if (filling === undefined) {
      this.#batches += 1;
      const path = join(this.#folder, `batch-${String(this.#batches)}.xml`);
      filling = { batch: new Batch(path), documents: [] };
      this.#filling.set(verdict, filling);
    }
    filling.batch.add(document);
    filling.documents.push(judged);
    if (filling.batch.size >= MOST_DOCUMENTS || filling.batch.bytes >= MOST_BYTES) {
      this.#submit(verdict);
    }
  }

  async settle(): Promise<void> {
    // Java's end is noticed, and the next batch begun, only where the run lets go for a moment.
    await setImmediate();
    while (this.#waiting.length > MOST_WAITING) await this.#waiting.shift();
  }

  async finish(): Promise<void> {
    for (const verdict of this.#filling.keys()) this.#submit(verdict);
    await this.#last;
  }

  #submit(verdict: Verdict): void {
    const filling = this.#filling.get(verdict);
    if (filling === undefined) return;
    this.#filling.delete(verdict);
    filling.batch.close();
    this.#last = this.#last.then(() => this.#judge(verdict, filling));
    this.#waiting.push(this.#last);
  }

  async #judge(verdict: Verdict, { batch, documents }: Filling): Promise<void> {
    const refused = await this.#oracle.judge(batch);
    documents.forEach(({ subject, path }, index) => {
      const reasons = refused.get(index);
      const isRefused = reasons !== undefined;
      const check = verdict === 'accept' ? 'oracle-accepts' : 'oracle-refuses';
      if (isRefused === (verdict === 'refuse')) {
        this.#report.pass(check);
        return;
      }
      const message = isRefused
        ? reasons.slice(0, 3).join('; ')
        : 'the oracle accepts what validate() refuses';
      this.#report.fail(subject, check, path, message, () =>
        Buffer.from(batch.document(index)).toString('latin1'),
      );
    });
    rmSync(batch.path, { force: true });
  }
}
