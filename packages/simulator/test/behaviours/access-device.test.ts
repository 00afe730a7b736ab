/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import {
  GroupAccessDeviceGetRequest24V3,
  ServiceProviderAccessDeviceGetRequest24V3,
  SystemAccessDeviceGetRequest24V3,
} from '@ocipkit/commands/device';
import {
  GroupAccessDeviceGetRequest18sp1,
  ServiceProviderAccessDeviceGetRequest18sp1,
  SystemAccessDeviceGetRequest18sp1,
} from '@ocipkit/commands/device-deprecated';
import {
  GroupAccessDeviceAddRequest22V2,
  GroupAccessDeviceDeleteRequest,
  GroupAccessDeviceGetListRequest,
  GroupAccessDeviceModifyRequest22,
} from '@ocipkit/commands/group-device';
import {
  ServiceProviderAccessDeviceAddRequest22V2,
  ServiceProviderAccessDeviceDeleteRequest,
  ServiceProviderAccessDeviceGetListRequest,
} from '@ocipkit/commands/service-provider-device';
import { UserModifyRequest22 } from '@ocipkit/commands/user';
import { createDevice } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const acme = { serviceProviderId: 'Acme' };
const lobby = { ...sales, deviceName: 'lobby' };
const deviceType = 'Example Desk Phone 2';

async function attach(world: World, level: 'Group' | 'Service Provider', deviceName: string) {
  await world.send(
    new UserModifyRequest22({
      userId: 'alice',
      endpoint: {
        accessDeviceEndpoint: {
          accessDevice: { deviceLevel: level, deviceName },
          linePort: 'alice-1@example.test',
          useHotline: false,
        },
      },
    }),
  );
}

describe('a device of a group', () => {
  it('is added with what its type gives, and read back by both releases', async () => {
    const world = new World();
    await world.send(
      new GroupAccessDeviceAddRequest22V2({
        ...lobby,
        deviceType,
        macAddress: '0A1B2C3D4E5F',
        description: 'Lobby',
        transportProtocol: 'TLS',
        useCustomUserNamePassword: true,
        accessDeviceCredentials: { userName: 'lobby', password: 'Secret-42' },
      }),
    );
    const device = await world.send(new GroupAccessDeviceGetRequest24V3(lobby));
    expect(device).toMatchObject({
      ...lobby,
      deviceType,
      protocol: 'SIP 2.0',
      macAddress: '0A1B2C3D4E5F',
      description: 'Lobby',
      numberOfPorts: { quantity: 2 },
      numberOfAssignedPorts: 0,
      status: 'Online',
      configurationMode: 'Default',
      transportProtocol: 'TLS',
      useCustomUserNamePassword: true,
      userName: 'lobby',
    });
    expect(JSON.stringify([device, world.platform.devices()])).not.toContain('Secret-42');
    const older = await world.send(new GroupAccessDeviceGetRequest18sp1(lobby));
    expect(older).toMatchObject({ deviceType, macAddress: '0A1B2C3D4E5F', userName: 'lobby' });
    expect(older.transportProtocol).toBeUndefined();
  });

  it('is refused if the name is taken, or type, protocol or MAC address are not right', async () => {
    const world = new World();
    const refusal = (more: object) =>
      world.refusal(new GroupAccessDeviceAddRequest22V2({ ...lobby, deviceType, ...more }));
    expect((await refusal({ deviceName: 'Alice-Phone' })).code).toBe(4500);
    expect((await refusal({ deviceType: 'Unknown' })).code).toBe(4501);
    expect((await refusal({ groupId: 'Nowhere' })).code).toBe(4152);
    expect((await refusal({ protocol: 'MGCP' })).message).toContain('MGCP');
    expect((await refusal({ macAddress: '0A:1B' })).message).toContain('MAC');
    expect((await world.refusal(new GroupAccessDeviceGetRequest24V3(lobby))).code).toBe(4505);
  });

  it('keeps what is left out and clears what is nil when it is modified', async () => {
    const world = new World();
    await world.send(
      new GroupAccessDeviceAddRequest22V2({
        ...lobby,
        deviceType,
        netAddress: '192.0.2.7',
        description: 'Lobby',
        accessDeviceCredentials: { userName: 'lobby', password: 'Secret-42' },
      }),
    );
    await world.send(
      new GroupAccessDeviceModifyRequest22({
        ...lobby,
        description: null,
        serialNumber: 'S-1',
        configurationMode: 'Custom',
        configurationFile: { sourceFileName: 'lobby.cfg' },
      }),
    );
    const device = await world.send(new GroupAccessDeviceGetRequest24V3(lobby));
    expect(device).toMatchObject({
      netAddress: '192.0.2.7',
      serialNumber: 'S-1',
      configurationMode: 'Custom',
      configurationFileName: 'lobby.cfg',
      userName: 'lobby',
    });
    expect(device.description).toBeUndefined();
    await world.send(
      new GroupAccessDeviceModifyRequest22({
        ...lobby,
        configurationMode: null,
        accessDeviceCredentials: null,
      }),
    );
    const reset = await world.send(new GroupAccessDeviceGetRequest24V3(lobby));
    expect(reset.configurationMode).toBe('Default');
    expect(reset.userName).toBeUndefined();
    const wrong = new GroupAccessDeviceModifyRequest22({
      ...lobby,
      serialNumber: 'S-2',
      macAddress: 'x',
    });
    expect((await world.refusal(wrong)).message).toContain('MAC');
    const after = await world.send(new GroupAccessDeviceGetRequest24V3(lobby));
    expect(after.serialNumber).toBe('S-1');
  });

  it('takes no configuration if its type has none', async () => {
    const world = new World();
    createDevice(world.platform, world.sales, 'lobby', 'Example Gateway');
    const request = new GroupAccessDeviceModifyRequest22({ ...lobby, configurationMode: 'Manual' });
    expect((await world.refusal(request)).message).toContain('takes no configuration');
    const device = await world.send(new GroupAccessDeviceGetRequest24V3(lobby));
    expect(device.configurationMode).toBeUndefined();
  });

  it('can not be deleted while a user or a trunk group is on it', async () => {
    const world = new World();
    const phone = new GroupAccessDeviceDeleteRequest({ ...sales, deviceName: 'alice-phone' });
    await attach(world, 'Group', 'alice-phone');
    expect((await world.refusal(phone)).message).toContain('alice@example.test');
    await world.send(new UserModifyRequest22({ userId: 'alice', endpoint: null }));
    world.sales.trunkGroups.push({
      name: 'PBX',
      accessDevice: { deviceLevel: 'Group', deviceName: 'alice-phone' },
      config: {},
    });
    expect((await world.refusal(phone)).message).toContain('PBX');
    world.sales.trunkGroups.length = 0;
    await world.send(phone);
    expect((await world.refusal(phone)).code).toBe(4505);
  });
});

