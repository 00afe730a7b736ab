import { invalid } from '../engine/refusal.js';
import type { Group } from './model.js';
import type { Platform } from './platform.js';

/** What a password must be like. Fields bear the names of GroupPasswordRulesGetResponse. */
export interface PasswordRules {
  readonly disallowUserId: boolean;
  readonly disallowOldPassword: boolean;
  readonly disallowReversedOldPassword: boolean;
  readonly restrictMinDigits: boolean;
  readonly minDigits: number;
  readonly restrictMinUpperCaseLetters: boolean;
  readonly minUpperCaseLetters: number;
  readonly restrictMinLowerCaseLetters: boolean;
  readonly minLowerCaseLetters: number;
  readonly restrictMinNonAlphanumericCharacters: boolean;
  readonly minNonAlphanumericCharacters: number;
  readonly minLength: number;
  /** Days after which a password must be changed; 0 lets it last. */
  readonly passwordExpiresDays: number;
}

/** Topic of the rules in the settings of a group, a service provider or the system. */
export const passwordRulesTopic = 'Password Rules';

const defaultRules: PasswordRules = {
  disallowUserId: true,
  disallowOldPassword: true,
  disallowReversedOldPassword: true,
  restrictMinDigits: false,
  minDigits: 1,
  restrictMinUpperCaseLetters: false,
  minUpperCaseLetters: 1,
  restrictMinLowerCaseLetters: false,
  minLowerCaseLetters: 1,
  restrictMinNonAlphanumericCharacters: false,
  minNonAlphanumericCharacters: 1,
  minLength: 6,
  passwordExpiresDays: 0,
};

/** The rules for an account of a group, a service provider or the system. */
export function passwordRulesOf(
  platform: Platform,
  owner: { readonly serviceProviderId?: string | undefined; readonly groupId?: string | undefined },
): PasswordRules {
  const { serviceProviderId, groupId } = owner;
  const levels: (Pick<Group, 'settings'> | undefined)[] = [platform.system];
  if (serviceProviderId !== undefined) {
    levels.push(platform.serviceProvider(serviceProviderId));
    if (groupId !== undefined) levels.push(platform.group(serviceProviderId, groupId));
  }
  const set = levels.map((level) => level?.settings[passwordRulesTopic]);
  return Object.assign({}, defaultRules, ...set) as PasswordRules;
}

/**
 * Holds a new password against the rules.
 *
 * @param oldPassword without it the rules that compare with the old one do not apply
 * @throws Refusal if a rule is broken; it tells the rule, not the password
 */
export function checkPassword(
  rules: PasswordRules,
  userId: string,
  newPassword: string,
  oldPassword?: string,
): void {
  const broken = findBrokenRule(rules, userId, newPassword, oldPassword);
  if (broken !== undefined) throw invalid('Invalid new password', broken);
}

function findBrokenRule(
  rules: PasswordRules,
  userId: string,
  password: string,
  old: string | undefined,
): string | undefined {
  const lower = password.toLowerCase();
  if (password.length < rules.minLength) {
    return `it needs at least ${String(rules.minLength)} characters`;
  }
  if (rules.disallowUserId && lower.includes(userId.toLowerCase())) return 'it holds the user id';
  if (old !== undefined) {
    const former = old.toLowerCase();
    if (rules.disallowOldPassword && lower.includes(former)) return 'it holds the old password';
    if (rules.disallowReversedOldPassword && lower === Array.from(former).reverse().join('')) {
      return 'it is the old password written backwards';
    }
  }
  for (const { kind, min, characters } of requiredKinds(rules)) {
    const count = Array.from(password).filter((c) => characters.test(c)).length;
    if (count < min) return `it needs at least ${String(min)} ${kind}`;
  }
  return undefined;
}

/** What a password must have some of: how many of which characters. */
export function requiredKinds(
  rules: PasswordRules,
): readonly { readonly kind: string; readonly min: number; readonly characters: RegExp }[] {
  return [
    { kind: 'digits', on: rules.restrictMinDigits, min: rules.minDigits, characters: /\d/ },
    {
      kind: 'capital letters',
      on: rules.restrictMinUpperCaseLetters,
      min: rules.minUpperCaseLetters,
      characters: /[A-Z]/,
    },
    {
      kind: 'small letters',
      on: rules.restrictMinLowerCaseLetters,
      min: rules.minLowerCaseLetters,
      characters: /[a-z]/,
    },
    {
      kind: 'characters other than letters and digits',
      on: rules.restrictMinNonAlphanumericCharacters,
      min: rules.minNonAlphanumericCharacters,
      characters: /[^A-Za-z0-9]/,
    },
  ].filter(({ on }) => on);
}
