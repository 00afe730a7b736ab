import { describe, expect, it } from 'vitest';
import { SystemAccessDeviceTypeGetListRequest } from '@ocipkit/commands/device';
import {
  SystemDomainGetListRequest22V2,
  SystemLanguageGetListRequest,
  SystemSoftwareVersionGetRequest,
  SystemTimeZoneGetListRequest20,
} from '@ocipkit/commands/system';
import { World } from '../support/world.js';

describe('the system', () => {
  it('tells its version, languages and time zones to users too', async () => {
    const world = new World().as('alice');
    const { version } = await world.send(new SystemSoftwareVersionGetRequest());
    expect(version).toBe(world.platform.system.softwareVersion);
    const languages = await world.send(new SystemLanguageGetListRequest());
    expect(languages.defaultLanguage).toBe('English');
    expect(languages.languageTable.rows[0]).toMatchObject({ language: 'English', locale: 'en_US' });
    const zones = await world.send(new SystemTimeZoneGetListRequest20());
    expect(zones.timeZoneTable.column('Key')).toContain(zones.serverTimeZone);
    expect(zones.timeZoneTable.rows[0]?.displayName).toContain('Eastern Time');
  });

  it('lists the device types', async () => {
    const { deviceType } = await new World()
      .as('sales-admin')
      .send(new SystemAccessDeviceTypeGetListRequest());
    expect(deviceType).toContain('Example Gateway');
  });

  it('lists the domains that meet all conditions', async () => {
    const world = new World();
    world.platform.system.domains.push('sip.example.test', 'sip.example.org');
    const list = async (request: object) => {
      const answer = await world.send(new SystemDomainGetListRequest22V2(request));
      return answer.domainTable.column('Domain Name');
    };
    expect(await list({})).toEqual(['example.test', 'sip.example.test', 'sip.example.org']);
    expect(await list({ responseSizeLimit: 1 })).toEqual(['example.test']);
    expect(await list({ excludeReseller: true })).toHaveLength(3);
    const criterion = (mode: string, value: string) => ({ mode, value, isCaseInsensitive: true });
    expect(
      await list({
        searchCriteriaDomainName: [criterion('Starts With', 'sip'), criterion('Contains', 'ORG')],
      }),
    ).toEqual(['sip.example.org']);
    expect(await list({ searchCriteriaExactDomainLevel: { domainLevel: 'Reseller' } })).toEqual([]);
    const { systemDefaultDomain } = await world.send(new SystemDomainGetListRequest22V2({}));
    expect(systemDefaultDomain).toBe('example.test');
    const reseller = new SystemDomainGetListRequest22V2({ resellerId: 'R' });
    expect((await world.refusal(reseller)).message).toContain('Reseller not found');
  });
});
