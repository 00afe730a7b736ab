import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { memberRows, usersInReach } from '../../engine/instances.js';
import { list, page, search, type Readers } from '../../engine/listing.js';
import { alreadyExists, invalid, notAllowed } from '../../engine/refusal.js';
import { userReaders } from '../../engine/user-rows.js';
import {
  agentOf,
  findAgent,
  isSkillBased,
  requireAgentService,
  staffOf,
  typeOf,
} from '../../platform/agents.js';
import { sameId } from '../../platform/id-map.js';
import type { Agent, ServiceInstance } from '../../platform/model.js';
import type { Platform } from '../../platform/platform.js';
import { rowsOfAgents } from './hunt-group.js';

/** Agents and supervisors of call centers, and the state of the queue. */
export function callCenterAgents(table: BehaviourTable): void {
  table
    .on('GroupCallCenterGetAgentListRequest', (request, { platform }) => {
      const instance = callCenter(platform, request);
      return {
        agentTable: list(agentRows(platform, instance), request, { criteria: agentCriteria }),
      };
    })
    .on('GroupCallCenterGetAgentPagedSortedListRequest', (request, { platform }) => {
      const instance = callCenter(platform, request);
      const found = search(agentRows(platform, instance), request, agentCriteria);
      const inOrder = isSkillBased(instance) ? found.sort(bySkill) : found;
      return { agentTable: page(inOrder, request) };
    })
    .on('GroupCallCenterAddAgentListRequest', (request, call) => {
      const instance = callCenter(call.platform, request);
      const { agentUserId, agentSkillList } = request;
      const added =
        agentSkillList === undefined
          ? newAgents(call, instance, agentUserId ?? [])
          : skilledAgents(
              call,
              instance,
              agentSkillList.map(({ skillLevel, agent = [] }) => ({ skillLevel, ids: agent })),
            );
      for (const { userId } of added) {
        if (findAgent(instance, userId) !== undefined) throw alreadyExists('Agent', userId);
      }
      call.platform.changeInstance(instance, (draft) => {
        draft.agents.push(...added);
      });
    })
    .on('GroupCallCenterModifyAgentListRequest', (request, call) => {
      const instance = callCenter(call.platform, request);
      const { agentUserIdList, skilledAgentUserIdList } = request;
      if (skilledAgentUserIdList !== undefined) {
        const levels = skilledAgentUserIdList.map(({ skillLevel, agents }) => ({
          skillLevel,
          ids: agents?.userId ?? [],
        }));
        replaceLevels(call, instance, levels);
      } else if (agentUserIdList !== undefined) {
        const agents = newAgents(call, instance, agentUserIdList?.userId ?? []);
        call.platform.changeInstance(instance, (draft) => {
          draft.agents = agents;
        });
      }
    })
    .on('GroupCallCenterDeleteAgentListRequest', (request, { platform }) => {
      const instance = callCenter(platform, request);
      const gone = request.agentUserId.map(
        (id) => agentOf(instance, platform.user(id).userId).userId,
      );
      platform.changeInstance(instance, (draft) => {
        draft.agents = draft.agents.filter(({ userId }) => !gone.some((id) => sameId(id, userId)));
      });
    })
    .on('GroupCallCenterGetSupervisorListRequest16', (request, { platform }) => ({
      supervisorTable: memberRows(platform, callCenter(platform, request).supervisorIds),
    }))
    .on('GroupCallCenterGetInstanceQueueStatusRequest', (request, { platform }) => {
      const instance = callCenter(platform, request);
      const { numberOfCallsQueuedNow = 0 } = instance.config;
      return {
        // No calls are simulated; a seed can say how many wait.
        numberOfCallsQueuedNow: Number(numberOfCallsQueuedNow),
        agentsCurrentlyStaffed: memberRows(platform, staffOf(platform, instance)),
      };
    });
}

function callCenter(
  platform: Platform,
  { serviceUserId }: { readonly serviceUserId: string },
): ServiceInstance {
  return platform.instance(serviceUserId, 'Call Center');
}

type AgentRow = ReturnType<typeof rowsOfAgents>[number];

/** Skill levels are shown where routing goes by them. */
function agentRows(platform: Platform, instance: ServiceInstance): AgentRow[] {
  const rows = rowsOfAgents(platform, instance);
  return isSkillBased(instance) ? rows : rows.map((row) => ({ ...row, skillLevel: undefined }));
}

const agentCriteria: Readers<AgentRow> = {
  ...userReaders,
  searchCriteriaExactSkillLevel: ({ skillLevel }) =>
    skillLevel === undefined ? undefined : String(skillLevel),
};

function bySkill(a: AgentRow, b: AgentRow): number {
  return (a.skillLevel ?? 1) - (b.skillLevel ?? 1);
}

/** Agents with the lowest skill level where there are levels; who is one already keeps the rest. */
function newAgents(
  { platform }: Call,
  instance: ServiceInstance,
  ids: readonly string[],
  skillLevel = 1,
): Agent[] {
  return usersInReach(platform, instance, ids).map((user) => {
    requireAgentService(platform, user, typeOf(instance));
    const present = findAgent(instance, user.userId);
    return {
      joined: true,
      ...present,
      userId: user.userId,
      ...(isSkillBased(instance) ? { skillLevel } : {}),
    };
  });
}

interface SkillLevel {
  readonly skillLevel: number;
  readonly ids: readonly string[];
}

function skilledAgents(
  call: Call,
  instance: ServiceInstance,
  levels: readonly SkillLevel[],
): Agent[] {
  if (!isSkillBased(instance)) {
    throw notAllowed('The call center has no skill-based routing');
  }
  const agents = levels.flatMap(({ skillLevel, ids }) =>
    newAgents(call, instance, ids, skillLevel),
  );
  if (new Set(agents.map((a) => a.userId)).size < agents.length) {
    throw invalid('A user is named for two skill levels');
  }
  return agents;
}

/** Agents of the levels that are named are replaced; others stay, unless they change their level. */
function replaceLevels(call: Call, instance: ServiceInstance, levels: readonly SkillLevel[]): void {
  const agents = skilledAgents(call, instance, levels);
  const isReplaced = ({ skillLevel = 1, userId }: Agent): boolean =>
    levels.some((level) => level.skillLevel === skillLevel) ||
    agents.some((agent) => sameId(agent.userId, userId));
  call.platform.changeInstance(instance, (draft) => {
    draft.agents = [...draft.agents.filter((agent) => !isReplaced(agent)), ...agents];
  });
}
