import type { OCIRequest } from '@ocipkit/core';
import type { BehaviourTable, Call, RequestName } from '../../engine/behaviour.js';
import { merge } from '../../engine/merge.js';
import { requireAdministrator } from '../../platform/administrators.js';
import type { AdministratorLevel } from '../../platform/model.js';

/** What administrators may see and change, topic by topic; the platform keeps it and does not enforce it. */
export function administratorPolicies(table: BehaviourTable): void {
  policy(table, {
    level: 'Service Provider',
    get: 'ServiceProviderAdminGetPolicyRequest20',
    modify: 'ServiceProviderAdminModifyPolicyRequest14',
    topics: [
      'profileAccess',
      'groupAccess',
      'userAccess',
      'adminAccess',
      'departmentAccess',
      'accessDeviceAccess',
      'phoneNumberExtensionAccess',
      'callingLineIdNumberAccess',
      'serviceAccess',
      'servicePackAccess',
      'sessionAdmissionControlAccess',
      'webBrandingAccess',
      'officeZoneAccess',
      'communicationBarringAccess',
      'dialableCallerIDAccess',
      'verifyTranslationAndRoutingAccess',
    ],
    ofEnterprises: ['networkPolicyAccess', 'numberActivationAccess'],
  });
  policy(table, {
    level: 'Group',
    get: 'GroupAdminGetPolicyRequest20',
    modify: 'GroupAdminModifyPolicyRequest',
    topics: [
      'profileAccess',
      'userAccess',
      'adminAccess',
      'departmentAccess',
      'accessDeviceAccess',
      'enhancedServiceInstanceAccess',
      'featureAccessCodeAccess',
      'phoneNumberExtensionAccess',
      'callingLineIdNumberAccess',
      'serviceAccess',
      'trunkGroupAccess',
      'sessionAdmissionControlAccess',
      'officeZoneAccess',
      'numberActivationAccess',
      'dialableCallerIDAccess',
      'verifyTranslationAndRoutingAccess',
    ],
    ofEnterprises: ['communicationBarringUserProfileAccess'],
  });
}

interface Policy {
  readonly level: AdministratorLevel;
  readonly get: RequestName;
  readonly modify: RequestName;
  readonly topics: readonly string[];
  /** Topics that only administrators in enterprises have; for others they are passed over. */
  readonly ofEnterprises: readonly string[];
}

function policy(
  table: BehaviourTable,
  { level, get, modify, topics, ofEnterprises }: Policy,
): void {
  const topicsIn = ({ platform }: Call, serviceProviderId = ''): readonly string[] =>
    platform.serviceProvider(serviceProviderId).isEnterprise
      ? [...topics, ...ofEnterprises]
      : topics;
  table
    .onFields(get, ({ userId }: { userId: string }, call) => {
      const administrator = requireAdministrator(call.platform, userId, level);
      const full = topicsIn(call, administrator.serviceProviderId).map((topic) => [topic, 'Full']);
      return { ...Object.fromEntries(full), ...administrator.policy };
    })
    .onFields(modify, (request: OCIRequest & { userId: string }, call) => {
      const administrator = requireAdministrator(call.platform, request.userId, level);
      const known = topicsIn(call, administrator.serviceProviderId);
      const others = Object.keys(request).filter((name) => !known.includes(name));
      call.platform.change(administrator, (draft) => {
        draft.policy = merge(draft.policy, request, others);
      });
    });
}
