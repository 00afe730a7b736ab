import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import { compact, flag, integer, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { withNeededLevel } from '../run/levels.js';
import { plain } from '../run/plain.js';
import { problemAt, type Problem } from '../run/problem.js';
import { sectionOf, valueSection, type Section } from '../run/section.js';
import type { SectionReader } from './section-reader.js';
import type {
  DigestCallCenter,
  DigestCallCenters,
  DigestProfile,
  DigestSupervisedCallCenter,
} from './types.js';

/**
 * The call centers that a user is an agent of, and the state of the agent. Their names come from the list
 * of the own group; those of other groups are read one by one.
 */
export async function readCallCenters(
  reader: SectionReader,
  { serviceProviderId, groupId }: DigestProfile,
): Promise<Section<DigestCallCenters>> {
  const { run } = reader;
  const path = 'callCenters';
  const services = [
    'Call Center - Basic',
    'Call Center - Standard',
    'Call Center - Premium',
  ] as const;
  const [section, names] = await Promise.all([
    reader.read(path, services, 'UserCallCenterGetRequest23', (response) => response),
    reader.mayHave(services)
      ? run.share(
          'GroupCallCenterGetInstanceListRequest',
          { serviceProviderId, groupId },
          { path, subject: groupId },
        )
      : undefined,
  ]);
  if (section.status !== 'value') return section;
  const own = rowsOf(run, section.value, 'callCenterTable', agentColumns);
  const columns = ['serviceUserId', 'name'] as const;
  const rows = names?.ok === true ? rowsOf(run, names.response, 'callCenterTable', columns) : [];
  const unread: Problem[] = [];
  const callCenters = await Promise.all(
    own.map(async (row) => {
      const center = centerOf(row);
      const known = rows.find((r) => sameId(r.serviceUserId, center.serviceUserId));
      if (known !== undefined) return { ...center, ...compact({ name: text(known.name) }) };
      const place = `${path}[${center.serviceUserId}]`;
      const detail = await run.share(
        'GroupCallCenterGetInstanceRequest22',
        { serviceUserId: center.serviceUserId },
        run.member({ path: place, subject: center.serviceUserId }),
      );
      if (detail.ok) return { ...center, name: detail.response.serviceInstanceProfile.name };
      unread.push(problemAt(place, withNeededLevel(run.client, 'Group', detail.problem)));
      return center;
    }),
  );
  return valueSection({ callCenters, agent: plain(section.value) }, unread);
}

/** The call centers that a user supervises; the user needs no service for it. */
export async function readSupervised({
  run,
  userId,
}: SectionReader): Promise<Section<readonly DigestSupervisedCallCenter[]>> {
  const path = 'supervisedCallCenters';
  const outcome = await run.ask(
    'UserCallCenterGetSupervisorCallCenterListRequest',
    { supervisorUserId: userId },
    { path, subject: userId },
  );
  return sectionOf(path, outcome, (response) =>
    rowsOf(run, response, 'callCenterTable', supervisedColumns).map((row) => ({
      serviceUserId: row.serviceUserId ?? '',
      ...compact({
        type: text(row.type),
        phoneNumber: text(row.phoneNumber),
        extension: text(row.extension),
        priority: text(row.priority),
      }),
    })),
  );
}

const supervisedColumns = [
  'serviceUserId',
  'type',
  'phoneNumber',
  'extension',
  'priority',
] as const;

const agentColumns = [
  'serviceUserId',
  'type',
  'phoneNumber',
  'extension',
  'available',
  'logoffAllowed',
  'priority',
  'skillLevel',
] as const;

type Row = UserCallCenterGetResponse23['callCenterTable']['rows'][number];

function centerOf(row: Row): DigestCallCenter {
  return {
    serviceUserId: row.serviceUserId ?? '',
    ...compact({
      type: text(row.type),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
      available: flag(row.available),
      logoffAllowed: flag(row.logoffAllowed),
      priority: text(row.priority),
      // Documented under both names.
      routingPolicy: text(row.routingPolicy) ?? text(row.routingType),
      skillLevel: integer(row.skillLevel),
    }),
  };
}
