/* eslint-disable @typescript-eslint/no-deprecated -- the signed login is deprecated and in use */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import {
  decodeMessage,
  encodeMessageText,
  OCITable,
  resolverOf,
  SuccessResponse,
  type Identity,
  type OCICommand,
} from '@ocipkit/core';
import {
  AuthenticationRequest,
  AuthenticationResponse,
  LoginRequest14sp4,
  LoginResponse14sp4,
} from '@ocipkit/commands/login-deprecated';
import { LoginRequest22V5, LoginResponse22V5, LogoutRequest } from '@ocipkit/commands/login';
import {
  UserGetListInGroupRequest,
  UserGetListInGroupResponse,
  UserModifyRequest22,
} from '@ocipkit/commands/user';
import { hashPassword, signPassword } from '../../src/session/credentials.js';
import { fault, NOT_LOGGED_IN, reply, serveSoap } from '../transport/soap/support/soap-server.js';
import { onMessage, serveTcp, serveTls, type TestServer } from '../transport/support/servers.js';
import { PASSWORD, refusal } from './fake-platform.js';

type Command = OCICommand<string, object>;

/** A message that a platform has read, with what it would answer. */
interface Turn {
  readonly names: readonly string[];
  readonly sessionId: string;
  /** The normal answer. */
  readonly reply: string;
  /** Encodes other answers, or for another session. */
  readonly replyWith: (commands: readonly Command[], sessionId?: string) => string;
}

/** A message over TCP or TLS. */
export interface WireTurn extends Turn {
  readonly socket: Socket;
}

/** A message over HTTP. */
export interface SoapTurn extends Turn {
  readonly response: ServerResponse;
}

const NONCE = '1700000000000';

const account = {
  loginType: 'System',
  locale: 'en_US',
  encoding: 'ISO-8859-1',
  isEnterprise: false,
  userDomain: 'example.test',
  passwordExpiresDays: 2147483647,
} as const;

const resolve = resolverOf([
  AuthenticationRequest,
  LoginRequest14sp4,
  LoginRequest22V5,
  LogoutRequest,
  UserGetListInGroupRequest,
  UserModifyRequest22,
]);

/** Reads messages and knows the normal answers; counts what came. */
abstract class Platform<T extends Turn> implements AsyncDisposable {
  password = PASSWORD;
  /** What a refused login is told. */
  refusalText = '[Error 4962] Invalid password';
  /** What happens to the next messages that are no login or logout, in place of the answer. */
  readonly script: ((turn: T) => void)[] = [];
  /** What happens to the next messages of logins, in place of the answer. */
  readonly loginScript: ((turn: T) => void)[] = [];
  /** Milliseconds before each answer. */
  latencyMs = 0;
  /** What comes after a logout: an answer, nothing, or a reset of the connection. */
  onLogout: 'answer' | 'silence' | 'reset' = 'answer';
  /** Names of all commands that are no login or logout, in the order they came. */
  readonly seen: string[] = [];
  /** Ids of the sessions that tried to log in, in order. */
  readonly logins: string[] = [];
  logouts = 0;

  abstract readonly url: string;

  /** How often a command came. */
  count({ $type }: { readonly $type: string }): number {
    return this.seen.filter((name) => name === $type).length;
  }

  /** Ends everything. */
  abstract [Symbol.asyncDispose](): Promise<void>;

  protected abstract send(turn: T): void;

  /** Resets the connection that the message came on. */
  protected abstract cut(turn: T): void;

  protected handle(message: Buffer | string, complete: (turn: Turn) => T): void {
    const { identity, commands } = decodeMessage(message, { resolve });
    const sessionId = identity !== undefined && 'sessionId' in identity ? identity.sessionId : '';
    const names = commands.map((c) => c.type);
    const replyWith: Turn['replyWith'] = (answers, id = sessionId) =>
      encodeMessageText(
        {
          identity: { sessionId: id } satisfies Identity,
          commands: answers.map((command, i) => ({ command, echo: commands[i]?.echo })),
        },
        { validate: false },
      );
    const requests = commands.map((c) => c.command ?? new SuccessResponse());
    const answers = requests.map((request) => this.#answer(request, sessionId));
    const turn = complete({ names, sessionId, reply: replyWith(answers), replyWith });
    const [name = ''] = names;
    const script = /^(?:Authentication|Login)Request/.test(name) ? this.loginScript : this.script;
    if (name === 'LogoutRequest') {
      if (this.onLogout === 'answer') this.send(turn);
      else if (this.onLogout === 'reset') this.cut(turn);
      return;
    }
    if (script === this.script) this.seen.push(...names);
    const step = script.shift();
    if (step !== undefined) step(turn);
    else if (this.latencyMs === 0) this.send(turn);
    else setTimeout(() => this.send(turn), this.latencyMs);
  }

  #answer(command: Command, sessionId: string): Command {
    if (command instanceof AuthenticationRequest) {
      const { userId } = command;
      return new AuthenticationResponse({ userId, nonce: NONCE, passwordAlgorithm: 'MD5' });
    }
    if (command instanceof LoginRequest14sp4) {
      this.logins.push(sessionId);
      const expected = signPassword(hashPassword(this.password), NONCE);
      const isRight = command.signedPassword === expected;
      return isRight ? new LoginResponse14sp4(account) : refusal(this.refusalText);
    }
    if (command instanceof LoginRequest22V5) {
      this.logins.push(sessionId);
      const isRight = command.password === this.password;
      return isRight ? new LoginResponse22V5(account) : refusal(this.refusalText);
    }
    if (command instanceof LogoutRequest) this.logouts += 1;
    if (command instanceof UserGetListInGroupRequest) {
      const userTable = new OCITable(['User Id'], [['alice@example.test']]);
      return new UserGetListInGroupResponse({ userTable });
    }
    return new SuccessResponse();
  }
}

