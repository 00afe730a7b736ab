import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSensitiveName } from '@ocipkit/core';
import { configFolder } from '../settings/places.js';
import { writeWhole } from '../settings/write-whole.js';
import type { Context } from '../program/context.js';

const MOST = 1000;

/** The lines that were typed at the prompt, across sessions; readable by their owner only. */
export class History {
  readonly #file: string;
  /** Newest first, as readline keeps them. */
  #lines: readonly string[];

  private constructor(file: string, lines: readonly string[]) {
    this.#file = file;
    this.#lines = lines;
  }

  static async open({ env, cwd }: Pick<Context, 'env' | 'cwd'>): Promise<History> {
    const file = join(await configFolder(env, cwd), 'history');
    const text = await readFile(file, 'utf8').catch(() => '');
    return new History(
      file,
      text
        .split('\n')
        .filter((line) => line !== '')
        .reverse(),
    );
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** A line with a secret in it is not kept: it is refused when it runs, which is too late. */
  add(line: string): void {
    if (holdsSecret(line)) return;
    this.#lines = [line, ...this.#lines.filter((other) => other !== line)].slice(0, MOST);
  }

  /** Not being able to keep them is no reason to fail. */
  async save(): Promise<boolean> {
    try {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      await writeWhole(this.#file, `${[...this.#lines].reverse().join('\n')}\n`);
      return true;
    } catch {
      return false;
    }
  }
}

/** Whether a line has a field of JSON or of a request that is a secret, with its value. */
export function holdsSecret(line: string): boolean {
  const fields = line.matchAll(
    /--[\w.[\]]*?(?<flag>\w+)(?:\[\d+\])?(?:=|\s+)(?!-)\S|"(?<key>\w+)\\?"\s*:/g,
  );
  return [...fields].some(({ groups }) => isSensitiveName(groups?.flag ?? groups?.key ?? ''));
}
