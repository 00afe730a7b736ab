import type { OCIRequest } from '@ocipkit/core';
import type { BehaviourTable, Call, RequestName } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { alreadyExists, notFound, own, Refusal } from '../../engine/refusal.js';
import { replacedTexts } from '../../engine/replacement-list.js';
import { userSettings } from '../../engine/user-settings.js';
import type { User } from '../../platform/model.js';
import { requireService } from '../../platform/services.js';

type Fields = Readonly<Record<string, unknown>>;

const SERVICE = 'Voice Messaging User';

/** Voice mail of the platform, and of others. */
export function voiceMessaging(table: BehaviourTable): void {
  voiceMailbox(table);
  aliases(table);
  distributionLists(table);
  waitingIndicators(table);
  userSettings(table, {
    services: ['MWI Delivery to Mobile Endpoint'],
    get: 'UserMWIDeliveryToMobileEndpointGetRequest23',
    modify: ['UserMWIDeliveryToMobileEndpointModifyRequest'],
    defaults: { isActive: false, sendMissedCallAlert: false },
  });
  userSettings(table, {
    services: ['Third-Party Voice Mail Support'],
    get: 'UserThirdPartyVoiceMailSupportGetRequest17',
    modify: ['UserThirdPartyVoiceMailSupportModifyRequest'],
    defaults: {
      isActive: false,
      busyRedirectToVoiceMail: true,
      noAnswerRedirectToVoiceMail: true,
      serverSelection: 'Group Mail Server',
      mailboxIdType: 'User Or Group Phone Number',
      noAnswerNumberOfRings: 3,
      alwaysRedirectToVoiceMail: false,
      outOfPrimaryZoneRedirectToVoiceMail: false,
    },
  });
}

/**
 * All parts of the service are kept together, since one request can change them all. Names of the parts
 * do not collide but for `isActive`, which is that of the service itself.
 */
interface Mailbox extends Fields {
  readonly isActive: boolean;
  readonly outgoingSMDIMWIisActive: boolean;
  readonly outgoingSMDIMWIPhoneNumbers: readonly string[];
  readonly aliases: readonly string[];
  /** By their number, 0 to 14. */
  readonly distributionLists: Readonly<Record<string, DistributionList>>;
  readonly voiceMessageDeliveryEmailAddress?: { readonly emailAddress: readonly string[] };
}

interface DistributionList {
  readonly description?: string;
  readonly phoneNumber?: readonly string[];
}

const defaults: Mailbox = {
  isActive: false,
  processing: 'Unified Voice and Email Messaging',
  usePhoneMessageWaitingIndicator: false,
  sendVoiceMessageNotifyEmail: false,
  sendCarbonCopyVoiceMessage: false,
  transferOnZeroToPhoneNumber: false,
  alwaysRedirectToVoiceMail: false,
  busyRedirectToVoiceMail: true,
  noAnswerRedirectToVoiceMail: true,
  outOfPrimaryZoneRedirectToVoiceMail: false,
  mailServerSelection: 'Group Mail Server',
  personalMailServerProtocol: 'POP3',
  personalMailServerRealDeleteForImap: false,
  busyAnnouncementSelection: 'Default',
  noAnswerAnnouncementSelection: 'Default',
  extendedAwayEnabled: false,
  extendedAwayDisableMessageDeposit: false,
  noAnswerNumberOfRings: 3,
  disableMessageDeposit: false,
  disableMessageDepositAction: 'Disconnect',
  usePersonalizedName: false,
  voicePortalAutoLogin: false,
  outgoingSMDIMWIisActive: false,
  outgoingSMDIMWIPhoneNumbers: [],
  aliases: [],
  distributionLists: {},
};

/** Fields of requests that are not kept as they stand; the passwords not at all. */
const notKept = [
  'userId',
  'groupMailServerPassword',
  'personalMailServerPassword',
  'voiceMessagingDistributionList',
  'outgoingSMDIMWIPhoneNumberList',
  'voiceManagementisActive',
  'userMessagingAliasList',
];

