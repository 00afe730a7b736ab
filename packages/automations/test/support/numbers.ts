import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Journal, JournalEntry } from '../../src/index.js';
import type { Simulated } from './simulated.js';

type NumberRecord = NonNullable<ReturnType<Simulated['simulator']['platform']['numbers']['get']>>;

export const number = (last: string): string => `+1-202555${last}`;

/** What the platform has of some numbers, by number; undefined for those that nobody has. */
export function recordsOf(
  { simulator }: Simulated,
  numbers: readonly string[],
): Readonly<Record<string, NumberRecord | undefined>> {
  const { platform } = simulator;
  return structuredClone(Object.fromEntries(numbers.map((n) => [n, platform.numbers.get(n)])));
}

/** Puts numbers back as they were. */
export function putBack(
  { simulator }: Simulated,
  records: Readonly<Record<string, NumberRecord | undefined>>,
): void {
  const { numbers } = simulator.platform;
  numbers.remove(Object.keys(records));
  for (const record of Object.values(structuredClone(records))) {
    if (record !== undefined) numbers.restore(record);
  }
}

/** Puts a number into a department of its group. */
export function putIntoDepartment({ simulator }: Simulated, n: string, name: string): void {
  const record = simulator.platform.numbers.get(n);
  if (record?.groupId === undefined) throw new Error(`no group has ${n}`);
  const { serviceProviderId, groupId } = record;
  record.department = { $type: 'GroupDepartmentKey', serviceProviderId, groupId, name };
}

/** A directory that goes with the test. */
export async function temporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'numbers-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

/** A journal that calls back before each line. */
export class WatchedJournal implements Journal {
  readonly #inner: Journal;
  readonly #onLine: (entry: JournalEntry, index: number) => void;
  lines = 0;

  constructor(inner: Journal, onLine: (entry: JournalEntry, index: number) => void) {
    this.#inner = inner;
    this.#onLine = onLine;
  }

  async append(entry: JournalEntry): Promise<void> {
    this.#onLine(entry, this.lines++);
    await this.#inner.append(entry);
  }

  read(): Promise<readonly JournalEntry[]> {
    return this.#inner.read();
  }
}

/** A journal at one of whose lines the process dies: nothing after it happens. */
export class CrashingJournal implements Journal {
  readonly crashed: Promise<void>;
  readonly #inner: Journal;
  readonly #line: number;
  readonly #isWritten: boolean;
  #crash: () => void = () => undefined;
  #lines = 0;

  constructor(inner: Journal, line: number, isWritten: boolean) {
    this.#inner = inner;
    this.#line = line;
    this.#isWritten = isWritten;
    this.crashed = new Promise((resolve) => (this.#crash = resolve));
  }

  async append(entry: JournalEntry): Promise<void> {
    if (this.#lines++ !== this.#line) return this.#inner.append(entry);
    if (this.#isWritten) await this.#inner.append(entry);
    this.#crash();
    return new Promise<void>(() => undefined);
  }

  read(): Promise<readonly JournalEntry[]> {
    return this.#inner.read();
  }
}
