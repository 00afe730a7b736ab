/* eslint-disable @typescript-eslint/no-deprecated -- the signed login is deprecated, and yet the only one that suits plain TCP */
import {
  EncodeError,
  ErrorResponse,
  redactXml,
  type OCIRequest,
  type ReceivedCommand,
} from '@ocipkit/core';
import { LoginRequest22V5, LoginResponse22V5, LogoutRequest } from '@ocipkit/commands/login';
import {
  AuthenticationRequest,
  AuthenticationResponse,
  LoginRequest14sp4,
  LoginResponse14sp4,
} from '@ocipkit/commands/login-deprecated';
import { CallScope } from '../call/scope.js';
import { ClientError, LoginError, ProtocolError } from '../errors.js';
import {
  hashPassword,
  signPassword,
  type Credentials,
  type PasswordSource,
} from './credentials.js';
import type { Session } from './session.js';

/** What the platform says of the account that logged in. */
export interface LoginInfo {
  /** Level of the account, such as `System`, `Service Provider`, `Group` or `User`. */
  readonly loginType: string;
  readonly locale: string;
  /** Character encoding that goes with the locale. */
  readonly encoding: string;
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly isEnterprise: boolean;
  /** Completes user ids that are given without a domain. */
  readonly userDomain: string;
  /** Days until the password has to be changed; undefined if it never has, or nobody knows. */
  readonly passwordExpiresDays?: number | undefined;
}

/** The largest int stands for a password that never expires. */
const NEVER = 2147483647;

/**
 * Logs a session in.
 *
 * @throws LoginError if the platform refuses or asks for what is not supported, or the user name or the
 * password can't be written; the password is not tried a second time
 */
export async function login(
  session: Session,
  credentials: Credentials,
  isSecure: boolean,
  endpoint: string,
  scope: CallScope,
): Promise<void> {
  if ('identity' in credentials) return;
  const { username } = credentials;
  const context = { session, scope, endpoint, username };
  if ('passwordHash' in credentials) {
    session.login = await signedLogin(context, () => text(credentials.passwordHash));
  } else if (credentials.login === 'trusted') {
    session.login = await plainLogin(context, undefined);
  } else if ((credentials.login ?? (isSecure ? 'plain' : 'signed')) === 'plain') {
    if (!isSecure) {
      throw new LoginError(
        'login-unsupported',
        `The plain login was asked for, but ${endpoint} is not encrypted: the password would be readable.`,
        { outcome: 'not-sent', endpoint, hint: 'Use tls:// or https://, or the signed login.' },
      );
    }
    session.login = await plainLogin(context, await ask(credentials.password, scope));
  } else {
    const { password } = credentials;
    session.login = await signedLogin(context, async () =>
      hashPassword(await ask(password, scope)),
    );
  }
}

interface LoginContext {
  readonly session: Session;
  readonly scope: CallScope;
  readonly endpoint: string;
  readonly username: string;
}

async function plainLogin(context: LoginContext, password: string | undefined): Promise<LoginInfo> {
  const request = new LoginRequest22V5({ userId: context.username, password });
  const answer = await step(context, request);
  if (answer instanceof LoginResponse22V5) return loginInfo(answer);
  throw unexpected(context, answer);
}

async function signedLogin(
  context: LoginContext,
  passwordHash: () => string | Promise<string>,
): Promise<LoginInfo> {
  const { username, endpoint } = context;
  const challenge = await step(context, new AuthenticationRequest({ userId: username }));
  if (!(challenge instanceof AuthenticationResponse)) throw unexpected(context, challenge);
  const { nonce, passwordAlgorithm } = challenge;
  // What is not as the schema says may be missing at run time.
  if ((passwordAlgorithm as string | undefined) !== 'MD5') {
    throw new LoginError(
      'login-unsupported',
      `The platform asks for the password algorithm ${passwordAlgorithm as string}; only MD5 is known.`,
      { outcome: 'not-sent', endpoint },
    );
  }
  if ((nonce as string | undefined) === undefined) {
    throw new ProtocolError(
      'wrong-answer',
      'The platform sent no nonce to sign the password with.',
      {
        outcome: 'unknown',
        endpoint,
        request: 'AuthenticationRequest',
      },
    );
  }
  const signedPassword = signPassword(await passwordHash(), nonce);
  const answer = await step(context, new LoginRequest14sp4({ userId: username, signedPassword }));
  if (answer instanceof LoginResponse14sp4) return loginInfo(answer);
  throw unexpected(context, answer);
}

