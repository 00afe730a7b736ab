import { AutomationUsageError } from '../run/usage-error.js';
import { groupPlace } from './path.js';
import type { NumberPlace } from './types.js';

/** @throws AutomationUsageError for an id that is blank */
export function checkId(field: string, id: string): void {
  if (typeof id !== 'string' || id.trim() === '') {
    throw new AutomationUsageError(`${field} is empty.`);
  }
}

/** Where numbers are to be taken from: a group, or a service provider that has them in no group. */
export function sourcePlace({
  serviceProviderId,
  groupId,
}: {
  readonly serviceProviderId: string;
  readonly groupId?: string | undefined;
}): NumberPlace {
  checkId('serviceProviderId', serviceProviderId);
  if (groupId === undefined) return { kind: 'service-provider', serviceProviderId };
  checkId('groupId', groupId);
  return groupPlace(serviceProviderId, groupId);
}
