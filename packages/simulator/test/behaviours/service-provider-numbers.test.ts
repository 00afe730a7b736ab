import { describe, expect, it } from 'vitest';
import {
  GroupDnUnassignListRequest,
  ServiceProviderDnAddListRequest,
  ServiceProviderDnDeleteListRequest,
} from '@ocipkit/commands/number-assignment';
import {
  ServiceProviderDnGetAvailableListRequest,
  ServiceProviderDnGetStatusListRequest,
  ServiceProviderDnGetSummaryListRequest,
} from '@ocipkit/commands/numbers';
import { World } from '../support/world.js';

const acme = { serviceProviderId: 'Acme' };
const dnRange = [{ minPhoneNumber: '+1-2025550400', maxPhoneNumber: '+1-2025550409' }];

describe('numbers of a service provider', () => {
  it('are added, listed as free, and deleted', async () => {
    const world = new World();
    await world.send(
      new ServiceProviderDnAddListRequest({ ...acme, dnRange, phoneNumber: ['2025550411'] }),
    );
    const free = async () =>
      (await world.send(new ServiceProviderDnGetAvailableListRequest(acme))).availableDn;
    expect(await free()).toEqual(['+1-2025550400 - +1-2025550409', '+1-2025550411']);
    await world.send(
      new ServiceProviderDnDeleteListRequest({ ...acme, phoneNumber: ['+1-2025550405'] }),
    );
    expect(await free()).toEqual([
      '+1-2025550400 - +1-2025550404',
      '+1-2025550406 - +1-2025550409',
      '+1-2025550411',
    ]);
  });

  it('are refused if one exists anywhere; then none is added', async () => {
    const world = new World();
    const phoneNumber = ['+1-2025550300'];
    const request = new ServiceProviderDnAddListRequest({ ...acme, dnRange, phoneNumber });
    expect((await world.refusal(request)).message).toContain('already exists: +1-2025550300');
    expect(world.platform.numbers.get('+1-2025550400')).toBeUndefined();
  });

  it('stay as long as a group has them, or if they are another’s', async () => {
    const world = new World();
    await world.send(new ServiceProviderDnAddListRequest({ ...acme, dnRange }));
    for (const [number, why] of [
      ['+1-2025550119', 'assigned to the group Sales'],
      ['+1-2025550300', 'not found'],
      ['+1-2025550999', 'not found'],
    ] as const) {
      const phoneNumber = [number];
      const request = new ServiceProviderDnDeleteListRequest({ ...acme, dnRange, phoneNumber });
      expect((await world.refusal(request)).message).toContain(why);
    }
    expect(world.platform.numbers.get('+1-2025550400')).toBeDefined();
    const spare = { phoneNumber: ['+1-2025550119'] };
    await world.send(new GroupDnUnassignListRequest({ ...acme, groupId: 'Sales', ...spare }));
    await world.send(new ServiceProviderDnDeleteListRequest({ ...acme, ...spare }));
    expect(world.platform.numbers.get('+1-2025550119')).toBeUndefined();
  });

  it('are listed with their groups', async () => {
    const world = new World();
    await world.send(new ServiceProviderDnAddListRequest({ ...acme, dnRange }));
    const { dnSummaryTable } = await world.send(new ServiceProviderDnGetSummaryListRequest(acme));
    expect(dnSummaryTable.rows.map((r) => [r.phoneNumbers, r.groupId, r.canDelete])).toEqual([
      ['+1-2025550100 - +1-2025550119', 'Sales', 'false'],
      ['+1-2025550200 - +1-2025550209', 'Support', 'false'],
      ['+1-2025550400 - +1-2025550409', '', 'true'],
    ]);
  });

  it('get verdicts', async () => {
    const { dnStatus } = await new World().send(
      new ServiceProviderDnGetStatusListRequest({
        ...acme,
        dn: ['+1-2025550400', '+1-2025550400', '+1-2025550100', '+1-2025550300', '12'],
      }),
    );
    expect(dnStatus?.map(({ status }) => status)).toEqual([
      'Available',
      'Duplicate In List',
      'Duplicate',
      'Unavailable',
      'Invalid',
    ]);
  });

  it('can only be added above the service provider', async () => {
    const world = new World().as('acme-admin');
    const request = new ServiceProviderDnAddListRequest({ ...acme, dnRange });
    expect((await world.refusal(request)).code).toBe(5404);
  });
});
