import type { Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { UserDataGuest } from './types.js';
import { ifAssigned, type Assigned, type ServiceOutcome } from './service-read.js';

/** Where the user is a guest now; null where one of the two services could not be read. */
export async function readGuest(
  run: Run,
  userId: string,
  services: Assigned,
): Promise<{
  readonly guest: readonly UserDataGuest[] | null;
  readonly problems: readonly Problem[];
}> {
  const place = { path: 'guest', subject: userId };
  const [hoteling, seating] = await Promise.all([
    ifAssigned(services, ['Hoteling Guest'], () =>
      run.ask('UserHotelingGuestGetRequest14sp4', { userId }, place),
    ),
    ifAssigned(services, ['Flexible Seating Guest'], () =>
      run.ask('UserFlexibleSeatingGuestGetRequest22', { userId }, place),
    ),
  ]);
  const problems = [hoteling, seating].flatMap((o) => (o.ok ? [] : [o.problem]));
  if (problems.length > 0) return { guest: null, problems };
  return {
    guest: [...stayOf('Hoteling Guest', hoteling), ...stayOf('Flexible Seating Guest', seating)],
    problems,
  };
}

interface Stay {
  readonly hostUserId?: string | undefined;
  readonly hostAssociationDateTime?: string | undefined;
}

function stayOf(
  service: UserDataGuest['service'],
  outcome: ServiceOutcome<Stay>,
): readonly UserDataGuest[] {
  const stay = outcome.ok ? outcome.response : undefined;
  const { hostUserId, hostAssociationDateTime = '' } = stay ?? {};
  if (hostUserId === undefined) return [];
  const time = Date.parse(hostAssociationDateTime);
  const since = Number.isNaN(time) ? null : new Date(time).toISOString();
  return [{ service, hostUserId, since }];
}
