import { InvalidRequestError, RefusedError, type Client, type ClientError } from '@ocipkit/client';
import {
  structureOf,
  validate,
  type InputOf,
  type OCIRequest,
  type ResponseOf,
} from '@ocipkit/core';
import type { Requests } from '@ocipkit/commands/registry';
import { levelOfRead, withNeededLevel } from './levels.js';
import { checkOptions, DEFAULT_CONCURRENCY, type RunOptions } from './options.js';
import { localProblem, problemAt, problemOf, type Problem, type ProblemPlace } from './problem.js';
import { Sender, type Sent } from './sender.js';
import type { Outcome } from './section.js';
import { Variants } from './variants.js';

/** Names of the requests in the bundled commands. */
export type RequestName = keyof Requests;

/** An answer that was read with an older variant of a command, or with others, or that lacks columns. */
export interface Note {
  /** The command that was sent. */
  readonly command: string;
  /** The one it stands for; the same one where only columns are missing. */
  readonly insteadOf: string;
  /**
   * Fields that the older variant does not have, columns that the table did not have, as `table.column`, or
   * kinds that the other commands do not cover: they are undefined in the result, or not in it.
   */
  readonly missing: readonly string[];
}

/** What every result tells of its run. */
export interface RunSummary {
  /** All that was asked for is there. */
  readonly complete: boolean;
  /** Every refused and failed section and unread member, with its place. */
  readonly problems: readonly Problem[];
  /** What an older platform could not give. */
  readonly notes: readonly Note[];
  /** Members of lists whose details `maxDetails` left unread; undefined if there are none. */
  readonly detailsLeft?: number | undefined;
  /** Requests sent. */
  readonly requests: number;
  /** Messages sent. */
  readonly messages: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** Where in the result a request belongs, and whom it is about. */
export interface Place {
  readonly path: string;
  readonly subject?: string | undefined;
  /** Nothing is sent for this place, and why; see {@link Run.member}. */
  readonly leftOut?: Problem | undefined;
}

/** The platform's number for a request that does not fit its schema: it may be too new. */
const INVALID_REQUEST = 6004;

/**
 * One run of an automation: sends its requests in as few messages as can be, in the variants that the
 * platform has, and keeps count. Nothing of it outlives the run.
 */
export class Run {
  readonly client: Client;
  readonly notes: Note[] = [];
  readonly #options: RunOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #sender: Sender;
  readonly #variants: Variants;
  readonly #shared = new Map<string, Promise<Outcome<unknown>>>();
  readonly #noted = new Set<string>();
  readonly #maxDetails: number;
  #details = 0;
  #detailsLeft = 0;
  readonly #startedAt = new Date();
  readonly #started = performance.now();

  /** @throws AutomationUsageError for options that nothing can be run with */
  constructor(client: Client, options: RunOptions = {}) {
    checkOptions(options);
    this.client = client;
    this.#maxDetails = options.maxDetails ?? Infinity;
    this.#options = options;
    this.#signal = signalOf(options);
    this.#sender = new Sender(client, this.#signal, options.concurrency ?? DEFAULT_CONCURRENCY);
    this.#variants = Variants.of(client);
  }

  /** The run has been ended early. */
  get isAborted(): boolean {
    return this.#signal?.aborted === true;
  }