async function ask(source: PasswordSource, scope: CallScope): Promise<string> {
  if (typeof source !== 'function') return text(source);
  scope.phase = 'login';
  return text(await scope.race(Promise.resolve().then(source)));
}

/**
 * A secret as it was given. Node would quote one that is no text in its own error.
 *
 * @throws LoginError
 */
function text(secret: string): string {
  if (typeof (secret as unknown) === 'string') return secret;
  throw new LoginError('login-unsupported', 'The password, or its hash, is no text.', {
    outcome: 'not-sent',
  });
}

async function step(
  { session, scope, endpoint, username }: LoginContext,
  request: OCIRequest,
): Promise<ReceivedCommand['command']> {
  scope.phase = 'login';
  const [answer] = await session.exchange([request], scope).catch((error: unknown) => {
    throw unwritable(error, endpoint) ?? error;
  });
  const command = answer?.command;
  if (command instanceof ErrorResponse && command.isFailure) {
    session.channel.destroy();
    const text = redactXml(
      command.summaryEnglish === '' ? command.summary : command.summaryEnglish,
    );
    throw new LoginError(
      'login-refused',
      `The platform refused the login of ${username}: ${text}`,
      {
        outcome: 'not-sent',
        endpoint,
        request: request.$type,
        errorNumber: command.code,
        hint: 'It is not tried again by itself, since accounts lock.',
      },
    );
  }
  return command;
}

/** Where the user name or the password is none that XML can carry. No other try would end otherwise. */
function unwritable(error: unknown, endpoint: string): LoginError | undefined {
  if (!(error instanceof ClientError) || !(error.cause instanceof EncodeError)) return undefined;
  const { cause, request } = error;
  const message = `The login cannot be written: ${cause.message}.`;
  return new LoginError('login-unsupported', message, {
    outcome: 'not-sent',
    cause,
    endpoint,
    request,
  });
}

function unexpected({ session, endpoint }: LoginContext, answer: unknown): ProtocolError {
  session.channel.destroy();
  const found =
    answer instanceof ErrorResponse
      ? `a notice (${redactXml(answer.summaryEnglish)})`
      : 'no login answer';
  return new ProtocolError('wrong-answer', `The login was answered by ${found}.`, {
    outcome: 'unknown',
    endpoint,
  });
}

function loginInfo(response: LoginResponse22V5 | LoginResponse14sp4): LoginInfo {
  const days = response.passwordExpiresDays;
  return {
    loginType: response.loginType,
    locale: response.locale,
    encoding: response.encoding,
    serviceProviderId: response.serviceProviderId,
    groupId: response.groupId,
    isEnterprise: response.isEnterprise,
    userDomain: response.userDomain,
    passwordExpiresDays: days === undefined || days >= NEVER || days <= -NEVER ? undefined : days,
  };
}

const LOGOUT_MS = 1_000;

/**
 * Logs a session out and destroys its channel. Waits briefly for an answer or the end of the
 * connection, and never fails: over TCP no answer may come.
 */
export async function logout(session: Session, username: string | undefined): Promise<void> {
  const isOurs = session.isOpen && !session.isDetached && session.login !== undefined;
  if (isOurs && username !== undefined) {
    const scope = new CallScope({ timeoutMs: LOGOUT_MS });
    try {
      await session.exchange([new LogoutRequest({ userId: username })], scope);
    } catch {
      // The session ends either way.
    } finally {
      scope[Symbol.dispose]();
    }
  }
  session.channel.destroy();
}
