import type { BehaviourTable, RequestName } from '../../engine/behaviour.js';
import { userSettings, type UserSettings } from '../../engine/user-settings.js';
import {
  mergePatternRules,
  outgoingCallingPlan,
  patternRules,
  type PatternRule,
} from '../../platform/calling-plans.js';
import { outgoingCallingPlanServices } from './outgoing-calling-plan.js';

/** Rules by digit pattern, and the pinholes in them: for calls made, redirected and of Call Me Now. */
export function outgoingDigitPlans(table: BehaviourTable): void {
  for (const kind of ['Originating', 'Redirecting', 'CallMeNow'] as const) {
    digitPlan(
      table,
      `UserOutgoingCallingPlanDigitPlan${kind}GetRequest`,
      `UserOutgoingCallingPlanDigitPlan${kind}ModifyRequest`,
      `${outgoingCallingPlan} Digit Plan ${kind}`,
      kind === 'Originating' ? 'Allow' : true,
    );
    digitPlan(
      table,
      `UserOutgoingCallingPlanPinholeDigitPlan${kind}GetRequest`,
      `UserOutgoingCallingPlanPinholeDigitPlan${kind}ModifyRequest`,
      `${outgoingCallingPlan} Pinhole Digit Plan ${kind}`,
      'Ignore',
    );
  }
}

interface Rule extends PatternRule {
  readonly permission: string | boolean;
}

interface Kept {
  readonly useCustomSettings?: boolean;
  readonly userPermissions?: { readonly digitPatternPermissions: readonly Rule[] };
}

/** @param permission that of a pattern for which the user has no rule */
function digitPlan(
  table: BehaviourTable,
  get: RequestName,
  modify: RequestName,
  topic: string,
  permission: Rule['permission'],
): void {
  // The plans differ in the type of a permission alone, which the engine does not look at.
  const settings: UserSettings<RequestName> = {
    groupServices: outgoingCallingPlanServices,
    topic,
    get,
    modify: [modify],
    defaults: { useCustomSettings: false },
    show: (kept, user, { platform }): object => {
      const rules = patternRules(platform.groupOf(user), rulesIn(kept), (digitPatternName) => ({
        digitPatternName,
        permission,
      }));
      return {
        userPermissions: rules === undefined ? undefined : { digitPatternPermissions: rules },
      };
    },
    keep: (merged, request, user, { platform }) => {
      const given = rulesIn(request);
      const present = rulesIn(user.settings[topic] ?? {});
      const rules = mergePatternRules(platform.groupOf(user), present, given);
      return { ...merged, userPermissions: { digitPatternPermissions: rules } };
    },
  };
  userSettings(table, settings);
}

function rulesIn(fields: object): readonly Rule[] {
  return (fields as Kept).userPermissions?.digitPatternPermissions ?? [];
}
