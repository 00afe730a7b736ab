import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { redactUnknown } from '@ocipkit/core';
import type { Journal, JournalEntry } from './journal.js';

/** A line of a journal file that cannot be one; the file is not used further. */
export class JournalFormatError extends Error {
  override readonly name = 'JournalFormatError';
}

/**
 * A journal in a file: one line of JSON for each entry, flushed to the disk before {@link append}
 * resolves. The file is readable by its owner only. A last line without its end, as a crash leaves it, was
 * never acknowledged: it is dropped. Fields whose names speak of secrets are masked.
 */
export class FileJournal implements Journal, AsyncDisposable {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #entries: JournalEntry[];
  #last: Promise<void> = Promise.resolve();
  #failure: Error | undefined;

  private constructor(path: string, file: FileHandle, entries: JournalEntry[]) {
    this.path = path;
    this.#file = file;
    this.#entries = entries;
  }

  /**
   * A journal for a new run.
   *
   * @throws the error of the file system, `EEXIST` if there is such a file: it may be needed to resume
   */
  static async create(path: string): Promise<FileJournal> {
    const file = await open(path, 'ax', 0o600);
    try {
      await file.sync();
      await syncDirectory(dirname(path));
    } catch (error) {
      await file.close();
      throw error;
    }
    return new FileJournal(path, file, []);
  }

  /**
   * The journal of a run that is to be resumed or rolled back.
   *
   * @throws the error of the file system; JournalFormatError if the file is no journal
   */
  static async open(path: string): Promise<FileJournal> {
    const file = await open(path, 'r+');
    try {
      const text = await file.readFile('utf8');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      const entries = whole.split('\n').slice(0, -1).map(parseLine);
      // What is appended must not continue a line that a crash has cut.
      if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
      await file.close();
      return new FileJournal(path, await open(path, 'a', 0o600), entries);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  /** @throws the error of the file system; from then on every call does, since a line may be cut */
  append(entry: JournalEntry): Promise<void> {
    const appended = this.#last.then(() => this.#write(entry));
    this.#last = appended.catch(() => undefined);
    return appended;
  }

  async read(): Promise<readonly JournalEntry[]> {
    await this.#last;
    return [...this.#entries];
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #write(entry: JournalEntry): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const masked = redactUnknown('entry', entry) as JournalEntry;
    try {
      await this.#file.appendFile(`${JSON.stringify(masked)}\n`);
      await this.#file.datasync();
    } catch (error) {
      this.#failure = error as Error;
      throw error;
    }
    this.#entries.push(masked);
  }
}

const kinds: ReadonlySet<unknown> = new Set([
  'plan',
  'sending',
  'answer',
  'settled',
  'resume',
  'rollback',
  'end',
]);

function parseLine(line: string, index: number): JournalEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new JournalFormatError(`Line ${String(index + 1)} of the journal is no JSON.`);
  }
  if (typeof value !== 'object' || value === null || !kinds.has((value as JournalEntry).entry)) {
    throw new JournalFormatError(`Line ${String(index + 1)} of the journal is no entry of one.`);
  }
  return value as JournalEntry;
}

/** A new file is safe only once its directory is. Some systems cannot flush one: then there is no need. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  if (directory === undefined) return;
  try {
    await directory.sync().catch(() => undefined);
  } finally {
    await directory.close();
  }
}
