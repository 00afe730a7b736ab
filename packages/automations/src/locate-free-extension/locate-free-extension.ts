import type { Client } from '@ocipkit/client';
import type { GroupFeatureAccessCodeGetResponse21 } from '@ocipkit/commands/feature-access-code';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { problemAt } from '../run/problem.js';
import { Run } from '../run/run.js';
import {
  problemSection,
  problemsOf,
  rootOf,
  sectionOf,
  valueOf,
  valueSection,
} from '../run/section.js';
import type { Outcome, Section } from '../run/section.js';
import {
  alternateNumbers,
  faxes,
  serviceInstances,
  sourceOf,
  startsWith,
  voicePortal,
  type Search,
  type Source,
} from './sources.js';
import {
  type ExtensionConflict,
  type ExtensionHolder,
  type ExtensionLengths,
  type ExtensionSource,
  type ExtensionVerdict,
  type FreeExtensions,
} from './types.js';

/** Extensions that a range may have. */
const MAX_RANGE = 1_000_000n;

/** What `locateFreeExtension` takes. */
export interface LocateFreeExtensionInput {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** First of the range: 2 to 20 digits. Leading zeros count. */
  readonly start: string;
  /** Last of the range, at most a million: as many digits as `start`, and not before it. */
  readonly end: string;
  /** How many free extensions are wanted, from 1; default 1. */
  readonly count?: number | undefined;
  /**
   * Passes over extensions that a feature access code begins with, or that begin with one. Default false.
   */
  readonly avoidFeatureAccessCodes?: boolean | undefined;
}

/**
 * Finds extensions of a range that nobody in the group has. Reads only, and reserves nothing.
 *
 * Costs two dependent rounds: the lists of the group in one message; then the alternate numbers and the
 * fax of every user who has these services, 15 to a message. A third, of 13 requests in one message, where
 * the login may not list the service instances of the service provider.
 *
 * @throws AutomationError if the users of the group can't be listed; AutomationUsageError if the range or
 * the count is none
 */
export async function locateFreeExtension(
  client: Client,
  input: LocateFreeExtensionInput,
  options: RunOptions = {},
): Promise<FreeExtensions> {
  check(input);
  const { serviceProviderId, groupId, start, end, count = 1 } = input;
  const run = new Run(client, options);
  const group = { serviceProviderId, groupId };
  const search: Search = { run, group, prefix: commonPrefix(start, end) };
  run.progress('the lists', 0);
  const [users, lengths, codes, ...others] = await Promise.all([
    run.ask(
      'UserGetListInGroupRequest',
      { serviceProviderId, GroupId: groupId, ...startsWith(search) },
      { path: 'checked.users', subject: groupId },
    ),
    readLengths(search),
    input.avoidFeatureAccessCodes === true
      ? run.ask('GroupFeatureAccessCodeGetRequest21', group, {
          path: 'conflicts',
          subject: groupId,
        })
      : undefined,
    serviceInstances(search),
    readNumbers(search),
    alternateNumbers(search),
    faxes(search),
    readVirtualUsers(search),
    voicePortal(search),
  ]);
  rootOf(users);
  const columns = ['userId', 'lastName', 'firstName', 'extension'] as const;
  const sources = [
    sourceOf('users', users, (r) => rowsOf(run, r, 'userTable', columns)),
    ...others,
  ];
  const checked = Object.fromEntries(
    sources.map(({ source, section }) => [source, section]),
  ) as Record<ExtensionSource, Source['section']>;
  const holders = sources.flatMap((source) => source.holders);
  const { free, conflicts } = pick(holders, codesOf(codes), { start, end, count });
  const known = [lengths, ...Object.values(checked), ...(codes === undefined ? [] : [conflicts])];
  const verdict = verdictOf(known, valueOf(lengths), free, input);
  run.progress('done', 1, 1);
  return {
    ...group,
    start,
    end,
    count,
    verdict,
    extensions: verdict === 'found' || verdict === 'fewer' ? free : [],
    candidates: verdict === 'unknown' ? free : [],
    lengths,
    checked,
    used: holders
      .filter(({ extension }) => isWithin(extension, start, end))
      .sort((a, b) => (a.extension < b.extension ? -1 : Number(a.extension > b.extension))),
    ...compact({ conflicts: codes === undefined ? undefined : conflicts }),
    ...run.summary(known.flatMap(problemsOf)),
  };
}

function check(input: LocateFreeExtensionInput): void {
  const name = 'locateFreeExtension';
  const { serviceProviderId, groupId, start, end, count = 1 } = input;
  requireTexts(name, { serviceProviderId, groupId, start, end });
  const wrong = Object.entries({ start, end }).filter(([, text]) => !/^\d{2,20}$/.test(text));
  const isTooLong = wrong.length === 0 && BigInt(end) - BigInt(start) >= MAX_RANGE;
  const problems = [
    ...wrong.map(([field]) => `${field} is no text of 2 to 20 digits`),
    ...(isTooLong ? ['the range has more than a million extensions'] : []),
    ...(start.length === end.length ? [] : ['start and end differ in length']),
    ...(start.length === end.length && start > end ? ['start is after end'] : []),
    ...(Number.isSafeInteger(count) && count >= 1 ? [] : ['count is no whole number from 1']),
  ];
  if (problems.length > 0) throw new AutomationUsageError(`${name}: ${problems.join('; ')}.`);
}

