import { UsageError } from '../usage-error.js';

/** How often, from 0 (never) to 1 (each time). */
export type Rate = number;

/** What is to go wrong, and how often. Everything is off by default. */
export interface Faults {
  /**
   * Only messages that hold one of these requests, and of their commands, where a fault is drawn for
   * each, only these; all otherwise.
   */
  readonly only?: readonly string[];
  /** Seed of the random decisions: the same seed and the same messages give the same faults. */
  readonly seed?: number;

  /** Wait before each answer: milliseconds, or a text such as `20ms`, `20ms±5` or `1.5s`. */
  readonly latency?: number | string;
  /** The connection closes without an answer; the commands are run. */
  readonly drop?: Rate;
  /** The connection is reset (RST) instead of an answer; the commands are run. */
  readonly reset?: Rate;
  /** No answer ever comes, and the connection stays; the commands are run. */
  readonly stall?: Rate;
  /** The answer comes so many milliseconds late. */
  readonly late?: { readonly ms: number; readonly rate?: Rate };
  /** The answer comes in pieces of so many bytes, with so many milliseconds after each. */
  readonly trickle?: { readonly bytes: number; readonly ms: number; readonly rate?: Rate };
  /** The first half of the answer, then the end of the connection. */
  readonly truncate?: Rate;
  /** A byte among the tags is damaged: the answer is not well-formed. */
  readonly corrupt?: Rate;
  /** The bytes are in another encoding than the declaration says. */
  readonly wrongEncoding?: Rate;
  /** No line feed after the answer. TCP and TLS only. */
  readonly noFinalLineFeed?: Rate;

  /** The session is forgotten before the message is looked at. */
  readonly killSession?: Rate;
  /** A `LogoutRequest` to the client instead of the answer, then the end. TCP and TLS only. */
  readonly unsolicitedLogout?: Rate;
  /** Logins are refused, whatever the password. */
  readonly refuseLogin?: Rate;
  /** The signed login is refused; the plain one is not. */
  readonly refuseSignedLogin?: Rate;
  /** `AuthenticationResponse` asks for another algorithm than MD5. */
  readonly wrongPasswordAlgorithm?: Rate;
  /** `AuthenticationResponse` has the nonce of the one before. */
  readonly reuseNonce?: Rate;

  /** The answers of a message come in reverse order. */
  readonly answersOutOfOrder?: Rate;
  /** An answer is missing, or there is one too many where only one was due. */
  readonly wrongAnswerCount?: Rate;
  /** `echo` comes back empty. */
  readonly blankEcho?: Rate;
  /** `SuccessResponse` and `ErrorResponse` come without a prefix. */
  readonly noPrefix?: Rate;

  /** Commands are refused with this number, and not run. Drawn for each command. */
  readonly error?: { readonly code: number; readonly text?: string; readonly rate?: Rate };
  /** Commands are run, and answered by a notice. Drawn for each command. */
  readonly notice?: {
    readonly type: 'Warning' | 'Info';
    readonly code?: number;
    readonly text?: string;
    readonly rate?: Rate;
  };
  /** Most commands per second over all connections; those above are refused. */
  readonly ratePerSecond?: number;
  /** Everything is refused, logins too. */
  readonly maintenance?: boolean;

  /** A web page instead of XML, with this HTTP status, 200 by default. SOAP only. */
  readonly html?: { readonly status?: number; readonly rate?: Rate };
  /** The cookie of the request and that of the answer are lost on the way. SOAP only. */
  readonly loseCookie?: Rate;
  /** Faults come with HTTP 200 instead of 500. SOAP only. */
  readonly faultStatus200?: Rate;
}

export const rateNames = [
  'drop',
  'reset',
  'stall',
  'truncate',
  'corrupt',
  'wrongEncoding',
  'noFinalLineFeed',
  'killSession',
  'unsolicitedLogout',
  'refuseLogin',
  'refuseSignedLogin',
  'wrongPasswordAlgorithm',
  'reuseNonce',
  'answersOutOfOrder',
  'wrongAnswerCount',
  'blankEcho',
  'noPrefix',
  'loseCookie',
  'faultStatus200',
] as const satisfies readonly (keyof Faults)[];

export type RateName = (typeof rateNames)[number];

const profiles = {
  /** Every answer takes a while. */
  slow: { latency: '300ms±200' },
  /** Now and then a connection or a session is lost. */
  flaky: { drop: 0.03, reset: 0.02, killSession: 0.01 },
  /** Answers come in small pieces. */
  drip: { trickle: { bytes: 16, ms: 2 } },
  /** Answers are lost, cut and damaged. */
  lossy: { stall: 0.02, truncate: 0.03, corrupt: 0.02 },
  /** Slow, and refuses what is above 20 commands a second. */
  overloaded: { latency: '150ms±100', ratePerSecond: 20, html: { status: 503, rate: 0.02 } },
  /** Refuses everything. */
  maintenance: { maintenance: true },
  /** Legal and illegal habits together: what a client has to survive. */
  hostile: {
    latency: '5ms±5',
    trickle: { bytes: 1, ms: 0, rate: 0.1 },
    drop: 0.02,
    reset: 0.02,
    truncate: 0.02,
    corrupt: 0.02,
    noFinalLineFeed: 0.5,
    noPrefix: 0.5,
    blankEcho: 0.5,
    killSession: 0.02,
    unsolicitedLogout: 0.02,
    answersOutOfOrder: 0.05,
    wrongAnswerCount: 0.02,
    wrongEncoding: 0.02,
    html: { rate: 0.02 },
    loseCookie: 0.02,
    faultStatus200: 0.5,
  },
} as const satisfies Readonly<Record<string, Faults>>;

