import type { UserExecutiveAssistantModifyRequest } from '@ocipkit/commands/executive';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { notAllowed, notFound } from '../../engine/refusal.js';
import { showCriteria, userCriteria } from '../../engine/user-criteria.js';
import { userSettings } from '../../engine/user-settings.js';
import { sameId } from '../../platform/id-map.js';
import type { User } from '../../platform/model.js';
import { hasService, requireService } from '../../platform/services.js';
import { userColumns } from '../users/user-columns.js';

const EXECUTIVE = 'Executive';
const ASSISTANT = 'Executive-Assistant';

/** Kept in the settings of the executive. */
interface Pool {
  readonly allowOptInOut?: boolean;
  readonly assistants?: readonly Assistant[];
}

interface Assistant {
  readonly userId: string;
  /** Takes calls of the executive at present. */
  readonly optIn: boolean;
}

interface Diversion {
  readonly enableDivert: boolean;
  readonly divertToPhoneNumber?: string;
}

/** Executives, whose calls go to assistants, and the assistants. */
export function executive(table: BehaviourTable): void {
  userSettings(table, {
    services: [EXECUTIVE],
    get: 'UserExecutiveGetAssistantRequest',
    defaults: { allowOptInOut: false },
    show: (_, user, call) => ({ assistantUserTable: assistantRows(user, call) }),
  });
  userSettings(table, {
    services: [EXECUTIVE],
    get: 'UserExecutiveGetFilteringRequest',
    defaults: { enableFiltering: false, filteringMode: 'Simple', simpleFilterType: 'All Calls' },
    show: showCriteria(EXECUTIVE, ({ filter }) => ({ filter: filter !== false })),
  });
  userCriteria(table, {
    services: [EXECUTIVE],
    get: 'UserExecutiveGetFilteringSelectiveCriteriaRequest21',
  });
  userSettings(table, {
    services: [EXECUTIVE],
    get: 'UserExecutiveGetScreeningAlertingRequest',
    defaults: {
      enableScreening: false,
      screeningAlertType: 'Silent',
      alertBroadWorksMobilityLocation: false,
      alertBroadWorksAnywhereLocations: false,
      alertSharedCallAppearanceLocations: false,
      alertingMode: 'Simultaneous',
      alertingCallingLineIdNameMode: 'Executive',
      alertingCallingLineIdPhoneNumberMode: 'Executive',
      callPushRecallNumberOfRings: 3,
      nextAssistantNumberOfRings: 3,
      enableRollover: false,
      rolloverAction: 'No Answer Processing',
    },
  });
  table
    .on('UserExecutiveAssistantGetRequest', ({ userId }, call) => {
      const assistant = requireAssistant(userId, call);
      return { ...diversionOf(assistant), executiveTable: executiveRows(assistant, call) };
    })
    .on('UserExecutiveAssistantModifyRequest', modifyAssistant);
}

function poolOf({ settings }: User): Pool {
  return settings[EXECUTIVE] ?? {};
}

function diversionOf({ settings }: User): Diversion {
  return { enableDivert: false, ...settings[ASSISTANT] };
}

function requireAssistant(userId: string, { platform }: Call): User {
  const assistant = platform.user(userId);
  requireService(platform, assistant, ASSISTANT);
  return assistant;
}

function assistantRows(user: User, { platform }: Call) {
  return (poolOf(user).assistants ?? []).flatMap(({ userId, optIn }) => {
    const assistant = platform.findUser(userId);
    return assistant === undefined ? [] : [{ ...userColumns(platform, assistant), optIn }];
  });
}

function executiveRows(assistant: User, call: Call) {
  return executivesOf(assistant, call).map(({ user, optIn, allowOptInOut }) => ({
    ...userColumns(call.platform, user),
    assistantOptInStatus: optIn,
    executiveAllowOptIn: allowOptInOut,
  }));
}

/** Executives who have a user in their pool. */
function executivesOf(assistant: User, { platform }: Call) {
  return platform
    .groupsOf(assistant.serviceProviderId)
    .flatMap((group) => platform.usersOf(group))
    .filter((user) => hasService(platform, user, EXECUTIVE))
    .flatMap((user) => {
      const { assistants = [], allowOptInOut = false } = poolOf(user);
      const entry = assistants.find(({ userId }) => sameId(userId, assistant.userId));
      return entry === undefined ? [] : [{ user, optIn: entry.optIn, allowOptInOut }];
    });
}

function modifyAssistant(request: UserExecutiveAssistantModifyRequest, call: Call): void {
  const { platform } = call;
  const assistant = requireAssistant(request.userId, call);
  const next = merge(diversionOf(assistant), request, ['userId', 'optInStatus']);
  if (next.enableDivert && next.divertToPhoneNumber === undefined) {
    throw notAllowed('A phone number is needed to divert calls');
  }
  const executives = executivesOf(assistant, call);
  const changes = (request.optInStatus ?? []).map(({ executiveUserId, optIn }) => {
    const found = executives.find(({ user }) =>
      sameId(user.userId, platform.fullId(executiveUserId)),
    );
    if (found === undefined) throw notFound('Executive', executiveUserId);
    if (!found.allowOptInOut) {
      throw notAllowed(`The executive does not let assistants join or leave: ${executiveUserId}`);
    }
    return { user: found.user, optIn };
  });
  platform.changeUser(assistant, (draft) => {
    draft.settings[ASSISTANT] = { ...next };
  });
  for (const { user, optIn } of changes) setOptIn(user, assistant, optIn, call);
}

function setOptIn(user: User, assistant: User, optIn: boolean, { platform }: Call): void {
  platform.changeUser(user, (draft) => {
    draft.settings[EXECUTIVE] = {
      ...draft.settings[EXECUTIVE],
      assistants: (poolOf(draft).assistants ?? []).map((entry) =>
        sameId(entry.userId, assistant.userId) ? { ...entry, optIn } : entry,
      ),
    };
  });
}
