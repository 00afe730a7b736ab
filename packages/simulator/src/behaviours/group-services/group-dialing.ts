import type { BehaviourTable } from '../../engine/behaviour.js';
import {
  extensionLengthTopic as topic,
  newExtensionLengths,
} from '../../platform/extension-length.js';
import {
  featureAccessCodeLevel,
  featureAccessCodesOf,
} from '../../platform/feature-access-codes.js';

/** What is dialed in a group: lengths of extensions, and feature access codes. */
export function groupDialing(table: BehaviourTable): void {
  table
    .on('GroupExtensionLengthGetRequest22', ({ serviceProviderId, groupId }, { platform }) => {
      const { extensionLength, settings } = platform.group(serviceProviderId, groupId);
      return {
        minExtensionLength: extensionLength.min,
        maxExtensionLength: extensionLength.max,
        defaultExtensionLength: extensionLength.default,
        useEnterpriseExtensionLengthSetting: settings[topic]?.useEnterprise === true,
      };
    })
    .on('GroupExtensionLengthModifyRequest17', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      platform.change(group, newExtensionLengths(platform, group, request));
    })
    .on(
      'ServiceProviderExtensionLengthGetRequest',
      ({ serviceProviderId }, { platform }) =>
        platform.serviceProvider(serviceProviderId).settings[topic] ?? {},
    )
    .on('GroupFeatureAccessCodeGetRequest21', ({ serviceProviderId, groupId }, { platform }) => {
      const group = platform.group(serviceProviderId, groupId);
      return {
        useFeatureAccessCodeLevel: featureAccessCodeLevel(group),
        featureAccessCode: featureAccessCodesOf(platform, group).map((code) => ({
          ...code,
          enableFAC: true,
        })),
      };
    });
}
