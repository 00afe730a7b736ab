import { describe, expect, it } from 'vitest';
import {
  UserSpeedDial100AddListRequest,
  UserSpeedDial100DeleteListRequest,
  UserSpeedDial100GetListRequest17sp1,
  UserSpeedDial100GetRequest,
  UserSpeedDial100ModifyListRequest,
  UserSpeedDial8GetListRequest,
  UserSpeedDial8ModifyListRequest,
} from '@ocipkit/commands/speed-dial';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

function withService(service: string): World {
  const world = new World();
  world.give(world.alice, service);
  return world;
}

describe('Speed Dial 8', () => {
  const get = new UserSpeedDial8GetListRequest({ userId });
  const modify = (...speedDialEntry: readonly object[]) =>
    new UserSpeedDial8ModifyListRequest({ userId, speedDialEntry: speedDialEntry as never });

  it('has eight codes, set or not', async () => {
    const world = withService('Speed Dial 8');
    const { speedDialEntry } = await world.send(get);
    expect(speedDialEntry).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((speedCode) => ({ speedCode })));
  });

  it('leaves what is left out and clears what is nil', async () => {
    const world = withService('Speed Dial 8');
    await world.send(
      modify(
        { speedCode: 9, phoneNumber: '1009', description: 'nine' },
        { speedCode: 3, phoneNumber: '1003', description: 'three' },
      ),
    );
    await world.send(
      modify({ speedCode: 3, description: null }, { speedCode: 9, phoneNumber: '2009' }),
    );
    await world.send(new UserSpeedDial8ModifyListRequest({ userId }));
    const { speedDialEntry } = await world.send(get);
    expect(speedDialEntry[1]).toEqual({ speedCode: 3, phoneNumber: '1003' });
    expect(speedDialEntry[7]).toEqual({ speedCode: 9, phoneNumber: '2009', description: 'nine' });
    expect(speedDialEntry).toHaveLength(8);
  });

  it('must be assigned', async () => {
    const world = new World();
    expect((await world.refusal(get)).code).toBe(4410);
    expect((await world.refusal(modify())).code).toBe(4410);
  });
});

describe('Speed Dial 100', () => {
  const get = new UserSpeedDial100GetListRequest17sp1({ userId });
  const one = (speedCode: number) => new UserSpeedDial100GetRequest({ userId, speedCode });
  const add = (...speedDialEntry: readonly object[]) =>
    new UserSpeedDial100AddListRequest({ userId, speedDialEntry: speedDialEntry as never });
  const modify = (...speedDialEntry: readonly object[]) =>
    new UserSpeedDial100ModifyListRequest({ userId, speedDialEntry: speedDialEntry as never });
  const remove = (...speedCode: readonly number[]) =>
    new UserSpeedDial100DeleteListRequest({ userId, speedCode });
  const codesOf = async (world: World) =>
    ((await world.send(get)).speedDialEntry ?? []).map((entry) => entry.speedCode);

  it('shows the codes that are set, in their order, and the prefix of the group', async () => {
    const world = withService('Speed Dial 100');
    expect(await world.send(get)).toEqual(expect.objectContaining({ prefix: '#' }));
    expect(await codesOf(world)).toEqual([]);
    await world.send(
      add({ speedCode: 12, phoneNumber: '112' }, { speedCode: 0, phoneNumber: '100' }),
    );
    await world.send(add({ speedCode: 2, phoneNumber: '102', description: 'two' }));
    expect(await codesOf(world)).toEqual([0, 2, 12]);
    expect(await world.send(one(2))).toMatchObject({ phoneNumber: '102', description: 'two' });
    world.sales.settings['Speed Dial 100'] = { prefix: '*0' };
    expect((await world.send(get)).prefix).toBe('*0');
  });

  it('adds all codes of a request or none', async () => {
    const world = withService('Speed Dial 100');
    await world.send(add({ speedCode: 1, phoneNumber: '101' }));
    const again = add({ speedCode: 5, phoneNumber: '105' }, { speedCode: 1, phoneNumber: '999' });
    expect((await world.refusal(again)).message).toContain('Speed code already exists: 1');
    const twice = add({ speedCode: 5, phoneNumber: '105' }, { speedCode: 5, phoneNumber: '106' });
    expect((await world.refusal(twice)).message).toContain('Speed code already exists: 5');
    expect(await codesOf(world)).toEqual([1]);
    expect((await world.send(one(1))).phoneNumber).toBe('101');
  });

  it('modifies and deletes codes that are set', async () => {
    const world = withService('Speed Dial 100');
    await world.send(add({ speedCode: 1, phoneNumber: '101', description: 'one' }));
    await world.send(modify({ speedCode: 1, phoneNumber: '201' }));
    expect(await world.send(one(1))).toMatchObject({ phoneNumber: '201', description: 'one' });
    await world.send(modify({ speedCode: 1, description: null }));
    expect((await world.send(one(1))).description).toBeUndefined();
    for (const request of [
      one(7),
      modify({ speedCode: 1, phoneNumber: '301' }, { speedCode: 7, phoneNumber: '307' }),
      remove(1, 7),
    ]) {
      expect((await world.refusal(request)).message).toContain('Speed code not found: 7');
    }
    expect((await world.send(one(1))).phoneNumber).toBe('201');
    await world.send(remove());
    await world.send(remove(1));
    expect(await codesOf(world)).toEqual([]);
  });

  it('must be assigned', async () => {
    const world = new World();
    const entry = { speedCode: 1, phoneNumber: '101' };
    for (const request of [get, one(1), add(entry), modify(entry), remove(1)]) {
      expect((await world.refusal(request)).code).toBe(4410);
    }
  });
});
