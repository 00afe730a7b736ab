import type { Client } from '@ocipkit/client';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact, flag } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import type { RunOptions } from '../run/options.js';
import { plain } from '../run/plain.js';
import { Run, type Place } from '../run/run.js';
import { problemsOf, rootOf, sectionOf, type Section } from '../run/section.js';
import { AgentReader, personColumns, personOf, staffColumns, withStaff } from './agents.js';
import {
  callCenterSections,
  type CallCenter,
  type CallCenterDigest,
  type CallCenterPerson,
  type CallCenterQueue,
  type CallCenterSection,
} from './types.js';

/** One call center by its id, or all of a group. */
export interface CallCenterDigestInput {
  /** Id of a call center. */
  readonly serviceUserId?: string | undefined;
  /** With `groupId`, in place of `serviceUserId`. */
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  /** What to read beside the configuration; default `agents` and `queue`. */
  readonly sections?: readonly CallCenterSection[] | undefined;
  /**
   * Rows per page of the lists of agents, 1 to 2,000, for very large call centers. Default: each list in
   * one answer. A platform without the paged list is asked for the whole.
   */
  readonly agentPageSize?: number | undefined;
  /** Agents to list per call center at most; a list that long is reported as cut. Default: all. */
  readonly maxAgents?: number | undefined;
  /** Distinct agents whose state is read at most; the others are reported. Default: all. */
  readonly maxStates?: number | undefined;
}

/**
 * Call centers at a glance: configuration, who waits, and what every agent is doing. Reads only.
 *
 * Costs two dependent rounds, three for a group: the list of the group; configuration, agents and queue
 * of each call center; the state of every agent, each read once. A round is one message per 15 requests.
 *
 * @throws AutomationUsageError if the input names no call center and no group, or both; AutomationError
 * if the call center, or the list of the group, can't be read; InvalidRequestError if an id can't be one
 */
export async function callCenterDigest(
  client: Client,
  input: CallCenterDigestInput,
  options: RunOptions = {},
): Promise<CallCenterDigest> {
  const scope = scopeOf(input);
  const reader = new CallCenterReader(new Run(client, options), input);
  return reader.read(scope);
}

type Scope =
  | { readonly serviceUserId: string }
  | { readonly serviceProviderId: string; readonly groupId: string };

interface Listed {
  readonly serviceUserId: string;
  readonly isActive?: boolean | undefined;
}

class CallCenterReader {
  readonly #run: Run;
  readonly #wanted: ReadonlySet<CallCenterSection>;
  readonly #agents: AgentReader;

