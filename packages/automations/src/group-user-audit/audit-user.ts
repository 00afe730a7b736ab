import { compact } from '../run/cells.js';
import { readAssigned, readAssignment } from './assignments.js';
import { readPlans } from './calling-plans.js';
import type { Devices } from './devices.js';
import { readProfile } from './profile.js';
import { readSettings } from './service-settings.js';
import { auditSections, type AuditChoices, type AuditedUser, type AuditSection } from './types.js';

import { readUtilities } from './utilities.js';
import type { UserReader } from './user-reader.js';

export interface GroupFacts {
  readonly devices: Devices;
  /** The group has outgoing calling plans, or nobody knows. */
  readonly hasPlans: boolean;
}

/** Reads one user. Never rejects: what went wrong is in the result. */
export async function auditUser(
  reader: UserReader,
  choices: AuditChoices,
  { devices, hasPlans }: GroupFacts,
): Promise<AuditedUser> {
  const wanted = new Set(choices.sections ?? auditSections);
  const only = <T>(section: AuditSection, read: () => Promise<T>): Promise<T> | undefined =>
    wanted.has(section) ? read() : undefined;
  const [user, outgoingCallingPlans, assignedServices, serviceAssignment, settings, utilities] =
    await Promise.all([
      only('user', () => readProfile(reader, devices)),
      only('outgoingCallingPlans', () => readPlans(reader, hasPlans)),
      only('assignedServices', () => readAssigned(reader)),
      only('serviceAssignment', () => readAssignment(reader, choices.catalogue ?? {})),
      only('serviceSettings', () =>
        readSettings(reader, {
          withProfile: wanted.has('user'),
          askEveryService: choices.askEveryService ?? false,
          appearanceDetails: choices.appearanceDetails ?? false,
        }),
      ),
      only('utilities', () => readUtilities(reader, choices.ruleForm ?? 'zone')),
    ]);
  const { problems, context } = reader;
  const { serviceProviderId, groupId, userId } = context;
  return {
    serviceProviderId,
    groupId,
    userId,
    ...compact({ user, outgoingCallingPlans, assignedServices, serviceAssignment }),
    ...settings,
    ...compact({ utilities }),
    complete: problems.isComplete,
    problems: problems.all,
  };
}
