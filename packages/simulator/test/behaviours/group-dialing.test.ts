import { describe, expect, it } from 'vitest';
import {
  GroupExtensionLengthGetRequest22,
  GroupExtensionLengthModifyRequest17,
  ServiceProviderExtensionLengthGetRequest,
} from '@ocipkit/commands/extension-length';
import { GroupFeatureAccessCodeGetRequest21 } from '@ocipkit/commands/feature-access-code';
import { UserModifyRequest22 } from '@ocipkit/commands/user';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const metro = { serviceProviderId: 'Metro', groupId: 'Metro-1' };

describe('extension lengths of a group', () => {
  it('are modified field by field', async () => {
    const world = new World();
    const lengths = () => world.send(new GroupExtensionLengthGetRequest22(sales));
    expect(await lengths()).toMatchObject({
      minExtensionLength: 2,
      maxExtensionLength: 6,
      defaultExtensionLength: 4,
      useEnterpriseExtensionLengthSetting: false,
    });
    await world.send(
      new GroupExtensionLengthModifyRequest17({
        ...sales,
        minExtensionLength: 3,
        useEnterpriseExtensionLengthSetting: true,
      }),
    );
    await world.send(
      new GroupExtensionLengthModifyRequest17({ ...sales, defaultExtensionLength: 5 }),
    );
    expect(await lengths()).toMatchObject({
      minExtensionLength: 3,
      maxExtensionLength: 6,
      defaultExtensionLength: 5,
      useEnterpriseExtensionLengthSetting: true,
    });
  });

  it('hold for extensions that are given from then on', async () => {
    const world = new World();
    await world.send(new GroupExtensionLengthModifyRequest17({ ...sales, maxExtensionLength: 4 }));
    const request = new UserModifyRequest22({ userId: 'alice', extension: '51010' });
    expect((await world.refusal(request)).code).toBe(4909);
  });

  it('must have their default in between', async () => {
    const world = new World();
    for (const wrong of [
      { minExtensionLength: 5 },
      { maxExtensionLength: 3 },
      { defaultExtensionLength: 7 },
    ]) {
      const request = new GroupExtensionLengthModifyRequest17({ ...sales, ...wrong });
      expect((await world.refusal(request)).message).toContain('default extension length');
    }
    expect(world.sales.extensionLength).toEqual({ min: 2, max: 6, default: 4 });
  });

  it('come from the enterprise in enterprises only', async () => {
    const world = new World();
    const request = new GroupExtensionLengthModifyRequest17({
      ...metro,
      useEnterpriseExtensionLengthSetting: true,
    });
    expect((await world.refusal(request)).message).toContain('enterprise');
  });

  it('are none at the level of the enterprise until they are set', async () => {
    const world = new World();
    const read = new ServiceProviderExtensionLengthGetRequest({ serviceProviderId: 'Acme' });
    expect((await world.send(read)).defaultExtensionLength).toBeUndefined();
    world.acme.settings['Extension Length'] = {
      defaultExtensionLength: 5,
      locationRoutingPrefixDigit: 8,
      locationCodeLength: 3,
    };
    expect(await world.send(read)).toMatchObject({
      defaultExtensionLength: 5,
      locationRoutingPrefixDigit: 8,
      locationCodeLength: 3,
    });
  });
});

describe('feature access codes of a group', () => {
  it('are those of the service provider until the group has its own', async () => {
    const world = new World();
    const codes = () => world.send(new GroupFeatureAccessCodeGetRequest21(sales));
    const first = await codes();
    expect(first.useFeatureAccessCodeLevel).toBe('Service Provider');
    expect(first.featureAccessCode).toContainEqual({
      featureAccessCodeName: 'Call Forwarding Always Activation',
      mainCode: '*72',
      enableFAC: true,
    });
    world.sales.settings['Feature Access Codes'] = {
      codes: [{ featureAccessCodeName: 'Call Park', mainCode: '*1', alternateCode: '*2' }],
    };
    expect(await codes()).toMatchObject({
      useFeatureAccessCodeLevel: 'Group',
      featureAccessCode: [
        { featureAccessCodeName: 'Call Park', mainCode: '*1', alternateCode: '*2' },
      ],
    });
  });

  it('are refused for a group that does not exist', async () => {
    const request = new GroupFeatureAccessCodeGetRequest21({ ...sales, groupId: 'Nowhere' });
    expect((await new World().refusal(request)).code).toBe(4152);
  });
});
