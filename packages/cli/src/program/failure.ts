import { exitCodes, type ExitCode } from './exit-codes.js';

/** Ends a command: what is wrong, and what to do next. Shown without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do next: sentences or commands to type, one a line. */
  readonly next: readonly string[];

  constructor(
    message: string,
    {
      exitCode = exitCodes.usage,
      next = [],
      cause,
    }: {
      readonly exitCode?: ExitCode | undefined;
      readonly next?: readonly string[] | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.exitCode = exitCode;
    this.next = next;
  }
}

/** A failure as it is shown. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly next: readonly string[];
  /** Of a bug only. */
  readonly stack?: string | undefined;
}

/** What an error of the client tells; read by shape, so that showing one loads nothing. */
interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly outcome?: unknown;
  readonly stack?: string | undefined;
}

const outcomes: Readonly<Record<string, string>> = {
  'not-sent': 'Nothing was sent.',
  rejected: 'The platform rejected the request; nothing was changed by it.',
  unknown:
    'The request was sent and its outcome is unknown: read the state before you send it again.',
};

/** Says what an error means for whoever called the program. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof CliError) {
    return { exitCode: thrown.exitCode, message: thrown.message, next: thrown.next };
  }
  const error = toldBy(thrown);
  if (error.name === 'UsageError' || error.name === 'AutomationUsageError') {
    return { exitCode: exitCodes.usage, message: error.message, next: [] };
  }
  if (error.name === 'AutomationError') return automationFailure(thrown, error);
  if (typeof error.outcome === 'string' && typeof error.code === 'string') {
    const said = outcomes[error.outcome];
    return {
      exitCode: exitCodeOf(error.name, error.code),
      message: said === undefined ? error.message : `${error.message}\n${said}`,
      next: nextSteps(error.code),
    };
  }
  return {
    exitCode: exitCodes.bug,
    message: `This is a bug of ocip: ${error.message}`,
    next: ['Report it with the lines above and the output of ocip --version.'],
    stack: error.stack,
  };
}

/** The root read of an automation failed: what it failed of is its cause, or its problem. */
function automationFailure(thrown: unknown, error: Told): Failure {
  const { cause } = thrown as { readonly cause?: unknown };
  if (cause instanceof Error) {
    const inner = failureOf(cause);
    if (inner.exitCode !== exitCodes.bug) return { ...inner, message: error.message };
  }
  return { exitCode: exitCodes.refused, message: error.message, next: [] };
}

function exitCodeOf(name: string, code: string): ExitCode {
  switch (code) {
    case 'invalid-request':
      return exitCodes.usage;
    case 'refused':
      return exitCodes.refused;
    case 'login-refused':
    case 'login-unsupported':
      return exitCodes.login;
    case 'aborted':
      return exitCodes.interrupted;
    default:
      return name === 'UsageError' ? exitCodes.usage : exitCodes.network;
  }
}

function nextSteps(code: string): readonly string[] {
  switch (code) {
    case 'invalid-request':
      return [
        'ocip describe <request> lists the fields; ocip call <request> --skeleton shows them.',
      ];
    case 'login-refused':
    case 'login-unsupported':
      return ['ocip login asks for the password anew; ocip doctor finds what stands in the way.'];
    case 'refused':
    case 'aborted':
      return [];
    default:
      return ['ocip doctor finds what stands in the way.'];
  }
}

function toldBy(thrown: unknown): Told {
  return thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
}
