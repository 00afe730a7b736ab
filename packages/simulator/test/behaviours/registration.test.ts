/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import {
  SystemGetRegistrationContactListRequest21sp1,
  UserGetRegistrationListRequest,
} from '@ocipkit/commands/registration';
import { SystemGetRegistrationContactListRequest } from '@ocipkit/commands/registration-deprecated';
import type { DeviceKey, Registration, User } from '../../src/platform/model.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };

function register(world: World, user: User, more: Partial<Registration> = {}): void {
  const name = user.userId.split('@')[0]!;
  const device: DeviceKey = { ...sales, deviceLevel: 'Group', deviceName: `${name}-phone` };
  world.platform.changeUser(user, (draft) => {
    draft.registrations.push({
      linePort: `${name}-1@example.test`,
      endpointType: 'Primary',
      device,
      contact: `sip:${name}@192.0.2.1:5060`,
      expires: world.now.getTime() + 1_800_000,
      userAgent: 'Example/1.0',
      publicNetAddress: '203.0.113.5:5061',
      privateNetAddress: '192.0.2.1',
      ...more,
    });
  });
}

/** Alice has a live registration and an expired shared one, bob a static one, mia a live one. */
function world(): World {
  const made = new World();
  register(made, made.alice);
  register(made, made.alice, {
    linePort: 'alice-0@example.test',
    endpointType: 'Shared Call Appearance',
    expires: made.now.getTime() - 1,
    contact: 'sip:alice@192.0.2.9',
  });
  made.platform.changeUser(made.bob, (draft) => {
    draft.endpoint = {
      kind: 'device',
      device: { ...sales, deviceLevel: 'Group', deviceName: 'bob-phone' },
      linePort: 'bob-1@example.test',
      contacts: [{ sipContact: 'sip:bob@192.0.2.2', pathHeader: '<sip:proxy.example.test>' }],
      config: {},
    };
  });
  register(made, made.mia, { device: { deviceLevel: 'System', deviceName: 'far' } });
  return made;
}

describe('registrations of a user', () => {
  it('tell what is live, by line/port', async () => {
    const { registrationTable } = await world().send(
      new UserGetRegistrationListRequest({ userId: 'alice' }),
    );
    expect(registrationTable.rows).toMatchObject([
      { linePort: 'alice-0@example.test', registrationActive: 'false' },
      {
        deviceLevel: 'Group',
        deviceName: 'alice-phone',
        linePort: 'alice-1@example.test',
        endpointType: 'Primary',
        uri: 'sip:alice@192.0.2.1:5060',
        expiration: 'Mon Mar 02 09:30:00 GMT 2026',
        publicNetAddress: '203.0.113.5',
        publicPort: '5061',
        privateNetAddress: '192.0.2.1',
        privatePort: '',
        userAgent: 'Example/1.0',
        registrationActive: 'true',
      },
    ]);
  });

  it('include static contacts, which never expire', async () => {
    const { registrationTable } = await world().send(
      new UserGetRegistrationListRequest({ userId: 'bob' }),
    );
    expect(registrationTable.rows).toMatchObject([
      {
        uri: 'sip:bob@192.0.2.2',
        expiration: '',
        endpointType: 'Primary',
        pathHeader: '<sip:proxy.example.test>',
        registrationActive: 'true',
      },
    ]);
  });

  it('have dynamic ones of a line/port before static ones', async () => {
    const made = world();
    register(made, made.bob);
    const { registrationTable } = await made.send(
      new UserGetRegistrationListRequest({ userId: 'bob' }),
    );
    expect(registrationTable.column('URI')).toEqual([
      'sip:bob@192.0.2.1:5060',
      'sip:bob@192.0.2.2',
    ]);
  });

  it('are none for a user without a phone, and refused for an unknown one', async () => {
    const made = world();
    const none = await made.send(new UserGetRegistrationListRequest({ userId: 'carol' }));
    expect(none.registrationTable.length).toBe(0);
    const unknown = new UserGetRegistrationListRequest({ userId: 'nobody' });
    expect((await made.refusal(unknown)).code).toBe(4008);
  });
});