describe('a device by its external id', () => {
  it('is added, read, modified and deleted by it alone', async () => {
    const world = new World();
    world.sales.groupExternalId = 'G-1';
    const byId = { deviceExternalId: 'D-1' };
    const add = new GroupAccessDeviceAddRequest22V2({
      groupExternalId: 'G-1',
      ...byId,
      deviceType,
    });
    await world.send(add);
    expect((await world.refusal(add)).code).toBe(4500);
    world.support.groupExternalId = 'G-2';
    const again = new GroupAccessDeviceAddRequest22V2({
      groupExternalId: 'G-2',
      ...byId,
      deviceType,
    });
    expect((await world.refusal(again)).message).toContain('already exists: D-1');
    await world.send(new GroupAccessDeviceModifyRequest22({ ...byId, description: 'By id' }));
    const device = await world.send(new GroupAccessDeviceGetRequest24V3(byId));
    expect(device).toMatchObject({ ...sales, ...byId, description: 'By id' });
    const { accessDeviceTable } = await world.send(
      new GroupAccessDeviceGetListRequest({ groupExternalId: 'G-1' }),
    );
    expect(accessDeviceTable.column('Access Device External Id')).toContain('D-1');
    const elsewhere = new ServiceProviderAccessDeviceGetRequest24V3(byId);
    expect((await world.refusal(elsewhere)).code).toBe(4505);
    await world.send(new GroupAccessDeviceDeleteRequest(byId));
    expect((await world.refusal(new GroupAccessDeviceGetRequest24V3(byId))).code).toBe(4505);
  });

  it('is out of reach for administrators of other groups', async () => {
    const world = new World();
    world.support.groupExternalId = 'G-2';
    createDevice(world.platform, world.support, 'desk', deviceType, { deviceExternalId: 'D-2' });
    world.as('sales-admin');
    const read = new GroupAccessDeviceGetRequest24V3({ deviceExternalId: 'D-2' });
    expect((await world.refusal(read)).code).toBe(5404);
    const list = new GroupAccessDeviceGetListRequest({ groupExternalId: 'G-2' });
    expect((await world.refusal(list)).code).toBe(5404);
    await world.as('acme-admin').send(read);
  });
});