function commonPrefix(start: string, end: string): string {
  let length = 0;
  while (length < start.length && start[length] === end[length]) length += 1;
  return start.slice(0, length);
}

// The reads

async function readLengths({ run, group }: Search): Promise<Section<ExtensionLengths>> {
  const path = 'lengths';
  const { serviceProviderId, groupId } = group;
  const own = await run.ask('GroupExtensionLengthGetRequest22', group, { path, subject: groupId });
  const section = sectionOf(path, own, (response): ExtensionLengths => ({
    min: response.minExtensionLength,
    max: response.maxExtensionLength,
    default: response.defaultExtensionLength,
    useEnterprise: response.useEnterpriseExtensionLengthSetting ?? false,
  }));
  const lengths = valueOf(section);
  if (lengths?.useEnterprise !== true) return section;
  const place = { path: `${path}.default`, subject: serviceProviderId };
  const enterprise = await run.ask(
    'ServiceProviderExtensionLengthGetRequest',
    { serviceProviderId },
    place,
  );
  if (!enterprise.ok) return valueSection(lengths, [problemAt(place.path, enterprise.problem)]);
  const { defaultExtensionLength = lengths.default } = enterprise.response;
  return valueSection({ ...lengths, default: defaultExtensionLength });
}

async function readNumbers(search: Search): Promise<Source> {
  const { run, group } = search;
  const outcome = await run.ask(
    'GroupDnGetAssignmentListRequest18',
    { ...group, ...startsWith(search) },
    { path: 'checked.numbers', subject: group.groupId },
  );
  const columns = ['userId', 'lastName', 'firstName', 'extension'] as const;
  return sourceOf('numbers', outcome, (r) => rowsOf(run, r, 'dnTable', columns));
}

async function readVirtualUsers(search: Search): Promise<Source> {
  const { run, group } = search;
  const outcome = await run.ask(
    'GroupVirtualOnNetEnterpriseExtensionsGetUserListRequest',
    { ...group, ...startsWith(search) },
    { path: 'checked.virtualOnNetUsers', subject: group.groupId },
  );
  const columns = ['lastName', 'firstName', 'extension'] as const;
  return sourceOf('virtualOnNetUsers', outcome, (r) => rowsOf(run, r, 'userTable', columns));
}

type Code = Omit<ExtensionConflict, 'extension'>;

function codesOf(
  outcome: Outcome<GroupFeatureAccessCodeGetResponse21> | undefined,
): Section<readonly Code[]> {
  if (outcome === undefined) return valueSection([]);
  return sectionOf('conflicts', outcome, ({ featureAccessCode = [] }) =>
    featureAccessCode
      .filter(({ enableFAC }) => enableFAC !== false)
      .flatMap(({ featureAccessCodeName, mainCode, alternateCode }) =>
        [mainCode, alternateCode].flatMap((code) =>
          code === undefined ? [] : [{ featureAccessCode: code, featureAccessCodeName }],
        ),
      ),
  );
}

// The choice

interface Range {
  readonly start: string;
  readonly end: string;
  readonly count: number;
}

/** Goes up the range until enough are found. Extensions are texts of one width all the way. */
function pick(
  holders: readonly ExtensionHolder[],
  codes: Section<readonly Code[]>,
  { start, end, count }: Range,
): { readonly free: readonly string[]; readonly conflicts: Section<readonly ExtensionConflict[]> } {
  const used = new Set(holders.map(({ extension }) => extension));
  const known = valueOf(codes) ?? [];
  const free: string[] = [];
  const found: ExtensionConflict[] = [];
  for (let n = BigInt(start); n <= BigInt(end) && free.length < count; n++) {
    const extension = n.toString().padStart(start.length, '0');
    if (used.has(extension)) continue;
    const code = known.find(
      ({ featureAccessCode: digits }) =>
        digits.startsWith(extension) || extension.startsWith(digits),
    );
    if (code === undefined) free.push(extension);
    else found.push({ extension, ...code });
  }
  const conflicts =
    codes.status === 'value'
      ? valueSection(found)
      : codes.status === 'not-assigned'
        ? codes
        : problemSection('conflicts', codes.problem);
  return { free, conflicts };
}

function verdictOf(
  known: readonly Section<unknown>[],
  lengths: ExtensionLengths | undefined,
  free: readonly string[],
  { start, count = 1 }: LocateFreeExtensionInput,
): ExtensionVerdict {
  if (lengths !== undefined && (start.length < lengths.min || start.length > lengths.max)) {
    return 'length-not-allowed';
  }
  if (known.some((section) => problemsOf(section).length > 0)) return 'unknown';
  if (free.length === 0) return 'none';
  return free.length < count ? 'fewer' : 'found';
}

function isWithin(extension: string, start: string, end: string): boolean {
  return extension.length === start.length && extension >= start && extension <= end;
}
