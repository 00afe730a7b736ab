import type { Client } from '@ocipkit/client';
import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import type { UserInterceptUserGetResponse21sp1 } from '@ocipkit/commands/intercept';
import type { UserService } from '@ocipkit/commands/service-names';
import type { UserGetResponse23V2 } from '@ocipkit/commands/user';
import { AutomationUsageError } from '../registry/automation.js';
import type { RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import { rootOf, type Outcome } from '../run/section.js';
import { passwordExpiryOf } from '../user-record/password-expiry.js';
import { membershipsOf, readNames } from './call-centers.js';
import { readGuest } from './guest.js';
import { addressOf, chosenRegistration, isPresent, registrationsOf } from './registrations.js';
import { assignedOf, ifAssigned, problemIn, type ServiceOutcome } from './service-read.js';
import type {
  DisabledReason,
  PublishedUserData,
  UserData,
  UserDataLoginInfo,
  UserDataRegistration,
} from './types.js';

export interface UserDataInput {
  /** Primary or alternate user id, with or without its domain. */
  readonly loginId: string;
  /**
   * What `team` is: the department, or the name of the call center where the user is an agent of exactly
   * one. Default `department`.
   */
  readonly team?: 'department' | 'call-center' | undefined;
  /** Also reads whose phone the user has borrowed. Default false. */
  readonly guest?: boolean | undefined;
}

const callCenterServices: readonly UserService[] = [
  'Call Center - Basic',
  'Call Center - Standard',
  'Call Center - Premium',
];

/**
 * The user record that contact-center products publish: name, team, extension, skills, roles and login
 * state. Reads only.
 *
 * Costs two dependent rounds of one message each, five requests and up to three (five with `guest`); a
 * third with one request where names of call centers are needed, and a fourth with one request for each
 * call center of another group. What can't be read is null and listed in `problems`; it is never false or
 * empty.
 *
 * @throws AutomationUsageError if there is no login id; AutomationError if the user can't be read
 */
export async function userData(
  client: Client,
  input: UserDataInput,
  options: RunOptions = {},
): Promise<UserData> {
  if (typeof input.loginId !== 'string' || input.loginId.trim() === '') {
    throw new AutomationUsageError('userData: loginId is missing.');
  }
  const run = new Run(client, options);
  run.progress('the user', 0, 3);
  const first = await readFirst(run, input.loginId);
  const user = rootOf(first.user);
  // Older platforms do not repeat the id.
  const userId = (user.userId as string | undefined) ?? input.loginId;
  run.progress('call centers and intercept', 1, 3);
  const services = assignedOf(first.services);
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
    input.guest === true ? readGuest(run, userId, services) : undefined,
  ]);
  run.progress('names of call centers', 2, 3);
  const centers = agent.ok ? membershipsOf(agent.response?.callCenterTable.rows ?? []) : undefined;
  const skilled = centers?.filter((c) => c.skillLevel !== undefined);
  const teamId =
    input.team === 'call-center' && centers?.length === 1 ? centers[0]?.serviceUserId : undefined;
  const ids = [
    ...new Set([
      ...(skilled ?? []).map((c) => c.serviceUserId),
      ...(teamId === undefined ? [] : [teamId]),
    ]),
  ];
  const { names, problems: unnamed } = await readNames(run, user, ids, 'skills');
  const nameOf = (id: string): string => names[ids.indexOf(id)] ?? id;
  run.progress('done', 3, 3);

  const registrations = first.registrations.ok
    ? registrationsOf(first.registrations.response.registrationTable, first.registrations.readAt)
    : null;
  const lock = first.password.ok ? first.password.response.isLoginDisabled : null;
  const login = first.login.ok ? first.login.response : undefined;
  const expiry = passwordExpiryOf(login?.passwordExpiresDays);
  const days = expiry.passwordExpiresDays;
  return {
    ...disabledOf(lock, interceptedBy(intercept)),
    lockoutPeriodExpiry: login?.lockoutPeriodExpiry ?? null,
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
      input.team === 'call-center' ? (teamId === undefined ? null : nameOf(teamId)) : teamOf(user),
    extension: user.extension ?? null,
    email: user.emailAddress ?? null,
    roles: rolesOf(
      centers?.length,
      supervisor.ok ? supervisor.response.callCenterTable.rows.length : undefined,
    ),
    loginInfo: loginInfoOf(agent, centers?.length, first.registrations, registrations),
    registrations,
    ...(guest === undefined ? {} : { guest: guest.guest }),
    ...run.summary([
      ...[first.services, first.password, first.login, agent, supervisor, intercept].flatMap(
        problemIn,
      ),
      ...unnamed,
      ...problemIn(first.registrations),
      ...(guest?.problems ?? []),
    ]),
  };
}

/** The record with its published keys and no other, for consumers that take nothing else. */
export function publishedUserData(data: UserData): PublishedUserData {
  const { isLoggedIn, lastLogin, lastLogout, browser, phoneMode, os, ipAddress } = data.loginInfo;
  const { userAgent, adHelperVersion, appType, appVersion } = data.loginInfo;
  return {
    disabled: data.disabled,
    changePassword: data.changePassword,
    skills: data.skills,
    loginId: data.loginId,
    firstName: data.firstName,
    lastName: data.lastName,
    team: data.team,
    extension: data.extension,
    email: data.email,
    roles: data.roles,
    loginInfo: {
      isLoggedIn,
      lastLogin,
      lastLogout,
      browser,
      phoneMode,
      os,
      ipAddress,
      userAgent,
      adHelperVersion,
      appType,
      appVersion,
    },
  };
}

// Reading

async function readFirst(run: Run, userId: string) {
  const place = (path: string) => ({ path, subject: userId });
  const [user, login, password, services, registrations] = await Promise.all([
    run.ask('UserGetRequest23V2', { userId }, place('loginId')),
    run.ask('UserGetLoginInfoRequestRI', { userId }, place('changePassword')),
    run.ask('UserPasswordInfoGetRequest22', { userId }, place('disabled')),
    run.ask('UserAssignedServicesGetListRequest', { userId }, place('services')),
    run.ask('UserGetRegistrationListRequest', { userId }, place('registrations')),
  ]);
  return { user, login, password, services, registrations };
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
): Pick<UserData, 'disabled' | 'disabledReasons'> {
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

function rolesOf(agentOf: number | undefined, supervisorOf: number | undefined): UserData['roles'] {
  if (agentOf === undefined || supervisorOf === undefined) return null;
  return [
    ...(agentOf > 0 ? (['Agent'] as const) : []),
    ...(supervisorOf > 0 ? (['Supervisor'] as const) : []),
  ];
}

function loginInfoOf(
  agent: ServiceOutcome<UserCallCenterGetResponse23>,
  agentOf: number | undefined,
  registrationRead: Outcome<unknown>,
  registrations: readonly UserDataRegistration[] | null,
): UserDataLoginInfo {
  const response = agent.ok ? agent.response : undefined;
  const acdState = response?.agentACDState;
  const chosen = chosenRegistration(registrations ?? []);
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
    const isLoggedIn = registrations === null ? null : isPresent(registrations);
    if (isLoggedIn === null || !registrationRead.ok) return unknown;
    return {
      isLoggedIn,
      loginSource: 'registration',
      readAt: registrationRead.readAt.toISOString(),
    };
  }
}
