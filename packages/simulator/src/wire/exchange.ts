import {
  decodeMessage,
  encodeMessageText,
  ErrorResponse,
  MalformedMessageError,
  MAX_COMMANDS,
  SuccessResponse,
  type Identity,
  type IncomingMessage,
  type MessageEncoding,
  type OCICommand,
  type ReceivedCommand,
} from '@ocipkit/core';
import type { CommandEngine } from '../engine/command-engine.js';
import type { Login } from '../engine/login.js';
import { own, Refusal, seen } from '../engine/refusal.js';
import type { FaultInjector, FaultPlan } from './fault-plan.js';
import { loggedCommand, loggedText, type EventLog } from './log.js';
import { isLoginRequest, LoginService } from './login.js';
import { makeCommand } from './make-command.js';
import type { Metrics } from './metrics.js';
import type { Peer, Session } from './session.js';

type Command = OCICommand<string, object>;

/** How answers are encoded: always the same, or as the request was. */
export type AnswerEncoding = MessageEncoding | 'as-asked';

export interface ExchangeOptions {
  readonly encoding: AnswerEncoding;
  /** Answer `LogoutRequest` over TCP and TLS too, where otherwise the connection just closes. */
  readonly answerLogout: boolean;
  /** Longest message, in bytes or, where it is given as text, in characters. */
  readonly maxMessageBytes: number;
}

/** A message that came in, and what is to happen to it. */
export interface Incoming {
  readonly message: IncomingMessage | undefined;
  /** Why it can't be read. */
  readonly problem: Refusal | undefined;
  /** Encoding of the answer. */
  readonly encoding: MessageEncoding;
  readonly plan: FaultPlan;
  /** Number of the connection, for the log. */
  readonly connection: number;
}

/** What goes back. */
export type Outcome =
  | {
      readonly kind: 'answer';
      readonly xml: string;
      /** Nothing can follow on the connection. */
      readonly closes: boolean;
    }
  /** SOAP only. */
  | { readonly kind: 'not-logged-in' }
  /** The connection closes without an answer. */
  | { readonly kind: 'close' };

interface Answer {
  readonly command: Command;
  readonly echo: string;
}

/** Who a message is from. A message without a session logs nobody in. */
interface Caller {
  readonly session: Session | undefined;
  readonly id: string;
  readonly login: Login | undefined;
}

/** Turns one message into its answer; the same for all transports. */
export class Exchange {
  readonly #engine: CommandEngine;
  readonly #options: ExchangeOptions;
  readonly #login: LoginService;
  readonly #faults: FaultInjector;
  readonly #metrics: Metrics;
  readonly #log: EventLog;

