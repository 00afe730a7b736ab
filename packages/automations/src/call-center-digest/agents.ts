import type { GroupCallCenterGetAgentListResponse } from '@ocipkit/commands/call-center-agent';
import type { UserCallCenterGetResponse23 } from '@ocipkit/commands/call-center-user';
import { compact, flag, integer, percentage, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { localProblem, problemAt, type Problem } from '../run/problem.js';
import type { Place, Run } from '../run/run.js';
import {
  problemSection,
  problemsOf,
  sectionOf,
  valueOf,
  valueSection,
  type Outcome,
  type Section,
} from '../run/section.js';
import type {
  CallCenterAgent,
  CallCenterAgentState,
  CallCenterPerson,
  CallCenterQueue,
} from './types.js';

/** How the agents are to be read. */
export interface AgentReading {
  /** Rows per page; undefined reads the list in one. */
  readonly pageSize: number | undefined;
  /** Agents that are listed per call center at most. */
  readonly maxAgents: number;
  /** Distinct agents whose state is read at most, in the whole run. */
  readonly maxStates: number;
}

type Row = GroupCallCenterGetAgentListResponse['agentTable']['rows'][number];
type Listed = Outcome<{ readonly rows: readonly Row[]; readonly unread: readonly Problem[] }>;

/** Reads the agents of call centers; who is an agent of several is read once. */
export class AgentReader {
  readonly #run: Run;
  readonly #reading: AgentReading;
  readonly #states = new Map<string, Promise<Outcome<UserCallCenterGetResponse23>>>();
  #done = 0;

  constructor(run: Run, reading: AgentReading) {
    this.#run = run;
    this.#reading = reading;
  }

  /**
   * The agents of a call center, all but what the queue tells of them.
   *
   * @param goOn whether the states are wanted once the agents are listed
   */
  async read(
    serviceUserId: string,
    place: Place,
    goOn: Promise<boolean>,
  ): Promise<Section<readonly Omit<CallCenterAgent, 'staffed'>[]>> {
    const { path } = place;
    const listed = await this.#list(serviceUserId, place);
    if (!listed.ok) return problemSection(path, listed.problem);
    if (!(await goOn)) return valueSection([]);
    const { rows, unread: cut } = listed.response;
    const unread = [...cut];
    const agents = await Promise.all(
      rows.map(async (row) => {
        const person = personOf(row);
        const at = `${path}[${person.userId}].state`;
        const outcome = await this.#state(person.userId, at);
        const own = ownRow(this.#run, outcome, serviceUserId, at, person.userId);
        const state = stateOf(at, outcome);
        const agent: Omit<CallCenterAgent, 'staffed'> = {
          ...person,
          ...compact({
            weight: percentage(row.weight),
            skillLevel: integer(row.skillLevel),
            joined: flag(own.row?.available),
            // Documented under both names.
            routingPolicy: text(own.row?.routingPolicy) ?? text(own.row?.routingType),
            otherCallCenters: own.others,
          }),
          row: cellsOf(row),
          state,
        };
        return { agent, problems: [...problemsOf(state), ...own.problems] };
      }),
    );
    unread.push(...agents.flatMap(({ problems }) => problems));
    return valueSection(
      agents.map(({ agent }) => agent),
      unread,
    );
  }

  /** The rows of all agents, a page at a time where that was asked for and the platform can. */
  async #list(serviceUserId: string, place: Place): Promise<Listed> {
    const { path } = place;
    const { pageSize, maxAgents } = this.#reading;
    const paged = pageSize === undefined ? undefined : await this.#pages(serviceUserId, place);
    if (paged !== undefined) return paged;
    const isLimited = Number.isFinite(maxAgents);
    const outcome = await this.#run.ask(
      'GroupCallCenterGetAgentListRequest',
      { serviceUserId, ...(isLimited ? { responseSizeLimit: maxAgents } : {}) },
      place,
    );
    if (!outcome.ok) return outcome;
    const rows = rowsOf(this.#run, outcome.response, 'agentTable', agentColumns);
    const command = 'GroupCallCenterGetAgentListRequest';
    return listed(outcome, rows, rows.length < maxAgents ? [] : [cutAt(maxAgents, path, command)]);
  }

  /** Undefined where the platform has no paged list. */
  async #pages(serviceUserId: string, place: Place): Promise<Listed | undefined> {
    const { path } = place;
    const { pageSize = 1, maxAgents } = this.#reading;
    const command = 'GroupCallCenterGetAgentPagedSortedListRequest';
    const rows: Row[] = [];
    for (;;) {
      const wanted = Math.min(pageSize, maxAgents - rows.length);
      const outcome = await this.#run.ask(
        command,
        {
          serviceUserId,
          responsePagingControl: { responseStartIndex: rows.length + 1, responsePageSize: wanted },
        },
        place,
      );
      if (!outcome.ok) {
        if (rows.length > 0)
          return {
            ok: true,
            readAt: new Date(),
            response: { rows, unread: [problemAt(path, outcome.problem)] },
          };
        return outcome.problem.kind === 'unsupported' ? undefined : outcome;
      }
      const page = rowsOf(this.#run, outcome.response, 'agentTable', agentColumns);
      rows.push(...page);
      this.#run.progress('agents listed', rows.length);
      if (page.length < wanted) return listed(outcome, rows, []);
      if (rows.length >= maxAgents) {
        return listed(outcome, rows, [cutAt(maxAgents, path, command)]);
      }
    }
  }

  #state(userId: string, path: string): Promise<Outcome<UserCallCenterGetResponse23>> {
    const key = userId.toLowerCase();
    let state = this.#states.get(key);
    if (state === undefined) {
      state =
        this.#states.size >= this.#reading.maxStates
          ? Promise.resolve({ ok: false, problem: beyondLimit(path, userId, this.#reading) })
          : this.#ask(userId, path);
      this.#states.set(key, state);
    }
    return state;
  }

  async #ask(userId: string, path: string): Promise<Outcome<UserCallCenterGetResponse23>> {
    const outcome = await this.#run.ask(
      'UserCallCenterGetRequest23',
      { userId },
      this.#run.member({ path, subject: userId }),
    );
    this.#done += 1;
    this.#run.progress('states of agents', this.#done, this.#states.size);
    return outcome;
  }
}

