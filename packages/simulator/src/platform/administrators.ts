import { Refusal, seen } from '../engine/refusal.js';
import type { Administrator, AdministratorLevel } from './model.js';
import type { Platform } from './platform.js';

/** @throws Refusal 4008 if there is no administrator of that id and level */
export function requireAdministrator(
  platform: Platform,
  userId: string,
  level: AdministratorLevel,
): Administrator {
  const found = platform.administrator(userId);
  if (found.level !== level) {
    throw new Refusal(seen.userNotFound, `Administrator not found: ${userId}`);
  }
  return found;
}
