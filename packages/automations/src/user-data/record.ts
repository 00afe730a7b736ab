import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import type { UserInterceptUserGetResponse21sp1 } from '@ocipkit/commands/intercept';
import type { UserService } from '@ocipkit/commands/service-names';
import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import { rowsOf } from '../run/columns.js';
import type { Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { passwordExpiryOf } from '../user-record/password-expiry.js';
import { membershipsOf, readNames } from './call-centers.js';
import { readGuest } from './guest.js';
import { addressOf, chosenRegistration, isPresent } from './registrations.js';
import { assignedOf, ifAssigned, problemIn, type ServiceOutcome } from './service-read.js';
import type {
  DisabledReason,
  UserDataChoices,
  UserDataLoginInfo,
  UserDataRecord,
  UserDataRegistration,
} from './types.js';

const callCenterServices: readonly UserService[] = [
  'Call Center - Basic',
  'Call Center - Standard',
  'Call Center - Premium',
];

/** The registrations of a user, from whatever list has them. */
export type RegistrationsRead = Outcome<readonly UserDataRegistration[]>;

/** What became of a user; the root is its profile. */
interface RecordRead {
  readonly profile: Outcome<UserGetResponse23V2>;
  /** Undefined where the profile could not be read. */
  readonly record: UserDataRecord | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads the record of a user.
 *
 * @param registrations reads them, in the round of the profile
 * @param onRound called at the start of the second round and of the third
 */
export async function readRecord(
  run: Run,
  loginId: string,
  choices: UserDataChoices,
  registrations: (loginId: string) => Promise<RegistrationsRead>,
  onRound: (step: string, done: number) => void = () => undefined,
): Promise<RecordRead> {
  const place = (path: string) => ({ path, subject: loginId });
  const input = { userId: loginId };
  const [profile, login, password, assigned, registered] = await Promise.all([
    run.ask('UserGetRequest23V2', input, place('loginId')),
    run.ask('UserGetLoginInfoRequestRI', input, place('changePassword')),
    run.ask('UserPasswordInfoGetRequest22', input, place('disabled')),
    run.ask('UserAssignedServicesGetListRequest', input, place('services')),
    registrations(loginId),
  ]);
  if (!profile.ok) return { profile, record: undefined, problems: [] };
  const user = profile.response;
  // Older platforms do not repeat the id.
  const userId = (user.userId as string | undefined) ?? loginId;
  onRound('call centers and intercept', 1);
  const services = assignedOf(assigned);
  const [agent, supervisor, intercept, guest] = await Promise.all([
    ifAssigned(services, callCenterServices, () =>
      run.ask('UserCallCenterGetRequest23', { userId }, { path: 'skills', subject: userId }),
    ),
    run.ask(
      'UserCallCenterGetSupervisorCallCenterListRequest',
      { supervisorUserId: userId },
      { path: 'roles', subject: userId },
    ),
    ifAssigned(services, ['Intercept User'], () =>
      run.ask(
        'UserInterceptUserGetRequest21sp1',
        { userId },
        { path: 'disabled', subject: userId },
      ),
    ),
    choices.guest === true ? readGuest(run, userId, services) : undefined,
  ]);
  onRound('names of call centers', 2);
  const centers = agent.ok
    ? membershipsOf(
        agent.response === undefined
          ? []
          : rowsOf(run, agent.response, 'callCenterTable', ['serviceUserId', 'skillLevel']),
      )
    : undefined;
  const skilled = centers?.filter((c) => c.skillLevel !== undefined);
  const teamId =
    choices.team === 'call-center' && centers?.length === 1 ? centers[0]?.serviceUserId : undefined;
  const ids = [
    ...new Set([
      ...(skilled ?? []).map((c) => c.serviceUserId),
      ...(teamId === undefined ? [] : [teamId]),
    ]),
  ];
  const { names, problems: unnamed } = await readNames(run, user, ids, 'skills');
  const nameOf = (id: string): string => names[ids.indexOf(id)] ?? id;
  const lock = password.ok ? password.response.isLoginDisabled : null;
  const info = login.ok ? login.response : undefined;
  const expiry = passwordExpiryOf(info?.passwordExpiresDays);
  const days = expiry.passwordExpiresDays;
  const record: UserDataRecord = {
    ...disabledOf(lock, interceptedBy(intercept)),
    lockoutPeriodExpiry: info?.lockoutPeriodExpiry ?? null,
    changePassword: days === null ? null : days <= 0,
    passwordStatus: expiry.passwordStatus,
    skills: skilled?.map((c) => nameOf(c.serviceUserId)) ?? null,
    skillLevels:
      skilled === undefined
        ? null
        : Object.fromEntries(skilled.map((c) => [c.serviceUserId, c.skillLevel ?? 0])),
    loginId: userId,
    firstName: user.firstName,
    lastName: user.lastName,
    team:
      choices.team === 'call-center'
        ? teamId === undefined
          ? null
          : nameOf(teamId)
        : teamOf(user),
    extension: user.extension ?? null,
    email: user.emailAddress ?? null,
    roles: rolesOf(
      centers?.length,
      supervisor.ok ? supervisor.response.callCenterTable.rows.length : undefined,
    ),
    loginInfo: loginInfoOf(agent, centers?.length, registered),
    registrations: registered.ok ? registered.response : null,
    ...(guest === undefined ? {} : { guest: guest.guest }),
  };
  return {
    profile,
    record,
    problems: [
      ...[assigned, password, login, agent, supervisor, intercept].flatMap(problemIn),
      ...unnamed,
      ...problemIn(registered),
      ...(guest?.problems ?? []),
    ],
  };
}

// Fields

/** Null where the read failed. */
function interceptedBy(
  intercept: ServiceOutcome<UserInterceptUserGetResponse21sp1>,
): boolean | null {
  if (!intercept.ok) return null;
  const { response } = intercept;
  return response?.isActive === true && response.inboundCallMode === 'Intercept All';
}

function disabledOf(
  lock: boolean | null,
  intercepted: boolean | null,
): Pick<UserDataRecord, 'disabled' | 'disabledReasons'> {
  const reasons: DisabledReason[] = [
    ...(lock === true ? (['login-disabled'] as const) : []),
    ...(intercepted === true ? (['intercept'] as const) : []),
  ];
  if (reasons.length > 0) return { disabled: true, disabledReasons: reasons };
  const isKnown = lock !== null && intercepted !== null;
  return isKnown
    ? { disabled: false, disabledReasons: [] }
    : { disabled: null, disabledReasons: null };
}

/** The full path where departments are nested: its steps are joined by backslashes. */
function teamOf({ department, departmentFullPath }: UserGetResponse23V2): string | null {
  if (department === undefined) return null;
  return departmentFullPath?.includes(' \\ ') === true ? departmentFullPath : department.name;
}

function rolesOf(
  agentOf: number | undefined,
  supervisorOf: number | undefined,
): UserDataRecord['roles'] {
  if (agentOf === undefined || supervisorOf === undefined) return null;
  return [
    ...(agentOf > 0 ? (['Agent'] as const) : []),
    ...(supervisorOf > 0 ? (['Supervisor'] as const) : []),
  ];
}

function loginInfoOf(
  agent: ServiceOutcome<UserCallCenterGetResponse23>,
  agentOf: number | undefined,
  registrations: RegistrationsRead,
): UserDataLoginInfo {
  const response = agent.ok ? agent.response : undefined;
  const acdState = response?.agentACDState;
  const chosen = chosenRegistration(registrations.ok ? registrations.response : []);
  return {
    ...loggedIn(),
    acdState: acdState ?? null,
    agentUnavailableCode: response?.agentUnavailableCode ?? null,
    lastLogin: null,
    lastLogout: null,
    browser: null,
    phoneMode: null,
    os: null,
    ipAddress: addressOf(chosen),
    userAgent: chosen?.userAgent ?? null,
    adHelperVersion: null,
    appType: null,
    appVersion: null,
  };

  function loggedIn(): Pick<UserDataLoginInfo, 'isLoggedIn' | 'loginSource' | 'readAt'> {
    const unknown = { isLoggedIn: null, loginSource: null, readAt: null };
    // Nobody knows whether the user is an agent.
    if (!agent.ok) return unknown;
    if (agentOf !== undefined && agentOf > 0 && acdState !== undefined) {
      return {
        isLoggedIn: acdState !== 'Sign-Out',
        loginSource: 'acd',
        readAt: agent.readAt?.toISOString() ?? null,
      };
    }
    const isLoggedIn = registrations.ok ? isPresent(registrations.response) : null;
    if (isLoggedIn === null || !registrations.ok) return unknown;
    return {
      isLoggedIn,
      loginSource: 'registration',
      readAt: registrations.readAt.toISOString(),
    };
  }
}
