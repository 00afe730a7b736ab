import type { GroupAutoAttendantGetInstanceResponse24 } from '@ocipkit/commands/auto-attendant';
import type { GroupCallCenterGetInstanceResponse22 } from '@ocipkit/commands/call-center';
import type { GroupGetResponse22V5 } from '@ocipkit/commands/group';
import type { GroupHuntGroupGetInstanceResponse20 } from '@ocipkit/commands/hunt-group';
import type { Plain } from '../run/plain.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** What can be asked for by name. */
export const membershipKinds = ['autoAttendants', 'callCenters', 'huntGroups'] as const;
/** A kind of service instance that may be asked for. */
export type MembershipKind = (typeof membershipKinds)[number];

/** A user in a call center or a hunt group: a row of `agentTable` or `agentUserTable`. */
export interface MembershipAgent {
  readonly userId: string;
  /** Place in the list, from 1: the order in which policy `Regular` hunts. */
  readonly position: number;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly hiraganaLastName?: string | undefined;
  readonly hiraganaFirstName?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly department?: string | undefined;
  readonly emailAddress?: string | undefined;
  /** Percentage of calls; counts for policy `Weighted`. */
  readonly weight?: number | undefined;
  /** 1 to 20; in skill-based call centers, AS data mode only. */
  readonly skillLevel?: number | undefined;
  /** Of agents of hunt groups, AS data mode only: in an enterprise they may be of another group. */
  readonly groupId?: string | undefined;
}

/** A service that is assigned to the service instance itself. */
export interface MembershipService {
  readonly name: string;
  readonly kind: 'user' | 'group';
  /** The service is switched on; undefined for services that have no switch. */
  readonly isActive?: boolean | undefined;
}

interface ServiceInstance<R> {
  readonly serviceUserId: string;
  readonly name?: string | undefined;
  /** As the list shows it. */
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  /** Full path. */
  readonly department?: string | undefined;
  /** It takes calls. In the list only. */
  readonly isActive?: boolean | undefined;
  /** Aliases, `user@host`. Undefined where `config` could not be read. */
  readonly aliases?: readonly string[] | undefined;
  /** The whole configuration as the platform sent it, tables aside. */
  readonly config: Section<Plain<R>>;
  /** From UserAssignedServicesGetListRequest with the service user id. */
  readonly services: Section<readonly MembershipService[]>;
}

/** One auto attendant. */
export interface MembershipAutoAttendant extends ServiceInstance<GroupAutoAttendantGetInstanceResponse24> {
  /** `Basic` or `Standard`. */
  readonly type?: string | undefined;
}

/** One call center, with its agents. */
export interface MembershipCallCenter extends ServiceInstance<GroupCallCenterGetInstanceResponse22> {
  /** `Basic`, `Standard` or `Premium`. */
  readonly type?: string | undefined;
  /** How calls are spread: `Circular`, `Regular`, `Simultaneous`, `Uniform`, `Weighted`. */
  readonly policy?: string | undefined;
  /** From GroupCallCenterGetAgentListRequest. */
  readonly agents: Section<readonly MembershipAgent[]>;
}

/** One hunt group, with its agents. */
export interface MembershipHuntGroup extends ServiceInstance<GroupHuntGroupGetInstanceResponse20> {
  /** How calls are spread: `Circular`, `Regular`, `Simultaneous`, `Uniform`, `Weighted`. */
  readonly policy?: string | undefined;
  /** From the same read as `config`, and unread with it. */
  readonly agents: Section<readonly MembershipAgent[]>;
}

/** Auto attendants, call centers and hunt groups of a group. What was not asked for is undefined. */
export interface ServiceMembership extends RunSummary {
  readonly serviceProviderId: string;
  readonly groupId: string;
  readonly group: Plain<GroupGetResponse22V5>;
  readonly autoAttendants?: Section<readonly MembershipAutoAttendant[]> | undefined;
  readonly callCenters?: Section<readonly MembershipCallCenter[]> | undefined;
  readonly huntGroups?: Section<readonly MembershipHuntGroup[]> | undefined;
}
