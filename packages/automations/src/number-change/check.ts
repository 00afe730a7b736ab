import type { DepartmentKey } from '@ocipkit/commands/common';
import { compact, sameId } from '../run/cells.js';
import { localProblem, type Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import { AutomationError, rootOf } from '../run/section.js';
import { digitsOf } from './number-text.js';
import { placeText } from './path.js';
import type { ChangePlan, PlannedNumber } from './plan.js';
import { Departments, Survey } from './survey.js';
import type { NumberOutcome, NumberPlace, NumberState } from './types.js';

/** What is to be planned. */
export type ChangeRequest = Pick<ChangePlan, 'automation' | 'path' | 'batchSize'> & {
  /** As named by the caller. */
  readonly numbers: readonly string[];
  /** Name or full path of the department that the numbers are to be in. */
  readonly department?: string | undefined;
};

type Decision = NonNullable<PlannedNumber['decided']>;

/**
 * Reads what is there and decides what is to be done.
 *
 * @throws AutomationError if a group or a list can't be read, if there is no such department, or if the
 *   login can't do all of it
 */
export async function makePlan(run: Run, request: ChangeRequest): Promise<ChangePlan> {
  const { automation, path, batchSize, numbers } = request;
  const groups = path.filter((place) => place.kind === 'group');
  const [profiles, read, department] = await Promise.all([
    Promise.all(
      groups.map(({ serviceProviderId, groupId }) =>
        run.ask(
          'GroupGetRequest22V5',
          { serviceProviderId, groupId },
          { path: 'groups', subject: groupId },
        ),
      ),
    ),
    Survey.read(run, path, numbers),
    readDepartment(run, path.at(-1), request.department),
  ]);
  // Roots: without the groups and the lists nothing can be said.
  const callingLines = profiles.map((profile) => rootOf(profile).callingLineIdPhoneNumber);
  if ('problem' in read) throw new AutomationError(read.problem, read.error);
  checkLogin(run, request);
  const { survey } = read;
  const callingLine = path[0]?.kind === 'group' ? callingLines[0] : undefined;
  const planned = new Map<string, Omit<PlannedNumber, 'departmentKey'>>();
  for (const asked of numbers) {
    const listed = survey.sighting(asked)?.listed ?? [];
    const number = listed.length === 1 ? (listed[0] ?? asked) : asked;
    // A number that is named in two writings is one number.
    if (planned.has(number)) continue;
    const state = survey.sighting(asked)?.state ?? null;
    const decided =
      listed.length > 1
        ? decide('ambiguous', number, `The number stands for ${listed.join(' and ')}.`)
        : decision(request, department, number, state, survey.position(asked), callingLine);
    planned.set(number, { number, before: state, decided });
  }
  const keys = await departmentKeys(run, path[0], [...planned.values()]);
  return {
    automation,
    path,
    batchSize,
    department,
    numbers: [...planned.values()].map((n) => ({
      ...n,
      departmentKey: keys.get(n.before?.department ?? '') ?? null,
    })),
  };
}

/** Why nothing is to be sent for a number; null if something is. */
function decision(
  { automation, path }: ChangeRequest,
  department: ChangePlan['department'],
  number: string,
  state: NumberState | null,
  position: number,
  callingLine: string | undefined,
): Decision | null {
  const isRemoval = automation === 'removeNumbers';
  if (state === null) {
    if (isRemoval) return { outcome: 'unchanged', problem: null };
    return decide('not-found', number, 'No list has the number.');
  }
  const { place, userId, canDelete } = state;
  if (position === path.length - 1) {
    const wanted = department?.fullPath ?? state.department;
    if (sameId(wanted ?? '', state.department ?? ''))
      return { outcome: 'unchanged', problem: null };
    const message =
      `The number is in the group already, in department ${state.department ?? '(none)'} and not in ` +
      `${wanted ?? '(none)'}.`;
    return decide('incomplete', number, message);
  }
  if (position !== 0) {
    const hint =
      place.kind === 'service-provider'
        ? ' Leave out groupId to take numbers that are in no group of their service provider.'
        : '';
    const message = `The number is elsewhere: ${placeText(place)}.${hint}`;
    return decide('elsewhere', number, message);
  }
  if (userId !== null) return decide('in-use', number, `The number is in use by ${userId}.`);
  if (isSameNumber(callingLine, number)) {
    return decide('in-use', number, 'The number is the calling line id of its group.');
  }
  const leaves = path.some(({ kind }) => kind === 'nobody');
  if (leaves && place.kind === 'service-provider' && canDelete === false) {
    const message = 'The service provider cannot delete the number: its list says so.';
    return decide('in-use', number, message);
  }
  return null;
}

function decide(outcome: NumberOutcome, number: string, message: string): Decision {
  const place = { path: `numbers[${number}]`, command: null, subject: number };
  return { outcome, problem: localProblem('skipped', message, place) };
}

/** In one writing or another; without a country code national numbers are compared. */
function isSameNumber(a: string | undefined, b: string): boolean {
  const one = a === undefined ? undefined : digitsOf(a);
  const other = digitsOf(b);
  if (one === undefined || other === undefined) return false;
  if (one.full !== undefined && other.full !== undefined) return one.full === other.full;
  return one.national !== undefined && one.national === other.national;
}

/** Numbers are deleted and added above the service provider: better known before they are taken. */
function checkLogin({ client }: Run, { path, automation }: ChangeRequest): void {
  const loginType = client.account?.loginType;
  if (!path.some(({ kind }) => kind === 'nobody') || loginType === undefined) return;
  if (['System', 'Provisioning'].includes(loginType)) return;
  const message =
    `${automation} was not begun: numbers are deleted and added by provisioning and system ` +
    `administrators, and the login is of level ${loginType}.`;
  const place = { path: 'numbers', command: 'ServiceProviderDnDeleteListRequest' };
  throw new AutomationError(localProblem('skipped', message, place));
}

async function readDepartment(
  run: Run,
  place: NumberPlace | undefined,
  name: string | undefined,
): Promise<ChangePlan['department']> {
  if (name === undefined || place?.kind !== 'group') return null;
  const { serviceProviderId, groupId } = place;
  const departments = rootOf(await Departments.read(run, serviceProviderId, groupId, 'department'));
  const found = departments.find(name);
  const [department] = found;
  if (department !== undefined && found.length === 1) return department;
  const problem: Problem = localProblem(
    'skipped',
    found.length === 0
      ? `There is no department ${name} for the group ${groupId}.`
      : `${String(found.length)} departments of the group ${groupId} are called ${name}: give the full path.`,
    { path: 'department', command: 'GroupDepartmentGetListRequest18', subject: name },
  );
  throw new AutomationError(problem);
}

/** Keys of the departments that numbers leave, by full path: what taking the change back needs. */
async function departmentKeys(
  run: Run,
  place: NumberPlace | undefined,
  numbers: readonly Omit<PlannedNumber, 'departmentKey'>[],
): Promise<ReadonlyMap<string, DepartmentKey>> {
  const keys = new Map<string, DepartmentKey>();
  const isNeeded = numbers.some(({ decided, before }) => decided === null && before?.department);
  if (!isNeeded || place?.kind !== 'group') return keys;
  const { serviceProviderId, groupId } = place;
  const outcome = await Departments.read(run, serviceProviderId, groupId, 'departments');
  if (!outcome.ok) return keys;
  for (const { before } of numbers) {
    const path = before?.department ?? '';
    const found = outcome.response.find(path);
    if (found.length === 1 && found[0] !== undefined) keys.set(path, compact(found[0].key));
  }
  return keys;
}
