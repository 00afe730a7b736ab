import type { Client } from '@ocipkit/client';
import { compact, sameId } from '../run/cells.js';
import type { RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import { rootOf } from '../run/section.js';
import { samePhoneNumber } from '../user-record/phone-number.js';
import type { UserRecord } from '../user-record/types.js';
import { readUserRecord, type ReadUser } from '../user-record/user-record.js';
import { differing } from './compare.js';
import { isObject, type Fields } from './fields.js';
import { readUpdates, usage, type Asked } from './input.js';
import { compareReadOnly } from './read-only.js';
import { readAssignment, ServicePlan, serviceProblems } from './services.js';
import type { ServiceUpdates, UpdateUserResult, UserUpdates } from './types.js';
import { Writer } from './writer.js';

/** What `updateUser` takes. */
export interface UpdateUserInput {
  readonly serviceProviderId: string;
  /** The user must be in this group: no user of another one is changed by mistake. */
  readonly groupId: string;
  /** Primary or alternate id. */
  readonly userId: string;
  /** Fields to change; may be left out where something else is to change. */
  readonly updates?: UserUpdates | undefined;
  /** Services to assign, before the fields change, and to take away, after that. */
  readonly services?: ServiceUpdates | undefined;
  /** The same for service packs. */
  readonly servicePacks?: ServiceUpdates | undefined;
  /** Gives the user another id, after the other changes. */
  readonly newUserId?: string | undefined;
  /** Moves the user to another group of the same enterprise, last of all. */
  readonly newGroupId?: string | undefined;
  /** A move that brings changes is carried out only with this: look at `move.impacts` first. */
  readonly acceptImpacts?: boolean | undefined;
  /**
   * Values that the user must have at present, by keys of the record: nothing is changed if one differs.
   * The platform has no versions, so this is what keeps two writers apart.
   */
  readonly expected?: Partial<UserRecord> | undefined;
  /** Reads and checks, and returns what would be sent. Nothing is changed. Default false. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Changes a user: assigns services and packs, changes the fields that differ from what is read, in one
 * command, takes services and packs away, changes the user id, then the group, and reads the whole user
 * back. A password alone goes by its own command.
 *
 * Costs one message to read the user (three requests, five with services), one for the checks where a number, an extension, a
 * department, a password or a group is to change, and for each write one message and one to read the user
 * again. Where nothing differs the first message is all.
 *
 * A write without an answer is settled by reading and never sent twice.
 *
 * @throws AutomationUsageError if the input can't be carried out, names another group than the user's, or
 * gives a read-only field another value: nothing is changed then; AutomationError if the user can't be
 * read
 */
export async function updateUser(
  client: Client,
  input: UpdateUserInput,
  options: RunOptions = {},
): Promise<UpdateUserResult> {
  const asked = readInput(input);
  const run = new Run(client, options);
  run.progress('the user', 0);
  const hasServices = input.services !== undefined || input.servicePacks !== undefined;
  const [read, assignment] = await Promise.all([
    readUserRecord(run, input.userId, 'user'),
    hasServices ? readAssignment(run, input.userId) : undefined,
  ]);
  const user = userOf(read);
  const services =
    assignment === undefined ? undefined : new ServicePlan(input, rootOf(assignment));
  const { dropped, problems } = compareReadOnly(asked, user);
  const wrong = [...placeProblems(input, user), ...problems, ...endpointProblems(asked, user)];
  if (wrong.length > 0) throw usage(wrong);
  const patch = differing(asked.elements, user);
  if (patch.newPassword === undefined) Reflect.deleteProperty(patch, 'oldPassword');
  const writer = new Writer(run, input, { user, patch, services }, read.problems);
  const conflicts = conflictsOf(input.expected, user);
  const state = conflicts.length > 0 ? 'conflict' : await writer.run();
  const { after } = writer;
  run.progress(state, 1, 1);
  return {
    state,
    userId: writer.userId,
    user: after,
    services: services?.after ?? null,
    changed: [
      ...(after === null ? [] : changedFields(user, after)),
      ...(services === undefined ? [] : changedServices(services)),
    ],
    steps: writer.steps,
    unchanged: [
      ...Object.keys(asked.elements)
        .filter((element) => !(element in patch))
        .map((element) => asked.nameOf.get(element) ?? element),
      ...(services?.unchanged ?? []),
    ],
    dropped: [...asked.dropped, ...dropped],
    checks: writer.checks,
    move: writer.move,
    conflicts,
    warnings: writer.warnings,
    ...run.summary(writer.problems),
  };
}

/** @throws AutomationError if the profile could not be read */
function userOf({ profile, record }: ReadUser): UserRecord {
  rootOf(profile);
  if (record === undefined) throw new TypeError('a profile gave no record');
  return record;
}

// Input

function readInput(input: UpdateUserInput): Asked {
  const fields = input as unknown as Fields;
  const problems: string[] = [];
  for (const name of ['serviceProviderId', 'groupId', 'userId']) {
    if (!isText(fields[name])) problems.push(`${name} is missing`);
  }
  for (const name of ['newUserId', 'newGroupId']) {
    if (fields[name] !== undefined && !isText(fields[name])) problems.push(`${name} is no text`);
  }
  const { updates, expected } = fields;
  if (changes.every((name) => fields[name] === undefined)) {
    problems.push('there is nothing to update');
  }
  if (expected !== undefined && !isObject(expected)) problems.push('expected is no object');
  problems.push(...serviceProblems(input));
  if (problems.length > 0) throw usage(problems);
  return readUpdates(updates ?? {});
}

/** Fields of the input that ask for a change. */
const changes = ['updates', 'services', 'servicePacks', 'newUserId', 'newGroupId'];

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** The command would change a user of any group that the login reaches. */
function placeProblems(input: UpdateUserInput, user: UserRecord): readonly string[] {
  const isThere =
    sameId(input.serviceProviderId, user.serviceProviderId) && sameId(input.groupId, user.groupId);
  if (isThere) return [];
  return [
    `${user.userId} is in group ${user.groupId} of ${user.serviceProviderId}, ` +
      `not in ${input.groupId} of ${input.serviceProviderId}`,
  ];
}

/** A line needs a device; one that the user has already may be left out. */
function endpointProblems({ elements, nameOf }: Asked, user: UserRecord): readonly string[] {
  const { endpoint } = elements;
  const device = isObject(endpoint) ? endpoint.accessDeviceEndpoint : undefined;
  if (!isObject(device) || user.accessDeviceEndpoint !== null) return [];
  const missing = ['accessDevice', 'linePort'].filter((name) => device[name] === undefined);
  const name = nameOf.get('endpoint') ?? 'endpoint';
  return missing.length === 0
    ? []
    : [`${name} lacks ${missing.join(' and ')}, and the user has no device`];
}

function conflictsOf(
  expected: Partial<UserRecord> | undefined,
  user: UserRecord,
): UpdateUserResult['conflicts'] {
  return Object.entries(compact(expected ?? {})).flatMap(([field, value]) => {
    const found = (user as unknown as Fields)[field] ?? null;
    return isSame(field, value, found, user) ? [] : [{ field, expected: value, found }];
  });
}

// Comparison

/** Depends on the season and the language of the login. */
const notCompared = new Set(['timeZoneDisplayName']);

function changedFields(before: UserRecord, after: UserRecord): UpdateUserResult['changed'] {
  return Object.entries(after).flatMap(([field, value]: [string, unknown]) => {
    const old = (before as unknown as Fields)[field];
    if (notCompared.has(field) || isSame(field, old, value, after)) return [];
    return [{ field, before: old, after: value }];
  });
}

function changedServices({ before, after }: ServicePlan): UpdateUserResult['changed'] {
  if (after === null) return [];
  return (['services', 'servicePacks'] as const).flatMap((field) =>
    text(before[field]) === text(after[field])
      ? []
      : [{ field, before: before[field], after: after[field] }],
  );
}

function isSame(field: string, a: unknown, b: unknown, { countryCode }: UserRecord): boolean {
  if (field === 'phoneNumber' || field === 'callingLineIdPhoneNumber') {
    if (samePhoneNumber(a as string | null, b as string | null, countryCode)) return true;
  }
  return text(a) === text(b);
}

/** The order of keys does not matter. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    isObject(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}
