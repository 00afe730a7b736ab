import { describe, expect, it } from 'vitest';
import {
  UserSharedCallAppearanceAddEndpointRequest22,
  UserSharedCallAppearanceDeleteEndpointListRequest14,
  UserSharedCallAppearanceGetEndpointRequest22,
  UserSharedCallAppearanceGetRequest21sp1,
  UserSharedCallAppearanceModifyEndpointRequest,
  UserSharedCallAppearanceModifyRequest,
} from '@ocipkit/commands/shared-call-appearance';
import { UserSharedCallAppearanceGetRequest16sp2 } from '@ocipkit/commands/shared-call-appearance-deprecated';
import {
  UserVideoAddOnGetRequest22,
  UserVideoAddOnModifyRequest14,
} from '@ocipkit/commands/video-add-on';
import { unassignServices } from '../../src/platform/services.js';
import { createDevice } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const get = new UserSharedCallAppearanceGetRequest21sp1({ userId });
// eslint-disable-next-line @typescript-eslint/no-deprecated -- an older variant, from the same state
const older = new UserSharedCallAppearanceGetRequest16sp2({ userId });
const key = (name: string, deviceName = 'bob-phone') => ({
  accessDevice: { deviceLevel: 'Group' as const, deviceName },
  linePort: `${name}@example.test`,
});
const add = (name: string, more: object = {}, owner = userId) =>
  new UserSharedCallAppearanceAddEndpointRequest22({
    userId: owner,
    accessDeviceEndpoint: { ...key(name), useHotline: false, ...more },
    isActive: true,
    allowOrigination: true,
    allowTermination: false,
    allowVideo: true,
  });
const remove = (...names: readonly string[]) =>
  new UserSharedCallAppearanceDeleteEndpointListRequest14({
    userId,
    accessDeviceEndpoint: names.map((name) => key(name)),
  });
const endpoint = (name: string, deviceName?: string) =>
  new UserSharedCallAppearanceGetEndpointRequest22({
    userId,
    accessDeviceEndpoint: key(name, deviceName),
  });

function withService(...services: readonly string[]): World {
  const world = new World();
  world.give(world.alice, ...services);
  return world;
}

async function linesOf(world: World): Promise<readonly string[]> {
  return (await world.send(get)).endpointTable.rows.map((row) => row.linePort ?? '');
}

