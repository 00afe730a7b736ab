import { describe, expect, it } from 'vitest';
import {
  GroupAccessDeviceCustomTagAddRequest,
  GroupAccessDeviceCustomTagDeleteListRequest,
  GroupAccessDeviceCustomTagGetListRequest,
  ServiceProviderAccessDeviceCustomTagGetListRequest,
  SystemAccessDeviceCustomTagGetListRequest,
} from '@ocipkit/commands/device-tags';
import { createDevice } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const phone = { serviceProviderId: 'Acme', groupId: 'Sales', deviceName: 'alice-phone' };

describe('custom tags of a device', () => {
  it('are added, listed with their values filled in, and deleted', async () => {
    const world = new World();
    const add = async (tagName: string, tagValue?: string) =>
      world.send(new GroupAccessDeviceCustomTagAddRequest({ ...phone, tagName, tagValue }));
    const list = async () =>
      (await world.send(new GroupAccessDeviceCustomTagGetListRequest(phone))).deviceCustomTagsTable;
    await add('%COLOR%', 'blue');
    await add('%TEXT%', 'a %COLOR% light of %UNKNOWN%');
    await add('%EMPTY%');
    expect((await list()).rows.map((r) => [r.tagName, r.tagValue, r.actualTagValue])).toEqual([
      ['%COLOR%', 'blue', 'blue'],
      ['%TEXT%', 'a %COLOR% light of %UNKNOWN%', 'a blue light of %UNKNOWN%'],
      ['%EMPTY%', '', ''],
    ]);
    await world.send(
      new GroupAccessDeviceCustomTagDeleteListRequest({ ...phone, tagName: ['%TEXT%', '%EMPTY%'] }),
    );
    expect((await list()).column('Tag Name')).toEqual(['%COLOR%']);
  });

  it('are refused with a name that is taken, malformed or the platform’s', async () => {
    const world = new World();
    const add = (tagName: string) =>
      new GroupAccessDeviceCustomTagAddRequest({ ...phone, tagName });
    await world.send(add('%COLOR%'));
    expect((await world.refusal(add('%COLOR%'))).message).toContain('already exists');
    for (const name of ['COLOR', '%A%B%', '%BWMACADDRESS%']) {
      expect((await world.refusal(add(name))).message).toContain(`Invalid tag name: ${name}`);
    }
  });

  it('all stay if one that is to be deleted does not exist', async () => {
    const world = new World();
    await world.send(new GroupAccessDeviceCustomTagAddRequest({ ...phone, tagName: '%COLOR%' }));
    const request = new GroupAccessDeviceCustomTagDeleteListRequest({
      ...phone,
      tagName: ['%COLOR%', '%SHAPE%'],
    });
    expect((await world.refusal(request)).message).toContain('%SHAPE%');
    const { deviceCustomTagsTable } = await world.send(
      new GroupAccessDeviceCustomTagGetListRequest(phone),
    );
    expect(deviceCustomTagsTable.length).toBe(1);
  });

  it('are read at the levels above too', async () => {
    const world = new World();
    const customTags = [{ tagName: '%COLOR%', tagValue: 'red' }];
    createDevice(world.platform, world.acme, 'shared', 'Example Gateway', { customTags });
    createDevice(world.platform, undefined, 'trunk', 'Example Gateway', { customTags });
    const shared = await world.send(
      new ServiceProviderAccessDeviceCustomTagGetListRequest({
        serviceProviderId: 'Acme',
        deviceName: 'shared',
      }),
    );
    expect(shared.deviceCustomTagsTable.column('Tag Value')).toEqual(['red']);
    const trunk = await world.send(
      new SystemAccessDeviceCustomTagGetListRequest({ deviceName: 'trunk' }),
    );
    expect(trunk.deviceCustomTagsTable.column('Tag Value')).toEqual(['red']);
    const unknown = new SystemAccessDeviceCustomTagGetListRequest({ deviceName: 'shared' });
    expect((await world.refusal(unknown)).code).toBe(4505);
  });
});
