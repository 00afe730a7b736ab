import {
  decodeMessage,
  encodeMessage,
  EncodeError,
  readTree,
  validate,
  ValidationError,
  type CommandClass,
  type CommandResolver,
  type ReceivedCommand,
} from '@ocipkit/core';
import { construct, rewritten, type AnyCommand } from './command.js';
import { buildCommand } from './instances/build.js';
import { findDifference } from './instances/compare.js';
import { expectedFields } from './instances/expected.js';
import type { Fields } from './instances/particles.js';
import { mutationPlan, plansFor, type InstancePlan } from './instances/plan.js';
import { findMutations } from './mutations/find.js';
import { mutationKinds, type Mutation } from './mutations/kinds.js';
import { selectMutations } from './mutations/select.js';
import type { OracleQueue } from './oracle/queue.js';
import type { Check, Report, Subject } from './report.js';
import { Random } from './values/random.js';
import { randomText } from './values/text.js';

const SESSION = '0f6c1a52-2b1d-4c8e-9a57-3d1f0e6b7c88';

export interface CheckOptions {
  /** Random instances, and mutations, of each command. */
  readonly instances: number;
  readonly seed: number;
}

/** Puts commands through everything that happens to them on their way, and back. */
export class CommandChecker {
  readonly #options: CheckOptions;
  readonly #resolve: CommandResolver;
  readonly #report: Report;
  readonly #oracle: OracleQueue;
  #order = 0;

  constructor(
    options: CheckOptions,
    resolve: CommandResolver,
    report: Report,
    oracle: OracleQueue,
  ) {
    this.#options = options;
    this.#resolve = resolve;
    this.#report = report;
    this.#oracle = oracle;
  }

  /** Checks valid instances of a command, then spoilt ones. */
  check(known: CommandClass): void {
    const { instances, seed } = this.#options;
    for (const plan of plansFor(known.$, instances)) {
      const subject = this.#subject(known, plan.name);
      const fields = this.#build(known, plan, subject);
      if (fields !== undefined) this.#checkValid(known, fields, subject);
    }
    if (instances === 0) return;
    const subject = this.#subject(known, mutationPlan.name);
    const fields = this.#build(known, mutationPlan, subject);
    if (fields === undefined) return;
    // What is spoilt must have been valid: else a refusal proves nothing.
    this.#checkValid(known, fields, subject);
    const random = new Random(seed, known.$.name, 'mutations');
    const canLoosen = isWrittenAlike(known, fields);
    const mutations = findMutations(known.$, fields, random);
    for (const mutation of selectMutations(mutations, instances, random)) {
      const spoilt = this.#subject(known, mutation.kind);
      try {
        this.#checkMutation(known, mutation, canLoosen, spoilt);
      } catch (error) {
        this.#report.fail(spoilt, 'refused', mutation.path, messageOf(error));
      }
    }
  }

  #subject(known: CommandClass, variant: string): Subject {
    this.#order += 1;
    return { order: this.#order, type: known.$.name, variant };
  }

  #build(known: CommandClass, plan: InstancePlan, subject: Subject): Fields | undefined {
    const random = new Random(this.#options.seed, known.$.name, plan.name);
    try {
      const fields = buildCommand(known.$, plan, random);
      this.#report.pass('build');
      return fields;
    } catch (error) {
      this.#report.fail(subject, 'build', known.$.name, messageOf(error));
      return undefined;
    }
  }

