import type { Progress } from '@ocipkit/automations';
import type { Terminal } from '../terminal/terminal.js';

/** Milliseconds between two lines where stderr is no terminal. */
const LINE_EVERY = 10_000;
/** Milliseconds between two states of the line on a terminal. */
const DRAW_EVERY = 80;

/** Shows where a run is: one line that is overwritten on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #quiet: boolean;
  readonly #started = performance.now();
  #shownAt: number | undefined;
  /** When the step under way began, and how much was done by then. */
  #step = { name: '', at: 0, done: 0 };

  constructor(terminal: Terminal, quiet: boolean) {
    this.#terminal = terminal;
    this.#quiet = quiet;
  }

  readonly show = (progress: Progress): void => {
    if (this.#quiet) return;
    const now = performance.now();
    if (progress.step !== this.#step.name) {
      this.#step = { name: progress.step, at: now, done: progress.done };
    }
    const { isErrTerminal } = this.#terminal;
    const every = isErrTerminal ? DRAW_EVERY : LINE_EVERY;
    if (now - (this.#shownAt ?? (isErrTerminal ? -Infinity : this.#started)) < every) return;
    this.#shownAt = now;
    const line = this.#line(progress, now);
    if (isErrTerminal) this.#terminal.status(line);
    else this.#terminal.note(line);
  };

  end(): void {
    this.#terminal.status(undefined);
  }

  #line({ step, done, total, requests, messages }: Progress, now: number): string {
    const count = total === undefined ? '' : ` ${String(done)}/${String(total)}`;
    const sent = `${String(requests)} requests in ${String(messages)} messages`;
    return `${step}${count}, ${sent}${this.#remaining(done, total, now)}`;
  }

  /** From the pace of the step, once there is one. */
  #remaining(done: number, total: number | undefined, now: number): string {
    const { at, done: before } = this.#step;
    if (total === undefined || done <= before || now - at < 1000) return '';
    const seconds = Math.round((((now - at) / (done - before)) * (total - done)) / 1000);
    if (seconds < 1) return '';
    return seconds < 90
      ? `, about ${String(seconds)} s left`
      : `, about ${String(Math.round(seconds / 60))} min left`;
  }
}
