import type { Client } from '@ocipkit/client';
import type { GroupService } from '@ocipkit/commands/service-names';
import { AutomationUsageError } from '../run/usage-error.js';
import { compact, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import { requireTexts } from '../run/input.js';
import type { RunOptions } from '../run/options.js';
import { plain } from '../run/plain.js';
import { Run, type Place } from '../run/run.js';
import { problemsOf, rootOf, sectionOf, valueOf, valueSection } from '../run/section.js';
import type { Outcome, Section } from '../run/section.js';
import { checkGroupService, type GroupServiceCheck } from '../user-digest/section-reader.js';
import {
  agentColumns,
  agentOf,
  aliasesOf,
  listColumns,
  listed,
  memberColumns,
  type Row,
} from './rows.js';
import {
  membershipKinds,
  type MembershipAutoAttendant,
  type MembershipCallCenter,
  type MembershipHuntGroup,
  type MembershipKind,
  type MembershipService,
  type ServiceMembership,
} from './types.js';

/** What `serviceMembership` takes. */
export interface ServiceMembershipInput {
  readonly serviceProviderId: string;
  readonly groupId: string;
  /** Default: all. */
  readonly kinds?: readonly MembershipKind[] | undefined;
}

/**
 * Auto attendants, call centers and hunt groups of a group: how they are set up, who is in them, and
 * which services they have. Reads only.
 *
 * Costs two dependent rounds: the group and the lists, in one message; then for every auto attendant and
 * hunt group two requests, for every call center three, 15 to a message.
 *
 * @throws AutomationError if the group can't be read; AutomationUsageError if an id is empty, or a kind
 * unknown
 */
export async function serviceMembership(
  client: Client,
  input: ServiceMembershipInput,
  options: RunOptions = {},
): Promise<ServiceMembership> {
  check(input);
  const { serviceProviderId, groupId, kinds = membershipKinds } = input;
  const reader = new Reader(new Run(client, options), { serviceProviderId, groupId });
  const { run } = reader;
  const wanted = new Set<MembershipKind>(kinds);
  run.progress('the lists', 0);
  const [profile, autoAttendants, callCenters, huntGroups] = await Promise.all([
    run.ask('GroupGetRequest22V5', reader.group, { path: 'group', subject: groupId }),
    wanted.has('autoAttendants') ? reader.autoAttendants() : undefined,
    wanted.has('callCenters') ? reader.callCenters() : undefined,
    wanted.has('huntGroups') ? reader.huntGroups() : undefined,
  ]);
  const group = plain(rootOf(profile));
  const lists = [autoAttendants, callCenters, huntGroups].flatMap((list) => list ?? []);
  return {
    serviceProviderId,
    groupId,
    group,
    ...compact({ autoAttendants, callCenters, huntGroups }),
    ...run.summary(lists.flatMap(allProblems)),
  };
}

function check({ serviceProviderId, groupId, kinds = [] }: ServiceMembershipInput): void {
  requireTexts('serviceMembership', { serviceProviderId, groupId });
  const unknown = kinds.filter((kind) => !membershipKinds.includes(kind));
  if (unknown.length > 0) {
    throw new AutomationUsageError(
      `serviceMembership: ${unknown.join(', ')} is no kind; expected ${membershipKinds.join(', ')}.`,
    );
  }
}

function allProblems(
  list: Section<readonly (MembershipAutoAttendant | MembershipCallCenter | MembershipHuntGroup)[]>,
): ReturnType<typeof problemsOf> {
  const sections = (valueOf(list) ?? []).flatMap((instance): Section<unknown>[] => [
    instance.config,
    ...('agents' in instance ? [instance.agents] : []),
    instance.services,
  ]);
  return [...problemsOf(list), ...sections.flatMap(problemsOf)];
}

interface GroupIds {
  readonly serviceProviderId: string;
  readonly groupId: string;
}

/** Reads the service instances of one group. */
class Reader {
  readonly run: Run;
  readonly group: GroupIds;
  #done = 0;
  #total = 0;

  constructor(run: Run, group: GroupIds) {
    this.run = run;
    this.group = group;
  }

  async autoAttendants(): Promise<Section<readonly MembershipAutoAttendant[]>> {
    const path = 'autoAttendants';
    const [check, list] = await Promise.all([
      this.#check(path, 'Auto Attendant - Standard', 'Auto Attendant'),
      this.run.ask('GroupAutoAttendantGetInstanceListRequest', this.group, this.#place(path)),
    ]);
    return this.#each(
      path,
      check,
      list,
      (r) => rowsOf(this.run, r, 'autoAttendantTable', [...listColumns, 'type']),
      async (row, place) => {
        const [config, services] = await Promise.all([
          this.run.ask(
            'GroupAutoAttendantGetInstanceRequest24',
            named(place),
            sub(place, 'config'),
          ),
          this.#services(place),
        ]);
        return {
          ...listed(row, place.subject),
          ...compact({
            type: text(row.type) ?? (config.ok ? config.response.type : undefined),
            aliases: aliasesOf(config),
          }),
          config: sectionOf(`${place.path}.config`, config, plain),
          services,
        };
      },
    );
  }

  async callCenters(): Promise<Section<readonly MembershipCallCenter[]>> {
    const path = 'callCenters';
    const { run, group } = this;
    // Call centers have no service of the group: the list alone tells.
    const list = await run.ask('GroupCallCenterGetInstanceListRequest', group, this.#place(path));
    return this.#each(
      path,
      { missing: undefined, unknown: 'Call Center' },
      list,
      (r) => rowsOf(run, r, 'callCenterTable', [...listColumns, 'type', 'policy']),
      async (row, place) => {
        const [config, agents, services] = await Promise.all([
          run.ask('GroupCallCenterGetInstanceRequest22', named(place), sub(place, 'config')),
          run.ask('GroupCallCenterGetAgentListRequest', named(place), sub(place, 'agents')),
          this.#services(place),
        ]);
        return {
          ...listed(row, place.subject),
          ...compact({
            type: text(row.type) ?? (config.ok ? config.response.type : undefined),
            policy: text(row.policy) ?? (config.ok ? config.response.policy : undefined),
            aliases: aliasesOf(config),
          }),
          config: sectionOf(`${place.path}.config`, config, plain),
          agents: sectionOf(`${place.path}.agents`, agents, (response) =>
            rowsOf(run, response, 'agentTable', agentColumns).map(agentOf),
          ),
          services,
        };
      },
    );
  }

  async huntGroups(): Promise<Section<readonly MembershipHuntGroup[]>> {
    const path = 'huntGroups';
    const [check, list] = await Promise.all([
      this.#check(path, 'Hunt Group'),
      this.run.ask('GroupHuntGroupGetInstanceListRequest', this.group, this.#place(path)),
    ]);
    return this.#each(
      path,
      check,
      list,
      (r) => rowsOf(this.run, r, 'huntGroupTable', [...listColumns, 'policy']),
      async (row, place) => {
        const [config, services] = await Promise.all([
          this.run.ask('GroupHuntGroupGetInstanceRequest20', named(place), sub(place, 'config')),
          this.#services(place),
        ]);
        return {
          ...listed(row, place.subject),
          ...compact({
            policy: text(row.policy) ?? (config.ok ? config.response.policy : undefined),
            aliases: aliasesOf(config),
          }),
          config: sectionOf(`${place.path}.config`, config, plain),
          agents: sectionOf(`${place.path}.agents`, config, (response) =>
            rowsOf(this.run, response, 'agentUserTable', memberColumns).map(agentOf),
          ),
          services,
        };
      },
    );
  }

  #place(path: string): InstancePlace {
    return { path, subject: this.group.groupId };
  }

  /** Whether the group has one of the services. */
  async #check(path: string, ...services: readonly GroupService[]): Promise<GroupServiceCheck> {
    const place = this.#place(path);
    const checks = await Promise.all(
      services.map((service) => checkGroupService(this.run, this.group, service, place)),
    );
    const isMissing = (check: GroupServiceCheck): boolean => check.missing !== undefined;
    const isUnknown = (check: GroupServiceCheck): boolean => check.unknown !== undefined;
    return (
      checks.find((check) => !isMissing(check) && !isUnknown(check)) ??
      checks.find(isUnknown) ??
      checks.at(-1) ?? { missing: undefined, unknown: undefined }
    );
  }

  /**
   * The details of every row. Without the service the list says nothing, unless it has rows all the same.
   */
  async #each<R, T>(
    path: string,
    { missing, unknown }: GroupServiceCheck,
    list: Outcome<R>,
    rowsOf: (response: R) => readonly Row[],
    read: (row: Row, place: InstancePlace) => Promise<T>,
  ): Promise<Section<readonly T[]>> {
    const rows = list.ok ? rowsOf(list.response) : [];
    if (missing !== undefined && rows.length === 0) return missing;
    if (!list.ok) return sectionOf(path, list, () => [], unknown);
    this.#total += rows.length;
    const withProgress = async (row: Row): Promise<T> => {
      const subject = row.serviceUserId ?? '';
      const instance = await read(row, this.run.member({ path: `${path}[${subject}]`, subject }));
      this.#done += 1;
      this.run.progress('service instances', this.#done, this.#total);
      return instance;
    };
    return valueSection(await Promise.all(rows.map(withProgress)));
  }

  async #services(place: InstancePlace): Promise<Section<readonly MembershipService[]>> {
    const at = sub(place, 'services');
    const outcome = await this.run.ask(
      'UserAssignedServicesGetListRequest',
      { userId: place.subject },
      at,
    );
    return sectionOf(at.path, outcome, ({ userServiceEntry = [], groupServiceEntry = [] }) => [
      ...userServiceEntry.map(({ serviceName, isActive }) =>
        compact({ name: serviceName, kind: 'user' as const, isActive }),
      ),
      ...groupServiceEntry.map(({ serviceName, isActive }) =>
        compact({ name: serviceName, kind: 'group' as const, isActive }),
      ),
    ]);
  }
}

interface InstancePlace extends Place {
  readonly subject: string;
}

function sub(place: InstancePlace, section: string): InstancePlace {
  return { ...place, path: `${place.path}.${section}` };
}

function named({ subject }: InstancePlace): { readonly serviceUserId: string } {
  return { serviceUserId: subject };
}
