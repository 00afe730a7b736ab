import { own, PlatformNotice, Refusal } from '../engine/refusal.js';
import {
  parseLatency,
  rateNames,
  readFaults,
  type Faults,
  type FaultSetting,
  type Rate,
  type RateName,
} from './faults.js';
import type { TransportName } from './session.js';

/** What the choice of faults depends on. */
export interface FaultSubject {
  /** Names of the requests of the message; none if it can't be read. */
  readonly names: readonly string[];
  readonly transport: TransportName;
}

/** The faults of a simulator: which are on, and which wait for one message. */
export class FaultInjector {
  #faults: Faults = {};
  #random = seeded(DEFAULT_SEED);
  #pending: Faults[] = [];
  #limiter: TokenBucket | undefined;

  /** Those that are on. */
  read(): Faults {
    return this.#faults;
  }

  /**
   * Replaces all faults; those that wait for one message stay.
   *
   * @throws UsageError if they make no sense; nothing has changed then
   */
  set(setting: FaultSetting): void {
    const faults = readFaults(setting);
    this.#faults = faults;
    if (faults.seed !== undefined) this.#random = seeded(faults.seed);
    const { ratePerSecond } = faults;
    this.#limiter = ratePerSecond === undefined ? undefined : new TokenBucket(ratePerSecond);
  }

  /**
   * Adds faults for the next message that they can happen to: of the requests in `only`, a login for
   * faults of the login, and so on. Several wait in line.
   *
   * @throws UsageError if they make no sense
   */
  once(fault: FaultSetting | RateName): void {
    const isName = (rateNames as readonly unknown[]).includes(fault);
    this.#pending.push(isName ? { [fault as RateName]: 1 } : readFaults(fault));
  }

  /** How many wait for a message. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** No faults, and none waiting. */
  clear(): void {
    this.set({});
    this.#pending = [];
  }

  /** Decides what happens to a message. */
  plan(subject: FaultSubject): FaultPlan {
    const standing = isMeant(this.#faults, subject) ? this.#faults : {};
    const index = this.#pending.findIndex((f) => isMeant(f, subject) && canHappen(f, subject));
    const [once] = index < 0 ? [] : this.#pending.splice(index, 1);
    const limiter =
      once?.ratePerSecond !== undefined
        ? new TokenBucket(once.ratePerSecond)
        : standing.ratePerSecond === undefined
          ? undefined
          : this.#limiter;
    return new FaultPlan({ ...standing, ...once }, subject, this.#random, limiter);
  }
}

/** What happens to one message. Decided once, but for what is drawn for each command. */
export class FaultPlan {
  readonly #faults: Faults;
  readonly #random: () => number;
  readonly #limiter: TokenBucket | undefined;
  readonly #chosen = new Set<RateName>();
  /** Milliseconds before the answer. */
  readonly delayMs: number;
  /** The answer comes in pieces. */
  readonly trickle: { readonly bytes: number; readonly ms: number } | undefined;
  /** HTTP status of a web page that comes instead of an answer. */
  readonly html: number | undefined;

  constructor(
    faults: Faults,
    { transport }: FaultSubject,
    random: () => number,
    limiter?: TokenBucket,
  ) {
    this.#faults = faults;
    this.#random = random;
    this.#limiter = limiter;
    const isSoap = transport === 'soap';
    for (const name of rateNames) {
      if ((isSoap ? streamOnly : soapOnly).has(name)) continue;
      if (this.#draw(faults[name] ?? 0)) this.#chosen.add(name);
    }
    const { latency, late, trickle, html } = faults;
    const { ms, jitter } = parseLatency(latency ?? 0);
    const wait = jitter === 0 ? ms : Math.max(0, ms + (random() * 2 - 1) * jitter);
    this.delayMs = wait + (late !== undefined && this.#draw(late.rate) ? late.ms : 0);
    this.trickle = trickle !== undefined && this.#draw(trickle.rate) ? trickle : undefined;
    const isPage = isSoap && html !== undefined && this.#draw(html.rate);
    this.html = isPage ? (html.status ?? 200) : undefined;
  }

  has(name: RateName): boolean {
    return this.#chosen.has(name);
  }

  /** Names of the faults that happen to the message as a whole; for the log. */
  get names(): readonly string[] {
    return [
      ...this.#chosen,
      ...(this.trickle === undefined ? [] : ['trickle']),
      ...(this.html === undefined ? [] : ['html']),
    ];
  }

  /** Why a command is refused before it is looked at. Asked once for each command. */
  refusal(command: string): Refusal | undefined {
    const { maintenance, error } = this.#faults;
    if (maintenance === true) return new Refusal(own.unavailable, 'Under maintenance');
    if (this.#limiter?.take() === false) {
      return new Refusal(own.unavailable, 'Too many commands per second');
    }
    if (error === undefined || !this.#isMeant(command) || !this.#draw(error.rate)) return undefined;
    return new Refusal(error.code, error.text ?? 'Refused on demand');
  }

  /** What a command that succeeded is answered with instead. Asked once for each command. */
  notice(command: string): PlatformNotice | undefined {
    const { notice } = this.#faults;
    if (notice === undefined || !this.#isMeant(command) || !this.#draw(notice.rate)) {
      return undefined;
    }
    const { type, code = own.unavailable, text = 'Notice on demand' } = notice;
    return new PlatformNotice(type, code, text);
  }

  /** Others of the message are left alone. */
  #isMeant(command: string): boolean {
    return isMeant(this.#faults, { names: [command] });
  }

  /** Nothing is drawn where nothing is left to chance, so that other faults change no decision. */
  #draw(rate: Rate = 1): boolean {
    return rate > 0 && (rate >= 1 || this.#random() < rate);
  }
}

const streamOnly: ReadonlySet<RateName> = new Set(['noFinalLineFeed', 'unsolicitedLogout']);
const soapOnly: ReadonlySet<RateName> = new Set(['loseCookie', 'faultStatus200']);

function isMeant({ only }: Faults, { names }: Pick<FaultSubject, 'names'>): boolean {
  return only === undefined || names.some((name) => only.includes(name));
}

/** A fault that waits for a message must be one that can happen to it. */
function canHappen(faults: Faults, { names, transport }: FaultSubject): boolean {
  const has = (name: keyof Faults): boolean => faults[name] !== undefined;
  const isSoap = transport === 'soap';
  if ((has('html') || [...soapOnly].some(has)) && !isSoap) return false;
  if ([...streamOnly].some(has) && isSoap) return false;
  if (has('answersOutOfOrder') && names.length < 2) return false;
  if (has('wrongPasswordAlgorithm') || has('reuseNonce') || has('refuseSignedLogin')) {
    if (!names.includes('AuthenticationRequest')) return false;
  }
  return !has('refuseLogin') || names.some((n) => /^(?:Authentication|Login)Request/.test(n));
}

const DEFAULT_SEED = 1;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** So many a second on average, with bursts of up to one second's worth. */
class TokenBucket {
  readonly #perSecond: number;
  readonly #most: number;
  #tokens: number;
  #filledAt = performance.now();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#most = Math.max(1, perSecond);
    this.#tokens = this.#most;
  }

  take(): boolean {
    const now = performance.now();
    const gained = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#most, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
