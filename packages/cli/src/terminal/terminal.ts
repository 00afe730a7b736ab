import type { Colors } from 'picocolors/types.js';

/** The terminal, or what stands in its place. Data goes to `out`, everything else to `err`. */
export interface Terminal {
  /** Writes data to stdout, as it is; resolves when it may take more. */
  readonly out: (text: string) => Promise<void>;
  /** Writes a line for people to stderr. */
  readonly note: (line: string) => void;
  /** Colours for stdout; they do nothing where it is no terminal, or NO_COLOR is set. */
  readonly style: Colors;
  /** The same for stderr. */
  readonly noteStyle: Colors;
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
  readonly isInTerminal: boolean;
  /** Columns of stdout; 100 where it is no terminal. */
  readonly width: number;
  /** All of stdin, as text. */
  readonly readInput: () => Promise<string>;
  /** Asks on the terminal; a `hidden` answer is not shown. Rejects where there is no terminal. */
  readonly ask: (question: string, options?: { readonly hidden?: boolean }) => Promise<string>;
  /** Overwrites the line at the bottom of stderr, or clears it; nothing where stderr is no terminal. */
  readonly status: (line: string | undefined) => void;
}
