import { randomInt } from 'node:crypto';
import type { PasswordGenerateRequest } from '@ocipkit/commands/password';
import type { UserAuthenticationModifyRequest } from '@ocipkit/commands/authentication';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import type { Login } from '../../engine/login.js';
import { hashPassword, sameDigest } from '../../engine/passwords.js';
import { invalid, Refusal, seen } from '../../engine/refusal.js';
import { sameId } from '../../platform/id-map.js';
import type { User } from '../../platform/model.js';
import {
  checkPassword,
  passwordRulesOf,
  requiredKinds,
  type PasswordRules,
} from '../../platform/password-rules.js';
import type { Platform } from '../../platform/platform.js';
import { requireService } from '../../platform/services.js';

/** Passwords of accounts, portal passcodes and SIP passwords: generating, setting, and their state. */
export function passwords(table: BehaviourTable): void {
  table
    .on('PasswordGenerateRequest', generate)
    .on('PasswordModifyRequest', ({ userId, oldPassword, newPassword }, { platform, login }) => {
      const account = platform.account(userId);
      if (account === undefined) throw new Refusal(seen.userNotFound, `User not found: ${userId}`);
      const { login: owner, passwordHash } = account;
      const isOwn = sameId(login.userId, owner.userId);
      if (isOwn || oldPassword !== undefined) checkSecret(oldPassword, passwordHash);
      checkPassword(passwordRulesOf(platform, owner), owner.userId, newPassword, oldPassword);
      setPassword(platform, owner, hashPassword(newPassword));
    })
    .onFields('UserPasswordInfoGetRequest22', readPasswordState)
    .onFields('UserPasswordInfoGetRequest', readPasswordState)
    .on('UserPortalPasscodeGetInfoRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      return { ...secretState(user, passcodeTopic), passcode: passcodeOf(user) };
    })
    .on('UserPortalPasscodeModifyRequest', (request, { platform }) => {
      const { oldPasscode, newPasscode } = request;
      const user = platform.user(request.userId);
      if (oldPasscode !== undefined) {
        checkSecret(oldPasscode, hashPassword(passcodeOf(user)), 'passcode');
      }
      checkPasscode(newPasscode);
      platform.changeUser(user, (draft) => {
        draft.settings[passcodeTopic] = { passcode: newPasscode };
      });
    })
    .on('UserAuthenticationGetRequest', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      requireService(platform, user, 'Authentication');
      return { userName: sipCredentialsOf(user).userName };
    })
    .on('UserAuthenticationModifyRequest', modifySipCredentials);
}

// The password of an account

/** Topic of the state of a user's password, beside the hash; set by whoever seeds the platform. */
const passwordTopic = 'Password';

function setPassword(platform: Platform, { userId, loginType }: Login, passwordHash: string): void {
  if (loginType !== 'User') {
    platform.change(platform.administrator(userId), (draft) => {
      draft.passwordHash = passwordHash;
    });
    return;
  }
  platform.changeUser(platform.user(userId), (draft) => {
    draft.passwordHash = passwordHash;
    Reflect.deleteProperty(draft.settings, passwordTopic);
  });
}

function readPasswordState({ userId }: { userId: string }, { platform }: Call): object {
  const user = platform.user(userId);
  const lifetime = passwordRulesOf(platform, user).passwordExpiresDays;
  const state = secretState(user, passwordTopic, lifetime === 0 ? undefined : lifetime);
  return { ...state, hasPassword: user.passwordHash !== undefined };
}

/** Whether it locks its owner out, and the days until it must be changed; undefined for never. */
interface SecretState {
  readonly isLoginDisabled?: boolean;
  readonly expirationDays?: number;
}

function secretState(user: User, topic: string, lifetime?: number) {
  const { isLoginDisabled = false, expirationDays = lifetime }: SecretState =
    user.settings[topic] ?? {};
  return expirationDays === undefined
    ? { isLoginDisabled, doesNotExpire: true as const }
    : { isLoginDisabled, expirationDays };
}

/** Days until the password of a user must be changed; undefined if it need not be. */
export function passwordExpiryOf(platform: Platform, user: User): number | undefined {
  const lifetime = passwordRulesOf(platform, user).passwordExpiresDays;
  return secretState(user, passwordTopic, lifetime === 0 ? undefined : lifetime).expirationDays;
}

/** @throws Refusal 4962 if the secret is not the one that the hash was made of */
export function checkSecret(
  given: string | undefined,
  hash: string | undefined,
  what = 'password',
): void {
  if (hash === undefined) return;
  if (given === undefined || !sameDigest(hashPassword(given), hash)) {
    throw new Refusal(seen.badPassword, `Invalid ${what}`);
  }
}

// Portal passcodes

const passcodeTopic = 'Portal Passcode';

/** What users have until somebody sets another. */
const initialPasscode = '246813';

