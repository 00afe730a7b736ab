import { describe, expect, it } from 'vitest';
import { GroupAlternateUserIdGetListRequest } from '@ocipkit/commands/group';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };

describe('the alternate user ids of a group', () => {
  it('are listed, searched and limited', async () => {
    const world = new World();
    world.platform.changeUser(world.alice, (draft) => {
      draft.alternateUserIds = [
        { alternateUserId: 'archer@example.test' },
        { alternateUserId: 'a.a@example.test', description: 'Short' },
      ];
    });
    world.platform.changeUser(world.bob, (draft) => {
      draft.alternateUserIds = [{ alternateUserId: 'baker@example.test' }];
    });
    const list = async (more: object = {}) => {
      const request = new GroupAlternateUserIdGetListRequest({ ...sales, ...more });
      return (await world.send(request)).alternateUserIdTable;
    };
    expect((await list()).rows[0]).toMatchObject({
      userId: 'alice@example.test',
      alternateUserId: 'archer@example.test',
      userType: 'Normal',
    });
    expect((await list()).length).toBe(3);
    const startsWith = (value: string) => [{ mode: 'Starts With', value, isCaseInsensitive: true }];
    const ids = async (more: object) => (await list(more)).column('Alternate User Id');
    expect(await ids({ searchCriteriaAlternateUserId: startsWith('BAK') })).toEqual([
      'baker@example.test',
    ]);
    expect(await ids({ searchCriteriaUserId: startsWith('alice') })).toHaveLength(2);
    expect(await ids({ responseSizeLimit: 1 })).toEqual(['archer@example.test']);
  });
});
