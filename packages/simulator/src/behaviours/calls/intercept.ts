import type { LabeledMediaFileResource } from '@ocipkit/commands/media-file';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { invalid } from '../../engine/refusal.js';
import { userSettings } from '../../engine/user-settings.js';

type Kept = Readonly<Record<string, unknown>>;

/** Lines that are taken out of service, and calls that are traced. */
export function intercept(table: BehaviourTable): void {
  userSettings(table, {
    services: ['Intercept User'],
    get: 'UserInterceptUserGetRequest21sp1',
    modify: ['UserInterceptUserModifyRequest21sp1'],
    keys: ['userId', 'audioFile', 'videoFile'],
    defaults: {
      isActive: false,
      announcementSelection: 'Default',
      inboundCallMode: 'Intercept All',
      alternateBlockingAnnouncement: false,
      exemptInboundMobilityCalls: false,
      disableParallelRingingToNetworkLocations: false,
      routeToVoiceMail: false,
      playNewPhoneNumber: false,
      transferOnZeroToPhoneNumber: false,
      outboundCallMode: 'Block All',
      exemptOutboundMobilityCalls: false,
      rerouteOutboundCalls: false,
    },
    keep: (merged, request) => ({
      ...merged,
      ...announcementsOf(request),
    }),
  });
  userSettings(table, {
    services: ['Malicious Call Trace'],
    get: 'UserMaliciousCallTraceGetRequest',
    modify: ['UserMaliciousCallTraceModifyRequest'],
    defaults: { isActive: false, traceTypeSelection: 'All Incoming', traceForTimePeriod: false },
    check: ({ traceTimePeriod: period }) => {
      if (period && Date.parse(period.stopDateTime) <= Date.parse(period.startDateTime)) {
        throw invalid('The trace ends before it begins');
      }
    },
  });
}

/** Of a file only the description and the format are kept: no request reads the content. */
function announcementsOf(request: object): Kept {
  const { audioFile, videoFile } = request as {
    readonly audioFile?: LabeledMediaFileResource;
    readonly videoFile?: LabeledMediaFileResource;
  };
  return {
    ...(audioFile === undefined
      ? {}
      : { audioFileDescription: audioFile.description, audioMediaType: audioFile.mediaType }),
    ...(videoFile === undefined
      ? {}
      : { videoFileDescription: videoFile.description, videoMediaType: videoFile.mediaType }),
  };
}