interface Listening {
  /** Speaks TLS with these options. */
  readonly tls?: TlsOptions;
  readonly port?: number;
  /** Takes a new connection over: it is not served. */
  readonly onConnect?: (socket: Socket) => boolean;
}

/**
 * A platform behind a real port, over TCP or TLS. It logs in, answers a read and any write, and
 * misbehaves by its scripts.
 */
export class WirePlatform extends Platform<WireTurn> {
  readonly #server: TestServer;
  /** Most connections at once that were not logged in yet. */
  mostOpening = 0;
  mostOpen = 0;
  readonly #open = new Set<Socket>();
  readonly #loggedIn = new WeakSet<Socket>();

  private constructor(server: TestServer) {
    super();
    this.#server = server;
  }

  static async listen({ tls, port, onConnect }: Listening = {}): Promise<WirePlatform> {
    const serve = (socket: Socket): void => {
      if (onConnect?.(socket) !== true) platform.#serve(socket);
    };
    const server = await (tls === undefined
      ? serveTcp(serve, '127.0.0.1', port)
      : serveTls(tls, serve));
    const platform = new WirePlatform(server);
    return platform;
  }

  get url(): string {
    return `${this.#server.endpoint.scheme}://127.0.0.1:${String(this.port)}`;
  }

  get port(): number {
    return this.#server.port;
  }

  /** Connections that were ever made. */
  get connects(): number {
    return this.#server.sockets.length;
  }

  /** Connections that stand now. */
  get open(): readonly Socket[] {
    return [...this.#open].filter((socket) => !socket.destroyed);
  }

  /** Ends every connection, as a restart does. */
  reset(): void {
    for (const socket of this.open) socket.resetAndDestroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  protected send({ socket, reply: text, names }: WireTurn): void {
    if (socket.destroyed) return;
    if (names[0]?.startsWith('LoginRequest') === true) this.#loggedIn.add(socket);
    socket.write(`${text}\n`);
  }

  protected cut({ socket }: WireTurn): void {
    socket.resetAndDestroy();
  }

  #serve(socket: Socket): void {
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    const { open } = this;
    this.mostOpen = Math.max(this.mostOpen, open.length);
    const opening = open.filter((each) => !this.#loggedIn.has(each));
    this.mostOpening = Math.max(this.mostOpening, opening.length);
    onMessage((message) => this.handle(message, (turn) => ({ ...turn, socket })))(socket);
  }
}

/** The same behind a web front end. */
export class SoapPlatform extends Platform<SoapTurn> {
  readonly #server: Awaited<ReturnType<typeof serveSoap>>;
  /** Sessions that the front end knows. */
  readonly #sessions = new Set<string>();

  private constructor(server: Awaited<ReturnType<typeof serveSoap>>) {
    super();
    this.#server = server;
  }

  static async listen(): Promise<SoapPlatform> {
    const server = await serveSoap((response, { document }) => {
      platform.handle(document, (turn) => ({ ...turn, response }));
    });
    const platform = new SoapPlatform(server);
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#server.port)}`;
  }

  get open(): readonly Socket[] {
    return this.#server.sockets.filter((socket) => !socket.destroyed);
  }

  /** Forgets every session; connections stay. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  protected cut({ response }: SoapTurn): void {
    response.socket?.resetAndDestroy();
  }

  protected send({ response, reply: text, names, sessionId }: SoapTurn): void {
    const isLogin = /^(?:Authentication|Login)Request/.test(names[0] ?? '');
    if (isLogin) this.#sessions.add(sessionId);
    if (!this.#sessions.has(sessionId)) fault(response, NOT_LOGGED_IN);
    else reply(response, text, isLogin ? { 'Set-Cookie': `JSESSIONID=${sessionId}` } : {});
  }
}
