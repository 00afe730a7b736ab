import type { Requests } from '@ocipkit/commands/registry';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { list, type Readers } from '../../engine/listing.js';
import { applyTopic, merge } from '../../engine/merge.js';
import { alreadyExists, invalid, own, Refusal, seen } from '../../engine/refusal.js';
import { requireDomain } from '../../platform/domains.js';
import { newExtensionLengths } from '../../platform/extension-length.js';
import { sameId } from '../../platform/id-map.js';
import { checkLanguageAndZone } from '../../platform/identity.js';
import type { Group } from '../../platform/model.js';
import { newGroup } from '../../platform/new-owners.js';
import { requireGroupNumber } from '../../platform/number-use.js';
import { nationalNumber } from '../../platform/numbers.js';
import { replace, type Platform } from '../../platform/platform.js';

/** Groups: add, read, modify, delete and list. */
export function groups(table: BehaviourTable): void {
  table
    .on('GroupAddRequest', (request, { platform }) => {
      platform.addGroup(groupFrom(platform, request));
    })
    .on('GroupModifyRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const { defaultDomain, userLimit, callingLineIdPhoneNumber, ...others } = request;
      if (defaultDomain !== undefined) requireDomain(group.domains, defaultDomain);
      checkUserLimit(platform, group, userLimit);
      checkLanguageAndZone(platform, request);
      checkDialingCode(platform, group, request.locationDialingCode);
      const number =
        callingLineIdPhoneNumber && requireGroupNumber(platform, group, callingLineIdPhoneNumber);
      const setLengths = newExtensionLengths(platform, group, others.extensionLengthSettings ?? {});
      platform.change(group, (draft) => {
        replace(draft, merge(draft, request, notOfTheGroup));
        if (number) draft.callingLineIdPhoneNumber = number;
        applyTopic(draft, dialPlanTopic, request, dialPlanFields);
        setLengths(draft);
      });
    })
    .on('GroupDeleteRequest', (request, { platform }) => {
      platform.removeGroup(platform.group(request.serviceProviderId, request.groupId));
    })
    .onFields('GroupGetRequest14sp7', readGroup)
    .onFields('GroupGetRequest22V5', readGroup)
    .onFields('GroupGetListInServiceProviderRequest', listGroups)
    .onFields('GroupGetListInServiceProviderPagedSortedListRequest', listGroups);
}

/** Topic of the fields that GroupModifyRequest has for the dial plan. */
const dialPlanTopic = 'Dial Plan';
const dialPlanFields: readonly string[] = ['dialPlanAccessCode', 'dialPlanPolicy'];

/** Fields of requests that name the group, are kept elsewhere, or have no effect. */
const notOfTheGroup: readonly string[] = [
  'serviceProviderId',
  'groupId',
  'servicePolicy',
  'callProcessingSliceId',
  'provisioningSliceId',
  'subscriberPartition',
  'preferredDataCenter',
  'defaultUserCallingLineIdPhoneNumber',
  'extensionLengthSettings',
  ...dialPlanFields,
];

// Adding and modifying

function groupFrom(platform: Platform, request: Requests['GroupAddRequest']): Group {
  const owner = platform.serviceProvider(request.serviceProviderId);
  const { serviceProviderId } = owner;
  const { groupId, defaultDomain, userLimit, locationDialingCode } = request;
  if (platform.findGroup(serviceProviderId, groupId) !== undefined) {
    throw alreadyExists('Group', groupId);
  }
  requireDomain(owner.domains, defaultDomain);
  checkLanguageAndZone(platform, request);
  const timeZone = platform.system.timeZones[0]?.name ?? 'UTC';
  const group = newGroup({ serviceProviderId, groupId, defaultDomain, userLimit, timeZone });
  checkDialingCode(platform, group, locationDialingCode);
  return merge(group, request, notOfTheGroup);
}

/** @throws Refusal if the group has more users already */
function checkUserLimit(platform: Platform, group: Group, limit: number | undefined): void {
  const count = platform.usersOf(group).length;
  if (limit === undefined || limit >= count) return;
  throw new Refusal(
    own.limitReached,
    `The user limit can't be below the number of users: ${String(limit)}`,
    `the group has ${String(count)}`,
  );
}

/** Within an enterprise each group has a code of its own. */
function checkDialingCode(
  platform: Platform,
  { serviceProviderId, groupId }: Group,
  code: string | null | undefined,
): void {
  if (!code || !platform.serviceProvider(serviceProviderId).isEnterprise) return;
  const holder = platform
    .groupsOf(serviceProviderId)
    .find((g) => g.locationDialingCode === code && !sameId(g.groupId, groupId));
  if (holder !== undefined) {
    throw invalid(`Location dialing code is already in use: ${code}`, `by ${holder.groupId}`);
  }
}

// Reading

interface GroupAddress {
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly groupExternalId?: string | undefined;
}

function readGroup(request: GroupAddress, { platform }: Call): object {
  const group = findGroup(platform, request);
  const { callingLineIdPhoneNumber: number } = group;
  return {
    ...group,
    userCount: platform.usersOf(group).length,
    callingLineIdDisplayPhoneNumber: number === undefined ? undefined : nationalNumber(number),
    timeZoneDisplayName: platform.displayNameOf(group.timeZone),
  };
}

/** @throws Refusal 4152 if there is none */
function findGroup(
  platform: Platform,
  { serviceProviderId, groupId, groupExternalId }: GroupAddress,
): Group {
  if (serviceProviderId !== undefined && groupId !== undefined) {
    return platform.group(serviceProviderId, groupId);
  }
  for (const group of platform.groups()) {
    if (sameId(group.groupExternalId, groupExternalId)) return group;
  }
  throw new Refusal(seen.groupNotFound, `Group not found: ${groupExternalId ?? ''}`);
}

function listGroups(request: { readonly serviceProviderId: string }, { platform }: Call): object {
  const owner = platform.serviceProvider(request.serviceProviderId);
  const rows = platform
    .groupsOf(owner.serviceProviderId)
    .map(({ groupId, groupName, userLimit, groupExternalId }) => ({
      groupId,
      groupName,
      userLimit,
      groupExternalId,
    }))
    .sort((a, b) => (a.groupId.toLowerCase() < b.groupId.toLowerCase() ? -1 : 1));
  return { groupTable: list(rows, request, { criteria, sorts }) };
}

interface Row {
  readonly groupId: string;
  readonly groupName: string | undefined;
}

const criteria: Readers<Row> = {
  searchCriteriaGroupId: (row) => row.groupId,
  searchCriteriaGroupName: (row) => row.groupName,
};

const sorts: Readers<Row> = {
  sortByGroupId: (row) => row.groupId,
  sortByGroupName: (row) => row.groupName,
};
