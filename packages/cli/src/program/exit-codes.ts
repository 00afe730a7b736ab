/** What the exit code says, for scripts. */
export const exitCodes = {
  ok: 0,
  /** A fault of this program. */
  bug: 1,
  /** What was asked for makes no sense; nothing was sent. */
  usage: 2,
  /** The platform understood, and said no. */
  refused: 3,
  /** No login: refused, or no credentials to be had. */
  login: 4,
  /** The platform can't be reached, or the connection broke. */
  network: 5,
  /** Some of what was asked for is there, some is not. */
  partial: 6,
  /** Ended by Ctrl-C or a signal. */
  interrupted: 130,
} as const;

/** What the process ends with; see {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
