import type { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import type { UserGetLoginInfoResponseRI } from '@ocipkit/commands/login';
import { listGroupUsers, type ListedUser } from '../group-users/group-users.js';
import { flag } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { localProblem, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import type { GroupFacts } from './audit-user.js';
import { planServices } from './calling-plans.js';
import { Devices } from './devices.js';
import { LOGIN } from './profile.js';
import type { GroupUserAuditInput } from './types.js';

/** What is read once for the group. */
export interface GroupRead {
  readonly users: readonly ListedUser[];
  readonly isEnterprise: boolean | undefined;
  readonly facts: GroupFacts;
  readonly problems: readonly Problem[];
}

export async function readGroupFacts(run: Run, input: GroupUserAuditInput): Promise<GroupRead> {
  const { serviceProviderId, groupId, sections, pageSize } = input;
  const [list, isEnterprise, services] = await Promise.all([
    listGroupUsers(run, input, 'users', pageSize),
    isEnterpriseOf(run, serviceProviderId),
    sections === undefined || sections.includes('outgoingCallingPlans')
      ? run.ask(
          'GroupServiceGetAuthorizationListRequest',
          { serviceProviderId, groupId },
          { path: 'outgoingCallingPlans', subject: groupId },
        )
      : undefined,
  ]);
  return {
    ...list,
    isEnterprise,
    facts: { devices: new Devices(), hasPlans: hasPlans(run, services) },
  };
}

/** False only if it is known that the group has none; where it is not, the plans tell. */
function hasPlans(
  run: Run,
  services: Outcome<GroupServiceGetAuthorizationListResponse> | undefined,
): boolean {
  if (services?.ok !== true) return true;
  const columns = ['serviceName', 'assigned'] as const;
  const rows = rowsOf(run, services.response, 'groupServicesAuthorizationTable', columns);
  const states = planServices.map((name) =>
    flag(rows.find(({ serviceName }) => serviceName === name)?.assigned),
  );
  return states.some((isAssigned) => isAssigned !== false);
}

/** Undefined if the login may not read the service provider. */
export async function isEnterpriseOf(
  run: Run,
  serviceProviderId: string,
): Promise<boolean | undefined> {
  const outcome = await run.ask(
    'ServiceProviderGetRequest22V4',
    { serviceProviderId },
    { path: 'isEnterprise', subject: serviceProviderId },
  );
  return outcome.ok ? outcome.response.isEnterprise === true : undefined;
}

/** The same fact, as the login of a user has it. */
export async function enterpriseOfFirst(run: Run, userId?: string): Promise<boolean | undefined> {
  if (userId === undefined) return undefined;
  return enterpriseOf(await run.ask(LOGIN, { userId }, { path: 'isEnterprise', subject: userId }));
}

export function enterpriseOf(login: Outcome<UserGetLoginInfoResponseRI>): boolean | undefined {
  // Older variants may lack it.
  return login.ok ? login.response.isEnterprise : undefined;
}

export function unknownKind(serviceProviderId: string): Problem {
  const message = 'Neither the service provider nor a user tells whether it is an enterprise.';
  return localProblem('skipped', message, {
    path: 'isEnterprise',
    command: 'ServiceProviderGetRequest22V4',
    subject: serviceProviderId,
  });
}
