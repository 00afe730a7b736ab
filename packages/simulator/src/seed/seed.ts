import type { ShownAccount } from '../options.js';
import { UsageError } from '../usage-error.js';
import { createAdministrator } from './create.js';
import { SEED_PASSWORD, type Soil } from './soil.js';
import { seedDemo } from './demo.js';
import { seedGroup, seedUsers } from './scale.js';

/** Names of seeds for help texts; `N` stands for a number. */
export const seedNames = ['empty', 'demo', 'group:N', 'users:N'] as const;

/**
 * Fills an empty platform. The same name gives the same platform.
 *
 * @returns the accounts to log in with
 * @throws UsageError if there is no such seed
 */
export function fill(soil: Soil, name: string): readonly ShownAccount[] {
  const { platform } = soil;
  const admin = createAdministrator(platform, 'admin', {
    level: 'System',
    firstName: 'System',
    lastName: 'Administrator',
    password: SEED_PASSWORD,
  });
  const accounts = [{ userId: admin.userId, password: SEED_PASSWORD, level: 'System' }];
  const [kind = '', amount] = name.split(':');
  const count = amount === undefined ? undefined : Number(amount);
  if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > MOST_USERS)) {
    throw new UsageError(
      `The seed ${name} has no number from 1 to ${String(MOST_USERS)} after the colon.`,
    );
  }
  switch (kind) {
    case 'empty':
      return accounts;
    case 'demo':
      return [...accounts, ...seedDemo(soil)];
    case 'group':
      return [...accounts, ...seedGroup(soil, count ?? 3_000)];
    case 'users':
      return [...accounts, ...seedUsers(soil, count ?? 100_000)];
    default:
      throw new UsageError(`There is no seed ${name}. Expected one of ${seedNames.join(', ')}.`);
  }
}

const MOST_USERS = 500_000;
