import type { OCIRequest } from '@ocipkit/core';
import type { ScheduleKey } from '@ocipkit/commands/call-criteria';
import type { UserService } from '@ocipkit/commands/service-names';
import { sameId } from '../platform/id-map.js';
import type { User } from '../platform/model.js';
import { nationalNumber } from '../platform/numbers.js';
import type { Platform } from '../platform/platform.js';
import { scheduleOf } from '../platform/schedules.js';
import { requireService } from '../platform/services.js';
import type { BehaviourTable, Call, Cell, RequestName } from './behaviour.js';
import { merge } from './merge.js';
import { alreadyExists, invalid, notFound } from './refusal.js';

/*
 * Named criteria of selective services. A service keeps them in its settings, under `criteria`, in the
 * order they were added, so that they can be read and switched together with the service.
 */

type Fields = Readonly<Record<string, unknown>>;

/** A criterion: the fields of its read, its name, and whether it is on. */
export interface Criterion {
  readonly criteriaName: string;
  readonly isActive: boolean;
  readonly timeSchedule?: ScheduleReference;
  readonly holidaySchedule?: ScheduleReference;
  readonly blacklisted?: boolean;
  readonly callToNumber?: readonly CalledNumber[];
  /** `fromDnCriteria` and what else the service has. */
  readonly [field: string]: unknown;
}

interface ScheduleReference {
  readonly type: 'Service Provider' | 'Group' | 'User';
  readonly name: string;
}

interface CalledNumber {
  readonly type: string;
  readonly number?: string;
  readonly extension?: string;
}

interface Callers {
  readonly fromDnCriteriaSelection?: string;
  readonly includeAnonymousCallers?: boolean;
  readonly includeUnavailableCallers?: boolean;
  readonly phoneNumber?: readonly string[];
}

/** The requests that a service has for its criteria; it needs not have all of them. */
export interface UserCriteria {
  /** The user must have one of these; criteria are kept in the settings of the first. */
  readonly services: readonly [UserService, ...UserService[]];
  readonly add?: RequestName;
  readonly get?: RequestName;
  readonly modify?: RequestName;
  readonly delete?: RequestName;
  /** Reads the criteria table alone. */
  readonly getList?: RequestName;
  /** Switches criteria on and off. */
  readonly modifyActive?: RequestName;
  /** What holds where a request to add leaves a field out. */
  readonly defaults?: Fields;
  /** Refuses a criterion that the platform would not take, by throwing a `Refusal`. */
  readonly check?: (next: Criterion, user: User, call: Call) => void;
  /** Cells of the table beside those that all services have. */
  readonly row?: (criterion: Criterion, user: User) => Readonly<Record<string, Cell>>;
}

/** Adds the requests for the criteria of a service to a table of behaviours. */
export function userCriteria(table: BehaviourTable, criteria: UserCriteria): void {
  const { services, add, get, modify, getList, modifyActive, defaults, check, row } = criteria;
  const [topic] = services;
  const find = (userId: string, { platform }: Call): User => {
    const user = platform.user(userId);
    requireService(platform, user, ...services);
    return user;
  };
  const change = (call: Call, user: User, next: readonly Criterion[]): void => {
    call.platform.changeUser(user, (draft) => {
      draft.settings[topic] = { ...draft.settings[topic], criteria: next };
    });
  };
  const accept = (criterion: Criterion, user: User, call: Call): Criterion => {
    checkCriterion(criterion, user, call.platform);
    check?.(criterion, user, call);
    return criterion;
  };

  if (add !== undefined) {
    table.onFields(add, (request: NamedCriterion, call) => {
      const user = find(request.userId, call);
      const present = criteriaOf(user, topic);
      const criterion = accept(addedCriterion(present, request, defaults), user, call);
      change(call, user, [...present, criterion]);
    });
  }
  if (get !== undefined) {
    table.onFields(get, (request: NamedCriterion, call) => {
      const user = find(request.userId, call);
      return readCriterion(criterionOf(criteriaOf(user, topic), request.criteriaName), user);
    });
  }
  if (modify !== undefined) {
    table.onFields(modify, (request: NamedCriterion, call) => {
      const user = find(request.userId, call);
      const present = criteriaOf(user, topic);
      const old = criterionOf(present, request.criteriaName);
      const next = accept(modifiedCriterion(present, request), user, call);
      change(
        call,
        user,
        present.map((c) => (c === old ? next : c)),
      );
    });
  }
  if (criteria.delete !== undefined) {
    table.onFields(criteria.delete, (request: NamedCriterion, call) => {
      const user = find(request.userId, call);
      const present = criteriaOf(user, topic);
      const gone = criterionOf(present, request.criteriaName);
      change(
        call,
        user,
        present.filter((c) => c !== gone),
      );
    });
  }
  if (getList !== undefined) {
    table.onFields(getList, (request: NamedCriterion, call) => {
      const user = find(request.userId, call);
      return { criteriaTable: criteriaRows(criteriaOf(user, topic), user, row) };
    });
  }
  if (modifyActive !== undefined) {
    table.onFields(modifyActive, (request: NamedCriterion & Activations, call) => {
      const user = find(request.userId, call);
      change(call, user, activated(criteriaOf(user, topic), request.criteriaActivation));
    });
  }
}

