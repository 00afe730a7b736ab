import type { GroupPasswordRulesGetResponseRI } from '@ocipkit/commands/password-rules';

/** A password to be set, and what rules compare it with. */
export interface NewPassword {
  readonly password: string;
  readonly userId: string;
  readonly oldPassword?: string | undefined;
}

/**
 * Which rules a password breaks, in words that quote nothing of it. Rules that need what can't be read
 * (former passwords, a validation service) are left to the platform.
 */
export function passwordFaults(
  rules: GroupPasswordRulesGetResponseRI,
  { password, userId, oldPassword }: NewPassword,
): readonly string[] {
  const lower = password.toLowerCase();
  const count = (pattern: RegExp): number => (password.match(pattern) ?? []).length;
  const few = (isRule: boolean, pattern: RegExp, least: number, what: string): readonly string[] =>
    isRule && count(pattern) < least ? [`fewer than ${String(least)} ${what}`] : [];
  const [localPart = ''] = userId.toLowerCase().split('@');
  return [
    ...(password.length < rules.minLength
      ? [`fewer than ${String(rules.minLength)} characters`]
      : []),
    ...few(rules.restrictMinDigits, /\d/g, rules.minDigits, 'digits'),
    ...few(
      rules.restrictMinUpperCaseLetters,
      /\p{Lu}/gu,
      rules.minUpperCaseLetters,
      'upper-case letters',
    ),
    ...few(
      rules.restrictMinLowerCaseLetters,
      /\p{Ll}/gu,
      rules.minLowerCaseLetters,
      'lower-case letters',
    ),
    ...few(
      rules.restrictMinNonAlphanumericCharacters,
      /[^\p{L}\p{N}]/gu,
      rules.minNonAlphanumericCharacters,
      'characters that are neither letters nor digits',
    ),
    ...(rules.disallowUserId && [userId.toLowerCase(), localPart].includes(lower)
      ? ['the user id']
      : []),
    ...(rules.disallowOldPassword && password === oldPassword ? ['the old password'] : []),
    ...(rules.disallowReversedOldPassword && password === reversed(oldPassword)
      ? ['the old password reversed']
      : []),
  ];
}

function reversed(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.split('').reverse().join('');
}
