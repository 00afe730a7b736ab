import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { commandTypeOf, structureOf, type OCICommand, type ReceivedCommand } from '@ocipkit/core';
import type { CommandEngine } from '../engine/command-engine.js';
import type { Account } from '../engine/login.js';
import { own, Refusal, seen } from '../engine/refusal.js';
import type { FaultPlan } from './fault-plan.js';
import { makeCommand, responseClassOf } from './make-command.js';
import type { Peer, Session } from './session.js';

type Command = OCICommand<string, object>;

/** Fields of the requests of the login, over all releases. */
interface LoginFields {
  readonly userId?: string;
  readonly password?: string;
  readonly plainTextPassword?: string;
  readonly signedPassword?: string;
}

/** The largest int stands for a password that never expires. */
const NEVER = 2147483647;

/** Compared against where there is nothing to compare with, so that it takes as long. */
const NO_HASH = '0'.repeat(40);

/** True for the requests that a session begins with. */
export function isLoginRequest(name: string): boolean {
  return /^(?:AuthenticationRequest|LoginRequest\w*)$/.test(name);
}

/** Logs sessions in. Every member of the login family is served that the release has. */
export class LoginService {
  readonly #engine: CommandEngine;
  readonly #encoding: string;
  #lastNonce: string | undefined;

  /** @param encoding what the login tells of the platform's character encoding */
  constructor(engine: CommandEngine, encoding: string) {
    this.#engine = engine;
    this.#encoding = encoding;
  }

  /**
   * Answers a request of the login.
   *
   * @throws Refusal; the session is back to its beginning then
   */
  answer(received: ReceivedCommand, { session, id, peer, plan }: LoginContext): Command {
    const challenge = session.challenge;
    try {
      const { command } = received;
      const fault = this.#engine.findFault(received);
      if (fault !== undefined) throw fault;
      if (command === undefined) {
        throw new Refusal(seen.invalidRequest, `Unknown request: ${received.type}`);
      }
      if (plan.has('refuseLogin')) throw wrongPassword();
      const fields = command as unknown as LoginFields;
      const { userId = '' } = fields;
      if (received.type === 'AuthenticationRequest') {
        return this.#challenge(command, userId, session, id, plan);
      }
      const account = this.#verify(command, fields, challenge, peer, plan);
      session.open(id, account.login);
      return this.#welcome(command, account);
    } catch (error) {
      session.end();
      throw error;
    }
  }

  /** The same for ids that nobody has: who asks learns nothing. */
  #challenge(
    request: Command,
    userId: string,
    session: Session,
    id: string,
    plan: FaultPlan,
  ): Command {
    if (plan.has('refuseSignedLogin')) throw signedRefused();
    const fresh = String(randomInt(1_000_000_000_000, 10_000_000_000_000));
    const nonce = plan.has('reuseNonce') ? (this.#lastNonce ?? fresh) : fresh;
    this.#lastNonce = nonce;
    session.end();
    session.begin(id, { userId, nonce });
    const passwordAlgorithm = plan.has('wrongPasswordAlgorithm') ? 'SHA-256' : 'MD5';
    return answerTo(request, { userId, nonce, passwordAlgorithm });
  }

  #verify(
    request: Command,
    fields: LoginFields,
    challenge: Session['challenge'],
    peer: Peer,
    plan: FaultPlan,
  ): Account {
    const { userId = '', signedPassword } = fields;
    const password = fields.plainTextPassword ?? fields.password;
    const account = this.#engine.account(userId);
    const hash = account?.passwordHash ?? NO_HASH;
    if (password !== undefined) {
      if (!isSame(sha1(password), hash) || account?.passwordHash === undefined)
        throw wrongPassword();
    } else if (signedPassword !== undefined) {
      if (plan.has('refuseSignedLogin')) throw signedRefused();
      if (structureOf(commandTypeOf(request)).fields.has('password')) {
        throw new Refusal(own.notAllowed, 'A signed password is not accepted by this request');
      }
      const nonce = challenge?.userId === userId ? challenge.nonce : '';
      const isRight = isSame(signedPassword, md5(`${nonce}:${hash}`));
      if (!isRight || nonce === '' || account?.passwordHash === undefined) throw wrongPassword();
    } else if (!peer.isTrusted) {
      throw new Refusal(
        own.notAuthorized,
        'A login without a password is accepted from trusted addresses only',
      );
    }
    if (account === undefined) throw wrongPassword();
    if (account.isDisabled) throw new Refusal(seen.accountDisabled, 'The account is disabled');
    return account;
  }

  #welcome(request: Command, { login, locale }: Account): Command {
    return answerTo(request, {
      loginType: login.loginType,
      locale,
      encoding: this.#encoding,
      groupId: login.groupId,
      serviceProviderId: login.serviceProviderId,
      isEnterprise: login.isEnterprise,
      passwordExpiresDays: NEVER,
      userDomain: this.#engine.defaultDomain,
    });
  }
}

export interface LoginContext {
  readonly session: Session;
  /** Session id of the message. */
  readonly id: string;
  readonly peer: Peer;
  readonly plan: FaultPlan;
}

/** Unknown ids and wrong passwords have the same text, so that ids can't be probed. */
function wrongPassword(): Refusal {
  return new Refusal(seen.badPassword, 'Invalid password');
}

function signedRefused(): Refusal {
  return new Refusal(own.notAllowed, 'Signed logins are not accepted; send the password over TLS');
}

/** Fields that the release's answer does not have are not written. */
function answerTo(request: Command, fields: object): Command {
  const type = responseClassOf(request);
  if (type === undefined) {
    throw new Refusal(own.notSimulated, `${request.$type} has no answer that is known`);
  }
  return makeCommand(type, fields);
}

function sha1(text: string): string {
  return createHash('sha1').update(text, 'utf8').digest('hex');
}

function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/** In the same time whatever differs: digests of both are compared. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(a), digest(b));
}
