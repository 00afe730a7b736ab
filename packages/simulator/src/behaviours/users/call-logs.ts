import type { CallLogsEntry, ExtendedMixedCallLogsEntry23 } from '@ocipkit/commands/call-log-entry';
import type { UserEnhancedCallLogsGetListRequest23 } from '@ocipkit/commands/call-logs';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { page, search, type Readers } from '../../engine/listing.js';
import { invalid } from '../../engine/refusal.js';
import type { User } from '../../platform/model.js';
import { requireService } from '../../platform/services.js';

type LoggedCall = ExtendedMixedCallLogsEntry23;

/**
 * The calls of users. Nothing calls on this platform: the calls are in the settings of a user, as
 * `placed`, `received` and `missed` of `Basic Call Logs` and as `calls` of `Enhanced Call Logs`.
 */
export function callLogs(table: BehaviourTable): void {
  table
    .on('UserBasicCallLogsGetListRequest14sp4', (request, { platform }) => {
      const user = platform.user(request.userId);
      requireService(platform, user, 'Basic Call Logs');
      const { callLogType, formatNameAndNumber = false } = request;
      const logs = (user.settings['Basic Call Logs'] ?? {}) as BasicLogs;
      const entries = (
        type: 'Placed' | 'Received' | 'Missed',
        calls: readonly CallLogsEntry[] = [],
      ) =>
        callLogType === undefined || callLogType === type
          ? newestFirst(calls).map((call) => (formatNameAndNumber ? readable(call) : call))
          : [];
      return {
        placed: entries('Placed', logs.placed),
        received: entries('Received', logs.received),
        missed: entries('Missed', logs.missed),
      };
    })
    .on('UserEnhancedCallLogsGetListRequest23', (request, { platform }) => {
      const user = platform.user(request.userId);
      requireService(platform, user, 'Enhanced Call Logs');
      const found = newestFirst(filtered(callsOf(user), request));
      return {
        totalNumberOfRows: found.length,
        extendedEntry: { extendedCallLog: page(found, request) },
      };
    });
}

interface BasicLogs {
  readonly placed?: readonly CallLogsEntry[];
  readonly received?: readonly CallLogsEntry[];
  readonly missed?: readonly CallLogsEntry[];
}

function callsOf({ settings }: User): readonly LoggedCall[] {
  return (settings['Enhanced Call Logs']?.calls ?? []) as readonly LoggedCall[];
}

function newestFirst<T extends { readonly time: string }>(calls: readonly T[]): readonly T[] {
  return [...calls].sort((a, b) => Date.parse(b.time) - Date.parse(a.time));
}

/** A number of North America as people write it; others stay. */
function readable(call: CallLogsEntry): CallLogsEntry {
  const match = /^\+?1?-?(\d{3})(\d{3})(\d{4})$/.exec(call.phoneNumber);
  return match === null ? call : { ...call, phoneNumber: match.slice(1).join('-') };
}

// Filters

const numberReaders: Readers<LoggedCall> = {
  includeBasicCallType: (c) => c.basicCallType,
  includeCallCategory: (c) => c.callCategory,
  includeConfigurableCallType: (c) => c.configurableCallType,
  searchCriteriaDialedNumber: (c) => c.dialedNumber,
  searchCriteriaCalledNumber: (c) => c.calledNumber,
  searchCriteriaNetworkTranslatedNumber: (c) => c.networkTranslatedAddress,
  searchCriteriaCallingPresentationNumber: (c) => c.callingPresentationNumber,
};

const redirectedReaders: Readers<LoggedCall> = {
  includeServiceInvocationBasicCallType: (c) => c.serviceInvocationBasicCallType,
  includeServiceInvocationCallCategory: (c) => c.serviceInvocationCallCategory,
  includeServiceInvocationConfigurableCallType: (c) => c.serviceInvocationConfigurableCallType,
  searchCriteriaServiceInvocationDialedNumber: (c) => c.serviceInvocationDialedNumber,
  searchCriteriaServiceInvocationCalledNumber: (c) => c.serviceInvocationCalledNumber,
  searchCriteriaServiceInvocationNetworkTranslatedNumber: (c) =>
    c.serviceInvocationNetworkTranslatedAddress,
};

function filtered(
  calls: readonly LoggedCall[],
  request: UserEnhancedCallLogsGetListRequest23,
): readonly LoggedCall[] {
  const { dateTimeRange, callLogType, subscriberType } = request;
  const from = Date.parse(dateTimeRange.startDateTime);
  const to = Date.parse(dateTimeRange.endDateTime);
  if (to < from) throw invalid('The range of time ends before it begins');
  const inRange = calls.filter((call) => {
    const time = Date.parse(call.time);
    return (
      time >= from &&
      time <= to &&
      isOfType(call, callLogType) &&
      (subscriberType === undefined || call.subscriberType === subscriberType) &&
      isRedirectedAs(call, request) &&
      hasCodes(call, request)
    );
  });
  const byNumber = searchAny(inRange, request.numberFilter, numberReaders);
  return searchAny(byNumber, request.redirectedNumberFilter, redirectedReaders);
}

/** A filter has values for one field, of which any will do. */
function searchAny(
  calls: readonly LoggedCall[],
  filter: object | undefined,
  readers: Readers<LoggedCall>,
): readonly LoggedCall[] {
  return search(calls, { ...filter, searchCriteriaModeOr: true }, readers);
}

function isOfType(
  { callLogType }: LoggedCall,
  type: UserEnhancedCallLogsGetListRequest23['callLogType'],
): boolean {
  if (type === undefined) return true;
  return type === 'ReceivedOrMissed' ? callLogType !== 'Placed' : callLogType === type;
}

function isRedirectedAs(
  { serviceInvocationDisposition: service }: LoggedCall,
  { redirectedNumberFilter }: UserEnhancedCallLogsGetListRequest23,
): boolean {
  const wanted = redirectedNumberFilter?.redirectedCall;
  if (wanted === undefined) return true;
  const { redirectedCall, redirectType = [] } = wanted;
  const counts =
    service !== undefined && (redirectType.length === 0 || redirectType.includes(service));
  return counts === redirectedCall;
}

function hasCodes(
  { accountAuthorizationCode, callAuthorizationCode }: LoggedCall,
  request: UserEnhancedCallLogsGetListRequest23,
): boolean {
  const { accountAuthorizationCodeFilter: account, callAuthorizationCodeFilter: call } = request;
  return (
    isCode(accountAuthorizationCode, account?.callsWithCodes, account?.accountAuthorizationCode) &&
    isCode(callAuthorizationCode, call?.callsWithCodes, call?.authorizationCode)
  );
}

function isCode(
  code: string | undefined,
  callsWithCodes: boolean | undefined,
  wanted: string | undefined,
): boolean {
  if (wanted !== undefined) return code === wanted;
  return callsWithCodes === undefined || (code !== undefined) === callsWithCodes;
}
