/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import { ServiceProviderExtensionLengthGetRequest } from '@ocipkit/commands/extension-length';
import { GroupGetRequest22V5 } from '@ocipkit/commands/group';
import { SystemDomainAddRequest } from '@ocipkit/commands/domain';
import {
  ServiceProviderDeleteRequest,
  ServiceProviderGetListRequest,
  ServiceProviderGetRequest22V4,
  ServiceProviderModifyRequest,
} from '@ocipkit/commands/service-provider';
import {
  ServiceProviderAddRequest13mp2,
  ServiceProviderGetRequest17sp1,
} from '@ocipkit/commands/service-provider-deprecated';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { createDevice } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const read = (serviceProviderId: string) =>
  new ServiceProviderGetRequest22V4({ serviceProviderId });
const nova = {
  serviceProviderId: 'Nova',
  defaultDomain: 'example.test',
  serviceProviderName: 'Nova Hotels',
  contact: { contactName: 'Nora' },
};

describe('adding a service provider', () => {
  it('gives an enterprise, or a service provider with its kind of routing', async () => {
    const world = new World();
    await world.send(new ServiceProviderAddRequest13mp2({ ...nova, isEnterprise: true }));
    const enterprise = await world.send(read('Nova'));
    expect(enterprise).toMatchObject({ ...nova, isEnterprise: true });
    expect(enterprise.useCustomRoutingProfile).toBeUndefined();
    await world.send(
      new ServiceProviderAddRequest13mp2({
        serviceProviderId: 'Plain',
        defaultDomain: 'example.test',
        useCustomRoutingProfile: true,
      }),
    );
    const plain = await world.send(read('Plain'));
    expect(plain).toMatchObject({
      useCustomRoutingProfile: true,
      useServiceProviderLanguages: false,
    });
    expect(plain.isEnterprise).toBeUndefined();
    expect(plain.serviceProviderName).toBeUndefined();
  });

  it('authorises it for nothing', async () => {
    const world = new World();
    await world.send(new ServiceProviderAddRequest13mp2({ ...nova, isEnterprise: true }));
    expect(world.platform.serviceProvider('Nova').services).toEqual({});
  });

  it('refuses an id that is taken, an unknown domain and an unknown reseller', async () => {
    const world = new World();
    const add = (more: object) =>
      world.refusal(new ServiceProviderAddRequest13mp2({ ...nova, isEnterprise: true, ...more }));
    expect((await add({ serviceProviderId: 'ACME' })).message).toContain('already exists: ACME');
    expect((await add({ defaultDomain: 'a.test' })).message).toContain('Domain not found: a.test');
    expect((await add({ resellerId: 'R' })).message).toContain('Reseller not found: R');
    expect((await world.refusal(read('Nova'))).message).toContain('not found: Nova');
  });
});

describe('modifying a service provider', () => {
  it('keeps what is left out, merges nested fields and clears what is nil', async () => {
    const world = new World();
    await world.send(
      new ServiceProviderModifyRequest({
        serviceProviderId: 'Acme',
        supportEmail: 'help@example.test',
        contact: { contactName: 'Ann', contactNumber: '2025550100' },
        address: { city: 'Springfield' },
        useServiceProviderLanguages: true,
        preferredDataCenter: 'DC-1',
      }),
    );
    await world.send(
      new ServiceProviderModifyRequest({
        serviceProviderId: 'Acme',
        serviceProviderName: null,
        contact: { contactNumber: null },
        provisioningSliceId: 'Slice-1',
      }),
    );
    const acme = await world.send(read('Acme'));
    expect(acme).toMatchObject({
      isEnterprise: true,
      supportEmail: 'help@example.test',
      address: { city: 'Springfield' },
      useServiceProviderLanguages: true,
      preferredDataCenter: 'DC-1',
      provisioningSliceId: 'Slice-1',
    });
    expect(acme.contact).toEqual({ contactName: 'Ann' });
    expect(acme.serviceProviderName).toBeUndefined();
  });

  it('answers the older read from the same state', async () => {
    const world = new World();
    const old = await world.send(
      new ServiceProviderGetRequest17sp1({ serviceProviderId: 'Metro' }),
    );
    expect(old).toMatchObject({
      defaultDomain: 'example.test',
      serviceProviderName: 'Metro',
      useCustomRoutingProfile: false,
    });
  });

  it('takes only domains that are assigned', async () => {
    const world = new World();
    await world.send(new SystemDomainAddRequest({ domain: 'acme.test' }));
    const request = new ServiceProviderModifyRequest({
      serviceProviderId: 'Acme',
      serviceProviderName: 'New',
      defaultDomain: 'acme.test',
    });
    expect((await world.refusal(request)).message).toContain('Domain not found: acme.test');
    expect((await world.send(read('Acme'))).serviceProviderName).toBe('Acme');
  });

  it('leaves data centers and slices to those who run the platform', async () => {
    const world = new World();
    const request = new ServiceProviderModifyRequest({
      serviceProviderId: 'Acme',
      preferredDataCenter: 'DC-1',
    });
    expect((await world.as('acme-admin').refusal(request)).code).toBe(5404);
  });

  it('sets the extension length and location codes of an enterprise only', async () => {
    const world = new World();
    const lengths = {
      defaultExtensionLength: 5,
      locationRoutingPrefixDigit: 8,
      locationCodeLength: 3,
    };
    const modify = (serviceProviderId: string, more: object) =>
      new ServiceProviderModifyRequest({ serviceProviderId, ...more });
    await world.send(modify('Acme', lengths));
    await world.send(modify('Acme', { locationCodeLength: null }));
    const shown = await world.send(
      new ServiceProviderExtensionLengthGetRequest({ serviceProviderId: 'Acme' }),
    );
    expect(shown).toMatchObject({ defaultExtensionLength: 5, locationRoutingPrefixDigit: 8 });
    expect(shown.locationCodeLength).toBeUndefined();
    expect((await world.refusal(modify('Metro', lengths))).message).toContain('no enterprise');
  });

  it('knows no resellers', async () => {
    const world = new World();
    const modify = (more: object) =>
      world.refusal(new ServiceProviderModifyRequest({ serviceProviderId: 'Acme', ...more }));
    expect((await modify({ resellerId: 'R' })).message).toContain('Reseller not found: R');
    expect((await modify({ resellerName: 'R' })).message).toContain('belongs to no reseller');
  });
});