describe('registrations of many users', () => {
  const contacts = async (made: World, request: object) => {
    const { registrationTable } = await made.send(
      new SystemGetRegistrationContactListRequest21sp1(request),
    );
    return registrationTable.column('Line/Port');
  };
  const live = 'alice-1@example.test';
  const expired = 'alice-0@example.test';
  const fixed = 'bob-1@example.test';
  const far = 'mia-1@example.test';

  it('are those of the place that is asked for', async () => {
    const made = world();
    expect(await contacts(made, {})).toEqual([expired, live, fixed, far]);
    expect(await contacts(made, { serviceProviderId: 'Acme' })).toEqual([expired, live, fixed]);
    expect(await contacts(made, { svcProviderId: 'Metro', groupId: 'Metro-1' })).toEqual([far]);
    expect(await contacts(made, { userId: 'bob' })).toEqual([fixed]);
    expect(await contacts(made, { linePort: live })).toEqual([live]);
  });

  it('are narrowed down by device, kind, state and addresses', async () => {
    const made = world();
    expect(await contacts(made, { deviceLevel: 'System' })).toEqual([far]);
    expect(await contacts(made, { deviceName: 'bob-phone' })).toEqual([fixed]);
    expect(await contacts(made, { deviceType: 'Example Desk Phone 6' })).toEqual([
      expired,
      live,
      fixed,
    ]);
    expect(await contacts(made, { endpointType: 'Shared Call Appearance' })).toEqual([expired]);
    expect(await contacts(made, { expired: true })).toEqual([expired]);
    expect(await contacts(made, { expired: false })).toEqual([live, fixed, far]);
    const contains = (value: string) => [{ mode: 'Contains', value, isCaseInsensitive: true }];
    expect(await contacts(made, { searchCriteriaSIPContact: contains('192.0.2.9') })).toEqual([
      expired,
    ]);
    expect(await contacts(made, { searchCriteriaRegistrationURI: contains('MIA-1') })).toEqual([
      far,
    ]);
  });

  it('show the address of record and the contact, in the older request too', async () => {
    const made = world();
    const expected = {
      ...sales,
      userId: 'alice@example.test',
      uri: `sip:${live}`,
      contact: 'sip:alice@192.0.2.1:5060',
      expiration: 'Mon Mar 02 09:30:00 GMT 2026',
    };
    for (const Request of [
      SystemGetRegistrationContactListRequest21sp1,
      SystemGetRegistrationContactListRequest,
    ]) {
      const { registrationTable } = await made.send(new Request({ linePort: live }));
      expect(registrationTable.rows).toMatchObject([expected]);
    }
  });

  it('are refused for places that do not exist', async () => {
    const made = world();
    const refusal = (request: object) =>
      made.refusal(new SystemGetRegistrationContactListRequest21sp1(request));
    expect((await refusal({ userId: 'nobody' })).code).toBe(4008);
    expect((await refusal({ svcProviderId: 'Acme', groupId: 'Nowhere' })).code).toBe(4152);
    expect((await refusal({ serviceProviderId: 'None' })).message).toContain('None');
    expect((await refusal({ resellerId: 'R' })).message).toContain('Reseller');
  });

  it('are those in the reach of who asks', async () => {
    const made = world();
    const refusal = async (request: object) =>
      (await made.refusal(new SystemGetRegistrationContactListRequest21sp1(request))).code;
    made.as('acme-admin');
    expect(await contacts(made, {})).toEqual([expired, live, fixed]);
    expect(await contacts(made, { linePort: far })).toEqual([]);
    expect(await refusal({ serviceProviderId: 'Metro' })).toBe(5404);
    made.as('sales-admin');
    expect(await contacts(made, { svcProviderId: 'Acme', groupId: 'Sales' })).toHaveLength(3);
    expect(await refusal({ serviceProviderId: 'Acme' })).toBe(5404);
    made.as('bob');
    expect(await contacts(made, { userId: 'bob' })).toEqual([fixed]);
    expect(await contacts(made, { linePort: live })).toEqual([]);
    expect(await refusal({})).toBe(5404);
    expect(await refusal({ userId: 'alice' })).toBe(5404);
  });
});
