import { describe, expect, it } from 'vitest';
import { EnterpriseUserCallForwardingSettingsGetListRequest } from '@ocipkit/commands/call-forwarding-list';
import { World } from '../support/world.js';

const always = 'Call Forwarding Always';

/** Alice forwards to a mobile phone, bob has the service inactive, dave of Support forwards too. */
function world(): World {
  const made = new World();
  for (const user of [made.alice, made.bob, made.dave, made.mia]) made.give(user, always);
  const forward = (user: World['alice'], forwardToPhoneNumber: string): void => {
    made.platform.changeUser(user, (draft) => {
      draft.settings[always] = { isActive: true, forwardToPhoneNumber };
    });
  };
  forward(made.alice, '+1-3015550199');
  forward(made.dave, '+1-3015550100');
  made.give(made.carol, 'Call Forwarding Selective');
  made.platform.changeUser(made.carol, (draft) => {
    draft.settings['Call Forwarding Selective'] = {
      isActive: true,
      defaultForwardToPhoneNumber: '+1-3015550111',
    };
  });
  return made;
}

async function rows(made: World, more: object = {}) {
  const { userCallForwardingTable } = await made.send(
    new EnterpriseUserCallForwardingSettingsGetListRequest({
      serviceProviderId: 'Acme',
      callForwardingService: always,
      responsePagingControl: { responseStartIndex: 1, responsePageSize: 10 },
      sortByUserLastName: { isAscending: true, isCaseSensitive: false },
      ...more,
    }),
  );
  return userCallForwardingTable.rows;
}

const names = async (made: World, more: object) =>
  (await rows(made, more)).map((row) => row.firstName);

describe('the call forwarding of an enterprise', () => {
  it('is listed for the users with the service', async () => {
    const made = world();
    expect(await rows(made)).toMatchObject([
      {
        groupId: 'Sales',
        userId: 'alice@example.test',
        phoneNumber: '+1-2025550101',
        inTrunkGroup: 'false',
        isActive: 'true',
        forwardingAddress: '+1-3015550199',
      },
      { userId: 'bob@example.test', isActive: 'false', forwardingAddress: '' },
      { groupId: 'Support', userId: 'dave@example.test', isActive: 'true' },
    ]);
    expect(await rows(made, { callForwardingService: 'Call Forwarding Selective' })).toMatchObject([
      { userId: 'carol@example.test', isActive: 'true', forwardingAddress: '+1-3015550111' },
    ]);
  });

  it('comes in pages and in the order asked for', async () => {
    const made = world();
    const order = (sort: object) => ({ sortByUserLastName: undefined, ...sort });
    const descending = { isAscending: false, isCaseSensitive: false };
    expect(await names(made, order({ sortByDn: descending }))).toEqual(['Dave', 'Bob', 'Alice']);
    expect(await names(made, order({ sortByForwardedToNumber: descending }))).toEqual([
      'Alice',
      'Dave',
      'Bob',
    ]);
    const secondPage = { responsePagingControl: { responseStartIndex: 3, responsePageSize: 2 } };
    expect(await names(made, secondPage)).toEqual(['Dave']);
  });

  it('is searched by conditions that must all hold', async () => {
    const made = world();
    const contains = (value: string) => ({ mode: 'Contains', value, isCaseInsensitive: true });
    expect(await names(made, { searchCriteriaForwardedToNumber: [contains('30155501')] })).toEqual([
      'Alice',
      'Dave',
    ]);
    expect(
      await names(made, { searchCriteriaUserId: [contains('example'), contains('dave')] }),
    ).toEqual(['Dave']);
    expect(await names(made, { searchCriteriaDn: [contains('0102')] })).toEqual(['Bob']);
  });

  it('is refused for a service provider that does not exist', async () => {
    const made = world();
    await expect(rows(made, { serviceProviderId: 'None' })).rejects.toThrow('None');
  });
});
