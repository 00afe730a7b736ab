import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileJournal, JournalFormatError, type JournalEntry } from '../../src/index.js';
import { temporaryDirectory } from '../support/numbers.js';

const plan: JournalEntry = {
  entry: 'plan',
  at: '2026-06-01T08:00:00.000Z',
  automation: 'moveNumbers',
  plan: { numbers: ['+1-2025550141'], note: 'Zürich' },
};
const end: JournalEntry = { entry: 'end', at: '2026-06-01T08:00:01.000Z' };

async function newPath(): Promise<string> {
  return join(await temporaryDirectory(), 'journal.jsonl');
}

describe('a journal in a file', () => {
  it('has one line of JSON for each entry, and is read back as it was written', async () => {
    const path = await newPath();
    {
      await using journal = await FileJournal.create(path);
      await journal.append(plan);
      await journal.append(end);
      expect(await journal.read()).toEqual([plan, end]);
    }
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(plan)}\n${JSON.stringify(end)}\n`);
    await using journal = await FileJournal.open(path);
    expect(await journal.read()).toEqual([plan, end]);
  });

  it('keeps the order of calls that do not wait for each other', async () => {
    await using journal = await FileJournal.create(await newPath());
    const entries = Array.from({ length: 20 }, (_, i) => ({ ...end, at: String(i) }));
    await Promise.all(entries.map((entry) => journal.append(entry)));
    expect(await journal.read()).toEqual(entries);
  });

  it('is on the disk once append resolves', async () => {
    const path = await newPath();
    await using journal = await FileJournal.create(path);
    await journal.append(plan);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(plan)}\n`);
  });

  it('is its owner’s only', async () => {
    const path = await newPath();
    await using journal = await FileJournal.create(path);
    expect((await stat(journal.path)).mode & 0o777).toBe(0o600);
  });

  it('does not take the place of another', async () => {
    const path = await newPath();
    await writeFile(path, 'precious');
    await expect(FileJournal.create(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('drops a last line that a crash has cut, wherever it was cut, and goes on after it', async () => {
    const whole = `${JSON.stringify(plan)}\n`;
    const bytes = Buffer.from(`${whole}${JSON.stringify(plan)}`);
    for (let length = Buffer.byteLength(whole); length <= bytes.length; length++) {
      const path = await newPath();
      await writeFile(path, bytes.subarray(0, length));
      await using journal = await FileJournal.open(path);
      expect(await journal.read()).toEqual([plan]);
      await journal.append(end);
      expect(await readFile(path, 'utf8')).toBe(`${whole}${JSON.stringify(end)}\n`);
    }
  });

  it('with a damaged line before the last is refused, and left as it is', async () => {
    for (const bad of ['{"entry":"pl', '[]', '7', 'null', '{"entry":"other"}', '']) {
      const path = await newPath();
      const text = `${JSON.stringify(plan)}\n${bad}\n${JSON.stringify(end)}\n`;
      await writeFile(path, text);
      await expect(FileJournal.open(path), bad).rejects.toThrow(JournalFormatError);
      await expect(FileJournal.open(path), bad).rejects.toThrow('Line 2');
      expect(await readFile(path, 'utf8')).toBe(text);
    }
  });

  it('that does not exist is not opened', async () => {
    await expect(FileJournal.open(await newPath())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('masks what has the name of a secret', async () => {
    const path = await newPath();
    await using journal = await FileJournal.create(path);
    await journal.append({ ...plan, plan: { newPassword: 'hunter2', user: { pin: '4711' } } });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('4711');
  });

  it('that could not be written once takes nothing more', async () => {
    const path = await newPath();
    const journal = await FileJournal.create(path);
    await journal.append(plan);
    await journal.close();
    await expect(journal.append(end)).rejects.toThrow();
    await expect(journal.append(end)).rejects.toThrow();
    expect(await journal.read()).toEqual([plan]);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(plan)}\n`);
  });
});