  constructor(
    engine: CommandEngine,
    options: ExchangeOptions,
    { faults, metrics, log }: { faults: FaultInjector; metrics: Metrics; log: EventLog },
  ) {
    this.#engine = engine;
    this.#options = options;
    const { encoding } = options;
    this.#login = new LoginService(engine, encoding === 'as-asked' ? 'ISO-8859-1' : encoding);
    this.#faults = faults;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** Reads a message and decides which faults happen to it. */
  read(raw: Uint8Array | string, { transport }: Peer, connection: number): Incoming {
    const { maxMessageBytes: maxLength } = this.#options;
    let message: IncomingMessage | undefined;
    let problem: Refusal | undefined;
    try {
      message = decodeMessage(raw, { resolve: this.#engine.resolve, limits: { maxLength } });
      problem = findProblem(message);
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      // The words of the parser may quote a secret.
      problem = new Refusal(seen.invalidRequest, `The message cannot be read (${error.code})`);
    }
    const names = message?.commands.map(({ type }) => type) ?? [];
    const plan = this.#faults.plan({ names, transport });
    this.#metrics.message(plan.names);
    if (message === undefined) {
      this.#malformed(raw, problem, { transport, connection });
    } else {
      for (const { type, command } of message.commands) {
        this.#metrics.command(command === undefined ? 'unknown' : type);
      }
      this.#log.add({
        kind: 'received',
        transport,
        connection,
        commands: message.commands.map(({ type, command }) => loggedCommand(type, command)),
        ...(plan.names.length > 0 && { faults: plan.names }),
      });
    }
    const encoding =
      this.#options.encoding === 'as-asked' ? encodingOf(raw) : this.#options.encoding;
    return { message, problem, encoding, plan, connection };
  }

  /** For bytes that never become a message: the same as {@link Exchange.read}. */
  unreadable(reason: string, raw: Uint8Array, { transport }: Peer, connection: number): Incoming {
    const problem = new Refusal(seen.invalidRequest, reason);
    const plan = this.#faults.plan({ names: [], transport });
    this.#metrics.message(plan.names);
    this.#malformed(raw, problem, { transport, connection });
    const encoding = this.#options.encoding === 'as-asked' ? 'ISO-8859-1' : this.#options.encoding;
    return { message: undefined, problem, encoding, plan, connection };
  }

  /** Runs the commands of a message, and writes the answer. Never throws. */
  answer(incoming: Incoming, session: Session, peer: Peer): Outcome {
    try {
      return this.#answer(incoming, session, peer);
    } catch (error) {
      this.#log.logger.error({ error: nameOf(error) }, 'a message could not be answered');
      return this.#refuseWhole(
        new Refusal(own.unavailable, 'The answer could not be made'),
        incoming,
        session,
        peer,
      );
    }
  }

  /** A `LogoutRequest` to the client; undefined if nobody is logged in, or it can't be made. */
  logoutText(session: Session, encoding: MessageEncoding = 'ISO-8859-1'): string | undefined {
    const type = this.#engine.resolve('LogoutRequest');
    if (type === undefined || session.login === undefined) return undefined;
    const command = makeCommand(type, {
      userId: session.login.userId,
      reason: 'Open Client Server Forced Logout',
    });
    const message = { identity: { sessionId: session.id ?? '' }, commands: [command] };
    return encodeMessageText(message, { encoding, validate: false });
  }

