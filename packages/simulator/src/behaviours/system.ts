import type { BehaviourTable } from '../engine/behaviour.js';
import { list } from '../engine/listing.js';
import { notFound } from '../engine/refusal.js';

/** What the platform is: its version, languages, time zones, domains and device types. */
export function system(table: BehaviourTable): void {
  table
    .on('SystemSoftwareVersionGetRequest', (_request, { platform }) => ({
      version: platform.system.softwareVersion,
    }))
    .on('SystemLanguageGetListRequest', (_request, { platform }) => ({
      defaultLanguage: platform.system.languages[0]?.language ?? 'English',
      languageTable: platform.system.languages,
    }))
    .on('SystemTimeZoneGetListRequest20', (_request, { platform }) => ({
      serverTimeZone: platform.system.timeZones[0]?.name ?? 'UTC',
      timeZoneTable: platform.system.timeZones.map(({ name, displayName }) => ({
        key: name,
        displayName,
      })),
    }))
    .on('SystemAccessDeviceTypeGetListRequest', (_request, { platform }) => ({
      deviceType: platform.system.deviceTypes.map(({ name }) => name),
    }))
    .on('SystemDomainGetListRequest22V2', (request, { platform }) => {
      // There are no resellers: all domains are the system's.
      if (request.resellerId !== undefined) throw notFound('Reseller', request.resellerId);
      const { defaultDomain, domains } = platform.system;
      const rows = domains.map((domainName) => ({ domainName }));
      return {
        systemDefaultDomain: defaultDomain,
        domainTable: list(rows, request, {
          criteria: {
            searchCriteriaDomainName: (row) => row.domainName,
            searchCriteriaResellerId: () => [],
            searchCriteriaExactDomainLevel: () => 'System',
          },
        }),
      };
    });
}
