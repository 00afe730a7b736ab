import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { until } from './program.js';

const run = promisify(execFile);

/** Whether terminals can be had here. */
export function hasTmux(): boolean {
  try {
    execFileSync('tmux', ['-V']);
    return true;
  } catch {
    return false;
  }
}

/** A program in a real terminal, with somebody at the keys; ends with its scope. */
export class Tmux implements AsyncDisposable {
  readonly #socket = `ocip-test-${randomBytes(6).toString('hex')}`;

  private constructor() {
    // Made by start.
  }

  /** @param command what to run; each word is passed on as it is */
  static async start(
    command: readonly string[],
    {
      cwd,
      env,
    }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
  ): Promise<Tmux> {
    const terminal = new Tmux();
    const set = Object.entries({
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      TERM: 'screen',
      ...env,
    });
    const words = set.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
    const line = ['env', '-i', ...words, ...command].map(
      (word) => `'${word.replaceAll("'", `'\\''`)}'`,
    );
    await terminal.#tmux(
      ...['-f', '/dev/null', 'new-session', '-d', '-x', '110', '-y', '40', '-c', cwd],
      `${line.join(' ')}; echo "ended with $?"; sleep 600`,
    );
    return terminal;
  }

  /** Types a text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', '--', text);
  }

  /** Presses keys by their names, such as `Enter`, `Tab`, `Up` and `C-c`. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys);
  }

  /** What is to be seen, without blanks at the ends of lines. */
  async screen(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p', '-J', '-S', '-200')).trimEnd();
  }

  /** Waits until the screen shows something; the failure shows what it had instead. */
  async shows(pattern: RegExp): Promise<string> {
    let screen = '';
    try {
      await until(
        async () => pattern.test((screen = await this.screen())),
        String(pattern),
        15_000,
      );
    } catch {
      throw new Error(`${String(pattern)} did not come; the screen has:\n${screen}`);
    }
    return screen;
  }

  async #tmux(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('tmux', ['-L', this.#socket, ...args], {
      env: { ...process.env, LANG: 'C.UTF-8' },
    });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tmux('kill-server').catch(() => undefined);
  }
}
