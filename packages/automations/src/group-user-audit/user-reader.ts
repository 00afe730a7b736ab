import type { Requests } from '@ocipkit/commands/registry';
import type { OCIResponse, ResponseOf } from '@ocipkit/core';
import type { RequestName, Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { errorOf, UserProblems } from './problems.js';
import type { Shaper } from './shape.js';
import type { AuditContext, AuditFailure, AuditRecord } from './types.js';

/** Reads what one user has. */
export class UserReader {
  readonly context: AuditContext;
  readonly shaper: Shaper;
  readonly problems: UserProblems;
  /** The primary number is activated, as the list of the group tells; undefined without a list. */
  readonly isNumberActivated: boolean | null | undefined;
  readonly run: Run;
  readonly #reads = new Map<string, Promise<Outcome<OCIResponse>>>();

  constructor(run: Run, shaper: Shaper, context: AuditContext, isNumberActivated?: boolean | null) {
    this.isNumberActivated = isNumberActivated;
    this.run = run;
    this.shaper = shaper;
    this.context = context;
    this.problems = new UserProblems(context);
  }

  /** Sends a read for the user, once, whoever asks. */
  ask<N extends RequestName>(
    command: N,
    path: string,
    more?: object,
  ): Promise<Outcome<ResponseOf<Requests[N]>>>;
  ask(command: string, path: string, more?: object): Promise<Outcome<OCIResponse>>;
  ask(command: string, path: string, more: object = {}): Promise<Outcome<OCIResponse>> {
    const key = `${command} ${JSON.stringify(more)}`;
    let read = this.#reads.get(key);
    if (read === undefined) {
      const { userId } = this.context;
      read = this.send(command, path, { userId, ...more }, userId);
      this.#reads.set(key, read);
    }
    return read;
  }

  /** Sends a read that is about something else than the user. */
  async send(
    command: string,
    path: string,
    input: object,
    subject: string,
  ): Promise<Outcome<OCIResponse>> {
    // Commands are named in tables of data, where the compiler does not see which input each takes.
    return this.run.ask(command as RequestName, input, { path, subject });
  }

  /** An answer that has come already. */
  know(command: string, outcome: Outcome<OCIResponse>): void {
    this.#reads.set(`${command} {}`, Promise.resolve(outcome));
  }

  /** The shaped answer of a read with the context keys; a failure if there is none. */
  async section(
    path: string,
    command: string,
    more: object = {},
  ): Promise<(AuditContext & AuditRecord) | AuditFailure> {
    const outcome = await this.ask(command, path, more);
    if (!outcome.ok) return this.problems.fail(path, errorOf(outcome));
    return { ...(await this.shaper.shape(command, outcome.response)), ...this.context };
  }

  /** The shaped answer of a read inside a section; null if there is none, and the problem is listed. */
  async part(path: string, command: string, more: object = {}): Promise<AuditRecord | null> {
    const outcome = await this.ask(command, path, more);
    if (outcome.ok) return this.shaper.shape(command, outcome.response);
    this.problems.add(path, errorOf(outcome));
    return null;
  }
}