type NamedCriterion = OCIRequest & {
  readonly userId: string;
  readonly criteriaName: string;
  readonly newCriteriaName?: string;
};

interface Activations {
  readonly criteriaActivation?: readonly { criteriaName: string; isActive: boolean }[];
}

/** Criteria that a user has in the settings of a service, in the order they were added. */
function criteriaOf({ settings }: User, topic: string): readonly Criterion[] {
  return (settings[topic]?.criteria ?? []) as readonly Criterion[];
}

/** @throws Refusal if there is none of that name */
export function criterionOf(criteria: readonly Criterion[], name: string): Criterion {
  const found = criteria.find((c) => sameId(c.criteriaName, name));
  if (found === undefined) throw notFound('Criteria', name);
  return found;
}

/**
 * The criterion that a request adds.
 *
 * @throws Refusal if there is one of its name
 */
function addedCriterion(
  present: readonly Criterion[],
  request: NamedCriterion,
  defaults: Fields = {},
): Criterion {
  const { criteriaName } = request;
  requireFreeName(present, criteriaName);
  const given = merge<Fields>(defaults, request, ['userId', 'criteriaName']);
  return { ...given, criteriaName, isActive: true };
}

/**
 * The criterion that a request makes of the one it names.
 *
 * @throws Refusal if there is none of that name, or the new name is another's
 */
function modifiedCriterion(present: readonly Criterion[], request: NamedCriterion): Criterion {
  const old = criterionOf(present, request.criteriaName);
  const { newCriteriaName: criteriaName = old.criteriaName } = request;
  requireFreeName(
    present.filter((c) => c !== old),
    criteriaName,
  );
  const keys = ['userId', 'criteriaName', 'newCriteriaName'];
  const merged = unwrapped(merge<Fields>(wrapped(old), request, keys));
  return { ...merged, criteriaName, isActive: old.isActive };
}

function requireFreeName(criteria: readonly Criterion[], name: string): void {
  if (criteria.some((c) => sameId(c.criteriaName, name))) throw alreadyExists('Criteria', name);
}

/** Lists that a request to modify wraps as replacement lists, and the lists of reads. */
const wrappers = { callToNumberList: 'callToNumber', phoneNumberList: 'phoneNumber' } as const;

function wrapped(fields: Fields): Fields {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const wrapper = Object.entries(wrappers).find(([, list]) => list === name)?.[0];
    if (wrapper !== undefined && Array.isArray(value)) result[wrapper] = { [name]: value };
    else result[name] = isFields(value) ? wrapped(value) : value;
  }
  return result;
}

function unwrapped(fields: Fields): Fields {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name in wrappers) Object.assign(result, value);
    else result[name] = isFields(value) ? unwrapped(value) : value;
  }
  return result;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Switches criteria on and off; those that are not named stay as they are.
 *
 * @throws Refusal if there is none of a name
 */
function activated(
  present: readonly Criterion[],
  activations: Activations['criteriaActivation'] = [],
): readonly Criterion[] {
  let next = present;
  for (const { criteriaName, isActive } of activations) {
    const named = criterionOf(next, criteriaName);
    next = next.map((c) => (c === named ? { ...c, isActive } : c));
  }
  return next;
}

/** For `keep` of `userSettings`: what `criteriaActivation` says goes into the criteria. */
export function keepActivation(merged: Fields): Fields {
  const { criteriaActivation, ...kept } = merged as Fields & Activations;
  if (criteriaActivation === undefined) return kept;
  const present = (kept.criteria ?? []) as readonly Criterion[];
  return { ...kept, criteria: activated(present, criteriaActivation) };
}

/** For `show` of `userSettings`: the criteria table of a service. */
export function showCriteria(
  topic: string,
  row?: UserCriteria['row'],
): (kept: unknown, user: User) => { criteriaTable: CriteriaRow[] } {
  return (_, user) => ({ criteriaTable: criteriaRows(criteriaOf(user, topic), user, row) });
}

/**
 * Refuses what a criterion can't refer to.
 *
 * @throws Refusal if a schedule does not exist, or the user has no such alternate number
 */