describe('Shared Call Appearance', () => {
  it.each([
    [['Shared Call Appearance'], 1],
    [['Shared Call Appearance 5'], 5],
    [['Shared Call Appearance 5', 'Shared Call Appearance 10'], 15],
    [['Shared Call Appearance 35', 'Shared Call Appearance'], 35],
  ])('%j allows %i appearances', async (services, max) => {
    const world = withService(...services);
    expect((await world.send(get)).maxAppearances).toBe(max);
  });

  it('reads its defaults, and keeps what is modified', async () => {
    const world = withService('Shared Call Appearance 5');
    expect(await world.send(get)).toMatchObject({
      alertAllAppearancesForClickToDialCalls: true,
      allowSCACallRetrieve: false,
      enableMultipleCallArrangement: false,
      bridgeWarningTone: 'None',
    });
    world.give(world.alice, 'Multiple Call Arrangement');
    await world.send(
      new UserSharedCallAppearanceModifyRequest({ userId, bridgeWarningTone: 'Barge-In' }),
    );
    await world.send(
      new UserSharedCallAppearanceModifyRequest({ userId, allowSCACallRetrieve: true }),
    );
    const expected = {
      allowSCACallRetrieve: true,
      enableMultipleCallArrangement: true,
      bridgeWarningTone: 'Barge-In',
    };
    expect(await world.send(get)).toMatchObject(expected);
    expect(await world.send(older)).toMatchObject(expected);
  });

  it('adds endpoints that the table shows', async () => {
    const world = withService('Shared Call Appearance 5');
    world.platform.findDevice({
      deviceLevel: 'Group',
      deviceName: 'bob-phone',
      serviceProviderId: 'Acme',
      groupId: 'Sales',
    })!.config.macAddress = '001122334455';
    await world.send(
      add('alice-2', { contact: 'sip:alice@192.0.2.7', pathHeader: '<sip:p>', portNumber: 3 }),
    );
    await world.send(add('alice-3', { useHotline: true, hotlineContact: 'sip:door@example.test' }));
    const { endpointTable } = await world.send(get);
    expect(endpointTable.rows).toMatchObject([
      {
        deviceLevel: 'Group',
        deviceName: 'bob-phone',
        deviceType: 'Example Desk Phone 6',
        linePort: 'alice-2@example.test',
        sipContact: 'alice@192.0.2.7',
        pathHeader: '<sip:p>',
        portNumber: '3',
        deviceSupportVisualDeviceManagement: 'true',
        isActive: 'true',
        allowOrigination: 'true',
        allowTermination: 'false',
        macAddress: '001122334455',
      },
      { linePort: 'alice-3@example.test', sipContact: '', portNumber: '' },
    ]);
    expect((await world.send(older)).endpointTable.column('Line/Port')).toEqual(
      await linesOf(world),
    );
    expect(await world.send(endpoint('alice-3'))).toMatchObject({
      isActive: true,
      allowTermination: false,
      useHotline: true,
      hotlineContact: 'sip:door@example.test',
    });
  });

  it('stops at the limit', async () => {
    const world = withService('Shared Call Appearance');
    await world.send(add('alice-2'));
    const more = await world.refusal(add('alice-3'));
    expect(more.message).toContain('Limit of shared call appearances reached: 1');
    expect(await linesOf(world)).toEqual(['alice-2@example.test']);
  });

  it('refuses a line/port or a port in use, and a device that is unknown or full', async () => {
    const world = withService('Shared Call Appearance 5');
    world.give(world.bob, 'Shared Call Appearance 5');
    await world.send(add('shared', { portNumber: 1 }, 'bob'));
    expect((await world.refusal(add('SHARED'))).message).toContain('Line/port is already in use');
    const port = add('alice-2', { portNumber: 1 });
    expect((await world.refusal(port)).message).toContain('Port is already in use: 1 of bob-phone');
    expect((await world.refusal(add('alice-2', key('alice-2', 'no-phone')))).code).toBe(4505);
    createDevice(world.platform, world.sales, 'small-phone', 'Example Conference Phone');
    await world.send(add('alice-2', key('alice-2', 'small-phone')));
    const full = add('alice-3', key('alice-3', 'small-phone'));
    expect((await world.refusal(full)).message).toContain('No free port on device: small-phone');
    expect(await linesOf(world)).toEqual(['alice-2@example.test']);
  });

  it('modifies one endpoint', async () => {
    const world = withService('Shared Call Appearance 5');
    await world.send(add('alice-2'));
    await world.send(add('alice-3'));
    const modify = (more: object) =>
      new UserSharedCallAppearanceModifyEndpointRequest({
        userId,
        accessDeviceEndpoint: key('alice-3'),
        ...more,
      });
    await world.send(modify({ isActive: false, hotlineContact: 'sip:door@example.test' }));
    await world.send(modify({ useHotline: true }));
    expect(await world.send(endpoint('alice-3'))).toMatchObject({
      isActive: false,
      allowOrigination: true,
      useHotline: true,
      hotlineContact: 'sip:door@example.test',
    });
    await world.send(modify({ hotlineContact: null }));
    expect((await world.send(endpoint('alice-3'))).hotlineContact).toBeUndefined();
    expect(await world.send(endpoint('alice-2'))).toMatchObject({ isActive: true });
  });

  it('deletes all endpoints of a request or none, with their registrations', async () => {
    const world = withService('Shared Call Appearance 5');
    for (const name of ['alice-2', 'alice-3', 'alice-4']) await world.send(add(name));
    world.platform.changeUser(world.alice, (draft) => {
      draft.registrations = draft.appearances.map(({ linePort, device }) => ({
        linePort,
        device,
        endpointType: 'Shared Call Appearance',
        contact: 'sip:alice@192.0.2.7',
      }));
    });
    const missing = await world.refusal(remove('alice-2', 'alice-9'));
    expect(missing.message).toContain('not found: alice-9@example.test');
    expect(await linesOf(world)).toHaveLength(3);
    await world.send(remove('alice-2', 'alice-4'));
    expect(await linesOf(world)).toEqual(['alice-3@example.test']);
    expect(world.alice.registrations.map((r) => r.linePort)).toEqual(['alice-3@example.test']);
    await world.send(add('alice-2'));
  });

  it('finds an endpoint by its line/port and its device', async () => {
    const world = withService('Shared Call Appearance 5');
    await world.send(add('alice-2'));
    await world.send(endpoint('ALICE-2'));
    expect((await world.refusal(endpoint('alice-2', 'carol-phone'))).message).toContain(
      'Shared call appearance not found',
    );
  });

  it('must be assigned; the endpoints go with it', async () => {
    const world = new World();
    const modify = new UserSharedCallAppearanceModifyRequest({ userId });
    for (const request of [get, add('alice-2'), remove('alice-2'), endpoint('alice-2'), modify]) {
      expect((await world.refusal(request)).code).toBe(4410);
    }
    world.give(world.alice, 'Shared Call Appearance 5', 'Shared Call Appearance 10');
    await world.send(add('alice-2'));
    unassignServices(world.platform, world.alice, ['Shared Call Appearance 10'], []);
    expect(await linesOf(world)).toEqual(['alice-2@example.test']);
    unassignServices(world.platform, world.alice, ['Shared Call Appearance 5'], []);
    expect(world.alice.appearances).toEqual([]);
    expect(world.platform.claims.holderOf('linePort', 'alice-2@example.test')).toBeUndefined();
  });
});