  #answer(incoming: Incoming, session: Session, peer: Peer): Outcome {
    const { message, problem, plan, encoding } = incoming;
    if (plan.has('killSession')) session.end();
    if (message === undefined || problem !== undefined) {
      return this.#refuseWhole(problem, incoming, session, peer);
    }
    const answers: Answer[] = [];
    let closes = false;
    for (const received of message.commands) {
      const caller = this.#caller(message.identity, session, peer);
      const result = this.#run(received, caller, plan, peer);
      if (result === 'not-logged-in') return { kind: 'not-logged-in' };
      if (result === 'close') {
        closes = true;
        break;
      }
      answers.push({ command: result.command, echo: received.echo ?? '' });
      if (result.closes) {
        closes = true;
        break;
      }
    }
    if (plan.has('unsolicitedLogout')) {
      const xml = this.logoutText(session, encoding);
      if (xml !== undefined) return { kind: 'answer', xml, closes: true };
    }
    if (answers.length === 0) return { kind: 'close' };
    return this.#write(answers, incoming, session, peer, closes);
  }

  #caller(identity: Identity | undefined, session: Session, peer: Peer): Caller {
    if (identity === undefined) return { session: undefined, id: '', login: undefined };
    if ('sessionId' in identity) {
      const id = identity.sessionId;
      return session.accepts(id)
        ? { session, id, login: session.id === id ? session.login : undefined }
        : { session: undefined, id, login: undefined };
    }
    const login = peer.isTrusted ? this.#named(identity) : undefined;
    return { session: undefined, id: '', login };
  }

  /** The account that a message without a session names. */
  #named(identity: Exclude<Identity, { readonly sessionId: string }>): Login | undefined {
    const userId = this.#userIdOf(identity);
    const account = userId === undefined ? undefined : this.#engine.account(userId);
    if (account === undefined || account.isDisabled) return undefined;
    const { login } = account;
    if (!('externalUserIdentity' in identity)) return login;
    const { organizationId } = identity.externalUserIdentity;
    const isOther =
      login.serviceProviderId !== undefined && login.serviceProviderId !== organizationId;
    return isOther ? undefined : login;
  }

  #userIdOf(identity: Exclude<Identity, { readonly sessionId: string }>): string | undefined {
    if ('userId' in identity) return identity.userId;
    return 'externalUserIdentity' in identity
      ? identity.externalUserIdentity.id
      : this.#engine.userIdOf(identity);
  }

  #run(
    received: ReceivedCommand,
    caller: Caller,
    plan: FaultPlan,
    peer: Peer,
  ): { command: Command; closes?: boolean } | 'close' | 'not-logged-in' {
    try {
      const { type } = received;
      const refusal = plan.refusal(type);
      if (refusal !== undefined) throw refusal;
      if (isLoginRequest(type)) {
        const { session, id, login } = caller;
        if (session !== undefined) {
          return { command: this.#logIn(received, session, id, peer, plan) };
        }
        if (login !== undefined)
          throw new Refusal(seen.invalidRequest, 'A login needs a session id');
      }
      if (type === 'AvailabilityTestRequest') {
        this.#assertInOrder(received);
        return { command: new SuccessResponse() };
      }
      if (caller.login === undefined) {
        if (peer.transport === 'soap') return 'not-logged-in';
        throw new Refusal(own.notLoggedIn, 'Not logged in');
      }
      this.#assertInOrder(received);
      if (type === 'LogoutRequest') return this.#logOut(received, caller, peer);
      if (type === 'VerifySessionIsValidRequest') return { command: new SuccessResponse() };
      const command = this.#engine.execute(received, caller.login);
      return { command: asNotice(type, command, plan) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { command: this.#engine.refuse(error) };
    }
  }

  #logIn(
    received: ReceivedCommand,
    session: Session,
    id: string,
    peer: Peer,
    plan: FaultPlan,
  ): Command {
    try {
      return this.#login.answer(received, { session, id, peer, plan });
    } catch (error) {
      if (error instanceof Refusal) this.#metrics.loginRefused();
      throw error;
    }
  }

  #logOut(
    { command }: ReceivedCommand,
    { session, login }: Caller,
    { transport }: Peer,
  ): { command: Command; closes: boolean } | 'close' {
    const { userId = '' } = command as unknown as { userId?: string };
    if (this.#engine.account(userId)?.login.userId !== login?.userId) {
      throw new Refusal(own.notAuthorized, 'The session is that of somebody else');
    }
    session?.end();
    if (transport === 'soap') return { command: new SuccessResponse(), closes: false };
    return this.#options.answerLogout ? { command: new SuccessResponse(), closes: true } : 'close';
  }

  #assertInOrder(received: ReceivedCommand): void {
    const fault = this.#engine.findFault(received);
    if (fault !== undefined) throw fault;
  }

  /** One `ErrorResponse` for the whole message. What can't be read ends the connection. */
  #refuseWhole(
    refusal: Refusal | undefined,
    incoming: Incoming,
    session: Session,
    peer: Peer,
  ): Outcome {
    const reason = refusal ?? new Refusal(seen.invalidRequest, 'The message cannot be read');
    const answers = [{ command: this.#engine.refuse(reason), echo: '' }];
    return this.#write(answers, incoming, session, peer, incoming.message === undefined);
  }

  #write(
    made: readonly Answer[],
    incoming: Incoming,
    session: Session,
    { transport }: Peer,
    closes: boolean,
  ): Outcome {
    const { message, plan, encoding, connection } = incoming;
    const answers = rearranged(made, plan);
    const xml = encodeMessageText(
      {
        identity: identityOf(message, session),
        ...(message?.trackingId !== undefined &&
          message.trackingId !== '' && { trackingId: message.trackingId }),
        commands: answers,
        ...(message?.protocol === 'NSOCI' && { protocol: 'NSOCI' as const }),
      },
      { encoding, validate: false },
    );
    for (const { command } of answers) {
      if (command instanceof ErrorResponse) this.#metrics.error(command.code);
    }
    const commands = answers.map(({ command }) => loggedCommand(command.$type, command));
    this.#log.add({ kind: 'sent', transport, connection, commands });
    return { kind: 'answer', xml: plan.has('noPrefix') ? withoutPrefix(xml) : xml, closes };
  }

  #malformed(
    raw: Uint8Array | string,
    problem: Refusal | undefined,
    place: Pick<Peer, 'transport'> & { readonly connection: number },
  ): void {
    this.#metrics.malformed();
    const reason = problem?.text ?? '';
    this.#log.add({ kind: 'malformed', ...place, reason, text: loggedText(raw) });
  }
}

