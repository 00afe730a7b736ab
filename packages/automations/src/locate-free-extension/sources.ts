import type { AlternateNumberEntry21 } from '@ocipkit/commands/common';
import type { UserService } from '@ocipkit/commands/service-names';
import { compact, text } from '../run/cells.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { notAssigned, problemSection, sectionOf, valueSection } from '../run/section.js';
import type { Outcome, Section } from '../run/section.js';
import { missingGroupService } from '../user-digest/section-reader.js';
import type { ExtensionHolder, ExtensionSource } from './types.js';

/** What all sources need: whose extensions, and how they begin. */
export interface Search {
  readonly run: Run;
  readonly group: { readonly serviceProviderId: string; readonly groupId: string };
  /** Digits that all of the range begin with; may be empty. */
  readonly prefix: string;
}

/** Holders of one source, in a section that tells whether all of it was read. */
export interface Source {
  readonly source: ExtensionSource;
  readonly section: Section<{ readonly holders: number }>;
  /** Also of a source that was read in part. */
  readonly holders: readonly ExtensionHolder[];
}

type Named = Readonly<Record<string, string | undefined>>;

/** Criteria that shorten the lists to extensions that begin as those of the range do. */
export function startsWith({ prefix }: Search): {
  readonly searchCriteriaExtension?: readonly [{ mode: 'Starts With'; value: string }];
} {
  return prefix === '' ? {} : { searchCriteriaExtension: [{ mode: 'Starts With', value: prefix }] };
}

/** The source of a table that has a column "Extension". */
export function sourceOf<R>(
  source: ExtensionSource,
  outcome: Outcome<R>,
  rows: (response: R) => readonly Named[],
): Source {
  const path = pathOf(source);
  if (!outcome.ok) return none(source, problemSection(path, outcome.problem));
  return whole(source, rowHolders(source, rows(outcome.response)));
}

/**
 * Service instances of the group. Where the login may not list those of the service provider, the kinds
 * that have a list of the group stand in for them; the source is not complete then.
 */
export async function serviceInstances(search: Search): Promise<Source> {
  const { run, group } = search;
  const { serviceProviderId, groupId } = group;
  const source = 'serviceInstances';
  const place = { path: pathOf(source), subject: groupId };
  const all = await run.ask(
    'UserGetServiceInstanceListInServiceProviderRequest',
    {
      serviceProviderId,
      SearchCriteriaGroupId: [{ mode: 'Equal To', value: groupId, isCaseInsensitive: true }],
      ...startsWith(search),
    },
    place,
  );
  if (all.ok) {
    return whole(source, rowHolders(source, all.response.serviceInstanceTable.rows));
  }
  const [attendants, centers, hunts] = await Promise.all([
    run.ask('GroupAutoAttendantGetInstanceListRequest', group, place),
    run.ask('GroupCallCenterGetInstanceListRequest', group, place),
    run.ask('GroupHuntGroupGetInstanceListRequest', group, place),
  ]);
  const rows: readonly Named[] = [
    ...(attendants.ok ? attendants.response.autoAttendantTable.rows : []),
    ...(centers.ok ? centers.response.callCenterTable.rows : []),
    ...(hunts.ok ? hunts.response.huntGroupTable.rows : []),
  ];
  return {
    source,
    section: problemSection(place.path, all.problem),
    holders: rowHolders(source, rows),
  };
}

/** Further extensions of users. They are in no list: every user with the service is read. */
export async function alternateNumbers(search: Search): Promise<Source> {
  return ofUsersWith(search, 'alternateNumbers', 'Alternate Numbers', async (userId, place) => {
    const outcome = await search.run.ask('UserAlternateNumbersGetRequest21', { userId }, place);
    if (!outcome.ok) return outcome.problem;
    const entries = Object.entries(outcome.response).filter(([name]) =>
      name.startsWith('alternateEntry'),
    ) as [string, AlternateNumberEntry21 | undefined][];
    return entries.map(([, entry]) => entry?.extension ?? undefined);
  });
}

export async function faxes(search: Search): Promise<Source> {
  return ofUsersWith(search, 'fax', 'Fax Messaging', async (userId, place) => {
    const outcome = await search.run.ask('UserFaxMessagingGetRequest17sp1', { userId }, place);
    return outcome.ok ? [outcome.response.extension] : outcome.problem;
  });
}

/** The voice portal, if the group has Voice Messaging. */
export async function voicePortal({ run, group }: Search): Promise<Source> {
  const source = 'voicePortal';
  const service = 'Voice Messaging Group';
  const path = pathOf(source);
  const [missing, portal] = await Promise.all([
    missingGroupService(run, group, service, path),
    run.ask('GroupVoiceMessagingGroupGetVoicePortalRequest21sp1', group, {
      path,
      subject: group.groupId,
    }),
  ]);
  if (missing !== undefined) return none(source, missing);
  if (!portal.ok) {
    return none(
      source,
      sectionOf(path, portal, () => ({ holders: 0 }), service),
    );
  }
  const { serviceUserId, serviceInstanceProfile } = portal.response;
  const { extension, name } = serviceInstanceProfile;
  return whole(source, rowHolders(source, [{ serviceUserId, extension, name }]));
}

type Place = Readonly<{ path: string; subject: string }>;

async function ofUsersWith(
  { run, group }: Search,
  source: ExtensionSource,
  serviceName: UserService,
  extensionsOf: (
    userId: string,
    place: Place,
  ) => Promise<Problem | readonly (string | undefined)[]>,
): Promise<Source> {
  const path = pathOf(source);
  const users = await run.ask(
    'GroupGetUserServiceAssignedUserListRequest',
    { ...group, serviceName },
    { path, subject: group.groupId },
  );
  if (!users.ok) {
    // Who may not have the service can't have users with it.
    const right = await run.ask(
      'GroupServiceGetAuthorizationRequest',
      { ...group, userServiceName: serviceName },
      { path, subject: group.groupId },
    );
    const section =
      right.ok && !right.response.authorized
        ? notAssigned(serviceName, 'group-service-check')
        : problemSection(path, users.problem);
    return none(source, section);
  }
  const { rows } = users.response.userListTable;
  const unread: Problem[] = [];
  let done = 0;
  const found = await Promise.all(
    rows.map(async (row) => {
      const userId = row.userId ?? '';
      const place = { path: `${path}[${userId}]`, subject: userId };
      const extensions = await extensionsOf(userId, place);
      done += 1;
      run.progress(serviceName, done, rows.length);
      if ('kind' in extensions) {
        unread.push(problemAt(place.path, extensions));
        return [];
      }
      return extensions.flatMap((extension) => rowHolders(source, [{ ...row, extension }]));
    }),
  );
  return whole(source, found.flat(), unread);
}

function whole(
  source: ExtensionSource,
  holders: readonly ExtensionHolder[],
  unread: readonly Problem[] = [],
): Source {
  return { source, section: valueSection({ holders: holders.length }, unread), holders };
}

function none(source: ExtensionSource, section: Source['section']): Source {
  return { source, section, holders: [] };
}

function pathOf(source: ExtensionSource): string {
  return `checked.${source}`;
}

/** Rows without an extension hold none. */
function rowHolders(source: ExtensionSource, rows: readonly Named[]): readonly ExtensionHolder[] {
  return rows.flatMap((row) => {
    const extension = text(row.extension)?.trim();
    if (extension === undefined) return [];
    const person = [row.firstName, row.lastName].flatMap((part) => text(part) ?? []).join(' ');
    const id = text(row.userId) ?? text(row.serviceUserId);
    return [{ extension, source, ...compact({ id, name: text(row.name) ?? text(person) }) }];
  });
}
