import type { Client } from '@ocipkit/client';
import { AutomationUsageError } from '../run/usage-error.js';
import { rowsOf } from '../run/columns.js';
import type { RunOptions } from '../run/options.js';
import { Run } from '../run/run.js';
import { rootOf } from '../run/section.js';
import { readRecord, type RegistrationsRead } from './record.js';
import { registrationColumns, registrationsOf } from './registrations.js';
import type { PublishedUserData, UserData, UserDataChoices, UserDataRecord } from './types.js';

/** What `userData` takes. */
export interface UserDataInput extends UserDataChoices {
  /** Primary or alternate user id, with or without its domain. */
  readonly loginId: string;
}

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
  const { profile, record, problems } = await readRecord(
    run,
    input.loginId,
    input,
    (loginId) => readRegistrations(run, loginId),
    (step, done) => {
      run.progress(step, done, 3);
    },
  );
  rootOf(profile);
  if (record === undefined) throw new TypeError('a profile gave no record');
  run.progress('done', 3, 3);
  return { ...record, ...run.summary(problems) };
}

async function readRegistrations(run: Run, userId: string): Promise<RegistrationsRead> {
  const outcome = await run.ask(
    'UserGetRegistrationListRequest',
    { userId },
    { path: 'registrations', subject: userId },
  );
  if (!outcome.ok) return outcome;
  const rows = rowsOf(run, outcome.response, 'registrationTable', registrationColumns);
  return { ...outcome, response: registrationsOf(rows, outcome.readAt) };
}

/** The record with its published keys and no other, for consumers that take nothing else. */
export function publishedUserData(data: UserDataRecord): PublishedUserData {
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
