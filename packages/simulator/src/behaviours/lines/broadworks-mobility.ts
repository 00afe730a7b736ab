import type { UserBroadWorksMobilityModifyRequest21 } from '@ocipkit/commands/broadworks-mobility';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed, notFound, Refusal, seen } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import { countryOf } from '../../platform/numbers.js';
import { requireService } from '../../platform/services.js';

const SERVICE = 'BroadWorks Mobility';

type Kept = Readonly<Record<string, unknown>>;

/** A mobile phone of a user, in `settings['BroadWorks Mobility'].identities`. */
interface Identity {
  /** Canonical. */
  readonly mobileNumber: string;
  readonly isPrimary?: boolean;
  readonly enableAlerting?: boolean;
  /** Canonical; mobile numbers that ring for calls to this one. */
  readonly mobileNumbersAlerted?: readonly string[];
  /** The other fields of its read. */
  readonly [field: string]: unknown;
}

interface Settings {
  readonly isActive: boolean;
  readonly identities?: readonly Identity[];
  /** Canonical. */
  readonly profileIdentityMobileNumbersAlerted?: readonly string[];
}

/** Mobile phones that are tied to a user. */
export function broadWorksMobility(table: BehaviourTable): void {
  table
    .onFields('UserBroadWorksMobilityGetRequest21sp1', ({ userId }: { userId: string }, call) => {
      const settings = settingsOf(requireUser(userId, call));
      const { identities = [], profileIdentityMobileNumbersAlerted = [] } = settings;
      return {
        ...settings,
        profileIdentityMobileNumberAlertedTable: numberRows(profileIdentityMobileNumbersAlerted),
        mobileIdentityTable: identities.map((identity) => ({
          ...identityDefaults,
          ...identity,
          ...numberRow(identity.mobileNumber),
        })),
      };
    })
    .onFields(
      'UserBroadWorksMobilityMobileIdentityGetRequest22V3',
      (request: { userId: string; mobileNumber: string }, call) => {
        const { identities = [] } = settingsOf(requireUser(request.userId, call));
        return readIdentity(identityOf(identities, request.mobileNumber, call));
      },
    )
    .on('UserBroadWorksMobilityModifyRequest21', modify);
}

const defaults: Settings & Kept = {
  isActive: false,
  useMobileIdentityCallAnchoring: false,
  preventCallsToOwnMobiles: false,
  profileIdentityDevicesToRing: 'Both',
  profileIdentityIncludeSharedCallAppearance: false,
  profileIdentityIncludeBroadworksAnywhere: false,
  profileIdentityIncludeExecutiveAssistant: false,
};

const identityDefaults = {
  isPrimary: false,
  enableAlerting: true,
  alertAgentCalls: false,
  alertClickToDialCalls: false,
  alertGroupPagingCalls: false,
  useMobilityCallingLineID: false,
  enableDiversionInhibitor: false,
  requireAnswerConfirmation: false,
  broadworksCallControl: false,
  useSettingLevel: 'Group',
  denyCallOriginations: false,
  denyCallTerminations: false,
  effectiveEnableLocationServices: false,
  effectiveEnableMSRNLookup: false,
  effectiveEnableMobileStateChecking: false,
  effectiveEnableAnnouncementSuppression: false,
  devicesToRing: 'Both',
  includeSharedCallAppearance: false,
  includeBroadworksAnywhere: false,
  includeExecutiveAssistant: false,
  enableCallAnchoring: false,
  enableDirectRouting: false,
  markCDRAsEnterpriseGroupCalls: false,
  useMobilityConnectedIdentity: false,
} as const;

function requireUser(userId: string, { platform }: Call): User {
  const user = platform.user(userId);
  requireService(platform, user, SERVICE);
  return user;
}

function settingsOf({ settings }: User): Settings & Kept {
  return { ...defaults, ...settings[SERVICE] };
}

/** @throws Refusal if the user has no such mobile number */
function identityOf(identities: readonly Identity[], number: string, { platform }: Call): Identity {
  const canonical = platform.number(number);
  const found = identities.find(({ mobileNumber }) => mobileNumber === canonical);
  if (found === undefined) throw notFound('Mobile number', number);
  return found;
}

/** What the group denies is nothing here, so the own settings decide only at the level of the user. */
function readIdentity(identity: Identity): Kept {
  const all = { ...identityDefaults, ...identity } as typeof identityDefaults & Identity;
  const isOwn = (all.useSettingLevel as string) === 'User';
  return {
    ...all,
    effectiveDenyCallOriginations: isOwn && all.denyCallOriginations,
    effectiveDenyCallTerminations: isOwn && all.denyCallTerminations,
    mobileNumberAlertedTable: numberRows(identity.mobileNumbersAlerted ?? []),
  };
}

/** The platform keeps no national prefixes. */
function numberRow(mobileNumber: string) {
  return { mobileNumber, countryCode: countryOf(mobileNumber), nationalPrefix: '' };
}

function numberRows(numbers: readonly string[]) {
  return numbers.map(numberRow);
}

const ofAdministrators = [
  'isActive',
  'useMobileIdentityCallAnchoring',
  'preventCallsToOwnMobiles',
] as const;

const ofLists = ['userId', 'mobileIdentity', 'profileIdentityMobilityNumbersAlerted'];

function modify(request: UserBroadWorksMobilityModifyRequest21, call: Call): void {
  const user = requireUser(request.userId, call);
  const present = settingsOf(user);
  if (call.login.loginType === 'User') checkUser(request, present);
  const merged = merge<Settings & Kept>(present, request, ofLists);
  const { identities = [] } = present;
  const { profileIdentityMobilityNumbersAlerted: alerted } = request;
  const next = {
    ...merged,
    identities: modifiedIdentities(identities, request, call),
    ...(alerted === undefined
      ? {}
      : {
          profileIdentityMobileNumbersAlerted: (alerted?.mobileNumber ?? []).map(
            (number) => identityOf(identities, number, call).mobileNumber,
          ),
        }),
  };
  call.platform.changeUser(user, (draft) => {
    draft.settings[SERVICE] = next;
  });
}

/** @throws Refusal if a user changes what is an administrator's, or while the service is off */
function checkUser(request: UserBroadWorksMobilityModifyRequest21, { isActive }: Settings): void {
  if (ofAdministrators.some((name) => request[name] !== undefined)) {
    throw new Refusal(seen.unauthorized, `Unauthorized transaction: ${request.$type}`);
  }
  if (!isActive) throw notAllowed('BroadWorks Mobility is not switched on');
}

/** There is one main number at most: the last one that is made it. */
function modifiedIdentities(
  identities: readonly Identity[],
  { mobileIdentity: entries = [] }: UserBroadWorksMobilityModifyRequest21,
  call: Call,
): readonly Identity[] {
  let next = identities;
  for (const { mobileNumber, description, isPrimary, enableAlerting } of entries) {
    const changed = identityOf(next, mobileNumber, call);
    next = next.map((identity) => {
      if (identity !== changed) {
        return isPrimary === true ? { ...identity, isPrimary: false } : identity;
      }
      const { description: kept, ...rest } = identity;
      const note = description === undefined ? kept : description;
      return {
        ...rest,
        ...(note === undefined || note === null ? {} : { description: note }),
        ...(isPrimary === undefined ? {} : { isPrimary }),
        ...(enableAlerting === undefined ? {} : { enableAlerting }),
      };
    });
  }
  return next;
}
