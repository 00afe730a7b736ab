import type { GroupCallCenterGetInstanceResponse22 } from '@ocipkit/commands/call-center';
import type { Plain } from '../run/plain.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** A person as a row of a call center's table has it. */
export interface CallCenterPerson {
  readonly userId: string;
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly hiraganaLastName?: string | undefined;
  readonly hiraganaFirstName?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
  readonly department?: string | undefined;
  readonly emailAddress?: string | undefined;
}

/** What an agent is doing, in all call centers together (`UserCallCenterGetRequest23`). */
export interface CallCenterAgentState {
  /**
   * `Sign-In`, `Sign-Out`, `Available`, `Unavailable` or `Wrap-Up`; undefined where the platform does not
   * tell, as in XS data mode.
   */
  readonly agentACDState?: string | undefined;
  /** Reason given for being unavailable. */
  readonly agentUnavailableCode?: string | undefined;
  /** The default guard timer holds, whose seconds are not known here. */
  readonly useDefaultGuardTimer: boolean;
  /** Seconds of pause after a call; only where the agent has a guard timer, and it is on. */
  readonly guardTimerSeconds?: number | undefined;
  /** When it was read, ISO 8601: a state is as old as that. */
  readonly readAt: string;
}

/** An agent of a call center: a row of its `agentTable`, and what the agent's own settings say. */
export interface CallCenterAgent extends CallCenterPerson {
  /** Share of the calls; matters for the policy `Weighted Call Distribution`. */
  readonly weight?: number | undefined;
  /** 1 to 20, for premium call centers with skill-based routing; undefined if it is no number. */
  readonly skillLevel?: number | undefined;
  /** The row as sent, by column: all cells, columns that are new included. */
  readonly row: Readonly<Record<string, string>>;
  /**
   * The agent takes calls of this call center ("Available" in the agent's own table). Undefined where the
   * state could not be read, or does not name this call center: never false for that.
   */
  readonly joined?: boolean | undefined;
  /** Routing of this call center as the agent's own table has it; premium call centers only. */
  readonly routingPolicy?: string | undefined;
  /** Call centers that the agent is in beside this one; undefined where the state could not be read. */
  readonly otherCallCenters?: number | undefined;
  /** Is among the agents whom the queue counts as staffed; undefined where the queue was not read. */
  readonly staffed?: boolean | undefined;
  /** What the agent is doing; `refused` for an agent who has lost the call center service. */
  readonly state: Section<CallCenterAgentState>;
}

/** The queue at one moment (`GroupCallCenterGetInstanceQueueStatusRequest`). */
export interface CallCenterQueue {
  /** Callers waiting. */
  readonly numberOfCallsQueuedNow: number;
  /** Agents who have joined and are signed in. */
  readonly agentsCurrentlyStaffed: readonly CallCenterPerson[];
  /** When it was read, ISO 8601. */
  readonly readAt: string;
}

/** Sections of a digest that can be asked for by name; the configuration is always read. */
export const callCenterSections = ['agents', 'queue', 'supervisors'] as const;
/** A part of the digest of a call center that may be asked for. */
export type CallCenterSection = (typeof callCenterSections)[number];

/** One call center. A section that was not asked for is undefined. */
export interface CallCenter {
  readonly serviceUserId: string;
  /** Switched on. The group's list alone tells it: undefined for a call center asked for by its id. */
  readonly isActive?: boolean | undefined;
  /** The configuration as the platform sent it, the profile with name, numbers and aliases included. */
  readonly config: Section<Plain<GroupCallCenterGetInstanceResponse22>>;
  /** In the order of the platform, which the policy goes by. */
  readonly agents?: Section<readonly CallCenterAgent[]> | undefined;
  readonly queue?: Section<CallCenterQueue> | undefined;
  readonly supervisors?: Section<readonly CallCenterPerson[]> | undefined;
}

/** The call center that was asked for, or all of a group. */
export interface CallCenterDigest extends RunSummary {
  readonly callCenters: readonly CallCenter[];
}
