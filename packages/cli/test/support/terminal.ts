import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import { CliError } from '../../src/program/failure.js';
import type { Terminal } from '../../src/terminal/terminal.js';

export interface FakeTerminalOptions {
  /** All three streams are a terminal. */
  readonly isTerminal?: boolean;
  readonly color?: boolean;
  readonly width?: number;
  /** What stdin holds. */
  readonly input?: string;
  /** What a person answers, in order. */
  readonly answers?: readonly string[];
}

/** A terminal that keeps what is written, and answers from a list. */
export class FakeTerminal implements Terminal {
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
  readonly isInTerminal: boolean;
  readonly width: number;
  readonly style: Terminal['style'];
  readonly noteStyle: Terminal['noteStyle'];
  /** What was asked, and whether the answer was hidden. */
  readonly asked: { question: string; hidden: boolean }[] = [];
  readonly states: string[] = [];
  readonly #input: string;
  readonly #answers: string[];
  #out = '';
  #both = '';
  #err = '';

  constructor({
    isTerminal = false,
    color = false,
    width = 100,
    input = '',
    answers = [],
  }: FakeTerminalOptions = {}) {
    this.isOutTerminal = isTerminal;
    this.isErrTerminal = isTerminal;
    this.isInTerminal = isTerminal;
    this.width = width;
    this.style = picocolors.createColors(color);
    this.noteStyle = picocolors.createColors(color);
    this.#input = input;
    this.#answers = [...answers];
  }

  /** All of stdout. */
  get stdout(): string {
    return this.#out;
  }

  /** All of stderr, without colours. */
  get stderr(): string {
    return stripVTControlCharacters(this.#err);
  }

  /** What a person sees: stdout and stderr as they were written, without colours. */
  get screen(): string {
    return stripVTControlCharacters(this.#both);
  }

  readonly out = async (text: string): Promise<void> => {
    this.#out += text;
    this.#both += text;
    return Promise.resolve();
  };

  readonly note = (line: string): void => {
    this.#err += `${line}\n`;
    this.#both += `${line}\n`;
  };

  readonly readInput = async (): Promise<string> => Promise.resolve(this.#input);

  readonly ask = async (
    question: string,
    { hidden = false }: { readonly hidden?: boolean } = {},
  ): Promise<string> => {
    this.asked.push({ question: stripVTControlCharacters(question), hidden });
    const answer = this.#answers.shift();
    if (!this.isInTerminal || answer === undefined) {
      throw new CliError(`Nobody can be asked: ${question}`);
    }
    return Promise.resolve(answer);
  };

  readonly status = (line: string | undefined): void => {
    if (line !== undefined) this.states.push(line);
  };
}
