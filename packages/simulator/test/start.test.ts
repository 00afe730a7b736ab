import { expect, it } from 'vitest';
import { UserGetRequest23V2, UserGetListInGroupRequest } from '@ocipkit/commands/user';
import { Simulated } from './support/simulated.js';

it('starts with the demo data and answers a client', async () => {
  await using world = await Simulated.start();
  const client = await world.client();
  const user = await client.send(
    new UserGetRequest23V2({ userId: 'anna.schmidt@grandharbour.test' }),
  );
  expect(user.lastName).toBe('Schmidt');
  const list = await client.send(
    new UserGetListInGroupRequest({ serviceProviderId: 'Grand-Harbour', GroupId: 'Berlin' }),
  );
  expect(list.userTable.length).toBe(20);
});
