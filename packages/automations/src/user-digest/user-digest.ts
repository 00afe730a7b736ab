import type { Client } from '@ocipkit/client';
import type { UserCallPickupGetResponse } from '@ocipkit/commands/call-pickup';
import type { UserSharedCallAppearanceGetResponse21sp1 } from '@ocipkit/commands/shared-call-appearance';
import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import type {
  UserAssignedServicesGetListResponse,
  UserServiceGetAssignmentListResponse,
} from '@ocipkit/commands/user-services';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact, flag, list, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { plain } from '../run/plain.js';
import { Run } from '../run/run.js';
import {
  problemsOf,
  rootOf,
  sectionOf,
  valueSection,
  type Outcome,
  type Section,
} from '../run/section.js';
import { readCallCenters, readSupervised } from './call-centers.js';
import { readDevices } from './devices.js';
import { readHuntGroups } from './hunt-groups.js';
import { checkGroupService, SectionReader } from './section-reader.js';
import {
  defaultDigestSections,
  digestSections,
  type DigestAppearances,
  type DigestForwarding,
  type DigestPickup,
  type DigestProfile,
  type DigestSection,
  type DigestService,
  type UserDigest,
} from './types.js';

/** What `userDigest` takes. */
export interface UserDigestInput {
  /** Primary or alternate user id. */
  readonly userId: string;
  /** What to read beside the profile; default everything but `supervisedCallCenters`. */
  readonly sections?: readonly DigestSection[] | undefined;
}

/**
 * Everything about a user at a glance: who it is, where calls go, which phones are registered, and which
 * groups the user is in. Reads only.
 *
 * Costs three dependent rounds: the user; the sections of the services that are assigned; the details of
 * the group's hunt groups. Each round is one message per 15 requests.
 *
 * @throws AutomationUsageError if the id is missing or a section unknown, before anything is sent;
 *   AutomationError if the user can't be read
 */
export async function userDigest(
  client: Client,
  input: UserDigestInput,
  options: RunOptions = {},
): Promise<UserDigest> {
  check(input);
  const digest = new Digest(new Run(client, options), input);
  return digest.read();
}

function check({ userId, sections = [] }: UserDigestInput): void {
  requireTexts('userDigest', { userId });
  const unknown = sections.filter((section) => !digestSections.includes(section));
  if (unknown.length > 0) {
    throw new AutomationUsageError(
      `userDigest: ${unknown.join(', ')} is no section; expected ${digestSections.join(', ')}.`,
    );
  }
}

/** One digest in the making. */
class Digest {
  readonly run: Run;
  readonly #input: UserDigestInput;
  readonly #wanted: ReadonlySet<DigestSection>;

  constructor(run: Run, input: UserDigestInput) {
    this.run = run;
    this.#input = input;
    this.#wanted = new Set(input.sections ?? defaultDigestSections);
  }

