/* eslint-disable @typescript-eslint/no-deprecated -- the signed login is deprecated and in use */
import {
  decodeMessage,
  encodeMessageText,
  ErrorResponse,
  resolverOf,
  SuccessResponse,
  type CommandClass,
  type CommandResolver,
  type Identity,
  OCITable,
  type OCICommand,
} from '@ocipkit/core';
import { registry } from '@ocipkit/commands/registry';
import {
  AuthenticationRequest,
  AuthenticationResponse,
  LoginRequest14sp4,
  LoginResponse14sp4,
} from '@ocipkit/commands/login-deprecated';
import { LoginRequest22V5, LoginResponse22V5, LogoutRequest } from '@ocipkit/commands/login';
import { UserGetListInGroupRequest, UserGetListInGroupResponse } from '@ocipkit/commands/user';
import { ConnectionError } from '../../src/errors.js';
import { pause } from '../../src/pool/rate-limit.js';
import { hashPassword, signPassword } from '../../src/session/credentials.js';
import type { CallScope } from '../../src/call/scope.js';
import type { Channel, OutgoingText, Transport } from '../../src/transport/transport.js';

export const PASSWORD = 'S3cret-Example';
const NONCE = '1700000000000';

type Command = OCICommand<string, object>;

/** What happens to one exchange, in place of the normal answer. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly with: (commands: readonly Command[]) => readonly Command[] }
  | { readonly kind: 'text'; readonly xml: string }
  | { readonly kind: 'lose'; readonly sent: boolean }
  | { readonly kind: 'silent' };

/**
 * A platform in memory with its own sessions: logs in, answers what it is taught, and misbehaves on
 * demand. Counts what it saw.
 */
export class FakePlatform implements Transport {
  readonly endpoint = 'fake.example.test:2209';
  isSecure = true;
  password = PASSWORD;
  /** Milliseconds before each answer. */
  latencyMs = 0;
  /** Errors for the next attempts to connect. */
  readonly refuseConnects: Error[] = [];
  /** Behaviours for the next exchanges that are no login or logout. */
  readonly script: Behaviour[] = [];
  readonly channels: FakeChannel[] = [];
  readonly seen: Command[] = [];
  readonly messages: (readonly Command[])[] = [];
  readonly identities: (Identity | undefined)[] = [];
  logins = 0;
  /** Names of the requests of all logins, in order. */
  readonly loginRequests: string[] = [];
  logouts = 0;
  connecting = 0;
  mostConnecting = 0;
  mostBusy = 0;
  busy = 0;
  isClosed = false;
  connectMs = 0;
  #resolve: CommandResolver | undefined;

  static async create(): Promise<FakePlatform> {
    const platform = new FakePlatform();
    platform.#resolve = resolverOf(await registry.all());
    return platform;
  }

  async open(scope: CallScope): Promise<Channel> {
    this.connecting += 1;
    this.mostConnecting = Math.max(this.mostConnecting, this.connecting);
    try {
      await wait(this.connectMs, scope);
      const refusal = this.refuseConnects.shift();
      if (refusal !== undefined) throw refusal;
      const channel = new FakeChannel(this);
      this.channels.push(channel);
      return channel;
    } finally {
      this.connecting -= 1;
    }
  }

  close(): void {
    this.isClosed = true;
  }

  get openChannels(): number {
    return this.channels.filter((c) => c.isOpen).length;
  }

  /** Ends every session, as a restart of the platform does. */
  killSessions(): void {
    for (const channel of this.channels) channel.destroy();
  }