function listed(
  { readAt }: { readonly readAt: Date },
  rows: readonly Row[],
  unread: readonly Problem[],
): Listed {
  return { ok: true, readAt, response: { rows, unread } };
}

function cutAt(max: number, path: string, command: string): Problem {
  const message = `The list was cut after ${String(max)} agents: there may be more.`;
  return localProblem('unread', message, { path, command });
}

function beyondLimit(path: string, subject: string, { maxStates }: AgentReading): Problem {
  const message = `The states of ${String(maxStates)} agents were to be read at most.`;
  return localProblem('unread', message, { path, command: null, subject });
}

/** What the agent's own table says of a call center, and how many others it has. */
function ownRow(
  run: Run,
  outcome: Outcome<UserCallCenterGetResponse23>,
  serviceUserId: string,
  path: string,
  subject: string,
): {
  readonly row?: UserCallCenterGetResponse23['callCenterTable']['rows'][number] | undefined;
  readonly others?: number | undefined;
  readonly problems: readonly Problem[];
} {
  if (!outcome.ok) return { problems: [] };
  const columns = ['serviceUserId', 'available'] as const;
  const rows = rowsOf(run, outcome.response, 'callCenterTable', columns);
  const isOwn = (row: (typeof rows)[number]): boolean => sameId(row.serviceUserId, serviceUserId);
  const row = rows.find(isOwn);
  const others = rows.filter((r) => !isOwn(r)).length;
  if (row !== undefined) return { row, others, problems: [] };
  const command = 'UserCallCenterGetRequest23';
  const message = `${subject} is in the list of agents, but the agent's own list lacks ${serviceUserId}.`;
  return { others, problems: [localProblem('inconsistent', message, { path, command, subject })] };
}

/** A refusal stays one, also of code 4410: an agent without the service is a fault to be seen. */
function stateOf(
  path: string,
  outcome: Outcome<UserCallCenterGetResponse23>,
): Section<CallCenterAgentState> {
  const readAt = outcome.ok ? outcome.readAt.toISOString() : '';
  return sectionOf(path, outcome, (agent) => {
    const { useDefaultGuardTimer, enableGuardTimer, guardTimerSeconds } = agent;
    const { agentACDState, agentUnavailableCode } = agent;
    return {
      ...compact({
        agentACDState,
        agentUnavailableCode,
        guardTimerSeconds:
          enableGuardTimer && !useDefaultGuardTimer ? guardTimerSeconds : undefined,
      }),
      useDefaultGuardTimer,
      readAt,
    };
  });
}

/** Adds who is staffed, once the queue is known. */
export function withStaff(
  agents: Section<readonly Omit<CallCenterAgent, 'staffed'>[]>,
  queue: Section<CallCenterQueue> | undefined,
): Section<readonly CallCenterAgent[]> {
  const staff = valueOf(queue)?.agentsCurrentlyStaffed;
  if (agents.status !== 'value' || staff === undefined) return agents;
  return {
    ...agents,
    value: agents.value.map((agent) => ({
      ...agent,
      staffed: staff.some(({ userId }) => sameId(userId, agent.userId)),
    })),
  };
}

/** Columns that all tables of people have. */
export const staffColumns = [
  'userId',
  'lastName',
  'firstName',
  'phoneNumber',
  'extension',
  'department',
  'emailAddress',
] as const;

/** Those of the lists of agents and supervisors. */
export const personColumns = [...staffColumns, 'hiraganaLastName', 'hiraganaFirstName'] as const;

const agentColumns = [...personColumns, 'weight', 'skillLevel'] as const;

/** A person from a row of any of the tables: their columns differ in order, not in headings. */
export function personOf(row: Readonly<Record<string, string | undefined>>): CallCenterPerson {
  return {
    userId: row.userId ?? '',
    ...compact({
      lastName: text(row.lastName),
      firstName: text(row.firstName),
      hiraganaLastName: text(row.hiraganaLastName),
      hiraganaFirstName: text(row.hiraganaFirstName),
      phoneNumber: text(row.phoneNumber),
      extension: text(row.extension),
      department: text(row.department),
      emailAddress: text(row.emailAddress),
    }),
  };
}

function cellsOf(row: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row).filter((cell): cell is [string, string] => cell[1] !== undefined),
  );
}
