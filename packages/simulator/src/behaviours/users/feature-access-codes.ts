import type { BehaviourTable } from '../../engine/behaviour.js';
import { notFound } from '../../engine/refusal.js';
import {
  featureAccessCodesOf,
  featureAccessCodeTopic,
} from '../../platform/feature-access-codes.js';
import { sameId } from '../../platform/id-map.js';

/** The feature access codes that users can dial, and which are switched off for them. */
export function userFeatureAccessCodes(table: BehaviourTable): void {
  table
    .on('UserFeatureAccessCodeGetListRequest21', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      const switches = user.settings[featureAccessCodeTopic] ?? {};
      return {
        featureAccessCode: featureAccessCodesOf(platform, platform.groupOf(user)).map((code) => ({
          ...code,
          enableFAC: switches[code.featureAccessCodeName] !== false,
        })),
      };
    })
    .on('UserFeatureAccessCodeModifyListRequest', (request, { platform }) => {
      const user = platform.user(request.userId);
      const codes = featureAccessCodesOf(platform, platform.groupOf(user));
      const switches: Record<string, unknown> = { ...user.settings[featureAccessCodeTopic] };
      for (const { featureAccessCodeName: name, enableFAC } of request.featureAccessCode ?? []) {
        const known = codes.find((code) => sameId(code.featureAccessCodeName, name));
        if (known === undefined) throw notFound('Feature access code', name);
        if (enableFAC !== undefined) switches[known.featureAccessCodeName] = enableFAC;
      }
      platform.changeUser(user, (draft) => {
        draft.settings[featureAccessCodeTopic] = switches;
      });
    });
}