  constructor(run: Run, input: CallCenterDigestInput) {
    this.#run = run;
    this.#wanted = new Set(input.sections ?? ['agents', 'queue']);
    this.#agents = new AgentReader(run, {
      pageSize: input.agentPageSize,
      maxAgents: input.maxAgents ?? Infinity,
      maxStates: input.maxStates ?? Infinity,
    });
  }

  async read(scope: Scope): Promise<CallCenterDigest> {
    const isGroup = 'groupId' in scope;
    this.#run.progress('call centers', 0);
    const listed: readonly Listed[] = isGroup ? await this.#list(scope) : [scope];
    let done = 0;
    const callCenters = await Promise.all(
      listed.map(async (center) => {
        const read = await this.#center(center, !isGroup);
        this.#run.progress('call centers', ++done, listed.length);
        return read;
      }),
    );
    const problems = callCenters.flatMap(({ config, agents, queue, supervisors }) =>
      [config, agents, queue, supervisors].flatMap((section) =>
        section === undefined ? [] : problemsOf(section),
      ),
    );
    return { callCenters, ...this.#run.summary(problems) };
  }

  async #list(scope: {
    readonly serviceProviderId: string;
    readonly groupId: string;
  }): Promise<readonly Listed[]> {
    const { serviceProviderId, groupId } = scope;
    const outcome = await this.#run.ask(
      'GroupCallCenterGetInstanceListRequest',
      { serviceProviderId, groupId },
      { path: 'callCenters', subject: groupId },
    );
    const columns = ['serviceUserId', 'isActive'] as const;
    return rowsOf(this.#run, rootOf(outcome), 'callCenterTable', columns).map((row) => ({
      serviceUserId: row.serviceUserId ?? '',
      ...compact({ isActive: flag(row.isActive) }),
    }));
  }

  /** @throws AutomationError if the configuration of the root can't be read */
  async #center({ serviceUserId, isActive }: Listed, isRoot: boolean): Promise<CallCenter> {
    const run = this.#run;
    const path = `callCenters[${serviceUserId}]`;
    const asked = { serviceUserId };
    const whole = { path, subject: serviceUserId };
    const own: Place = isRoot ? whole : run.member(whole);
    const place = (field: string): Place => ({ ...own, path: `${path}.${field}` });
    const config = run.ask('GroupCallCenterGetInstanceRequest22', asked, place('config'));
    const goOn = config.then(({ ok }) => ok || !isRoot);
    const [instance, agents, queue, supervisors] = await Promise.all([
      config,
      this.#wanted.has('agents')
        ? this.#agents.read(serviceUserId, place('agents'), goOn)
        : undefined,
      this.#wanted.has('queue') ? this.#queue(serviceUserId, place('queue')) : undefined,
      this.#wanted.has('supervisors')
        ? this.#supervisors(serviceUserId, place('supervisors'))
        : undefined,
    ]);
    if (isRoot) rootOf(instance);
    return {
      serviceUserId,
      ...compact({ isActive }),
      config: sectionOf(`${path}.config`, instance, plain),
      ...compact({
        agents: agents === undefined ? undefined : withStaff(agents, queue),
        queue,
        supervisors,
      }),
    };
  }

  async #queue(serviceUserId: string, place: Place): Promise<Section<CallCenterQueue>> {
    const outcome = await this.#run.ask(
      'GroupCallCenterGetInstanceQueueStatusRequest',
      { serviceUserId },
      place,
    );
    const readAt = outcome.ok ? outcome.readAt.toISOString() : '';
    return sectionOf(place.path, outcome, (response) => ({
      numberOfCallsQueuedNow: response.numberOfCallsQueuedNow,
      agentsCurrentlyStaffed: rowsOf(
        this.#run,
        response,
        'agentsCurrentlyStaffed',
        staffColumns,
      ).map(personOf),
      readAt,
    }));
  }

  async #supervisors(
    serviceUserId: string,
    place: Place,
  ): Promise<Section<readonly CallCenterPerson[]>> {
    const outcome = await this.#run.ask(
      'GroupCallCenterGetSupervisorListRequest16',
      { serviceUserId },
      place,
    );
    return sectionOf(place.path, outcome, (response) =>
      rowsOf(this.#run, response, 'supervisorTable', personColumns).map(personOf),
    );
  }
}

function scopeOf(input: CallCenterDigestInput): Scope {
  const { serviceUserId, serviceProviderId, groupId, sections = [] } = input;
  checkNumbers(input);
  const unknown = sections.filter((section) => !callCenterSections.includes(section));
  if (unknown.length > 0) {
    throw usage(
      `There is no section ${unknown.join(', ')}; there are ${callCenterSections.join(', ')}.`,
    );
  }
  const isGroup = serviceProviderId !== undefined || groupId !== undefined;
  if (isText(serviceUserId) && !isGroup) return { serviceUserId };
  if (serviceUserId === undefined && isText(serviceProviderId) && isText(groupId)) {
    return { serviceProviderId, groupId };
  }
  throw usage('Give either serviceUserId, or serviceProviderId and groupId.');
}

function checkNumbers({ agentPageSize, maxAgents, maxStates }: CallCenterDigestInput): void {
  const check = (name: string, value: number | undefined, min: number, max: number): void => {
    if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
    throw usage(
      `${name} is no whole number from ${String(min)}${max === MAX ? '' : ` to ${String(max)}`}.`,
    );
  };
  check('agentPageSize', agentPageSize, 1, 2_000);
  check('maxAgents', maxAgents, 1, MAX);
  check('maxStates', maxStates, 0, MAX);
}

const MAX = Number.MAX_SAFE_INTEGER;

function isText(value: string | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function usage(message: string): AutomationUsageError {
  return new AutomationUsageError(`callCenterDigest: ${message}`);
}