  #checkValid(known: CommandClass, fields: Fields, subject: Subject): void {
    const { name } = known.$;
    const random = new Random(this.#options.seed, name, subject.variant, 'echo');
    const echo = subject.variant.startsWith('random')
      ? randomText(random, 12, 'preserve')
      : undefined;
    const command = construct(known, fields);
    const bytes = this.#encode(command, echo, subject);
    if (bytes === undefined) return;
    const received = this.#decode(bytes, echo, subject);
    if (received !== undefined || isWellFormed(bytes)) {
      this.#oracle.add('accept', bytes, { subject, path: name });
    } else this.#report.skip('oracle-accepts');
    if (received === undefined) return;
    const expected = expectedFields(known.$, fields);
    const difference = findDifference(expected, received, name);
    this.#note(subject, 'round-trip', bytes, difference);

    const again = this.#encode(received, echo, subject);
    if (again === undefined) return;
    const same = Buffer.compare(bytes, again) === 0;
    this.#note(
      subject,
      'same-bytes',
      bytes,
      same ? undefined : { path: name, message: text(again) },
    );
  }

  /** Validation comes with encoding, as it does for programs; the two are counted apart. */
  #encode(command: AnyCommand, echo: string | undefined, subject: Subject): Uint8Array | undefined {
    const message = { identity: { sessionId: SESSION }, commands: [{ command, echo }] };
    try {
      const bytes = encodeMessage(message);
      this.#report.pass('validate');
      this.#report.pass('encode');
      return bytes;
    } catch (error) {
      const check = error instanceof ValidationError ? 'validate' : 'encode';
      const path = error instanceof ValidationError ? error.problems[0]?.path : undefined;
      this.#report.fail(subject, check, path ?? subject.type, messageOf(error), () =>
        attempt(() => text(encodeMessage(message, { validate: false }))),
      );
      return undefined;
    }
  }

  #decode(bytes: Uint8Array, echo: string | undefined, subject: Subject): AnyCommand | undefined {
    const [problem, command] = this.#read(bytes, echo, subject.type);
    this.#note(
      subject,
      'decode',
      bytes,
      problem === undefined ? undefined : { path: subject.type, message: problem },
    );
    return command;
  }

  #read(
    bytes: Uint8Array,
    echo: string | undefined,
    type: string,
  ): readonly [problem: string | undefined, command: AnyCommand | undefined] {
    let received: ReceivedCommand | undefined;
    try {
      const message = decodeMessage(bytes, { resolve: this.#resolve });
      received = message.commands[0];
    } catch (error) {
      return [messageOf(error), undefined];
    }
    const command = received?.command;
    if (received?.type !== type || command === undefined) {
      return [`came back as ${String(received?.type)}`, undefined];
    }
    const [notice] = received.notices;
    if (notice !== undefined)
      return [`${notice.code} at ${notice.path}: ${notice.message}`, command];
    return [received.echo === echo ? undefined : 'the echo has changed', command];
  }

  #checkMutation(
    known: CommandClass,
    { kind, path, writing, apply }: Mutation,
    canLoosen: boolean,
    subject: Subject,
  ): void {
    const fields = apply();
    const isWritable = writing === 'as-is' || (writing === 'loosened' && canLoosen);
    const document = isWritable ? write(rewritten(known, fields, writing)) : undefined;
    this.#report.countMutation(kind);
    const problems = validate(construct(known, fields)).filter((p) => p.severity === 'error');
    const expected = mutationKinds[kind];
    const isRight =
      problems.some((p) => p.code === expected) && problems.every((p) => p.path === path);
    const told = problems.map((p) => `${p.code} at ${p.path}`).join(', ') || 'no problem';
    this.#note(
      subject,
      'refused',
      document,
      isRight
        ? undefined
        : { path, message: `expected ${expected}, and validate() tells of ${told}` },
    );
    if (document === undefined) return;
    if (isWellFormed(document)) this.#oracle.add('refuse', document, { subject, path });
    else this.#report.skip('oracle-refuses');
  }

  #note(
    subject: Subject,
    check: Check,
    document: Uint8Array | undefined,
    found: { readonly path: string; readonly message: string } | undefined,
  ): void {
    if (found === undefined) this.#report.pass(check);
    else {
      this.#report.fail(subject, check, found.path, found.message, () =>
        document === undefined ? undefined : text(document),
      );
    }
  }
}

/** A document that is not well-formed would take those after it down with it. */
function isWellFormed(document: Uint8Array): boolean {
  try {
    readTree(text(document));
    return true;
  } catch {
    return false;
  }
}

/** Writes a command without validation; undefined if it can't be written at all. */
function write(command: AnyCommand): Uint8Array | undefined {
  try {
    return encodeMessage(
      { identity: { sessionId: SESSION }, commands: [{ command }] },
      { validate: false },
    );
  } catch (error) {
    if (error instanceof EncodeError) return undefined;
    throw error;
  }
}

/**
 * True if the loosened description changes nothing about a valid command. Where branches share
 * names it does, and what it writes would be refused for its order alone.
 */
function isWrittenAlike(known: CommandClass, fields: Fields): boolean {
  const asIs = write(construct(known, fields));
  const loosened = write(rewritten(known, fields, 'loosened'));
  return asIs !== undefined && loosened !== undefined && Buffer.compare(asIs, loosened) === 0;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
