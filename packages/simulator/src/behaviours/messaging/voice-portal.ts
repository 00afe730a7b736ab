import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import { readInstance } from '../../engine/instances.js';
import type { Group, ServiceInstance } from '../../platform/model.js';
import { requireGroupService } from '../../platform/services.js';

const defaults = {
  enableExtendedScope: false,
  allowIdentificationByPhoneNumberOrVoiceMailAliasesOnLogin: false,
  useVoicePortalWizard: true,
  voicePortalExternalRoutingScope: 'System',
  useExternalRouting: false,
  expressMode: false,
};

/** The voice portal of a group, where its users listen to their messages. */
export function voicePortals(table: BehaviourTable): void {
  table
    .onFields('GroupVoiceMessagingGroupGetVoicePortalRequest21sp1', readPortal)
    .onFields('GroupVoiceMessagingGroupGetVoicePortalRequest19sp1', readPortal);
}

function readPortal(
  { serviceProviderId, groupId }: { serviceProviderId: string; groupId: string },
  { platform }: Call,
): Record<string, unknown> {
  const group = platform.group(serviceProviderId, groupId);
  requireGroupService(group, 'Voice Messaging Group');
  const [portal = newPortal(group)] = platform.instancesOf(group, 'Voice Messaging');
  return {
    ...readInstance(platform, portal, defaults),
    serviceUserId: portal.serviceUserId,
    isActive: portal.isActive,
  };
}

/** A group with the service has a voice portal, if nobody has set it up yet. */
function newPortal({
  serviceProviderId,
  groupId,
  defaultDomain,
  timeZone,
}: Group): ServiceInstance {
  return {
    serviceUserId: `${groupId.replace(/[^\w.-]/g, '_')}_VoicePortal@${defaultDomain}`,
    kind: 'Voice Messaging',
    serviceProviderId,
    groupId,
    isActive: false,
    profile: {
      name: 'Voice Portal',
      callingLineIdLastName: 'Voice Portal',
      callingLineIdFirstName: 'Voice Portal',
      language: 'English',
      timeZone,
    },
    aliases: [],
    agents: [],
    supervisorIds: [],
    config: {},
  };
}