describe('reading by external id', () => {
  it('finds the service provider', async () => {
    const world = new World();
    world.acme.serviceProviderExternalId = 'crm-7';
    const byExternalId = new ServiceProviderGetRequest22V4({ serviceProviderExternalId: 'crm-7' });
    expect(await world.send(byExternalId)).toMatchObject({
      serviceProviderId: 'Acme',
      serviceProviderExternalId: 'crm-7',
    });
    const unknown = new ServiceProviderGetRequest22V4({ serviceProviderExternalId: 'crm-8' });
    expect((await world.refusal(unknown)).message).toContain('not found: crm-8');
  });

  it('does not reach past the own service provider', async () => {
    const world = new World();
    world.metro.serviceProviderExternalId = 'crm-9';
    const request = new ServiceProviderGetRequest22V4({ serviceProviderExternalId: 'crm-9' });
    expect((await world.as('acme-admin').refusal(request)).code).toBe(5404);
  });
});

describe('listing service providers', () => {
  const list = async (world: World, more: object = {}) => {
    const { serviceProviderTable } = await world.send(new ServiceProviderGetListRequest(more));
    return serviceProviderTable.rows.map((row) => row.serviceProviderId);
  };

  it('honours kind, criteria and size limit', async () => {
    const world = new World();
    await world.send(new ServiceProviderAddRequest13mp2({ ...nova, isEnterprise: true }));
    expect(await list(world)).toEqual(['Acme', 'Metro', 'Nova']);
    expect(await list(world, { isEnterprise: true })).toEqual(['Acme', 'Nova']);
    expect(await list(world, { isEnterprise: false })).toEqual(['Metro']);
    expect(await list(world, { responseSizeLimit: 1 })).toEqual(['Acme']);
    const contains = (value: string) => [{ mode: 'Contains', value, isCaseInsensitive: true }];
    expect(await list(world, { searchCriteriaServiceProviderId: contains('O') })).toEqual([
      'Metro',
      'Nova',
    ]);
    expect(await list(world, { searchCriteriaServiceProviderName: contains('hotel') })).toEqual([
      'Nova',
    ]);
    expect(await list(world, { searchCriteriaResellerId: contains('a') })).toEqual([]);
  });

  it('tells enterprises and service providers apart', async () => {
    const world = new World();
    const { serviceProviderTable } = await world.send(new ServiceProviderGetListRequest({}));
    expect(serviceProviderTable.rows).toMatchObject([
      { serviceProviderId: 'Acme', isEnterprise: 'true', resellerId: '' },
      { serviceProviderId: 'Metro', isEnterprise: 'false' },
    ]);
  });
});

describe('deleting a service provider', () => {
  it('takes everything in it away', async () => {
    const world = new World();
    createDevice(world.platform, world.acme, 'gateway', 'Example Gateway');
    await world.send(new ServiceProviderDeleteRequest({ serviceProviderId: 'Acme' }));
    expect((await world.refusal(read('Acme'))).message).toContain('not found: Acme');
    expect((await world.refusal(new UserGetRequest23V2({ userId: 'alice' }))).code).toBe(4008);
    expect(world.platform.devices()).toEqual([]);
    expect(world.platform.administrators().map((a) => a.userId)).toEqual(['admin@example.test']);
    expect(world.platform.numbers.get('+1-2025550101')).toBeUndefined();
    const sales = new GroupGetRequest22V5({ serviceProviderId: 'Acme', groupId: 'Sales' });
    expect((await world.refusal(sales)).code).toBe(4152);
    expect((await world.send(new UserGetRequest23V2({ userId: 'mia' }))).userId).toBe(
      'mia@example.test',
    );
  });

  it('leaves its ids and numbers to others', async () => {
    const world = new World();
    await world.send(new ServiceProviderDeleteRequest({ serviceProviderId: 'Acme' }));
    expect(world.platform.claims.holderOf('id', 'alice@example.test')).toBeUndefined();
    world.platform.numbers.add('Metro', ['+1-2025550101']);
    expect(world.platform.numbers.get('+1-2025550101')?.serviceProviderId).toBe('Metro');
  });
});
