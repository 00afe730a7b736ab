import {
  commandTypeOf,
  describeProblem,
  ErrorResponse,
  OCIRequest,
  resolverOf,
  SuccessResponse,
  validate,
  type CommandClass,
  type CommandResolver,
  type OCICommand,
  type ReceivedCommand,
  type RequestType,
} from '@ocipkit/core';
import type { Platform } from '../platform/platform.js';
import { checkAccess } from './access.js';
import type { BehaviourTable } from './behaviour.js';
import type { CommandEngine } from './command-engine.js';
import { findDisorder } from './in-order.js';
import type { Account, Login } from './login.js';
import { present } from './present.js';
import { own, PlatformNotice, Refusal, seen } from './refusal.js';
import { isKnownIn, type ReleaseNumber } from './releases.js';

type Command = OCICommand<string, object>;

export interface EngineOptions {
  readonly platform: Platform;
  readonly behaviours: BehaviourTable;
  /** Every command of the loaded release. */
  readonly commands: readonly CommandClass[];
  /** Release that the platform plays: requests that came later are unknown. Default: all are known. */
  readonly release?: ReleaseNumber | undefined;
  /** Answers requests that have no behaviour; without it they are refused. */
  readonly sample?: ((type: RequestType) => Command) | undefined;
  /** Called after a request has changed the state. */
  readonly onChange?: (() => void) | undefined;
  /** Checks every answer against the schema; what does not fit is thrown. For tests. */
  readonly checkAnswers?: boolean | undefined;
  readonly now?: (() => Date) | undefined;
}

/** Runs requests against the platform: access, validation, behaviour, answer. */
export class Engine implements CommandEngine {
  readonly resolve: CommandResolver;
  readonly #options: EngineOptions;
  readonly #now: () => Date;
  #platform: Platform;

  constructor(options: EngineOptions) {
    const { commands, platform, release, now = () => new Date() } = options;
    this.#options = options;
    this.#now = now;
    this.#platform = platform;
    const known =
      release === undefined ? commands : commands.filter((c) => isKnownIn(release, c.$.name));
    this.resolve = resolverOf(known);
  }

  get platform(): Platform {
    return this.#platform;
  }

  /** Takes another platform in place of the present one. */
  usePlatform(platform: Platform): void {
    this.#platform = platform;
  }

  get defaultDomain(): string {
    return this.platform.system.defaultDomain;
  }

  account(userId: string): Account | undefined {
    return this.platform.account(userId);
  }

  userIdOf(
    by: { readonly phoneNumber: string } | { readonly linePort: string },
  ): string | undefined {
    const holder =
      'phoneNumber' in by
        ? this.platform.claims.holderOf('number', this.platform.number(by.phoneNumber))
        : this.platform.claims.holderOf('linePort', by.linePort);
    return holder?.startsWith('user:') === true
      ? this.platform.findUser(holder.slice(5))?.userId
      : undefined;
  }

  findFault({ type, command, notices }: ReceivedCommand): Refusal | undefined {
    if (!(command instanceof OCIRequest)) {
      return faulty(`the release has no request '${type}'`);
    }
    const [notice] = notices;
    if (notice !== undefined) return faulty(`${notice.path}: ${notice.message}`);
    const descriptor = commandTypeOf(command);
    const misplaced = findDisorder(
      descriptor,
      command as unknown as Record<string, unknown>,
      descriptor.name,
    );
    if (misplaced !== undefined) return faulty(`${misplaced}: the element is out of order`);
    const problem = validate(command).find((p) => p.severity === 'error');
    return problem === undefined ? undefined : faulty(describeProblem(problem));
  }

  execute(received: ReceivedCommand, login: Login): Command {
    const fault = this.findFault(received);
    if (fault !== undefined) return this.refuse(fault);
    const request = received.command as unknown as OCIRequest;
    try {
      return this.#run(request, login);
    } catch (error) {
      if (error instanceof Refusal) return this.refuse(error);
      if (this.#options.checkAnswers === true) throw error;
      const { name } = commandTypeOf(request);
      return this.refuse(new Refusal(own.unavailable, `The simulator failed on ${name}`));
    }
  }

  /**
   * Runs a request by name, such as seeds and load files do.
   *
   * @throws Refusal if the platform refuses it, or it does not fit the schema
   */
  perform(name: string, fields: object, login: Login): void {
    const type = this.resolve(name);
    if (type === undefined) throw faulty(`the release has no request '${name}'`);
    const Request = type as unknown as new (input: object) => OCIRequest;
    const request = new Request(fields);
    const problem = validate(request).find((p) => p.severity === 'error');
    if (problem !== undefined) throw faulty(describeProblem(problem));
    this.#run(request, login);
  }

  refuse({ message, detail }: Refusal): Command {
    return new ErrorResponse({ type: 'Error', summary: message, summaryEnglish: message, detail });
  }

  #run(request: OCIRequest, login: Login): Command {
    const { behaviours, sample, onChange } = this.#options;
    const platform = this.#platform;
    const type = commandTypeOf(request) as RequestType;
    checkAccess(platform, login, type.name, request);
    const behaviour = behaviours.get(type.name);
    if (behaviour === undefined) {
      if (sample !== undefined) return sample(type);
      throw new Refusal(
        own.notSimulated,
        `The simulator has no behaviour for ${type.name}`,
        'Start it with --sample to get generated data instead.',
      );
    }
    const fields = behaviour(request, { platform, login, now: this.#now() });
    if (type.access === 'write') onChange?.();
    return this.#answer(type, fields);
  }

  #answer(type: RequestType, fields: unknown): Command {
    if (fields instanceof PlatformNotice) {
      const { type: kind, code, text, detail } = fields;
      const summary = `[${kind} ${String(code)}] ${text}`;
      return new ErrorResponse({ type: kind, summary, summaryEnglish: summary, detail });
    }
    const response = type.response?.();
    if (response === undefined || fields === undefined) return new SuccessResponse();
    const Response = response as unknown as new (input: object) => Command;
    const answer = new Response(present(response.$, fields as Record<string, unknown>));
    if (this.#options.checkAnswers === true) {
      const problems = validate(answer).filter((p) => p.severity === 'error');
      if (problems.length > 0) {
        throw new TypeError(
          `${response.$.name} does not fit its schema:\n${problems.map(describeProblem).join('\n')}`,
        );
      }
    }
    return answer;
  }
}

/** The platform tells the element in the detail. */
function faulty(detail: string): Refusal {
  return new Refusal(seen.invalidRequest, 'Request validation error', detail);
}
