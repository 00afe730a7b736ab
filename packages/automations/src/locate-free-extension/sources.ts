import type { OCIResponse } from '@ocipkit/core';
import type { AlternateNumberEntry21 } from '@ocipkit/commands/common';
import type { UserService } from '@ocipkit/commands/service-names';
import { compact, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Place, Run } from '../run/run.js';
import { notAssigned, problemSection, sectionOf, valueSection } from '../run/section.js';
import type { Outcome, Section } from '../run/section.js';
import { instanceKinds } from '../service-instances/instance-kinds.js';
import { ALL_KINDS, listByKind, unassignedKinds } from '../service-instances/lists.js';
import { checkGroupService } from '../user-digest/section-reader.js';
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
export function sourceOf<R extends OCIResponse>(
  source: ExtensionSource,
  outcome: Outcome<R>,
  rows: (response: R) => readonly Named[],
): Source {
  const path = pathOf(source);
  if (!outcome.ok) return none(source, problemSection(path, outcome.problem));
  const { response } = outcome;
  const command = response.$type.replace('Response', 'Request');
  const listed = rows(response);
  return whole(source, rowHolders(source, listed), untold(listed, { path, command }));
}

/** A table without the column "Extension" tells nothing: other columns may be missed, this one may not. */
function untold(
  rows: readonly Named[],
  place: { readonly path: string; readonly command: string },
): readonly Problem[] {
  if (rows.length === 0 || rows.some(({ extension }) => extension !== undefined)) return [];
  return [localProblem('unsupported', 'The table has no column "Extension".', place)];
}

/**
 * Service instances of the group. Where the login may not list those of the service provider, each kind is
 * listed by itself.
 */
export async function serviceInstances(search: Search): Promise<Source> {
  const { run, group } = search;
  const { serviceProviderId, groupId } = group;
  const source = 'serviceInstances';
  const all = await run.ask(
    ALL_KINDS,
    {
      serviceProviderId,
      SearchCriteriaGroupId: [{ mode: 'Equal To', value: groupId, isCaseInsensitive: true }],
      ...startsWith(search),
    },
    { path: pathOf(source), subject: groupId },
  );
  const isRefused =
    !all.ok && (all.problem.kind === 'refused' || all.problem.kind === 'unsupported');
  if (isRefused) return instancesByKind(search);
  return sourceOf(source, all, (response) =>
    rowsOf(run, response, 'serviceInstanceTable', ['userId', 'name', 'extension']),
  );
}

async function instancesByKind({ run, group }: Search): Promise<Source> {
  const source = 'serviceInstances';
  const path = pathOf(source);
  const place = { path, subject: group.groupId };
  const [authorization, lists] = await Promise.all([
    run.ask('GroupServiceGetAuthorizationListRequest', group, place),
    listByKind(run, group, instanceKinds, () => place),
  ]);
  // A list may be refused since the group does not have the service: then it has no instances.
  const unassigned = authorization.ok ? unassignedKinds(run, authorization.response) : [];
  const unread = lists.flatMap((list) => {
    if (list.status === 'missed') return unassigned.includes(list.kind) ? [] : [list.problem];
    if (list.status !== 'listed') return [];
    return untold(list.rows, { path, command: list.command });
  });
  const rows = lists.flatMap((list) => (list.status === 'listed' ? list.rows : []));
  return whole(source, rowHolders(source, rows), unread);
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
  const [{ missing, unknown }, portal] = await Promise.all([
    checkGroupService(run, group, service, { path, subject: group.groupId }),
    run.ask('GroupVoiceMessagingGroupGetVoicePortalRequest21sp1', group, {
      path,
      subject: group.groupId,
    }),
  ]);
  if (missing !== undefined) return none(source, missing);
  if (!portal.ok) {
    return none(
      source,
      sectionOf(path, portal, () => ({ holders: 0 }), unknown),
    );
  }
  const { serviceUserId, serviceInstanceProfile } = portal.response;
  const { extension, name } = serviceInstanceProfile;
  return whole(source, rowHolders(source, [{ serviceUserId, extension, name }]));
}

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
  const columns = ['userId', 'lastName', 'firstName'] as const;
  const rows = rowsOf(run, users.response, 'userListTable', columns);
  const unread: Problem[] = [];
  let done = 0;
  const found = await Promise.all(
    rows.map(async (row) => {
      const userId = row.userId ?? '';
      const place = run.member({ path: `${path}[${userId}]`, subject: userId });
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