describe('Video Add-On', () => {
  const read = new UserVideoAddOnGetRequest22({ userId });
  const modify = (more: object) => new UserVideoAddOnModifyRequest14({ userId, ...more });

  it('has a device of its own', async () => {
    const world = withService('Video Add-On');
    const before = await world.send(read);
    expect(before).toMatchObject({ isActive: false, maxOriginatingCallDelaySeconds: 10 });
    expect(before.accessDeviceEndpoint).toBeUndefined();
    const contact = 'sip:alice@192.0.2.8';
    await world.send(
      modify({
        isActive: true,
        accessDeviceEndpoint: { ...key('screen'), contact, portNumber: 2 },
      }),
    );
    await world.send(modify({ maxOriginatingCallDelaySeconds: 5 }));
    await world.send(modify({ accessDeviceEndpoint: key('screen') }));
    expect(await world.send(read)).toMatchObject({
      isActive: true,
      maxOriginatingCallDelaySeconds: 5,
      accessDeviceEndpoint: { ...key('screen'), contact, portNumber: 2 },
    });
    await world.send(modify({ accessDeviceEndpoint: { ...key('screen'), contact: null } }));
    expect((await world.send(read)).accessDeviceEndpoint?.contact).toBeUndefined();
    await world.send(modify({ accessDeviceEndpoint: key('other') }));
    expect((await world.send(read)).accessDeviceEndpoint?.portNumber).toBeUndefined();
    await world.send(modify({ accessDeviceEndpoint: null }));
    expect((await world.send(read)).accessDeviceEndpoint).toBeUndefined();
  });

  it('has the line/port for itself', async () => {
    const world = withService('Video Add-On', 'Shared Call Appearance');
    await world.send(modify({ accessDeviceEndpoint: key('screen') }));
    world.give(world.bob, 'Shared Call Appearance');
    const taken = await world.refusal(add('screen', {}, 'bob'));
    expect(taken.message).toContain('Line/port is already in use');
    const unknown = modify({ isActive: true, accessDeviceEndpoint: key('screen', 'no-phone') });
    expect((await world.refusal(unknown)).code).toBe(4505);
    expect((await world.send(read)).isActive).toBe(false);
    await world.send(modify({ accessDeviceEndpoint: null }));
    await world.send(add('screen', {}, 'bob'));
  });

  it('must be assigned', async () => {
    const world = new World();
    expect((await world.refusal(read)).code).toBe(4410);
    expect((await world.refusal(modify({ isActive: true }))).code).toBe(4410);
  });
});