  async read(): Promise<UserDigest> {
    const { run } = this;
    const { userId } = this.#input;
    run.progress('the user', 0, 3);
    const asked = { userId };
    const [profile, services, packs, registrations, pickup] = await Promise.all([
      run.ask('UserGetRequest23V2', asked, { path: 'profile', subject: userId }),
      run.ask('UserAssignedServicesGetListRequest', asked, { path: 'services', subject: userId }),
      this.#if('servicePacks', () =>
        run.ask('UserServiceGetAssignmentListRequest', asked, {
          path: 'servicePacks',
          subject: userId,
        }),
      ),
      this.#if('devices', () =>
        run.ask('UserGetRegistrationListRequest', asked, { path: 'devices', subject: userId }),
      ),
      this.#if('callPickup', () =>
        run.ask('UserCallPickupGetRequest', asked, { path: 'callPickup', subject: userId }),
      ),
    ]);
    const user = profileOf(rootOf(profile), userId);
    const reader = new SectionReader(run, user.userId, services);
    run.progress('the services', 1, 3);
    const [
      forwarding,
      doNotDisturb,
      voiceMail,
      appearance,
      ring,
      devices,
      centers,
      supervised,
      hunt,
      pickupIn,
    ] = await Promise.all([
      this.#if('forwarding', () => readForwarding(reader)),
      this.#if('doNotDisturb', () =>
        reader.read('doNotDisturb', ['Do Not Disturb'], 'UserDoNotDisturbGetRequest', plain),
      ),
      this.#if('voiceMail', () =>
        reader.read(
          'voiceMail',
          ['Voice Messaging User'],
          'UserVoiceMessagingUserGetVoiceManagementRequest23',
          plain,
        ),
      ),
      this.#any(['sharedCallAppearance', 'devices'], () => reader.appearances()),
      this.#if('simultaneousRing', () =>
        reader.read(
          'simultaneousRing',
          ['Simultaneous Ring Personal'],
          'UserSimultaneousRingPersonalGetRequest17',
          ({ isActive, doNotRingIfOnCall, simultaneousRingNumber = [] }) => ({
            isActive,
            doNotRingIfOnCall,
            numbers: simultaneousRingNumber,
          }),
        ),
      ),
      registrations === undefined ? undefined : readDevices(reader, user, registrations),
      this.#if('callCenters', () => readCallCenters(reader, user)),
      this.#if('supervisedCallCenters', () => readSupervised(reader)),
      this.#if('huntGroups', () => readHuntGroups(run, user)),
      pickup === undefined ? undefined : pickupSection(run, user, pickup),
    ]);
    run.progress('done', 3, 3);
    const sections = {
      services: this.#wanted.has('services') ? servicesSection(services) : undefined,
      servicePacks: packs === undefined ? undefined : packsSection(run, packs),
      doNotDisturb,
      voiceMail,
      sharedCallAppearance: this.#wanted.has('sharedCallAppearance')
        ? appearanceSection(appearance)
        : undefined,
      simultaneousRing: ring,
      devices,
      callCenters: centers,
      supervisedCallCenters: supervised,
      huntGroups: hunt?.section,
      callPickup: pickupIn,
    };
    const all: readonly (Section<unknown> | undefined)[] = [
      ...Object.values(sections),
      ...Object.values<Section<unknown>>({ ...forwarding }),
    ];
    const problems = all.flatMap((section) => (section === undefined ? [] : problemsOf(section)));
    return {
      userId: user.userId,
      profile: user,
      ...compact({ ...sections, forwarding, huntGroupScope: hunt?.scope }),
      ...run.summary(problems),
    };
  }

  #if<T>(section: DigestSection, read: () => Promise<T>): Promise<T> | undefined {
    return this.#wanted.has(section) ? read() : undefined;
  }

  #any<T>(sections: readonly DigestSection[], read: () => Promise<T>): Promise<T> | undefined {
    return sections.some((section) => this.#wanted.has(section)) ? read() : undefined;
  }
}

// The sections

function profileOf(user: UserGetResponse23V2, asked: string): DigestProfile {
  const { department, accessDeviceEndpoint, trunkAddressing } = user;
  return {
    ...plain(user),
    // Older platforms do not repeat the id.
    userId: Object.hasOwn(user, 'userId') ? user.userId : asked,
    ...compact({
      departmentKind:
        department === undefined
          ? undefined
          : department.$type === 'EnterpriseDepartmentKey'
            ? ('enterprise' as const)
            : ('group' as const),
    }),
    endpointKind:
      accessDeviceEndpoint !== undefined
        ? 'device'
        : trunkAddressing === undefined
          ? 'none'
          : 'trunk',
  };
}

function servicesSection(
  outcome: Outcome<UserAssignedServicesGetListResponse>,
): Section<readonly DigestService[]> {
  return sectionOf('services', outcome, ({ userServiceEntry = [], groupServiceEntry = [] }) => [
    ...userServiceEntry.map(({ serviceName, isActive }) =>
      compact({ name: serviceName, kind: 'user' as const, isActive }),
    ),
    ...groupServiceEntry.map(({ serviceName, isActive }) =>
      compact({ name: serviceName, kind: 'group' as const, isActive }),
    ),
  ]);
}

function packsSection(
  run: Run,
  outcome: Outcome<UserServiceGetAssignmentListResponse>,
): Section<readonly string[]> {
  return sectionOf('servicePacks', outcome, (response) =>
    rowsOf(run, response, 'servicePacksAssignmentTable', ['servicePackName', 'assigned']).flatMap(
      ({ servicePackName, assigned }) =>
        flag(assigned) === true && servicePackName !== undefined ? [servicePackName] : [],
    ),
  );
}

