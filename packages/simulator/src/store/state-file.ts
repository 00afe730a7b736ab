import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Platform } from '../platform/platform.js';
import { restoreSnapshot, SnapshotError, takeSnapshot } from './snapshot.js';

/** How long after a change the state is written; more changes until then go with it. */
const DELAY_MS = 200;
/** Writing takes at most this part of the time: large states are written less often. */
const WRITE_SHARE = 0.1;

/**
 * Keeps the state of a platform in a file. The file is replaced as a whole, after what replaces it is on
 * the disk: whenever the process ends, the file holds a state that was complete.
 */
export class StateFile {
  readonly #path: string;
  readonly #platform: () => Platform;
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #isDirty = false;
  #delayMs = DELAY_MS;

  constructor(path: string, platform: () => Platform, onError: (error: unknown) => void) {
    this.#path = path;
    this.#platform = platform;
    this.#onError = onError;
  }

  /** The state changed: it is written soon. */
  touch(): void {
    this.#isDirty = true;
    if (this.#timer !== undefined || this.#writing !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch(this.#onError);
    }, this.#delayMs);
    this.#timer.unref();
  }

  /** Writes what is not yet written. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.#writing = this.#write();
    try {
      await this.#writing;
    } catch (error) {
      this.#isDirty = true;
      throw error;
    } finally {
      this.#writing = undefined;
    }
    // Written to while it was written out.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by touch() meanwhile
    if (this.#isDirty) this.touch();
  }

  async #write(): Promise<void> {
    const started = performance.now();
    await replaceFile(this.#path, JSON.stringify(takeSnapshot(this.#platform())));
    this.#delayMs = Math.max(DELAY_MS, (performance.now() - started) / WRITE_SHARE);
  }
}

/**
 * The platform that a state file holds; undefined if there is no such file.
 *
 * @throws SnapshotError if the file holds no state
 */
export async function readState(path: string): Promise<Platform | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SnapshotError(`${path} is not JSON.`, { cause: error });
  }
  return restoreSnapshot(value);
}

/** Replaces a file in one step. Only its owner may read it: it holds password hashes. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Makes the renaming last; not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // The file is whole in any case: only which of the two it is would be open after a power cut.
  }
}
