import type { PasswordStatus } from './types.js';

/** Stands for a password that never expires. */
const NEVER = 2_147_483_647;
/** Stands for nothing usable. */
const NOTHING = -2_147_483_648;

/** What the number of days means that UserGetLoginInfoResponseRI gives. */
export interface PasswordExpiry {
  readonly passwordExpiresDays: number | null;
  readonly passwordStatus: PasswordStatus;
}

/** Tells real days from the two numbers that stand for something else. */
export function passwordExpiryOf(days: number | undefined): PasswordExpiry {
  if (days === NEVER) return { passwordExpiresDays: null, passwordStatus: 'never' };
  if (days === undefined || days === NOTHING) {
    return { passwordExpiresDays: null, passwordStatus: 'unknown' };
  }
  return { passwordExpiresDays: days, passwordStatus: days > 0 ? 'expires' : 'expired' };
}