  /**
   * How many of so many members of a list may have their details read; the others count as left. After
   * the end of the run they all may, since nothing is sent any more.
   */
  takeDetails(wanted: number): number {
    if (this.isAborted) return wanted;
    const taken = Math.min(wanted, this.#maxDetails - this.#details);
    this.#details += taken;
    this.#detailsLeft += wanted - taken;
    return taken;
  }

  /**
   * The place of a member of a list whose details are to be read, in however many requests. Beyond
   * `maxDetails` the place is left out: whatever is asked for it, or for a place that is made of it, is not
   * sent and has a problem of kind `unread`.
   */
  member<P extends Place>(place: P): P & Place {
    if (this.takeDetails(1) === 1) return place;
    const message = `Not read: details of ${String(this.#maxDetails)} were to be read at most.`;
    const { path, subject } = place;
    return { ...place, leftOut: localProblem('unread', message, { path, command: null, subject }) };
  }

  /**
   * Sends a read; it shares its message with others that are asked for at the same time. Never throws:
   * what went wrong is in the outcome.
   */
  async ask<N extends RequestName>(
    name: N,
    input: InputOf<Requests[N]>,
    place: Place,
  ): Promise<Outcome<ResponseOf<Requests[N]>>> {
    const { path, leftOut } = place;
    if (leftOut !== undefined) return { ok: false, problem: problemAt(path, leftOut) };
    const outcome = await this.#send(name, input, place, (request) => this.#sender.read(request));
    const needed = levelOfRead(name);
    if (outcome.ok || needed === undefined) return outcome as Outcome<ResponseOf<Requests[N]>>;
    return { ...outcome, problem: withNeededLevel(this.client, needed, outcome.problem) };
  }

  /** The same for what several parts of a run need: it is read once. */
  async share<N extends RequestName>(
    name: N,
    input: InputOf<Requests[N]>,
    place: Place,
  ): Promise<Outcome<ResponseOf<Requests[N]>>> {
    const key = `${name} ${JSON.stringify(input)}`;
    let outcome = this.#shared.get(key);
    if (outcome === undefined) {
      outcome = this.ask(name, input, place);
      if (place.leftOut === undefined) this.#shared.set(key, outcome);
    }
    return (await outcome) as Outcome<ResponseOf<Requests[N]>>;
  }

  /**
   * Sends a write by itself. A variant that lacks one of the fields is not sent: a write does all of what
   * was asked, or nothing.
   */
  async write<N extends RequestName>(
    name: N,
    input: InputOf<Requests[N]>,
    place: Place,
  ): Promise<Outcome<ResponseOf<Requests[N]>>> {
    const send = async (request: OCIRequest): Promise<Sent> => {
      const [sent] = await this.#sender.write([request]);
      if (sent === undefined) throw new TypeError('a batch gave fewer results than requests');
      return sent;
    };
    const outcome = await this.#send(name, input, place, send, true);
    return outcome as Outcome<ResponseOf<Requests[N]>>;
  }

  /** Tells how far the run is. */
  progress(step: string, done: number, total?: number): void {
    const { requests, messages } = this.#sender;
    this.#options.onProgress?.({ step, done, total, requests, messages });
  }

  /** The end of the run, with the problems of its sections. */
  summary(problems: readonly Problem[]): RunSummary {
    const { requests, messages } = this.#sender;
    return {
      complete: problems.length === 0,
      problems,
      notes: [...this.notes],
      ...(this.#detailsLeft === 0 ? {} : { detailsLeft: this.#detailsLeft }),
      requests,
      messages,
      startedAt: this.#startedAt.toISOString(),
      durationMs: Math.round(performance.now() - this.#started),
    };
  }

  async #send(
    name: RequestName,
    input: object,
    { path, subject }: Place,
    send: (request: OCIRequest) => Promise<Sent>,
    needsAllFields = false,
  ): Promise<Outcome<unknown>> {
    let last: ClientError | undefined;
    for (;;) {
      const Variant = await this.#variants.find(name);
      const place: ProblemPlace = { path, command: Variant?.$.name ?? name, subject };
      if (Variant === undefined) return unsupported(name, place, last);
      if (this.isAborted) {
        return { ok: false, problem: localProblem('skipped', 'The run was ended.', place) };
      }
      const fields = structureOf(Variant.$).fields;
      const known = Object.entries(input).filter(([field]) => fields.has(field) || isMark(field));
      const lacking = Object.entries(input).filter(
        ([field, value]) => value !== undefined && !fields.has(field) && !isMark(field),
      );
      if (needsAllFields && lacking.length > 0) {
        const names = lacking.map(([field]) => field).join(', ');
        const message = `${Variant.$.name} has no ${names}: it was not sent.`;
        return { ok: false, problem: localProblem('unsupported', message, place) };
      }
      const request = new Variant(Object.fromEntries(known));
      // Alone, so that it does not take those down that it would share a message with.
      const sent = invalid(request) ?? (await send(request));
      if (sent.ok) {
        await this.#note(name, Variant.$);
        return { ok: true, response: sent.response, readAt: sent.at };
      }
      last = sent.error;
      if (!mayBeTooNew(last)) return { ok: false, problem: problemOf(last, place), error: last };
      this.#variants.exclude(Variant.$.name);
    }
  }

  async #note(name: string, used: OCIRequestType): Promise<void> {
    if (used.name === name || this.#noted.has(used.name)) return;
    this.#noted.add(used.name);
    const missing = await this.#variants.missingFields(name, used);
    this.notes.push({ command: used.name, insteadOf: name, missing });
  }
}

type OCIRequestType = Parameters<Variants['missingFields']>[1];

/** `$type` and `$items` are no fields of the schema. */
function isMark(field: string): boolean {
  return field.startsWith('$');
}

/** What the client would say to a request that does not fit its schema. */
function invalid(request: OCIRequest): Sent | undefined {
  const problems = validate(request).filter((p) => p.severity === 'error');
  if (problems.length === 0) return undefined;
  return { ok: false, error: new InvalidRequestError(problems, { request: request.$type }) };
}

function mayBeTooNew(error: ClientError): boolean {
  return error instanceof RefusedError && error.errorNumber === INVALID_REQUEST;
}

/** No variant is left: the platform's last word is told, if there was one. */
function unsupported(
  name: string,
  place: ProblemPlace,
  last: ClientError | undefined,
): Outcome<never> {
  if (last !== undefined) {
    const problem = { ...problemOf(last, place), kind: 'unsupported' as const };
    return { ok: false, problem, error: last };
  }
  const message = `Neither the platform nor the loaded commands have ${name} or an older variant.`;
  return { ok: false, problem: localProblem('unsupported', message, place) };
}

function signalOf({ signal, timeoutMs }: RunOptions): AbortSignal | undefined {
  if (timeoutMs === undefined) return signal;
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}