/** The portal passcode of a user; it is readable, so it is kept as it is. */
export function passcodeOf({ settings }: User): string {
  const passcode = settings[passcodeTopic]?.passcode;
  return typeof passcode === 'string' ? passcode : initialPasscode;
}

/** True if the portal has locked the user out. */
export function isPortalLocked({ settings }: User): boolean {
  return settings[passcodeTopic]?.isLoginDisabled === true;
}

const passcodeLength = { min: 4, max: 8 };

function checkPasscode(passcode: string): void {
  const { min, max } = passcodeLength;
  if (!/^\d+$/.test(passcode) || passcode.length < min || passcode.length > max) {
    throw invalid('Invalid new passcode', `it needs ${String(min)} to ${String(max)} digits`);
  }
}

// SIP passwords

interface SipCredentials {
  readonly userName?: string;
  readonly passwordHash?: string;
}

/** The name and the hash of the password by which a user's devices authenticate. */
export function sipCredentialsOf({ settings }: User): SipCredentials {
  return settings.Authentication ?? {};
}

function modifySipCredentials(
  request: UserAuthenticationModifyRequest,
  { platform, login }: Call,
): void {
  const user = platform.user(request.userId);
  requireService(platform, user, 'Authentication');
  const present = sipCredentialsOf(user);
  const { userName = present.userName, newPassword, password } = request;
  if (newPassword !== undefined && login.loginType === 'User') {
    throw new Refusal(seen.badPassword, 'Invalid password', 'the old one is missing');
  }
  if (password !== undefined) checkSecret(password.old, present.passwordHash);
  const next = newPassword ?? password?.new;
  if (next !== undefined) {
    checkPassword(passwordRulesOf(platform, user), user.userId, next, password?.old);
  }
  platform.changeUser(user, (draft) => {
    draft.settings.Authentication = {
      ...present,
      ...(userName === undefined ? {} : { userName }),
      ...(next === undefined ? {} : { passwordHash: hashPassword(next) }),
    };
  });
}

// Generating

interface Place {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
}

function generate(request: PasswordGenerateRequest, { platform, login }: Call) {
  const make = (place: Place | undefined): string | undefined => {
    if (place === undefined) return undefined;
    checkReach(login, place);
    return newPassword(passwordRulesOf(platform, place));
  };
  const { userPassword: user } = request;
  const isAsked = (kind: true | undefined): Place | undefined => (kind === true ? user : undefined);
  const system = request.systemAdministratorPassword === undefined ? undefined : {};
  const answer = {
    systemAdministratorPassword: make(system),
    serviceProviderAdministratorPassword: make(request.serviceProviderAdministratorPassword),
    groupAdministratorPassword: make(request.groupAdministratorPassword),
    userPassword: make(isAsked(user?.generatePassword)),
    userSIPAuthenticationPassword: make(isAsked(user?.generateSipPassword)),
    accessDeviceAuthenticationPassword: make(request.accessDeviceAuthenticationPassword),
    trunkGroupAuthenticationPassword: make(request.trunkGroupAuthenticationPassword),
  };
  if (isAsked(user?.generatePasscode) === undefined) return answer;
  make(user);
  return { ...answer, userPasscode: randomFrom('0123456789', passcodeLength.max - 2).join('') };
}

/** @throws Refusal 5404 if the place is outside of what the login administers */
function checkReach(login: Login, { serviceProviderId, groupId }: Place): void {
  const { loginType } = login;
  if (loginType === 'System' || loginType === 'Provisioning') return;
  const reaches =
    sameId(login.serviceProviderId, serviceProviderId) &&
    (loginType === 'Service Provider' ||
      (loginType.startsWith('Group') && sameId(login.groupId, groupId)));
  if (!reaches) {
    throw new Refusal(seen.unauthorized, 'Unauthorized transaction: PasswordGenerateRequest');
  }
}

/** Characters that are not easily taken for each other. */
const letters = { capital: 'ABCDEFGHJKLMNPQRSTUVWXYZ', small: 'abcdefghjkmnpqrstuvwxyz' };
const digits = '23456789';
const signs = '!#$%()*+,-./:;=?@_';

function newPassword(rules: PasswordRules): string {
  const all = [letters.capital, letters.small, digits, signs];
  const required = requiredKinds(rules).flatMap(({ characters, min }) =>
    randomFrom(all.find((set) => characters.test(set)) ?? digits, min),
  );
  const one = [letters.capital, letters.small, digits].flatMap((set) => randomFrom(set, 1));
  const some = [...required, ...one];
  const length = Math.max(rules.minLength, 12);
  return shuffled([...some, ...randomFrom(all.slice(0, 3).join(''), length - some.length)]).join(
    '',
  );
}

function randomFrom(characters: string, count: number): string[] {
  return Array.from(
    { length: Math.max(count, 0) },
    () => characters[randomInt(characters.length)] ?? '',
  );
}

function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}
