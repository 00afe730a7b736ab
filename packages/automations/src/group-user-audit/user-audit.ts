import type { Client } from '@ocipkit/client';
import type { RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import { rootOf } from '../run/section.js';
import { auditUser } from './audit-user.js';
import { checkUserInput } from './check.js';
import { collected, Counts } from './counts.js';
import { Devices } from './devices.js';
import { enterpriseOf, isEnterpriseOf } from './group-facts.js';
import { LOGIN, PROFILE } from './profile.js';
import { Shaper } from './shape.js';
import type { GroupUserAudit, UserAuditInput } from './types.js';
import { UserReader } from './user-reader.js';

/**
 * Everything about one user, found by its id, in the envelope of the audit of a group. Reads only.
 *
 * Costs a round for the user, and the three or four of its sections: five or six messages, more for
 * users with many services.
 *
 * @throws AutomationUsageError for bad input; AutomationError if there is no such user
 */
export async function userAudit(
  client: Client,
  input: UserAuditInput,
  options: RunOptions = {},
): Promise<GroupUserAudit> {
  checkUserInput(input);
  const run = new Run(client, options);
  const { userId: asked } = input;
  run.progress('the user', 0, 1);
  const place = { path: 'user', subject: asked };
  const [profile, login] = await Promise.all([
    run.ask(PROFILE, { userId: asked }, place),
    run.ask(LOGIN, { userId: asked }, place),
  ]);
  const {
    serviceProviderId,
    groupId,
    userId = asked,
  } = rootOf(profile) as Partial<ReturnType<typeof rootOf<GroupOf>>> & GroupOf;
  const group = { serviceProviderId, groupId };
  const isEnterprise =
    enterpriseOf(login) ?? (await isEnterpriseOf(run, serviceProviderId)) ?? null;
  const reader = new UserReader(run, new Shaper(run, input.showCodes ?? false), {
    userId,
    ...group,
    isEnterprise,
  });
  reader.know(PROFILE, profile);
  reader.know(LOGIN, login);
  const user = await auditUser(reader, input, { devices: new Devices(), hasPlans: true });
  run.progress('done', 1, 1);
  const counts = new Counts(1, 0);
  counts.add(user);
  return collected([user], counts.summary(run, { ...group, isEnterprise }, []));
}

interface GroupOf {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly userId?: string | undefined;
}
