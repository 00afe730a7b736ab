import type { OCIRequest } from '@ocipkit/core';
import type { AuthenticationVerifyRequest22V4 } from '@ocipkit/commands/login';
import { checkAccess } from '../../engine/access.js';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import type { Account } from '../../engine/login.js';
import { Refusal, seen } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import { nationalNumber } from '../../platform/numbers.js';
import type { Platform } from '../../platform/platform.js';
import {
  checkSecret,
  isPortalLocked,
  passcodeOf,
  passwordExpiryOf,
  sipCredentialsOf,
} from './passwords.js';

/** Stands for a password that never expires. */
const never = 2147483647;

/** Looking accounts up, and checking credentials without a session. */
export function loginInfo(table: BehaviourTable): void {
  table
    .onFields('UserGetLoginInfoRequestRI', lookUp)
    .onFields('UserGetLoginInfoRequest', lookUp)
    .on('AuthenticationVerifyRequest22V4', (request, { platform }) =>
      describe(platform, verified(request, platform)),
    );
}

/** The fields of an account that a login, a look-up and a check of credentials tell. */
function describe(platform: Platform, { login, locale }: Account) {
  const { userId, loginType, serviceProviderId, groupId, isEnterprise } = login;
  const language = platform.system.languages.find((l) => l.locale === locale);
  const common = {
    loginType,
    locale,
    encoding: language?.encoding ?? 'ISO-8859-1',
    groupId,
    serviceProviderId,
    isEnterprise,
    userId,
  };
  if (loginType !== 'User') {
    const { lastName, firstName } = platform.administrator(userId);
    return { ...common, lastName, firstName, passwordExpiresDays: never };
  }
  const user = platform.user(userId);
  return {
    ...common,
    passwordExpiresDays: passwordExpiryOf(platform, user) ?? never,
    lastName: user.profile.lastName,
    firstName: user.profile.firstName,
    phoneNumber: user.phoneNumber === undefined ? undefined : nationalNumber(user.phoneNumber),
  };
}

// Look-up

interface Address {
  readonly userId?: string | undefined;
  readonly loginRole?: 'Administrator' | 'User' | undefined;
  readonly phoneNumber?: string | undefined;
  readonly linePort?: string | undefined;
}

function lookUp(request: OCIRequest & Address, { platform, login }: Call): object {
  const account = accountAt(platform, request);
  const { loginType, userId } = account.login;
  const { loginRole } = request;
  if (loginRole !== undefined && (loginRole === 'User') !== (loginType === 'User')) {
    throw notFound(request);
  }
  // A number or a line/port does not tell whose it is before it is looked up.
  const named: unknown = { userId };
  checkAccess(platform, login, request.$type, named as OCIRequest);
  return describe(platform, account);
}

/** @throws Refusal 4008 if nobody has the id, number or line/port */
function accountAt(platform: Platform, address: Address): Account {
  const userId = address.userId ?? holderOf(platform, address)?.userId;
  const account = userId === undefined ? undefined : platform.account(userId);
  if (account === undefined) throw notFound(address);
  return account;
}

function holderOf(platform: Platform, { phoneNumber, linePort }: Address): User | undefined {
  const holder =
    phoneNumber === undefined
      ? platform.claims.holderOf('linePort', platform.fullId(linePort ?? ''))
      : platform.claims.holderOf('number', platform.number(phoneNumber));
  return holder?.startsWith('user:') === true ? platform.findUser(holder.slice(5)) : undefined;
}

function notFound({ userId, phoneNumber, linePort }: Address): Refusal {
  const address = userId ?? phoneNumber ?? linePort ?? '';
  return new Refusal(seen.userNotFound, `User not found: ${address}`);
}

// Credentials

/** @throws Refusal; the same for unknown accounts and wrong credentials, so that ids can't be probed */
function verified(request: AuthenticationVerifyRequest22V4, platform: Platform): Account {
  const { userId, password } = request;
  const user = userId === undefined ? holderOf(platform, request) : platform.findUser(userId);
  const account = platform.account(user?.userId ?? userId ?? '');
  if (account === undefined) throw wrong();
  if (password !== undefined) checkKnown(password, account.passwordHash);
  else if (user !== undefined) checkUser(request, user);
  else throw wrong();
  if (account.isDisabled || (request.passcode !== undefined && user && isPortalLocked(user))) {
    throw new Refusal(seen.accountDisabled, 'The account is disabled');
  }
  return account;
}

function checkUser(request: AuthenticationVerifyRequest22V4, user: User): void {
  const { passcode, sipAuthenticationUserName, sipAuthenticationPassword } = request;
  if (passcode !== undefined) {
    if (passcode !== passcodeOf(user)) throw wrong();
    return;
  }
  const { userName, passwordHash } = sipCredentialsOf(user);
  if (userName !== sipAuthenticationUserName) throw wrong();
  checkKnown(sipAuthenticationPassword, passwordHash);
}

function checkKnown(given: string | undefined, hash: string | undefined): void {
  if (hash === undefined) throw wrong();
  checkSecret(given, hash);
}

function wrong(): Refusal {
  return new Refusal(seen.badPassword, 'Invalid password');
}
