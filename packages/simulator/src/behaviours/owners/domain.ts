import type { BehaviourTable } from '../../engine/behaviour.js';
import { list } from '../../engine/listing.js';
import { alreadyExists, notFound } from '../../engine/refusal.js';
import { withDomains } from '../../platform/domains.js';
import { sameId } from '../../platform/id-map.js';

/** Domains of the system, and which service providers and groups may use them. */
export function domains(table: BehaviourTable): void {
  table
    .on('SystemDomainAddRequest', ({ domain, resellerId }, { platform: { system } }) => {
      if (resellerId !== undefined) throw notFound('Reseller', resellerId);
      if (system.domains.some((d) => sameId(d, domain))) throw alreadyExists('Domain', domain);
      system.domains.push(domain);
    })
    .on('ServiceProviderDomainAssignListRequest', (request, { platform }) => {
      const owner = platform.serviceProvider(request.serviceProviderId);
      owner.domains = withDomains(owner.domains, request.domain, platform.system.domains);
    })
    .on('ServiceProviderDomainGetAssignedListRequest22', (request, { platform }) => {
      const { defaultDomain, domains } = platform.serviceProvider(request.serviceProviderId);
      return {
        serviceProviderDefaultDomain: defaultDomain,
        domain: list(domains, request, {
          criteria: {
            searchCriteriaDomainName: (domain) => domain,
            searchCriteriaExactDomainLevel: () => 'System',
          },
        }),
      };
    })
    .on('GroupDomainAssignListRequest', (request, { platform }) => {
      const group = platform.group(request.serviceProviderId, request.groupId);
      const owner = platform.serviceProvider(group.serviceProviderId);
      group.domains = withDomains(group.domains, request.domain, owner.domains);
    })
    .on('GroupDomainGetAssignedListRequest', (request, { platform }) => {
      const { defaultDomain, domains } = platform.group(request.serviceProviderId, request.groupId);
      return { groupDefaultDomain: defaultDomain, domain: domains };
    });
}
