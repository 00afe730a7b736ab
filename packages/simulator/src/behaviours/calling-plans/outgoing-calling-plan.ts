import type { GroupService } from '@ocipkit/commands/service-names';
import type { OutgoingCallingPlanOriginatingPermissions } from '@ocipkit/commands/group-calling-plan';
import type { BehaviourTable } from '../../engine/behaviour.js';
import { userSettings } from '../../engine/user-settings.js';
import { forAllCallTypes, outgoingCallingPlan } from '../../platform/calling-plans.js';
import { sameDepartment } from '../../platform/departments.js';
import type { Group, User } from '../../platform/model.js';
import { outgoingDefaults } from './group-calling-plan.js';

/** The group must have one of them for its users to have an outgoing calling plan. */
export const outgoingCallingPlanServices: readonly GroupService[] = [
  'Outgoing Calling Plan',
  'Enhanced Outgoing Calling Plan',
];

/** What a user may call and redirect to, by kind of call, and the codes and numbers that go with it. */
export function outgoingCallingPlans(table: BehaviourTable): void {
  const groupServices = outgoingCallingPlanServices;
  userSettings(table, {
    groupServices,
    topic: outgoingCallingPlan,
    get: 'UserOutgoingCallingPlanOriginatingGetRequest',
    modify: ['UserOutgoingCallingPlanOriginatingModifyRequest'],
    defaults: (user, { platform }) => ({
      useCustomSettings: false,
      userPermissions: originatingPermissionsFor(platform.groupOf(user), user),
    }),
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Redirecting`,
    get: 'UserOutgoingCallingPlanRedirectingGetRequest',
    modify: ['UserOutgoingCallingPlanRedirectingModifyRequest'],
    defaults: { useCustomSettings: false, userPermissions: forAllCallTypes(true) },
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Redirected`,
    get: 'UserOutgoingCallingPlanRedirectedGetRequest',
    modify: ['UserOutgoingCallingPlanRedirectedModifyRequest'],
    defaults: { useCustomSettings: false, userPermissions: { outsideGroup: true } },
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Call Me Now`,
    get: 'UserOutgoingCallingPlanCallMeNowGetRequest',
    modify: ['UserOutgoingCallingPlanCallMeNowModifyRequest'],
    defaults: { useCustomSettings: false, userPermissions: forAllCallTypes(true) },
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Transfer Numbers`,
    get: 'UserOutgoingCallingPlanTransferNumbersGetRequest',
    modify: ['UserOutgoingCallingPlanTransferNumbersModifyRequest'],
    defaults: { useCustomSettings: false, userNumbers: {} },
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Authorization Codes`,
    get: 'UserOutgoingCallingPlanAuthorizationCodeGetRequest',
    modify: ['UserOutgoingCallingPlanAuthorizationCodeModifyRequest'],
    defaults: { useCustomSettings: false },
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Authorization Codes`,
    get: 'UserOutgoingCallingPlanAuthorizationCodeGetListRequest',
  });
  userSettings(table, {
    groupServices,
    topic: `${outgoingCallingPlan} Sustained Authorization Code`,
    get: 'UserOutgoingCallingPlanSustainedAuthorizationCodeGetRequest',
    modify: ['UserOutgoingCallingPlanSustainedAuthorizationCodeModifyRequest'],
  });
}

/** The rules of a group, as its own requests keep them. */
interface GroupRules {
  readonly groupPermissions?: object;
  readonly departmentPermissions?: readonly {
    readonly departmentKey: NonNullable<User['profile']['department']>;
    readonly rules?: object;
  }[];
}

/** What a member of a group may call without own rules: as the department has it, or the group for those in none. */
function originatingPermissionsFor(
  group: Group,
  { profile }: User,
): OutgoingCallingPlanOriginatingPermissions {
  const { groupPermissions, departmentPermissions = [] }: GroupRules =
    group.settings[outgoingCallingPlan] ?? {};
  const rules =
    profile.department === undefined
      ? groupPermissions
      : departmentPermissions.find((d) => sameDepartment(d.departmentKey, profile.department))
          ?.rules;
  return { ...outgoingDefaults, ...rules };
}