describe('the list of devices', () => {
  it('shows free ports and software, and searches', async () => {
    const world = new World();
    await attach(world, 'Group', 'alice-phone');
    world.platform.changeUser(world.alice, (draft) => {
      draft.registrations.push({
        linePort: 'alice-1@example.test',
        endpointType: 'Primary',
        device: { ...sales, deviceLevel: 'Group', deviceName: 'alice-phone' },
        contact: 'sip:alice@192.0.2.1',
        userAgent: 'Example/1.0',
      });
    });
    await world.send(
      new GroupAccessDeviceAddRequest22V2({
        ...lobby,
        deviceType: 'Generic SIP Phone',
        netAddress: '192.0.2.7',
        macAddress: '0A1B2C3D4E5F',
      }),
    );
    const rows = async (more: object = {}) => {
      const request = new GroupAccessDeviceGetListRequest({ ...sales, ...more });
      return (await world.send(request)).accessDeviceTable.rows;
    };
    const names = async (more: object) => (await rows(more)).map((row) => row.deviceName);
    expect((await rows())[0]).toMatchObject({
      deviceName: 'alice-phone',
      availablePorts: '5',
      status: 'Online',
      version: 'Example/1.0',
    });
    expect((await rows())[3]).toMatchObject({ deviceName: 'lobby', availablePorts: 'Unlimited' });
    const contains = (value: string) => [{ mode: 'Contains', value, isCaseInsensitive: true }];
    expect(await names({ searchCriteriaDeviceName: contains('BOB') })).toEqual(['bob-phone']);
    expect(await names({ searchCriteriaDeviceMACAddress: contains('0a1b') })).toEqual(['lobby']);
    expect(await names({ searchCriteriaDeviceNetAddress: contains('192.') })).toEqual(['lobby']);
    expect(await names({ searchCriteriaAccessDeviceVersion: contains('example') })).toEqual([
      'alice-phone',
    ]);
    expect(
      await names({ searchCriteriaExactDeviceType: { deviceType: 'Generic SIP Phone' } }),
    ).toEqual(['lobby']);
    expect(await names({ responseSizeLimit: 2 })).toEqual(['alice-phone', 'bob-phone']);
    const device = await world.send(
      new GroupAccessDeviceGetRequest24V3({ ...sales, deviceName: 'alice-phone' }),
    );
    expect(device).toMatchObject({ numberOfAssignedPorts: 1, version: 'Example/1.0' });
  });
});

describe('devices of a service provider and of the system', () => {
  it('are added, listed, read and deleted at the level of the service provider', async () => {
    const world = new World();
    const shared = { ...acme, deviceName: 'shared' };
    await world.send(new ServiceProviderAccessDeviceAddRequest22V2({ ...shared, deviceType }));
    const { accessDeviceTable } = await world.send(
      new ServiceProviderAccessDeviceGetListRequest(acme),
    );
    expect(accessDeviceTable.column('Device Name')).toEqual(['shared']);
    const device = await world.send(new ServiceProviderAccessDeviceGetRequest24V3(shared));
    expect(device).toMatchObject({ ...shared, deviceType, protocol: 'SIP 2.0' });
    const older = await world.send(new ServiceProviderAccessDeviceGetRequest18sp1(shared));
    expect(older).toMatchObject({ deviceType, numberOfAssignedPorts: 0 });
    await attach(world, 'Service Provider', 'shared');
    const remove = new ServiceProviderAccessDeviceDeleteRequest(shared);
    expect((await world.refusal(remove)).message).toContain('in use');
    await world.send(new UserModifyRequest22({ userId: 'alice', endpoint: null }));
    await world.send(remove);
    expect((await world.refusal(remove)).code).toBe(4505);
  });

  it('are read at the level of the system', async () => {
    const world = new World();
    createDevice(world.platform, undefined, 'trunk', 'Example Gateway');
    const trunk = { deviceName: 'trunk' };
    const device = await world.send(new SystemAccessDeviceGetRequest24V3(trunk));
    expect(device).toMatchObject({
      deviceName: 'trunk',
      numberOfPorts: { quantity: 24 },
      isWebexTeamsDevice: false,
    });
    const older = await world.send(new SystemAccessDeviceGetRequest18sp1(trunk));
    expect(older.deviceType).toBe('Example Gateway');
    const unknown = new SystemAccessDeviceGetRequest24V3({ deviceName: 'alice-phone' });
    expect((await world.refusal(unknown)).code).toBe(4505);
  });
});
