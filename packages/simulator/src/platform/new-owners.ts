import type { Group, ServiceProvider } from './model.js';

/*
 * Service providers and groups as they are before anything is provisioned in them.
 */

export function newServiceProvider(
  given: Pick<ServiceProvider, 'serviceProviderId' | 'defaultDomain'> & Partial<ServiceProvider>,
): ServiceProvider {
  return {
    isEnterprise: false,
    domains: [given.defaultDomain],
    services: {},
    packs: [],
    departments: [],
    settings: {},
    ...given,
  };
}

export function newGroup(
  given: Pick<Group, 'serviceProviderId' | 'groupId' | 'defaultDomain' | 'timeZone' | 'userLimit'> &
    Partial<Group>,
): Group {
  return {
    domains: [given.defaultDomain],
    services: {},
    assignedServices: [],
    packs: {},
    departments: [],
    extensionLength: { min: 2, max: 6, default: 4 },
    pickupGroups: [],
    digitPatterns: [],
    trunkGroups: [],
    schedules: [],
    settings: {},
    ...given,
  };
}