/** What is wrong with a message that could be read. */
function findProblem({ identity, commands, protocol }: IncomingMessage): Refusal | undefined {
  if (commands.length > MAX_COMMANDS) {
    return new Refusal(
      seen.invalidRequest,
      `Too many commands: ${String(commands.length)}; a message has at most ${String(MAX_COMMANDS)}`,
    );
  }
  if (protocol !== 'OCI' && protocol !== 'NSOCI') {
    return new Refusal(seen.invalidRequest, 'The protocol is neither OCI nor NSOCI');
  }
  const isNamed = identity !== undefined && !Object.values(identity).includes('');
  return isNamed || (identity !== undefined && 'sessionId' in identity)
    ? undefined
    : new Refusal(seen.invalidRequest, 'The message does not say who sends it');
}

/** The identity of the request comes back. */
function identityOf(message: IncomingMessage | undefined, session: Session): Identity {
  const identity = message?.identity;
  const isUsable =
    message !== undefined && identity !== undefined && findProblem(message) === undefined;
  return isUsable ? identity : { sessionId: sessionIdOf(identity) ?? session.id ?? '' };
}

function sessionIdOf(identity: Identity | undefined): string | undefined {
  return identity !== undefined && 'sessionId' in identity ? identity.sessionId : undefined;
}

function asNotice(request: string, command: Command, plan: FaultPlan): Command {
  if (command instanceof ErrorResponse) return command;
  const notice = plan.notice(request);
  if (notice === undefined) return command;
  const { type, code, text } = notice;
  const summary = `[${type} ${String(code)}] ${text}`;
  return new ErrorResponse({ type, summary, summaryEnglish: summary });
}

function rearranged(answers: readonly Answer[], plan: FaultPlan): readonly Answer[] {
  let list = answers;
  if (plan.has('answersOutOfOrder')) list = list.toReversed();
  if (plan.has('wrongAnswerCount')) list = list.length > 1 ? list.slice(0, -1) : [...list, ...list];
  return plan.has('blankEcho') ? list.map(({ command }) => ({ command, echo: '' })) : list;
}

/** In text `<command` can't occur, since it is escaped there. */
function withoutPrefix(xml: string): string {
  return xml.replaceAll(
    /(<command xmlns="" xsi:type=")c:((?:Success|Error)Response") xmlns:c="C"/g,
    '$1$2',
  );
}

const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']utf-?8["']/i;

/** The encoding that a message says it is in; ISO-8859-1 unless that is UTF-8. */
function encodingOf(raw: Uint8Array | string): MessageEncoding {
  if (typeof raw === 'string') return declared.test(raw.slice(0, 200)) ? 'UTF-8' : 'ISO-8859-1';
  if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) return 'UTF-8';
  const head = Buffer.from(raw.subarray(0, 200)).toString('latin1');
  return declared.test(head) ? 'UTF-8' : 'ISO-8859-1';
}

/** The message of an error may quote a value. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
