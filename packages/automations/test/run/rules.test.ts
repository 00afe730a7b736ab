import { describe, expect, it } from 'vitest';
import {
  servicePackAudit,
  serviceMembership,
  trunkCapacity,
  userDigest,
  valueOf,
} from '../../src/index.js';
import { percentage } from '../../src/run/cells.js';
import { without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

/*
 * Rules that hold for every automation.
 */

const ben = 'ben.koch@grandharbour.test';
const provider = { serviceProviderId: 'Grand-Harbour' };

describe('a refusal by the number for a service that is not assigned', () => {
  const name = 'UserDoNotDisturbGetRequest';

  it('stays one where the list says that the user has the service', async () => {
    await using world = await Simulated.start();
    const run = () => userDigest(world.client, { userId: ben });
    const digest = await without(world, name, run, 4410);
    expect(digest.services).toMatchObject({ status: 'value' });
    expect(digest.doNotDisturb).toMatchObject({ status: 'refused', problem: { code: 4410 } });
    expect(digest.complete).toBe(false);
  });

  it('tells that it is not where the list could not be read', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: [name, 'UserAssignedServicesGetListRequest'],
      error: { code: 4410 },
    });
    const digest = await userDigest(world.client, { userId: ben });
    expect(digest.doNotDisturb).toEqual({
      status: 'not-assigned',
      service: 'Do Not Disturb',
      evidence: 'error-code',
    });
  });

  it('stays one where the check says that the group has the service', async () => {
    await using world = await Simulated.start();
    const list = 'GroupHuntGroupGetInstanceListRequest';
    const group = { ...provider, groupId: 'Berlin' };
    const run = () => serviceMembership(world.client, { ...group, kinds: ['huntGroups'] });
    const membership = await without(world, list, run, 4410);
    expect(membership.huntGroups).toMatchObject({ status: 'refused', problem: { command: list } });
    const digest = await without(
      world,
      'UserCallPickupGetRequest',
      () => userDigest(world.client, { userId: ben, sections: ['callPickup'] }),
      4410,
    );
    expect(digest.callPickup).toMatchObject({ status: 'refused' });
  });

  it('tells that it is not where the check could not be made', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['GroupServiceIsAssignedRequest', 'GroupTrunkGroupGetRequest23'],
      error: { code: 4410 },
    });
    const { groups } = await trunkCapacity(world.client, provider);
    expect(groups[0]?.limits).toEqual({
      status: 'not-assigned',
      service: 'Trunk Group',
      evidence: 'error-code',
    });
  });
});

describe('a refusal for lack of rights', () => {
  it('says once which level the request needs', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const group = { ...provider, groupId: 'Berlin' };
    const { packs } = await servicePackAudit(world.client, group);
    const content = packs[0]?.content;
    expect(valueOf(content)).toBeUndefined();
    const message = content?.status === 'refused' ? content.problem.message : '';
    const sentences = message.match(
      /It needs a login of level Service Provider or wider; this one is of level Group\./g,
    );
    expect(sentences).toHaveLength(1);
  });

  it('says so of a root, too', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    await expect(trunkCapacity(world.client, provider)).rejects.toMatchObject({
      problem: { message: expect.stringContaining('of level Service Provider or wider') as string },
    });
  });
});

describe('a share of a hundred', () => {
  it.each([
    ['50', 50],
    ['50%', 50],
    ['50 %', 50],
    ['', undefined],
    ['half', undefined],
    [undefined, undefined],
  ])('%s is %s', (cell, value) => {
    expect(percentage(cell)).toBe(value);
  });
});
