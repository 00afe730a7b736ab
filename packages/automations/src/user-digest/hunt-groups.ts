import { compact, flag, integer, sameId, text } from '../run/cells.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { problemSection, valueSection, type Section } from '../run/section.js';
import { missingGroupService } from './section-reader.js';
import type { DigestHuntGroup, DigestProfile } from './types.js';

/** A hunt group as a list names it. */
interface Listed {
  readonly serviceUserId: string;
  readonly groupId: string;
  readonly name?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly department?: string | undefined;
  readonly isActive?: boolean | undefined;
  readonly policy?: string | undefined;
}

export interface HuntGroups {
  readonly section: Section<readonly DigestHuntGroup[]>;
  /** Where was looked: in an enterprise, hunt groups of other groups may have the user, too. */
  readonly scope: 'group' | 'enterprise';
}

/**
 * The hunt groups that a user is a member of. No request lists them: all of the own group are read, and
 * of the whole enterprise where the login may list those.
 */
export async function readHuntGroups(run: Run, user: DigestProfile): Promise<HuntGroups> {
  const path = 'huntGroups';
  const { serviceProviderId, groupId } = user;
  const [missing, own, instances] = await Promise.all([
    missingGroupService(run, user, 'Hunt Group', path),
    run.share(
      'GroupHuntGroupGetInstanceListRequest',
      { serviceProviderId, groupId },
      { path, subject: groupId },
    ),
    run.share(
      'UserGetServiceInstanceListInServiceProviderRequest',
      { serviceProviderId, SearchCriteriaExactServiceType: { serviceType: 'Hunt Group' } },
      { path, subject: serviceProviderId },
    ),
  ]);
  const others = instances.ok
    ? instances.response.serviceInstanceTable.rows
        .filter((row) => !sameId(row.groupId, groupId))
        .map((row): Listed => ({
          serviceUserId: row.userId ?? '',
          groupId: row.groupId ?? '',
          ...compact({
            name: text(row.name),
            phoneNumber: text(row.phoneNumber),
            extension: text(row.extension),
          }),
        }))
    : [];
  const scope = instances.ok ? 'enterprise' : 'group';
  if (missing !== undefined && others.length === 0) return { section: missing, scope };
  if (!own.ok && missing === undefined) {
    return { section: problemSection(path, own.problem), scope };
  }
  const listed = [
    ...(own.ok ? own.response.huntGroupTable.rows : []).map((row): Listed => ({
      serviceUserId: row.serviceUserId ?? '',
      groupId,
      ...compact({
        name: text(row.name),
        phoneNumber: text(row.phoneNumber),
        extension: text(row.extension),
        department: text(row.department),
        isActive: flag(row.isActive),
        policy: text(row.policy),
      }),
    })),
    ...others,
  ];
  return { section: await withDetails(run, listed, user.userId), scope };
}

async function withDetails(
  run: Run,
  listed: readonly Listed[],
  userId: string,
): Promise<Section<readonly DigestHuntGroup[]>> {
  const unread: Problem[] = [];
  let done = 0;
  const found = await Promise.all(
    listed.map(async (group): Promise<DigestHuntGroup | undefined> => {
      const path = `huntGroups[${group.serviceUserId}]`;
      const detail = await run.share(
        'GroupHuntGroupGetInstanceRequest20',
        { serviceUserId: group.serviceUserId },
        { path, subject: group.serviceUserId },
      );
      done += 1;
      run.progress('hunt groups', done, listed.length);
      if (!detail.ok) {
        unread.push(problemAt(path, detail.problem));
        return undefined;
      }
      const { agentUserTable, policy, enableGroupBusy } = detail.response;
      const rows = agentUserTable.rows;
      const index = rows.findIndex((row) => sameId(row.userId, userId));
      if (index < 0) return undefined;
      return {
        ...group,
        policy,
        position: index + 1,
        ...compact({ enableGroupBusy, weight: integer(rows[index]?.weight) }),
      };
    }),
  );
  return valueSection(
    found.filter((group) => group !== undefined),
    unread,
  );
}
