import { describe, expect, it } from 'vitest';
import {
  GroupDomainAssignListRequest,
  GroupDomainGetAssignedListRequest,
  ServiceProviderDomainAssignListRequest,
  ServiceProviderDomainGetAssignedListRequest22,
  SystemDomainAddRequest,
} from '@ocipkit/commands/domain';
import { GroupPasswordRulesGetRequestRI } from '@ocipkit/commands/password-rules';
import { SystemDomainGetListRequest22V2 } from '@ocipkit/commands/system';
import { UserAddRequest22V2 } from '@ocipkit/commands/user';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const toAcme = (...domain: string[]) =>
  new ServiceProviderDomainAssignListRequest({ serviceProviderId: 'Acme', domain });
const toSales = (...domain: string[]) => new GroupDomainAssignListRequest({ ...sales, domain });

async function withDomains(...domains: string[]): Promise<World> {
  const world = new World();
  for (const domain of domains) await world.send(new SystemDomainAddRequest({ domain }));
  return world;
}

describe('domains', () => {
  it('are added to the system once', async () => {
    const world = await withDomains('acme.test');
    const { domainTable } = await world.send(new SystemDomainGetListRequest22V2({}));
    expect(domainTable.rows.map((row) => row.domainName)).toEqual(['example.test', 'acme.test']);
    const again = new SystemDomainAddRequest({ domain: 'ACME.test' });
    expect((await world.refusal(again)).message).toContain('already exists');
    const reseller = new SystemDomainAddRequest({ domain: 'b.test', resellerId: 'R' });
    expect((await world.refusal(reseller)).message).toContain('Reseller not found: R');
  });

  it('go from the system to a service provider, and from there to a group', async () => {
    const world = await withDomains('a.test', 'b.test', 'c.test');
    expect((await world.refusal(toSales('a.test'))).message).toContain('Domain not found: a.test');
    await world.send(toAcme('a.test', 'b.test'));
    await world.send(toSales('b.test'));
    const ofGroup = await world.send(new GroupDomainGetAssignedListRequest(sales));
    expect(ofGroup).toMatchObject({
      groupDefaultDomain: 'example.test',
      domain: ['example.test', 'b.test'],
    });
    const ofAcme = await world.send(
      new ServiceProviderDomainGetAssignedListRequest22({ serviceProviderId: 'Acme' }),
    );
    expect(ofAcme).toMatchObject({
      serviceProviderDefaultDomain: 'example.test',
      domain: ['example.test', 'a.test', 'b.test'],
    });
  });

  it('are assigned all or none, and not twice', async () => {
    const world = await withDomains('a.test');
    expect((await world.refusal(toAcme('a.test', 'z.test'))).message).toContain(
      'not found: z.test',
    );
    expect((await world.refusal(toAcme('a.test', 'A.test'))).code).toBe(4267);
    expect(world.acme.domains).toEqual(['example.test']);
    await world.send(toAcme('a.test'));
    expect((await world.refusal(toAcme('a.test'))).code).toBe(4267);
    await world.send(toSales('a.test'));
    expect((await world.refusal(toSales('a.test'))).code).toBe(4267);
  });

  it('are found by name and level', async () => {
    const world = await withDomains('a.test', 'b.test');
    await world.send(toAcme('a.test', 'b.test'));
    const list = async (more: object) => {
      const request = new ServiceProviderDomainGetAssignedListRequest22({
        serviceProviderId: 'Acme',
        ...more,
      });
      return (await world.send(request)).domain ?? [];
    };
    const named = { mode: 'Starts With', value: 'B', isCaseInsensitive: true };
    expect(await list({ searchCriteriaDomainName: [named] })).toEqual(['b.test']);
    expect(await list({ responseSizeLimit: 2 })).toHaveLength(2);
    const level = (domainLevel: string) => ({ searchCriteriaExactDomainLevel: { domainLevel } });
    expect(await list(level('System'))).toHaveLength(3);
    expect(await list(level('Reseller'))).toEqual([]);
  });

  it('are for user ids once their group has them', async () => {
    const world = await withDomains('a.test');
    const add = new UserAddRequest22V2({
      ...sales,
      userId: 'frank@a.test',
      lastName: 'Fisher',
      firstName: 'Frank',
      callingLineIdLastName: 'Fisher',
      callingLineIdFirstName: 'Frank',
    });
    expect((await world.refusal(add)).code).toBe(4015);
    await world.send(toAcme('a.test'));
    await world.send(toSales('a.test'));
    await world.send(add);
    expect(world.platform.user('frank@a.test').groupId).toBe('Sales');
  });
});

describe('password rules of a group', () => {
  const read = (world: World) => world.send(new GroupPasswordRulesGetRequestRI(sales));

  it('are those of the platform until somebody sets others', async () => {
    expect(await read(new World())).toMatchObject({
      disallowUserId: true,
      disallowOldPassword: true,
      disallowReversedOldPassword: true,
      restrictMinDigits: false,
      minDigits: 1,
      minLength: 6,
      maxFailedLoginAttempts: 5,
      passwordExpiresDays: 0,
      sendLoginDisabledNotifyEmail: false,
      forcePasswordChangeAfterReset: false,
      reenableLogin: false,
    });
  });

  it('come from the level next to the group that has set them', async () => {
    const world = new World();
    world.platform.system.settings['Password Rules'] = { minLength: 7, minDigits: 2 };
    world.acme.settings['Password Rules'] = { minLength: 8, restrictMinDigits: true };
    expect(await read(world)).toMatchObject({
      minLength: 8,
      minDigits: 2,
      restrictMinDigits: true,
    });
    world.sales.settings['Password Rules'] = { minLength: 9, maxFailedLoginAttempts: 3 };
    expect(await read(world)).toMatchObject({ minLength: 9, maxFailedLoginAttempts: 3 });
  });
});
