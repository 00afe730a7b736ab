import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./children/platform.js', import.meta.url));

export interface PlatformOptions {
  /** What a reply holds. */
  readonly content: 'success' | 'record' | 'table';
  /** Rows of the table. */
  readonly rows?: number;
  /** Milliseconds before each reply. */
  readonly delayMs?: number;
}

/** A platform in a process of its own, so that it takes no time of those that are measured. */
export interface Platform extends AsyncDisposable {
  readonly port: number;
}

export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { content, rows = 0, delayMs = 0 } = options;
  const child = spawn(process.execPath, [program, content, String(rows), String(delayMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
  const port = Number(String(line));
  if (!(port > 0)) throw new Error('the platform of the benchmark did not start');
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}
