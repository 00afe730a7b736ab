import { describe, expect, it } from 'vitest';
import {
  GroupAutoAttendantAddInstanceRequest20,
  GroupAutoAttendantDeleteInstanceRequest,
  GroupAutoAttendantGetInstanceListRequest,
  GroupAutoAttendantGetInstanceRequest24,
} from '@ocipkit/commands/auto-attendant';
import { GroupAutoAttendantGetInstanceRequest20 } from '@ocipkit/commands/auto-attendant-deprecated';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const serviceUserId = 'reception@example.test';

function add(more: object = {}): GroupAutoAttendantAddInstanceRequest20 {
  return new GroupAutoAttendantAddInstanceRequest20({
    ...inSales,
    serviceUserId,
    serviceInstanceProfile: {
      name: 'Reception',
      callingLineIdLastName: 'Reception',
      callingLineIdFirstName: 'Acme',
      extension: '5000',
    },
    type: 'Basic',
    firstDigitTimeoutSeconds: 8,
    enableVideo: false,
    extensionDialingScope: 'Group',
    nameDialingScope: 'Enterprise',
    nameDialingEntries: 'LastName + FirstName',
    ...more,
  });
}

function menu(key: string, entry: object): object {
  return {
    businessHoursMenu: {
      announcementSelection: 'Default',
      enableFirstMenuLevelExtensionDialing: true,
      keyConfiguration: [{ key, entry }],
    },
  };
}

function newWorld(): World {
  const world = new World();
  world.sales.assignedServices.push('Auto Attendant', 'Auto Attendant - Standard');
  world.sales.schedules.push({ scheduleName: 'Office', scheduleType: 'Time', events: [] });
  return world;
}

const get = new GroupAutoAttendantGetInstanceRequest24({ serviceUserId });

describe('an auto attendant', () => {
  it('reads back as it was added, with a menu of the platform where none was given', async () => {
    const world = newWorld();
    await world.send(
      add({
        businessHours: { type: 'Group', name: 'Office' },
        ...menu('1', { action: 'Transfer With Prompt', phoneNumber: '5101', description: 'Al' }),
      }),
    );
    const attendant = await world.send(get);
    expect(attendant).toMatchObject({
      serviceInstanceProfile: { name: 'Reception', extension: '5000' },
      type: 'Basic',
      firstDigitTimeoutSeconds: 8,
      transferToOperatorAnnouncementSelection: 'Default',
      nameDialingScope: 'Enterprise',
      businessHours: { type: 'Group', name: 'Office' },
      businessHoursMenu: {
        enableFirstMenuLevelExtensionDialing: true,
        keyConfiguration: [
          { key: '1', entry: { action: 'Transfer With Prompt', phoneNumber: '5101' } },
        ],
      },
      afterHoursMenu: { announcementSelection: 'Default' },
    });
    expect(attendant.afterHoursMenu.keyConfiguration?.length).toBe(3);
    expect(attendant.holidayMenu).toBeUndefined();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- older programs send it
    const request = new GroupAutoAttendantGetInstanceRequest20({ serviceUserId });
    const older = await world.send(request);
    expect(older.businessHoursMenu).toEqual(attendant.businessHoursMenu);
    expect(older).not.toHaveProperty('transferToOperatorAnnouncementSelection');
  });

  it('has a menu for holidays if it is a standard one', async () => {
    const world = newWorld();
    const { businessHoursMenu: holidayMenu } = menu('#', { action: 'Exit' }) as {
      businessHoursMenu: object;
    };
    expect((await world.refusal(add({ holidayMenu }))).message).toContain('holidays');
    await world.send(add({ type: 'Standard', holidayMenu }));
    const attendant = await world.send(get);
    expect(attendant.holidayMenu).toMatchObject({ keyConfiguration: [{ key: '#' }] });
    await world.send(add({ type: 'Standard', ...other }));
    const second = await world.send(
      new GroupAutoAttendantGetInstanceRequest24({ serviceUserId: other.serviceUserId }),
    );
    expect(second.holidayMenu?.announcementSelection).toBe('Default');
  });

  it('is listed with its type', async () => {
    const world = newWorld();
    await world.send(add());
    await world.send(add({ type: 'Standard', enableVideo: true, ...other }));
    const list = await world.send(new GroupAutoAttendantGetInstanceListRequest(inSales));
    expect(list.autoAttendantTable.rows).toMatchObject([
      { serviceUserId, name: 'Reception', extension: '5000', video: 'false', type: 'Basic' },
      { name: 'Night', isActive: 'true', video: 'true', type: 'Standard' },
    ]);
  });

  it('must have menus that work and schedules that exist', async () => {
    const world = newWorld();
    const messageOf = async (more: object): Promise<string> =>
      (await world.refusal(add(more))).message;
    expect(await messageOf(menu('1', { action: 'Transfer To Operator' }))).toContain(
      'phone number',
    );
    expect(await messageOf(menu('1', { action: 'Return to Previous Menu' }))).toContain('submenu');
    const submenu = { action: 'Transfer To Submenu', submenuId: 'Second' };
    expect(await messageOf(menu('1', submenu))).toContain('Submenu not found: Second');
    const twice = {
      announcementSelection: 'Default',
      enableFirstMenuLevelExtensionDialing: false,
      keyConfiguration: [
        { key: '1', entry: { action: 'Exit' } },
        { key: '1', entry: { action: 'Repeat Menu' } },
      ],
    };
    expect(await messageOf({ afterHoursMenu: twice })).toContain('twice: 1');
    const personal = { ...twice, announcementSelection: 'Personal', keyConfiguration: [] };
    expect(await messageOf({ afterHoursMenu: personal })).toContain('audio file');
    const schedule = (type: string, name: string) => messageOf({ businessHours: { type, name } });
    expect(await schedule('Group', 'Nights')).toContain('Schedule not found');
    expect(await schedule('User', 'Office')).toContain('Schedule not found');
    const holidays = { holidaySchedule: { type: 'Group', name: 'Office' } };
    expect(await messageOf(holidays)).toContain('Schedule not found');
    const list = await world.send(new GroupAutoAttendantGetInstanceListRequest(inSales));
    expect(list.autoAttendantTable.length).toBe(0);
  });

  it('can be deleted, and needs the service of its type', async () => {
    const world = newWorld();
    await world.send(add());
    await world.send(new GroupAutoAttendantDeleteInstanceRequest({ serviceUserId }));
    expect((await world.refusal(get)).code).toBe(4008);
    world.sales.assignedServices = ['Auto Attendant'];
    expect((await world.refusal(add({ type: 'Standard' }))).code).toBe(4410);
  });
});

const other = {
  serviceUserId: 'night@example.test',
  serviceInstanceProfile: {
    name: 'Night',
    callingLineIdLastName: 'Night',
    callingLineIdFirstName: 'Acme',
  },
};