/** Names of ready-made sets of faults. */
export type FaultProfile = keyof typeof profiles;

/** Names of the ready-made faults. */
export const faultProfiles = Object.keys(profiles) as readonly FaultProfile[];

/** Faults, the name of a profile, or several of both: later ones come on top. */
export type FaultSetting = FaultProfile | Faults | readonly (FaultProfile | Faults)[];

/** What {@link Faults} has, for people who have to be told. */
const EXPECTED =
  `Expected one of the profiles ${faultProfiles.join(', ')}, or an object with some of: ` +
  `only (names of requests), seed (a number), latency ("20ms±5"), ${rateNames.join(', ')} ` +
  '(0 to 1 each), late {ms, rate}, trickle {bytes, ms, rate}, error {code, text, rate}, ' +
  'notice {type: Warning or Info, code, text, rate}, html {status, rate}, ratePerSecond, maintenance.';

/**
 * Reads faults that come from outside.
 *
 * @throws UsageError saying what is wrong and what is expected
 */
export function readFaults(setting: unknown): Faults {
  const parts: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
  return Object.assign({}, ...parts.map(readPart)) as Faults;
}

function readPart(part: unknown): Faults {
  if (typeof part === 'string') {
    if (Object.hasOwn(profiles, part)) return profiles[part as FaultProfile];
    return refuse('No profile has this name.');
  }
  if (!isObject(part)) return refuse('These are no faults.');
  for (const [name, value] of Object.entries(part)) checkField(name, value);
  return part;
}

function checkField(name: string, value: unknown): void {
  if (value === undefined) return;
  if ((rateNames as readonly string[]).includes(name)) checkRate(name, value);
  else if (Object.hasOwn(checks, name)) checks[name]?.(value);
  else refuse(`There is no fault '${name.slice(0, 60)}'.`);
}

/** What the fields that are no rates have to be. */
const checks: Readonly<Record<string, (value: unknown) => void>> = {
  only: (value) => {
    const isList = Array.isArray(value) && value.every((name) => typeof name === 'string');
    if (!isList) refuse('`only` is no list of names of requests.');
  },
  seed: (value) => checkNumber('seed', value, Number.MIN_SAFE_INTEGER),
  latency: (value) => void parseLatency(value),
  late: (value) => checkParts('late', value, { ms: 0 }),
  trickle: (value) => checkParts('trickle', value, { bytes: 1, ms: 0 }),
  error: (value) => checkParts('error', value, { code: 0 }, ['text']),
  notice: (value) => {
    checkParts('notice', value, {}, ['code', 'text', 'type']);
    const { type } = value as { readonly type?: unknown };
    if (type !== 'Warning' && type !== 'Info') refuse('`notice.type` is neither Warning nor Info.');
  },
  html: (value) => checkParts('html', value, {}, ['status']),
  ratePerSecond: (value) => checkNumber('ratePerSecond', value, 0.001),
  maintenance: (value) => {
    if (typeof value !== 'boolean') refuse('`maintenance` is neither true nor false.');
  },
};

function checkParts(
  name: string,
  value: unknown,
  required: Readonly<Record<string, number>>,
  optional: readonly string[] = [],
): void {
  if (!isObject(value)) refuse(`\`${name}\` is no object.`);
  const parts = value as Record<string, unknown>;
  for (const [key, min] of Object.entries(required)) checkNumber(`${name}.${key}`, parts[key], min);
  for (const [key, part] of Object.entries(parts)) {
    if (key in required || part === undefined) continue;
    if (key === 'rate') checkRate(`${name}.rate`, part);
    else if (!optional.includes(key)) refuse(`\`${name}\` has no '${key.slice(0, 60)}'.`);
    else if (key === 'code') checkNumber(`${name}.code`, part, 0);
    else if (key === 'status') checkStatus(part);
    else if (typeof part !== 'string') refuse(`\`${name}.${key}\` is no text.`);
  }
}

function checkStatus(status: unknown): void {
  const isStatus = Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599;
  if (!isStatus) refuse('`html.status` is no HTTP status from 200 to 599.');
}

function checkRate(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  refuse(`\`${name}\` is no number from 0 to 1.`);
}

function checkNumber(name: string, value: unknown, min: number): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= min) return;
  refuse(`\`${name}\` is no number${min < 0 ? '' : ` from ${String(min)} on`}.`);
}

function refuse(why: string): never {
  throw new UsageError(`${why} ${EXPECTED}`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A wait in milliseconds, more or less by `jitter`. */
export interface Latency {
  readonly ms: number;
  readonly jitter: number;
}

/**
 * Reads `20`, `20ms`, `20ms±5`, `1.5s±200ms`; `+-` will do for `±`.
 *
 * @throws UsageError
 */
export function parseLatency(text: unknown): Latency {
  if (typeof text === 'number' && text >= 0 && Number.isFinite(text))
    return { ms: text, jitter: 0 };
  const match =
    typeof text === 'string'
      ? /^(\d+(?:\.\d+)?)(ms|s)?(?:(?:±|\+-|\+\/-)(\d+(?:\.\d+)?)(ms|s)?)?$/.exec(
          text.replaceAll(' ', ''),
        )
      : null;
  if (match === null) {
    throw new UsageError('This is no latency. Expected one such as 20ms, 20ms±5 or 1.5s.');
  }
  const [, ms = '', unit, jitter = '0', jitterUnit] = match;
  return { ms: inMs(ms, unit), jitter: inMs(jitter, jitterUnit) };
}

function inMs(number: string, unit = 'ms'): number {
  return Number(number) * (unit === 's' ? 1000 : 1);
}