  async handle(message: OutgoingText, channel: FakeChannel, scope: CallScope): Promise<string> {
    const resolve = this.#resolve ?? ((): CommandClass | undefined => undefined);
    const incoming = decodeMessage(message.xml, { resolve });
    const commands = incoming.commands.map((c) => c.command ?? new SuccessResponse());
    this.identities.push(incoming.identity);
    const [first] = commands;
    const own = first === undefined ? undefined : this.#session(first, channel);
    if (own !== undefined) {
      await wait(this.latencyMs, scope);
      return this.#reply(
        incoming.identity,
        [own],
        incoming.commands.map((c) => c.echo),
      );
    }
    this.messages.push(commands);
    this.seen.push(...commands);
    await wait(this.latencyMs, scope);
    const behaviour = this.script.shift();
    switch (behaviour?.kind) {
      case 'lose':
        scope.sent = behaviour.sent;
        channel.destroy();
        throw new ConnectionError('connection-lost', 'The connection was lost.', {
          outcome: scope.outcome,
          endpoint: this.endpoint,
        });
      case 'silent':
        await wait(60_000, scope);
        return '';
      case 'text':
        return behaviour.xml;
      default: {
        const answers = behaviour?.with(commands) ?? commands.map((c) => this.answer(c));
        return this.#reply(
          incoming.identity,
          answers,
          incoming.commands.map((c) => c.echo),
        );
      }
    }
  }

  /** The normal answer to a command. */
  answer(command: Command): Command {
    if (command instanceof UserGetListInGroupRequest) {
      return new UserGetListInGroupResponse({
        userTable: new OCITable(['User Id', 'Last Name'], [['alice@example.test', 'Ångström']]),
      });
    }
    return new SuccessResponse();
  }

  #session(command: Command, channel: FakeChannel): Command | undefined {
    if (/^(?:Authentication|Login)Request/.test(command.$type))
      this.loginRequests.push(command.$type);
    if (command instanceof AuthenticationRequest) {
      return new AuthenticationResponse({
        userId: command.userId,
        nonce: NONCE,
        passwordAlgorithm: 'MD5',
      });
    }
    const account = {
      loginType: 'System',
      locale: 'en_US',
      encoding: 'ISO-8859-1',
      isEnterprise: false,
      userDomain: 'example.test',
      passwordExpiresDays: 2147483647,
    } as const;
    if (command instanceof LoginRequest14sp4) {
      this.logins += 1;
      const expected = signPassword(hashPassword(this.password), NONCE);
      if (command.signedPassword !== expected) return refusal('[Error 4962] Invalid password');
      return new LoginResponse14sp4(account);
    }
    if (command instanceof LoginRequest22V5) {
      this.logins += 1;
      if (command.password !== this.password) return refusal('[Error 4962] Invalid password');
      return new LoginResponse22V5(account);
    }
    if (command instanceof LogoutRequest) {
      this.logouts += 1;
      channel.destroy();
      return new SuccessResponse();
    }
    return undefined;
  }

  #reply(
    identity: Identity | undefined,
    commands: readonly Command[],
    echoes: readonly (string | undefined)[],
  ): string {
    return encodeMessageText(
      {
        identity: identity ?? { sessionId: '' },
        commands: commands.map((command, i) => ({ command, echo: echoes[i] })),
      },
      { validate: false },
    );
  }
}

export class FakeChannel implements Channel {
  isOpen = true;
  readonly #platform: FakePlatform;
  readonly #listeners: (() => void)[] = [];
  #isBusy = false;

  constructor(platform: FakePlatform) {
    this.#platform = platform;
  }

  async exchange(message: OutgoingText, scope: CallScope): Promise<string> {
    if (this.#isBusy) throw new Error('two exchanges at once on one channel');
    if (!this.isOpen) {
      throw new ConnectionError('connection-lost', 'The connection is closed.', {
        outcome: scope.outcome,
        endpoint: this.#platform.endpoint,
      });
    }
    this.#isBusy = true;
    const platform = this.#platform;
    platform.busy += 1;
    platform.mostBusy = Math.max(platform.mostBusy, platform.busy);
    try {
      scope.throwIfAborted();
      scope.phase = 'send';
      scope.sent = true;
      scope.phase = 'receive';
      return await platform.handle(message, this, scope);
    } catch (error) {
      this.destroy();
      throw error;
    } finally {
      this.#isBusy = false;
      platform.busy -= 1;
    }
  }

  onClose(listener: () => void): void {
    this.#listeners.push(listener);
  }

  destroy(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const listener of this.#listeners) listener();
  }
}

export function refusal(summary: string, type: 'Error' | 'Warning' = 'Error'): ErrorResponse {
  return new ErrorResponse({ type, summary, summaryEnglish: summary });
}

async function wait(ms: number, scope: CallScope): Promise<void> {
  scope.throwIfAborted();
  if (ms > 0) await pause(ms, scope);
}
