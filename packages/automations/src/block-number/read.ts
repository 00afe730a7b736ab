import type { GroupIncomingCallingPlanGetListResponse } from '@ocipkit/commands/group-calling-plan';
import { flag, sameId } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { knownRefusals } from '../run/known-refusals.js';
import { problemAt, type Problem } from '../run/problem.js';
import type { Place, Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';

export const incomingService = 'Incoming Calling Plan';
/** Services whose rules may name digit patterns as well. */
const outgoingServices = ['Outgoing Calling Plan', 'Enhanced Outgoing Calling Plan'] as const;

/** A group in scope. */
export interface GroupRef {
  readonly groupId: string;
  readonly groupName?: string | undefined;
}

export interface Pattern {
  readonly name: string;
  readonly digitPattern: string;
}

/** What a plan is made from. */
export interface GroupState {
  readonly patterns: readonly Pattern[];
  readonly plan: GroupIncomingCallingPlanGetListResponse;
}

export type GroupRead =
  | { readonly status: 'value'; readonly state: GroupState }
  | { readonly status: 'not-assigned' }
  | { readonly status: 'problem'; readonly problem: Problem };

/** Reads groups of one service provider. */
export class GroupReader {
  readonly run: Run;
  readonly serviceProviderId: string;

  constructor(run: Run, serviceProviderId: string) {
    this.run = run;
    this.serviceProviderId = serviceProviderId;
  }

  /** Whether the service is there, the patterns and the rules; in one round. */
  async group(groupId: string): Promise<GroupRead> {
    const path = pathOf(groupId);
    const { leftOut } = this.run.member({ path, subject: groupId });
    if (leftOut !== undefined) return { status: 'problem', problem: leftOut };
    const [assigned, patterns, plan] = await Promise.all([
      this.isAssigned(groupId, incomingService),
      this.patterns(groupId),
      this.plan(groupId),
    ]);
    if (assigned.ok && !assigned.response.isAssigned) return { status: 'not-assigned' };
    const unread = ({ problem }: { readonly problem: Problem }): GroupRead => {
      const isMissing = knownRefusals.meaning(problem.code) === 'service-not-assigned';
      if (isMissing && !assigned.ok) return { status: 'not-assigned' };
      return { status: 'problem', problem: problemAt(path, problem) };
    };
    if (!plan.ok) return unread(plan);
    if (!patterns.ok) return unread(patterns);
    return { status: 'value', state: { patterns: patterns.response, plan: plan.response } };
  }

  plan(groupId: string): Promise<Outcome<GroupIncomingCallingPlanGetListResponse>> {
    const { serviceProviderId } = this;
    return this.run.ask(
      'GroupIncomingCallingPlanGetListRequest',
      { serviceProviderId, groupId },
      { path: pathOf(groupId), subject: groupId },
    );
  }

  async patterns(groupId: string): Promise<Outcome<readonly Pattern[]>> {
    const { serviceProviderId } = this;
    const outcome = await this.run.ask(
      'GroupCallingPlanGetDigitPatternListRequest',
      { serviceProviderId, groupId },
      { path: pathOf(groupId), subject: groupId },
    );
    if (!outcome.ok) return outcome;
    const columns = ['name', 'digitPattern'] as const;
    const rows = rowsOf(this.run, outcome.response, 'digitPatternTable', columns);
    const response = rows.map(({ name = '', digitPattern = '' }) => ({ name, digitPattern }));
    return { ...outcome, response };
  }

  /** A user's own rules. */
  user(userId: string, place: Place) {
    return this.run.ask('UserIncomingCallingPlanGetRequest', { userId }, place);
  }

  /** False only if it is known that no rule for calls made can name a pattern. */
  async mayHaveOutgoing(groupId: string): Promise<boolean> {
    const checks = await Promise.all(
      outgoingServices.map((service) => this.isAssigned(groupId, service)),
    );
    return checks.some((check) => !check.ok || check.response.isAssigned);
  }

  isAssigned(
    groupId: string,
    serviceName: typeof incomingService | (typeof outgoingServices)[number],
  ) {
    const { serviceProviderId } = this;
    return this.run.ask(
      'GroupServiceIsAssignedRequest',
      { serviceProviderId, groupId, serviceName },
      { path: pathOf(groupId), subject: groupId },
    );
  }
}

/** Place of a group in the result. */
export function pathOf(groupId: string): string {
  return `groups[${groupId}]`;
}

/** Place of a user in the result. */
export function userPlace(groupId: string, userId: string): Place {
  return { path: `${pathOf(groupId)}.users[${userId}]`, subject: userId };
}

/** Users with rules of their own by group, or why they are not known. */
export type Exempt =
  | { readonly ok: true; readonly userIds: readonly string[] }
  | { readonly ok: false; readonly problem: Problem };

type PlanRow = Readonly<Record<string, string | undefined>>;

/** Rows per page of the lists of users. */
const PAGE_SIZE = 1_000;

/** Users with rules of their own: of the whole enterprise at once where that can be, else by group. */
export class ExemptUsers {
  readonly #reader: GroupReader;
  readonly #whole: Promise<Outcome<readonly PlanRow[]>> | undefined;

  constructor(reader: GroupReader, isEnterprise: boolean) {
    this.#reader = reader;
    this.#whole = isEnterprise ? this.#enterprise() : undefined;
  }

  async of(groupId: string): Promise<Exempt> {
    const whole = await this.#whole;
    if (whole?.ok === true) {
      return exempt(whole.response.filter((row) => sameId(row.groupId, groupId)));
    }
    const own = await this.#group(groupId);
    return own.ok ? exempt(own.response) : own;
  }

  #enterprise(): Promise<Outcome<readonly PlanRow[]>> {
    const { run, serviceProviderId } = this.#reader;
    const place = { path: 'exemptUsers', subject: serviceProviderId };
    return this.#pages(place.path, async (responsePagingControl) => {
      const outcome = await run.ask(
        'EnterpriseUserCallingPlanSettingsGetListRequest',
        {
          serviceProviderId,
          callingPlanService: incomingService,
          responsePagingControl,
          sortByGroupId: { isAscending: true, isCaseSensitive: false },
          includeVirtualUsers: true,
        },
        place,
      );
      if (!outcome.ok) return outcome;
      const columns = ['groupId', 'userId', 'useCustomSettings'] as const;
      const rows = rowsOf(run, outcome.response, 'userCallingPlanTable', columns);
      return { ...outcome, response: rows };
    });
  }

  #group(groupId: string): Promise<Outcome<readonly PlanRow[]>> {
    const { run, serviceProviderId } = this.#reader;
    const path = `${pathOf(groupId)}.exemptUsers`;
    return this.#pages(path, async (responsePagingControl) => {
      const outcome = await run.ask(
        'GroupUserCallingPlanSettingsGetListRequest',
        {
          serviceProviderId,
          groupId,
          callingPlanService: incomingService,
          responsePagingControl,
          sortByUserLastName: { isAscending: true, isCaseSensitive: false },
          includeVirtualUsers: true,
        },
        { path, subject: groupId },
      );
      if (!outcome.ok) return outcome;
      const columns = ['userId', 'useCustomSettings'] as const;
      const rows = rowsOf(run, outcome.response, 'userCallingPlanTable', columns);
      return { ...outcome, response: rows };
    });
  }

  /** All pages, or none: a part of the list would pass for the whole. */
  async #pages(
    path: string,
    page: (control: {
      readonly responseStartIndex: number;
      readonly responsePageSize: number;
    }) => Promise<Outcome<readonly PlanRow[]>>,
  ): Promise<Outcome<readonly PlanRow[]>> {
    const rows: PlanRow[] = [];
    for (;;) {
      const outcome = await page({
        responseStartIndex: rows.length + 1,
        responsePageSize: PAGE_SIZE,
      });
      if (!outcome.ok) return outcome;
      rows.push(...outcome.response);
      this.#reader.run.progress(`${path} listed`, rows.length);
      if (outcome.response.length < PAGE_SIZE) return { ...outcome, response: rows };
    }
  }
}

function exempt(rows: readonly PlanRow[]): Exempt {
  const own = rows.filter((row) => flag(row.useCustomSettings) === true);
  return { ok: true, userIds: own.flatMap(({ userId }) => (userId === undefined ? [] : [userId])) };
}