function voiceMailbox(table: BehaviourTable): void {
  const reads: readonly RequestName[] = [
    'UserVoiceMessagingUserGetVoiceManagementRequest23',
    'UserVoiceMessagingUserGetAdvancedVoiceManagementRequest14sp3',
    'UserVoiceMessagingUserGetGreetingRequest20',
    'UserVoiceMessagingUserGetVoicePortalRequest20',
  ];
  for (const name of reads) {
    table.onFields(name, ({ userId }: { userId: string }, call) =>
      shown(mailboxOf(find(userId, call))),
    );
  }
  table.onFields(
    'UserVoiceMessagingUserGetVoiceManagementRequest17',
    ({ userId }: { userId: string }, call) => {
      const mailbox = mailboxOf(find(userId, call));
      const [first] = mailbox.voiceMessageDeliveryEmailAddress?.emailAddress ?? [];
      return { ...mailbox, voiceMessageDeliveryEmailAddress: first };
    },
  );
  const writes: readonly RequestName[] = [
    'UserVoiceMessagingUserModifyVoiceManagementRequest23',
    'UserVoiceMessagingUserModifyAdvancedVoiceManagementRequest',
    'UserVoiceMessagingUserModifyGreetingRequest20',
    'UserVoiceMessagingUserModifyVoicePortalRequest20',
    'UserVoiceMessagingUserModifyRequest23V2',
  ];
  for (const name of writes) table.onFields(name, modify);
}

/** What the large request has beside the fields that are kept as they stand. */
type Modify = OCIRequest & {
  readonly userId: string;
  readonly voiceManagementisActive?: boolean;
  readonly voiceMessagingDistributionList?: readonly DistributionListChange[];
};

function modify(request: Modify, call: Call): void {
  const user = find(request.userId, call);
  const present = mailboxOf(user);
  const merged = merge(present, request, notKept);
  const { voiceManagementisActive: isActive = merged.isActive } = request;
  const aliases = replacedTexts(request, 'userMessagingAliasList');
  if (aliases !== undefined) requireFreeAliases(aliases, user, call);
  const { voiceMessagingDistributionList: lists = [] } = request;
  keep(user, call, {
    ...merged,
    isActive,
    aliases: aliases ?? present.aliases,
    outgoingSMDIMWIPhoneNumbers:
      replacedTexts(request, 'outgoingSMDIMWIPhoneNumberList') ??
      present.outgoingSMDIMWIPhoneNumbers,
    distributionLists: lists.reduce(withChange, present.distributionLists),
  });
}

/** An alternate greeting shows once it has a name; a mailbox without a limit has that of the group. */
function shown(mailbox: Mailbox): Fields {
  const { groupMailServerFullMailboxLimit: limit } = mailbox;
  const fields = Object.entries(mailbox).filter(
    ([name, value]) =>
      !name.startsWith('noAnswerAlternateGreeting') ||
      (value as { readonly name?: string }).name !== undefined,
  );
  return {
    ...Object.fromEntries(fields),
    useGroupDefaultMailServerFullMailboxLimit: limit === undefined ? true : undefined,
  };
}

// Aliases

