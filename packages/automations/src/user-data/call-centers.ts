import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import { integer, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';

type Row = UserCallCenterGetResponse23['callCenterTable']['rows'][number];

/** A call center that the user is an agent of. */
export interface Membership {
  readonly serviceUserId: string;
  readonly skillLevel: number | undefined;
}

export function membershipsOf(rows: readonly Row[]): readonly Membership[] {
  return rows.flatMap((row) => {
    const serviceUserId = text(row.serviceUserId);
    return serviceUserId === undefined
      ? []
      : [{ serviceUserId, skillLevel: integer(row.skillLevel) }];
  });
}

/**
 * The names of call centers: of those in the user's group from its list, of others one by one. Where a
 * name can't be read the id stands in, and the reason is among the problems.
 */
export async function readNames(
  run: Run,
  group: { readonly serviceProviderId: string; readonly groupId: string },
  ids: readonly string[],
  path: string,
): Promise<{ readonly names: readonly string[]; readonly problems: readonly Problem[] }> {
  if (ids.length === 0) return { names: [], problems: [] };
  const list = await run.share(
    'GroupCallCenterGetInstanceListRequest',
    { serviceProviderId: group.serviceProviderId, groupId: group.groupId },
    { path, subject: group.groupId },
  );
  const columns = ['serviceUserId', 'name'] as const;
  const rows = list.ok ? rowsOf(run, list.response, 'callCenterTable', columns) : [];
  const problems: Problem[] = [];
  const names = await Promise.all(
    ids.map(async (id) => {
      const listed = text(rows.find((row) => sameId(row.serviceUserId, id))?.name);
      if (listed !== undefined) return listed;
      if (!list.ok) return id;
      const place = `${path}[${id}]`;
      const one = await run.share(
        'GroupCallCenterGetInstanceRequest22',
        { serviceUserId: id },
        run.member({ path: place, subject: id }),
      );
      if (one.ok) return one.response.serviceInstanceProfile.name;
      problems.push(problemAt(place, one.problem));
      return id;
    }),
  );
  return { names, problems: list.ok ? problems : [list.problem] };
}
