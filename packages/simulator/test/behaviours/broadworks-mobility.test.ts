import { describe, expect, it } from 'vitest';
import {
  UserBroadWorksMobilityGetRequest21sp1,
  UserBroadWorksMobilityMobileIdentityGetRequest22V3,
  UserBroadWorksMobilityModifyRequest21,
} from '@ocipkit/commands/broadworks-mobility';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const read = new UserBroadWorksMobilityGetRequest21sp1({ userId });
const identity = (mobileNumber: string) =>
  new UserBroadWorksMobilityMobileIdentityGetRequest22V3({ userId, mobileNumber });
const modify = (fields: object) => new UserBroadWorksMobilityModifyRequest21({ userId, ...fields });

const [first, second] = ['+1-2025550180', '+49-3012345'] as const;

function world(): World {
  const made = new World();
  made.give(made.alice, 'BroadWorks Mobility');
  made.alice.settings['BroadWorks Mobility'] = {
    identities: [
      { mobileNumber: first, isPrimary: true, description: 'Work' },
      { mobileNumber: second, mobileNumbersAlerted: [first] },
    ],
  };
  return made;
}

describe('BroadWorks Mobility', () => {
  it('is off and has no numbers at first', async () => {
    const here = new World();
    here.give(here.alice, 'BroadWorks Mobility');
    const response = await here.send(read);
    expect(response).toMatchObject({
      isActive: false,
      preventCallsToOwnMobiles: false,
      profileIdentityDevicesToRing: 'Both',
    });
    expect(response.mobileIdentityTable.length).toBe(0);
    expect(response.profileIdentityMobileNumberAlertedTable.length).toBe(0);
  });

  it('lists the mobile numbers', async () => {
    expect((await world().send(read)).mobileIdentityTable.rows).toMatchObject([
      {
        mobileNumber: first,
        description: 'Work',
        countryCode: '1',
        isPrimary: 'true',
        enableAlerting: 'true',
      },
      { mobileNumber: second, description: '', countryCode: '49', isPrimary: 'false' },
    ]);
  });

  it('modifies the service and its numbers', async () => {
    const here = world();
    await here.send(
      modify({
        isActive: true,
        mobileIdentity: [
          { mobileNumber: first, description: null },
          { mobileNumber: second, isPrimary: true, enableAlerting: false, description: 'Berlin' },
        ],
        profileIdentityDevicesToRing: 'Mobile',
        profileIdentityMobilityNumbersAlerted: { mobileNumber: ['2025550180'] },
      }),
    );
    const response = await here.send(read);
    expect(response).toMatchObject({ isActive: true, profileIdentityDevicesToRing: 'Mobile' });
    expect(response.mobileIdentityTable.column('Is Primary')).toEqual(['false', 'true']);
    expect(response.mobileIdentityTable.column('Description')).toEqual(['', 'Berlin']);
    expect(response.mobileIdentityTable.column('Enable Alerting')).toEqual(['true', 'false']);
    const alerted = response.profileIdentityMobileNumberAlertedTable;
    expect(alerted.rows).toMatchObject([{ mobileNumber: first, countryCode: '1' }]);
    await here.send(modify({ profileIdentityMobilityNumbersAlerted: null }));
    const after = await here.send(read);
    expect(after.profileIdentityMobileNumberAlertedTable.length).toBe(0);
    expect(after.isActive).toBe(true);
  });

  it('reads one number', async () => {
    const here = world();
    const one = await here.send(identity('2025550180'));
    expect(one).toMatchObject({
      description: 'Work',
      isPrimary: true,
      enableAlerting: true,
      useSettingLevel: 'Group',
      effectiveDenyCallOriginations: false,
      devicesToRing: 'Both',
    });
    expect(one.mobileNumberAlertedTable.length).toBe(0);
    const other = await here.send(identity(second));
    expect(other.mobileNumberAlertedTable.column('Mobile Number')).toEqual([first]);
  });

  it('denies calls as the user has it only at the level of the user', async () => {
    const here = world();
    const denied = { mobileNumber: first, denyCallOriginations: true };
    const set = (useSettingLevel: string) => {
      here.alice.settings['BroadWorks Mobility'] = { identities: [{ ...denied, useSettingLevel }] };
    };
    set('Group');
    expect((await here.send(identity(first))).effectiveDenyCallOriginations).toBe(false);
    set('User');
    expect((await here.send(identity(first))).effectiveDenyCallOriginations).toBe(true);
  });

  it('refuses numbers that the user does not have, and changes nothing then', async () => {
    const here = world();
    expect((await here.refusal(identity('2025550189'))).message).toContain('not found');
    const unknown = { mobileNumber: '2025550189' };
    const entry = modify({ isActive: true, mobileIdentity: [unknown] });
    expect((await here.refusal(entry)).message).toContain('not found');
    const alerted = modify({
      isActive: true,
      profileIdentityMobilityNumbersAlerted: { mobileNumber: ['2025550189'] },
    });
    expect((await here.refusal(alerted)).message).toContain('not found');
    expect((await here.send(read)).isActive).toBe(false);
  });

  it('lets users modify it once it is on, but not switch it', async () => {
    const here = world();
    const ring = modify({ profileIdentityDevicesToRing: 'Fixed' });
    here.as('alice');
    expect((await here.refusal(ring)).message).toContain('not switched on');
    expect((await here.refusal(modify({ isActive: true }))).code).toBe(5404);
    await here.as('sales-admin').send(modify({ isActive: true }));
    await here.as('alice').send(ring);
    expect((await here.send(read)).profileIdentityDevicesToRing).toBe('Fixed');
  });

  it('needs the service', async () => {
    for (const request of [read, identity(first), modify({})]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});
