import { describe, expect, it } from 'vitest';
import {
  UserBroadWorksReceptionistEnterpriseGetRequest,
  UserBroadWorksReceptionistOfficeGetRequest,
  UserBroadWorksReceptionistSmallBusinessGetRequest,
  UserBusyLampFieldGetRequest16sp2,
  UserBusyLampFieldModifyRequest,
} from '@ocipkit/commands/monitored-users';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { UserModifyUserIdRequest } from '@ocipkit/commands/user-identity';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const read = new UserBusyLampFieldGetRequest16sp2({ userId });
const modify = (fields: object, user = userId) =>
  new UserBusyLampFieldModifyRequest({ userId: user, ...fields });
const watch = (...ids: string[]) => modify({ monitoredUserIdList: { userId: ids } });

function world(): World {
  const made = new World();
  for (const user of [made.alice, made.bob, made.mia]) made.give(user, 'Busy Lamp Field');
  return made;
}

describe('the busy lamp field', () => {
  it('watches nobody at first', async () => {
    const response = await world().send(read);
    expect(response.listURI).toBeUndefined();
    expect(response.enableCallParkNotification).toBe(false);
    expect(response.monitoredUserTable.length).toBe(0);
  });

  it('watches users of the enterprise, each once, in the order given', async () => {
    const here = world();
    here.dave.profile.emailAddress = 'dave@example.test';
    await here.send(watch('dave', 'bob@example.test', 'dave@example.test'));
    const { monitoredUserTable } = await here.send(read);
    expect(monitoredUserTable.rows).toMatchObject([
      {
        userId: 'dave@example.test',
        lastName: 'Dyer',
        firstName: 'Dave',
        phoneNumber: '+1-2025550201',
        extension: '5201',
        emailAddress: 'dave@example.test',
        userPlaceType: 'User',
      },
      { userId: 'bob@example.test' },
    ]);
  });

  it('replaces the list, leaves it, and empties it', async () => {
    const here = world();
    const ids = async () => (await here.send(read)).monitoredUserTable.column('User Id');
    await here.send(watch('bob'));
    await here.send(watch('carol'));
    await here.send(modify({ enableCallParkNotification: true, listURI: 'blf@example.test' }));
    expect(await ids()).toEqual(['carol@example.test']);
    await here.send(modify({ monitoredUserIdList: null, listURI: null }));
    expect(await ids()).toEqual([]);
    expect((await here.send(read)).listURI).toBeUndefined();
    expect((await here.send(read)).enableCallParkNotification).toBe(true);
  });

  it('refuses users who do not exist or are another’s, and changes nothing then', async () => {
    const here = world();
    await here.send(watch('bob'));
    expect((await here.refusal(watch('nobody'))).code).toBe(4008);
    expect((await here.refusal(watch('carol', 'mia'))).message).toContain('mia');
    const mia = modify({ monitoredUserIdList: { userId: ['alice'] } }, 'mia');
    expect((await here.refusal(mia)).message).toContain('alice');
    const { monitoredUserTable } = await here.send(read);
    expect(monitoredUserTable.column('User Id')).toEqual(['bob@example.test']);
  });

  it('follows a user to another id, and forgets one who is deleted', async () => {
    const here = world();
    const ids = async () => (await here.send(read)).monitoredUserTable.column('User Id');
    await here.send(watch('bob', 'carol'));
    await here.send(new UserModifyUserIdRequest({ userId: 'bob', newUserId: 'bert@example.test' }));
    expect(await ids()).toEqual(['bert@example.test', 'carol@example.test']);
    await here.send(new UserDeleteRequest({ userId: 'carol' }));
    expect(await ids()).toEqual(['bert@example.test']);
    expect(here.alice.settings['Busy Lamp Field']).toMatchObject({
      userIds: ['bert@example.test'],
    });
  });

  it('has an address of its own', async () => {
    const here = world();
    await here.send(modify({ listURI: 'blf@example.test' }));
    const same = modify({ listURI: 'BLF@example.test' }, 'bob');
    expect((await here.refusal(same)).message).toContain('already in use');
    await here.send(modify({ listURI: 'blf@example.test' }));
  });

  it('needs the service', async () => {
    const here = new World();
    expect((await here.refusal(read)).code).toBe(4410);
    expect((await here.refusal(watch('bob'))).code).toBe(4410);
  });
});

describe('a receptionist console', () => {
  const consoles = [
    {
      service: 'Client License 4',
      request: new UserBroadWorksReceptionistEnterpriseGetRequest({ userId }),
    },
    {
      service: 'BroadWorks Receptionist - Office',
      request: new UserBroadWorksReceptionistOfficeGetRequest({ userId }),
    },
    {
      service: 'BroadWorks Receptionist - Small Business',
      request: new UserBroadWorksReceptionistSmallBusinessGetRequest({ userId }),
    },
  ];

  it.each(consoles)('shows the users it watches: $service', async ({ service, request }) => {
    const here = new World();
    expect((await here.refusal(request)).code).toBe(4410);
    here.give(here.alice, service);
    expect((await here.send(request)).monitoredUserTable.length).toBe(0);
    here.bob.profile.title = 'Clerk';
    here.bob.profile.mobilePhoneNumber = '2025550177';
    here.alice.settings[service] = { userIds: ['bob@example.test'] };
    expect((await here.send(request)).monitoredUserTable.rows).toMatchObject([
      { userId: 'bob@example.test', groupId: 'Sales', title: 'Clerk', mobile: '2025550177' },
    ]);
  });
});
