import type { Requests } from '@ocipkit/commands/registry';
import type { ServiceProviderModifyRequest } from '@ocipkit/commands/service-provider';
import type { BehaviourTable, Call } from '../../engine/behaviour.js';
import type { Login } from '../../engine/login.js';
import { list, type Readers } from '../../engine/listing.js';
import { applyTopic, merge } from '../../engine/merge.js';
import { alreadyExists, notAllowed, notFound, Refusal, seen } from '../../engine/refusal.js';
import { requireDomain } from '../../platform/domains.js';
import { extensionLengthTopic } from '../../platform/extension-length.js';
import { sameId } from '../../platform/id-map.js';
import type { ServiceProvider } from '../../platform/model.js';
import { newServiceProvider } from '../../platform/new-owners.js';
import { replace, type Platform } from '../../platform/platform.js';

/** Service providers and enterprises: add, read, modify, delete and list. */
export function serviceProviders(table: BehaviourTable): void {
  table
    .on('ServiceProviderAddRequest13mp2', (request, { platform }) => {
      const added = serviceProviderFrom(platform, request);
      platform.serviceProviders.set(added.serviceProviderId, added);
    })
    .on('ServiceProviderModifyRequest', modify)
    .on('ServiceProviderDeleteRequest', ({ serviceProviderId }, { platform }) => {
      platform.removeServiceProvider(platform.serviceProvider(serviceProviderId));
    })
    .onFields('ServiceProviderGetRequest17sp1', read)
    .onFields('ServiceProviderGetRequest22V4', read)
    .on('ServiceProviderGetListRequest', (request, { platform }) => {
      const rows = platform.serviceProviders
        .values()
        .filter(({ isEnterprise }) => isEnterprise === (request.isEnterprise ?? isEnterprise))
        .map(({ serviceProviderId, serviceProviderName, isEnterprise }) => ({
          serviceProviderId,
          serviceProviderName,
          isEnterprise,
        }))
        .sort((a, b) =>
          a.serviceProviderId.toLowerCase() < b.serviceProviderId.toLowerCase() ? -1 : 1,
        );
      return { serviceProviderTable: list(rows, request, { criteria }) };
    });
}

interface Row {
  readonly serviceProviderId: string;
  readonly serviceProviderName: string | undefined;
}

const criteria: Readers<Row> = {
  searchCriteriaServiceProviderId: (row) => row.serviceProviderId,
  searchCriteriaServiceProviderName: (row) => row.serviceProviderName,
  // Nothing belongs to a reseller here.
  searchCriteriaResellerId: () => [],
};

/** Topic of the fields of the profile that are no fields of `ServiceProvider`. */
const profileTopic = 'Profile';
const profileFields = [
  'useCustomRoutingProfile',
  'useServiceProviderLanguages',
  'provisioningSliceId',
  'preferredDataCenter',
] as const;

const extensionLengthFields = [
  'defaultExtensionLength',
  'locationRoutingPrefixDigit',
  'locationCodeLength',
] as const;

/** Fields of requests that name the service provider, are kept elsewhere, or have no effect. */
const notOfTheServiceProvider: readonly string[] = [
  'serviceProviderId',
  'servicePolicy',
  'callProcessingSliceId',
  'subscriberPartition',
  'resellerId',
  'resellerName',
  ...profileFields,
  ...extensionLengthFields,
];

// Adding and modifying

function serviceProviderFrom(
  platform: Platform,
  request: Requests['ServiceProviderAddRequest13mp2'],
): ServiceProvider {
  const { serviceProviderId, defaultDomain, isEnterprise, useCustomRoutingProfile } = request;
  if (platform.serviceProviders.has(serviceProviderId)) {
    throw alreadyExists('Service provider', serviceProviderId);
  }
  requireDomain(platform.system.domains, defaultDomain);
  if (request.resellerId !== undefined) throw notFound('Reseller', request.resellerId);
  const added = newServiceProvider({ serviceProviderId, defaultDomain });
  return {
    ...merge(added, request, notOfTheServiceProvider),
    isEnterprise: isEnterprise === true,
    settings:
      useCustomRoutingProfile === undefined ? {} : { [profileTopic]: { useCustomRoutingProfile } },
  };
}

function modify(request: ServiceProviderModifyRequest, { platform, login }: Call): void {
  const owner = platform.serviceProvider(request.serviceProviderId);
  const { defaultDomain, provisioningSliceId, preferredDataCenter } = request;
  if (defaultDomain !== undefined) requireDomain(owner.domains, defaultDomain);
  if (provisioningSliceId !== undefined || preferredDataCenter !== undefined) {
    requireProvisioning(login, request.$type);
  }
  checkReseller(request);
  checkExtensionLength(owner, request);
  platform.change(owner, (draft) => {
    replace(draft, merge(draft, request, notOfTheServiceProvider));
    applyTopic(draft, profileTopic, request, profileFields);
    applyTopic(draft, extensionLengthTopic, request, extensionLengthFields);
  });
}

/** Some fields are for those who run the platform. */
function requireProvisioning({ loginType }: Login, name: string): void {
  if (loginType === 'System' || loginType === 'Provisioning') return;
  throw new Refusal(seen.unauthorized, `Unauthorized transaction: ${name}`);
}

/** There are no resellers: nothing can be given to one, and none can be renamed. */
function checkReseller({ resellerId, resellerName }: ServiceProviderModifyRequest): void {
  if (resellerId !== undefined) throw notFound('Reseller', resellerId);
  if (resellerName !== undefined) throw notAllowed('The service provider belongs to no reseller');
}

/** Location codes and a default length for the groups are for enterprises. */
function checkExtensionLength(
  { isEnterprise }: ServiceProvider,
  request: ServiceProviderModifyRequest,
): void {
  const isSet = extensionLengthFields.some((name) => request[name] !== undefined);
  if (isSet && !isEnterprise) throw notAllowed('The service provider is no enterprise');
}

// Reading

interface Address {
  readonly serviceProviderId?: string | undefined;
  readonly serviceProviderExternalId?: string | undefined;
}

function read(request: Address, { platform }: Call): object {
  const owner = find(platform, request);
  const { useCustomRoutingProfile = false, ...profile } = owner.settings[profileTopic] ?? {};
  return {
    useServiceProviderLanguages: false,
    ...profile,
    ...owner,
    ...(owner.isEnterprise ? {} : { isEnterprise: undefined, useCustomRoutingProfile }),
  };
}

function find(
  platform: Platform,
  { serviceProviderId, serviceProviderExternalId: externalId }: Address,
): ServiceProvider {
  if (serviceProviderId !== undefined) return platform.serviceProvider(serviceProviderId);
  for (const owner of platform.serviceProviders) {
    if (sameId(owner.serviceProviderExternalId, externalId)) return owner;
  }
  throw notFound('Service provider', externalId ?? '');
}