async function readForwarding(reader: SectionReader): Promise<DigestForwarding> {
  const [always, alwaysSecondary, busy, noAnswer, notReachable, selective] = await Promise.all([
    reader.read(
      'forwarding.always',
      ['Call Forwarding Always'],
      'UserCallForwardingAlwaysGetRequest',
      plain,
    ),
    reader.read(
      'forwarding.alwaysSecondary',
      ['Call Forwarding Always Secondary'],
      'UserCallForwardingAlwaysSecondaryGetRequest',
      plain,
    ),
    reader.read(
      'forwarding.busy',
      ['Call Forwarding Busy'],
      'UserCallForwardingBusyGetRequest',
      plain,
    ),
    reader.read(
      'forwarding.noAnswer',
      ['Call Forwarding No Answer'],
      'UserCallForwardingNoAnswerGetRequest13mp16',
      plain,
    ),
    reader.read(
      'forwarding.notReachable',
      ['Call Forwarding Not Reachable'],
      'UserCallForwardingNotReachableGetRequest',
      plain,
    ),
    reader.read(
      'forwarding.selective',
      ['Call Forwarding Selective'],
      'UserCallForwardingSelectiveGetRequest16',
      (rest) => ({
        isActive: rest.isActive,
        ...compact({ defaultForwardToPhoneNumber: rest.defaultForwardToPhoneNumber }),
        playRingReminder: rest.playRingReminder,
        criteria: rowsOf(reader.run, rest, 'criteriaTable', criteriaColumns).map((row) =>
          compact({
            isActive: flag(row.isActive),
            criteriaName: text(row.criteriaName),
            timeSchedule: text(row.timeSchedule),
            holidaySchedule: text(row.holidaySchedule),
            callsFrom: text(row.callsFrom),
            forwardTo: text(row.forwardTo),
            blacklisted: flag(row.blacklisted),
            callsToType: list(row.callsToType),
            callsToNumber: list(row.callsToNumber),
            callsToExtension: list(row.callsToExtension),
          }),
        ),
      }),
    ),
  ]);
  return { always, alwaysSecondary, busy, noAnswer, notReachable, selective };
}

const criteriaColumns = [
  'isActive',
  'criteriaName',
  'timeSchedule',
  'holidaySchedule',
  'callsFrom',
  'forwardTo',
  'blacklisted',
  'callsToType',
  'callsToNumber',
  'callsToExtension',
] as const;

function appearanceSection(
  section: Section<UserSharedCallAppearanceGetResponse21sp1> | undefined,
): Section<DigestAppearances> | undefined {
  if (section?.status !== 'value') return section;
  const { value } = section;
  return valueSection({
    maxAppearances: value.maxAppearances,
    alertAllAppearancesForClickToDialCalls: value.alertAllAppearancesForClickToDialCalls,
    enableMultipleCallArrangement: value.enableMultipleCallArrangement,
    multipleCallArrangementIsActive: value.multipleCallArrangementIsActive,
    ...compact({ allowBridgingBetweenLocations: value.allowBridgingBetweenLocations }),
  });
}

const memberColumns = ['userId', 'lastName', 'firstName', 'phoneNumber', 'extension'] as const;

async function pickupSection(
  run: Run,
  user: DigestProfile,
  pickup: Outcome<UserCallPickupGetResponse>,
): Promise<Section<DigestPickup | null>> {
  const place = { path: 'callPickup', subject: user.groupId };
  const { missing, unknown } = await checkGroupService(run, user, 'Call Pickup', place);
  if (missing !== undefined) return missing;
  return sectionOf(
    'callPickup',
    pickup,
    (response) =>
      response.name === undefined
        ? null
        : {
            name: response.name,
            members: rowsOf(run, response, 'userTable', memberColumns).map((row) =>
              compact({
                userId: text(row.userId),
                lastName: text(row.lastName),
                firstName: text(row.firstName),
                phoneNumber: text(row.phoneNumber),
                extension: text(row.extension),
              }),
            ),
          },
    unknown,
  );
}
