import type { UserGetServiceInstanceListInServiceProviderResponse } from '@ocipkit/commands/service-instance';
import { compact, flag, percentage, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { withNeededLevel } from '../run/levels.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { problemSection, sectionOf, valueSection, type Section } from '../run/section.js';
import { checkGroupService } from './section-reader.js';
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
 * of the whole enterprise where the login may list those. Outside enterprises hunt groups have members of
 * their own group only.
 */
export async function readHuntGroups(run: Run, user: DigestProfile): Promise<HuntGroups> {
  const path = 'huntGroups';
  const { serviceProviderId, groupId } = user;
  const [check, own, instances, provider] = await Promise.all([
    checkGroupService(run, user, 'Hunt Group', { path, subject: groupId }),
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
    run.share(
      'ServiceProviderGetRequest22V4',
      { serviceProviderId },
      { path, subject: serviceProviderId },
    ),
  ]);
  const isEnterprise = !provider.ok || provider.response.isEnterprise === true;
  const columns = ['userId', 'groupId', 'name', 'phoneNumber', 'extension'] as const;
  const rows = instances.ok ? rowsOf(run, instances.response, 'serviceInstanceTable', columns) : [];
  const others = isEnterprise ? rows.filter((row) => !sameId(row.groupId, groupId)) : [];
  const scope = instances.ok && isEnterprise ? 'enterprise' : 'group';
  const unread: Problem[] = [];
  // A login that may not list them sees its own group: the scope tells.
  if (isEnterprise && !instances.ok && !isForbidden(instances.problem)) {
    unread.push(problemAt(path, instances.problem));
  }
  const section = sectionOf(
    path,
    own,
    (response) => rowsOf(run, response, 'huntGroupTable', listColumns),
    check.unknown,
  );
  const missing = check.missing ?? (section.status === 'not-assigned' ? section : undefined);
  if (missing !== undefined && others.length === 0 && unread.length === 0) {
    return { section: missing, scope };
  }
  let listed: readonly Listed[] = [];
  if (section.status === 'value') {
    listed = section.value.map((row) => ({
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
    }));
  } else if (missing === undefined && !own.ok) {
    const problem = withNeededLevel(run.client, 'Group', own.problem);
    if (!instances.ok) return { section: problemSection(path, problem), scope };
    // The other list has them too, with less.
    unread.push(problemAt(path, problem));
    listed = rows.filter((row) => sameId(row.groupId, groupId)).map(listedElsewhere);
  }
  const all = [...listed, ...others.map(listedElsewhere)];
  return { section: await withDetails(run, all, user.userId, unread), scope };
}

const listColumns = [
  'serviceUserId',
  'name',
  'phoneNumber',
  'extension',
  'department',
  'isActive',
  'policy',
] as const;

type InstanceRow =
  UserGetServiceInstanceListInServiceProviderResponse['serviceInstanceTable']['rows'][number];

function listedElsewhere(row: InstanceRow): Listed {
  return {
    serviceUserId: row.userId ?? '',
    groupId: row.groupId ?? '',
    ...compact({
      name: text(row.name),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
    }),
  };
}

function isForbidden({ code }: Problem): boolean {
  return knownRefusals.meaning(code) === 'unauthorized';
}

async function withDetails(
  run: Run,
  listed: readonly Listed[],
  userId: string,
  unlisted: readonly Problem[],
): Promise<Section<readonly DigestHuntGroup[]>> {
  const unread = [...unlisted];
  let done = 0;
  const found = await Promise.all(
    listed.map(async (group): Promise<DigestHuntGroup | undefined> => {
      const path = `huntGroups[${group.serviceUserId}]`;
      const detail = await run.share(
        'GroupHuntGroupGetInstanceRequest20',
        { serviceUserId: group.serviceUserId },
        run.member({ path, subject: group.serviceUserId }),
      );
      done += 1;
      run.progress('hunt groups', done, listed.length);
      if (!detail.ok) {
        unread.push(problemAt(path, detail.problem));
        return undefined;
      }
      const { policy, enableGroupBusy } = detail.response;
      const rows = rowsOf(run, detail.response, 'agentUserTable', ['userId', 'weight']);
      const index = rows.findIndex((row) => sameId(row.userId, userId));
      if (index < 0) return undefined;
      return {
        ...group,
        policy,
        position: index + 1,
        ...compact({ enableGroupBusy, weight: percentage(rows[index]?.weight) }),
      };
    }),
  );
  return valueSection(
    found.filter((group) => group !== undefined),
    unread,
  );
}
