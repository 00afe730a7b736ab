import type { IncomingCallingPlanDigitPatternPermission } from '@ocipkit/commands/group-calling-plan';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import {
  defaultIncoming,
  incomingCallingPlan,
  mergePatternRules,
  patternRules,
} from '../../platform/calling-plans.js';

/** Which calls a user may receive. */
export function incomingCallingPlans(table: BehaviourTable): void {
  userSettings(table, {
    groupServices: [incomingCallingPlan],
    topic: incomingCallingPlan,
    get: 'UserIncomingCallingPlanGetRequest',
    modify: ['UserIncomingCallingPlanModifyRequest'],
    defaults: { useCustomSettings: false, userPermissions: defaultIncoming },
    show: ({ userPermissions = defaultIncoming }, user, { platform }) => ({
      userPermissions: {
        ...userPermissions,
        digitPatternPermission: patternRules(
          platform.groupOf(user),
          rulesIn({ userPermissions }),
          (digitPatternName) => ({ digitPatternName, allow: true }),
        ),
      },
    }),
    keep: (merged, request, user, { platform }) => {
      const present = rulesIn(user.settings[incomingCallingPlan] ?? {});
      const rules = mergePatternRules(platform.groupOf(user), present, rulesIn(request));
      const permissions = merged.userPermissions as object;
      return { ...merged, userPermissions: { ...permissions, digitPatternPermission: rules } };
    },
  });
}

function rulesIn(fields: object): readonly IncomingCallingPlanDigitPatternPermission[] {
  const { userPermissions } = fields as {
    readonly userPermissions?: {
      readonly digitPatternPermission?: readonly IncomingCallingPlanDigitPatternPermission[];
    };
  };
  return userPermissions?.digitPatternPermission ?? [];
}
