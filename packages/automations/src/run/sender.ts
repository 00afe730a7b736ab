import { ClientError, type Client, type ClientErrorCode } from '@ocipkit/client';
import { MAX_COMMANDS, type OCIRequest, type OCIResponse } from '@ocipkit/core';

/** What became of one request. */
export type Sent =
  | { readonly ok: true; readonly response: OCIResponse; readonly at: Date }
  | { readonly ok: false; readonly error: ClientError };

interface Waiting {
  readonly request: OCIRequest;
  readonly settle: (sent: Sent) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Puts reads from anywhere in a run into as few messages as can be. A full message goes out at once; one
 * that is not full waits for company as long as others of before are under way, since their answers ask for
 * more. What is asked for all at once goes out all at once.
 */
export class Sender {
  requests = 0;
  messages = 0;
  readonly #client: Client;
  readonly #signal: AbortSignal | undefined;
  readonly #concurrency: number;
  readonly #queue: Waiting[] = [];
  #underWay = 0;
  /** Of these, those that were sent before the present turn of the event loop. */
  #older = 0;
  #isScheduled = false;

  constructor(client: Client, signal: AbortSignal | undefined, concurrency: number) {
    this.#client = client;
    this.#signal = signal;
    this.#concurrency = concurrency;
  }

  /** Sends a read with others that are asked for in the meantime. */
  read(request: OCIRequest): Promise<Sent> {
    return new Promise((settle, fail) => {
      this.#queue.push({ request, settle, fail });
      if (this.#queue.length >= MAX_COMMANDS) this.#pump();
      this.#schedule();
    });
  }

  /** Sends writes in one message, in order. */
  async write(requests: readonly OCIRequest[]): Promise<readonly Sent[]> {
    this.requests += requests.length;
    this.messages += 1;
    return this.#exchange(requests, false);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After everything that the last answers set going has asked.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#pump();
      this.#older = this.#underWay;
    });
  }

  #pump(): void {
    while (this.#underWay < this.#concurrency && this.#queue.length > 0) {
      if (this.#queue.length < MAX_COMMANDS && this.#older > 0) return;
      void this.#sendMessage(this.#queue.splice(0, MAX_COMMANDS));
    }
  }

  async #sendMessage(waiting: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    this.requests += waiting.length;
    this.messages += 1;
    try {
      const requests = waiting.map((w) => w.request);
      let results = await this.#exchange(requests, true);
      if (failedTogether(results) && this.#signal?.aborted !== true) {
        // One bad answer must not hide the others.
        this.requests += requests.length;
        this.messages += requests.length;
        const alone = requests.map(async (request) => this.#exchange([request], true));
        results = (await Promise.all(alone)).flat();
      }
      waiting.forEach(({ settle, fail }, i) => {
        const sent = results[i];
        if (sent === undefined) fail(new TypeError('a batch gave fewer results than requests'));
        else settle(sent);
      });
    } catch (error) {
      for (const { fail } of waiting) fail(error);
    } finally {
      this.#underWay -= 1;
      // Which of those under way has ended makes no difference: what counts is whether any is left.
      this.#older = Math.min(this.#older, this.#underWay);
      this.#schedule();
    }
  }

  async #exchange(requests: readonly OCIRequest[], anyOrder: boolean): Promise<readonly Sent[]> {
    const sending = this.#client.batch(requests, { signal: this.#signal, anyOrder });
    // A client that was closed takes no batch at all.
    const results = await sending.catch((error: unknown) => {
      if (!(error instanceof ClientError)) throw error;
      return requests.map(() => ({ ok: false, error }) as const);
    });
    const at = new Date();
    return results.map((result): Sent =>
      result.ok
        ? { ok: true, response: result.response as unknown as OCIResponse, at }
        : { ok: false, error: result.error },
    );
  }
}

/** What one command among several may have caused. */
const badAnswers: readonly ClientErrorCode[] = [
  'connection-lost',
  'malformed-reply',
  'reply-too-large',
  'timeout',
  'wrong-answer',
];

/** The message failed as a whole, the client's own repetitions included. */
function failedTogether(results: readonly Sent[]): boolean {
  const [first] = results;
  if (results.length < 2 || first?.ok !== false) return false;
  const { error } = first;
  return (
    badAnswers.includes(error.code) &&
    results.every((result) => !result.ok && result.error === error)
  );
}
