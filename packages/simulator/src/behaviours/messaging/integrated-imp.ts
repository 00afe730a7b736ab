import type { BehaviourTable } from '../../engine/behaviour.js';
import { sameId } from '../../platform/id-map.js';
import { requireService } from '../../platform/services.js';

const SERVICE = 'Integrated IMP';

/** Instant messaging and presence. The id is that of the user's profile. */
export function integratedImp(table: BehaviourTable): void {
  table
    .on('UserIntegratedIMPGetRequest21sp1', ({ userId }, { platform }) => {
      const user = platform.user(userId);
      requireService(platform, user, SERVICE);
      const { impId } = user.profile;
      const isAlternate = user.alternateUserIds.some((a) => sameId(a.alternateUserId, impId));
      return {
        isActive: user.settings[SERVICE]?.isActive === true,
        impId,
        ...(isAlternate ? { isAlternateImpId: true as const } : {}),
      };
    })
    .on('UserIntegratedIMPModifyRequest', ({ userId, isActive, impId }, { platform }) => {
      const user = platform.user(userId);
      requireService(platform, user, SERVICE);
      if (isActive === undefined) return;
      platform.changeUser(user, (draft) => {
        const wasActive = draft.settings[SERVICE]?.isActive === true;
        draft.settings[SERVICE] = { isActive };
        // The id counts only when the service is switched on.
        if (isActive && !wasActive)
          draft.profile.impId = impId ?? draft.profile.impId ?? user.userId;
      });
    });
}
