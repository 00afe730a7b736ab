import type { Automation } from '../registry/automation.js';
import {
  facts,
  runParts,
  sectionBlocks,
  table,
  text,
  type Report,
  type ReportBlock,
  type ReportPart,
} from '../report/report.js';
import { valueOf } from '../run/section.js';
import { callCenterDigest, type CallCenterDigestInput } from './call-center-digest.js';
import {
  callCenterSections,
  type CallCenter,
  type CallCenterAgent,
  type CallCenterDigest,
} from './types.js';

/** {@link callCenterDigest}, for programs that list automations. */
export const callCenterDigestAutomation: Automation<CallCenterDigestInput, CallCenterDigest> = {
  name: 'callCenterDigest',
  command: 'call-center digest',
  description:
    'A call center, or all of a group: configuration, queue, and what every agent is doing.',
  access: 'read',
  parameters: [
    {
      name: 'serviceUserId',
      type: 'text',
      completion: 'callCenterId',
      isRequired: false,
      description: 'Id of a call center; or give service provider and group for all of the group.',
    },
    {
      name: 'serviceProviderId',
      type: 'text',
      completion: 'serviceProviderId',
      isRequired: false,
      description: 'Service provider or enterprise of the group.',
    },
    {
      name: 'groupId',
      type: 'text',
      completion: 'groupId',
      isRequired: false,
      description: 'Group whose call centers are read.',
    },
    {
      name: 'sections',
      type: 'choices',
      values: callCenterSections,
      isRequired: false,
      description: 'What to read beside the configuration; agents and queue by default.',
    },
    {
      name: 'agentPageSize',
      type: 'integer',
      min: 1,
      max: 2_000,
      isRequired: false,
      description: 'Reads the lists of agents in pages of so many rows; in one answer by default.',
    },
    {
      name: 'maxAgents',
      type: 'integer',
      min: 1,
      isRequired: false,
      description: 'Agents to list per call center at most; all by default.',
    },
    {
      name: 'maxStates',
      type: 'integer',
      min: 0,
      isRequired: false,
      description: 'Agents whose state is read at most; all by default.',
    },
  ],
  run: callCenterDigest,
  report,
};

function report(digest: CallCenterDigest): Report {
  const { callCenters } = digest;
  const [only] = callCenters;
  return {
    title: 'Call centers',
    subtitle:
      callCenters.length === 1 ? only?.serviceUserId : `${String(callCenters.length)} call centers`,
    parts: [...callCenters.map(partOf), ...runParts(digest)],
  };
}

function partOf(center: CallCenter): ReportPart {
  return {
    title: valueOf(center.config)?.serviceInstanceProfile.name ?? center.serviceUserId,
    blocks: [
      ...sectionBlocks(center.config, (config) => [
        facts({
          Id: center.serviceUserId,
          Active: center.isActive,
          Type: config.type,
          Policy: config.policy,
          Routing: config.routingType,
          Number: config.serviceInstanceProfile.phoneNumber,
          Extension: config.serviceInstanceProfile.extension,
          Aliases: config.serviceInstanceProfile.alias?.join(', '),
          'Queue length': config.queueLength,
        }),
      ]),
      ...sectionBlocks(center.queue, (queue) => [
        facts({
          'Callers waiting': queue.numberOfCallsQueuedNow,
          'Agents staffed': queue.agentsCurrentlyStaffed.length,
          'Read at': queue.readAt,
        }),
      ]),
      ...sectionBlocks(center.agents, agentBlocks),
      ...sectionBlocks(center.supervisors, (supervisors) => [
        text(
          supervisors.length === 0
            ? 'no supervisors'
            : `Supervisors: ${supervisors.map(({ userId }) => userId).join(', ')}`,
        ),
      ]),
    ],
  };
}

function agentBlocks(agents: readonly CallCenterAgent[]): readonly ReportBlock[] {
  return [
    table(
      ['Agent', 'Id', 'State', 'Code', 'Takes calls', 'Staffed', 'Skill level', 'Other centers'],
      agents.map((agent) => {
        const { state } = agent;
        return [
          [agent.firstName, agent.lastName].filter((name) => name !== undefined).join(' '),
          agent.userId,
          state.status === 'value' ? (state.value.agentACDState ?? 'not told') : 'not read',
          valueOf(state)?.agentUnavailableCode,
          agent.joined,
          agent.staffed,
          agent.skillLevel,
          agent.otherCallCenters,
        ];
      }),
    ),
  ];
}