function aliases(table: BehaviourTable): void {
  table
    .on('UserVoiceMessagingUserGetAliasListRequest', ({ userId }, call) => ({
      phoneNumber: mailboxOf(find(userId, call)).aliases,
    }))
    .on('UserVoiceMessagingUserAddAliasListRequest', ({ userId, phoneNumber }, call) => {
      const user = find(userId, call);
      const mailbox = mailboxOf(user);
      const known = phoneNumber.find((number) => mailbox.aliases.includes(number));
      if (known !== undefined) throw alreadyExists('Alias', known);
      requireFreeAliases(phoneNumber, user, call);
      keep(user, call, { ...mailbox, aliases: [...mailbox.aliases, ...new Set(phoneNumber)] });
    })
    .on('UserVoiceMessagingUserDeleteAliasListRequest', ({ userId, phoneNumber }, call) => {
      const user = find(userId, call);
      const mailbox = mailboxOf(user);
      const unknown = phoneNumber.find((number) => !mailbox.aliases.includes(number));
      if (unknown !== undefined) throw notFound('Alias', unknown);
      const rest = mailbox.aliases.filter((number) => !phoneNumber.includes(number));
      keep(user, call, { ...mailbox, aliases: rest });
    });
}

/** A number leads to one mailbox of the group. */
function requireFreeAliases(wanted: readonly string[], user: User, { platform }: Call): void {
  for (const other of platform.usersOf(platform.groupOf(user))) {
    if (other === user) continue;
    const taken = mailboxOf(other).aliases;
    const used = wanted.find((number) => taken.includes(number));
    if (used !== undefined) throw new Refusal(own.inUse, `Alias is already in use: ${used}`);
  }
}

// Distribution lists

interface DistributionListChange {
  readonly listId: number;
  readonly description?: string | null | undefined;
  readonly phoneNumberList?: { readonly phoneNumber: readonly string[] } | null | undefined;
}

function distributionLists(table: BehaviourTable): void {
  table
    .on('UserVoiceMessagingUserGetDistributionListRequest', ({ userId, listId }, call) => {
      const { description, phoneNumber } =
        mailboxOf(find(userId, call)).distributionLists[String(listId)] ?? {};
      return { description, phoneNumber };
    })
    .on('UserVoiceMessagingUserModifyDistributionListRequest', (request, call) => {
      const user = find(request.userId, call);
      const mailbox = mailboxOf(user);
      keep(user, call, {
        ...mailbox,
        distributionLists: withChange(mailbox.distributionLists, request),
      });
    });
}

function withChange(
  lists: Mailbox['distributionLists'],
  change: DistributionListChange,
): Mailbox['distributionLists'] {
  const { listId, description } = change;
  const present = lists[String(listId)] ?? {};
  const next = description === undefined ? present.description : description;
  const phoneNumber = replacedTexts(change, 'phoneNumberList') ?? present.phoneNumber ?? [];
  return {
    ...lists,
    [listId]: {
      phoneNumber,
      ...(next === undefined || next === null ? {} : { description: next }),
    },
  };
}

// Message waiting indicators of other switches

function waitingIndicators(table: BehaviourTable): void {
  table
    .on('UserVoiceMessagingUserGetOutgoingSMDIMWIRequest', ({ userId }, call) => {
      const mailbox = mailboxOf(find(userId, call));
      return {
        isActive: mailbox.outgoingSMDIMWIisActive,
        outgoingSMDIMWIPhoneNumber: mailbox.outgoingSMDIMWIPhoneNumbers,
      };
    })
    .on('UserVoiceMessagingUserModifyOutgoingSMDIMWIRequest', (request, call) => {
      const user = find(request.userId, call);
      const mailbox = mailboxOf(user);
      keep(user, call, {
        ...mailbox,
        outgoingSMDIMWIisActive: request.isActive ?? mailbox.outgoingSMDIMWIisActive,
        outgoingSMDIMWIPhoneNumbers:
          replacedTexts(request, 'outgoingSMDIMWIPhoneNumberList') ??
          mailbox.outgoingSMDIMWIPhoneNumbers,
      });
    });
}

// The state

function find(userId: string, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, SERVICE);
  return user;
}

function mailboxOf({ settings }: User): Mailbox {
  return { ...defaults, ...settings[SERVICE] };
}

function keep(user: User, { platform }: Call, mailbox: Mailbox): void {
  platform.changeUser(user, (draft) => {
    draft.settings[SERVICE] = { ...mailbox };
  });
}