function checkCriterion(
  { timeSchedule, holidaySchedule, callToNumber = [] }: Criterion,
  user: User,
  platform: Platform,
): void {
  if (timeSchedule !== undefined) requireSchedule(platform, user, timeSchedule, 'Time');
  if (holidaySchedule !== undefined) requireSchedule(platform, user, holidaySchedule, 'Holiday');
  for (const { type } of callToNumber) {
    const isAlternate = type.startsWith('Alternate');
    if (isAlternate && ownNumber(user, type) === undefined) {
      throw invalid(`The user has no such number: ${type}`);
    }
  }
}

/** @throws Refusal if the user can't use a schedule of that name */
function requireSchedule(
  platform: Platform,
  user: User,
  { type, name }: ScheduleReference,
  scheduleType: ScheduleKey['scheduleType'],
): void {
  // Service providers and enterprises have no schedules here.
  if (type === 'Service Provider') throw notFound('Schedule', name);
  const owner = type === 'User' ? user : platform.groupOf(user);
  scheduleOf(owner, { scheduleName: name, scheduleType });
}

/** A criterion as its read shows it. */
export function readCriterion(criterion: Criterion, user: User): Fields {
  const { callToNumber = [] } = criterion;
  return { private: false, ...criterion, callToNumber: callToNumber.map((n) => called(n, user)) };
}

/** Row of a criteria table, by property name of the column. */
export interface CriteriaRow {
  readonly isActive: boolean;
  readonly criteriaName: string;
  readonly timeSchedule: string;
  readonly holidaySchedule: string;
  readonly callsFrom: string;
  readonly blacklisted: boolean;
  readonly callsToType: string;
  readonly callsToNumber: string;
  readonly callsToExtension: string;
  readonly [column: string]: Cell;
}

/** The table of criteria; a table that lacks some of the columns leaves them out. */
export function criteriaRows(
  criteria: readonly Criterion[],
  user: User,
  row: UserCriteria['row'] = () => ({}),
): CriteriaRow[] {
  return criteria.map((criterion) => {
    const { criteriaName, isActive, timeSchedule, holidaySchedule, blacklisted } = criterion;
    const callsTo = (criterion.callToNumber ?? []).map((n) => called(n, user));
    return {
      isActive,
      criteriaName,
      timeSchedule: timeSchedule?.name ?? 'Every Day All Day',
      holidaySchedule: holidaySchedule?.name ?? 'None',
      callsFrom: callsFrom(criterion),
      blacklisted: blacklisted ?? false,
      callsToType: callsTo.map(({ type }) => typeText(type)).join(','),
      callsToNumber: callsTo.map(({ number = '' }) => number).join(','),
      callsToExtension: callsTo.map(({ extension = '' }) => extension).join(','),
      ...row(criterion, user),
    };
  });
}

/** `All calls`, or the callers one after the other. */
function callsFrom(criterion: Criterion): string {
  const name = Object.keys(criterion).find((field) => field.startsWith('fromDnCriteria'));
  const callers = (name === undefined ? {} : criterion[name]) as Callers;
  switch (callers.fromDnCriteriaSelection) {
    case 'Specified Only':
      return [
        ...(callers.includeAnonymousCallers === true ? ['Any Private Number'] : []),
        ...(callers.includeUnavailableCallers === true ? ['Any Unavailable Number'] : []),
        ...(callers.phoneNumber ?? []),
      ].join(',');
    case 'Any Internal':
      return 'All internal calls';
    case 'Any External':
      return 'All external calls';
    case 'Forwarded':
      return 'All forwarded calls';
    default:
      return 'All calls';
  }
}

function typeText(type: string): string {
  if (type === 'BroadWorks Mobility') return 'Mobility';
  return type.replace(/^Alternate(\d)/, 'Alternate $1');
}

/** Number and extension are those that the user has at the time of the read. */
function called(given: CalledNumber, user: User): CalledNumber {
  const own = ownNumber(user, given.type);
  if (own === undefined) return given;
  const { phoneNumber, extension } = own;
  return {
    type: given.type,
    ...(phoneNumber === undefined ? {} : { number: nationalNumber(phoneNumber) }),
    ...(extension === undefined ? {} : { extension }),
  };
}

interface OwnNumber {
  readonly phoneNumber?: string;
  readonly extension?: string;
}

/** The primary number or an alternate one; undefined if the user has none of that kind. */
function ownNumber(user: User, type: string): OwnNumber | undefined {
  if (type === 'Primary') return user;
  const position = /^Alternate(\d+)$/.exec(type)?.[1];
  if (position === undefined) return undefined;
  const alternate = user.settings['Alternate Numbers'];
  return alternate?.[`alternateEntry${position.padStart(2, '0')}`] as OwnNumber | undefined;
}
