import { describe, expect, it } from 'vitest';
import {
  GroupCallPickupAddInstanceRequest,
  GroupCallPickupDeleteInstanceRequest,
  GroupCallPickupGetInstanceListRequest,
  GroupCallPickupGetInstanceRequest,
  GroupCallPickupModifyInstanceRequest,
  UserCallPickupGetRequest,
} from '@ocipkit/commands/call-pickup';
import { UserDeleteRequest } from '@ocipkit/commands/user';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const add = (name: string, ...userId: string[]) =>
  new GroupCallPickupAddInstanceRequest({ ...inSales, name, userId });
const modify = (name: string, more: object) =>
  new GroupCallPickupModifyInstanceRequest({ ...inSales, name, ...more });

async function newWorld(): Promise<World> {
  const world = new World();
  world.sales.assignedServices.push('Call Pickup');
  await world.send(add('Front', 'alice', 'bob'));
  return world;
}

const namesIn = async (world: World) =>
  (await world.send(new GroupCallPickupGetInstanceListRequest(inSales))).name;
const membersOf = async (world: World, name: string) =>
  (await world.send(new GroupCallPickupGetInstanceRequest({ ...inSales, name }))).userTable.column(
    'First Name',
  );

describe('a call pickup group', () => {
  it('is listed and has its members', async () => {
    const world = await newWorld();
    await world.send(add('Back'));
    expect(await namesIn(world)).toEqual(['Front', 'Back']);
    expect(await membersOf(world, 'Front')).toEqual(['Alice', 'Bob']);
    expect(await membersOf(world, 'Back')).toEqual([]);
  });

  it('can be found by its members; the others are in none', async () => {
    const world = await newWorld();
    const found = await world.send(new UserCallPickupGetRequest({ userId: 'bob' }));
    expect(found.name).toBe('Front');
    expect(found.userTable.rows[0]).toMatchObject({
      userId: 'alice@example.test',
      lastName: 'Archer',
      department: '',
      phoneNumber: '+1-2025550101',
    });
    const none = await world.send(new UserCallPickupGetRequest({ userId: 'carol' }));
    expect(none.name).toBeUndefined();
    expect(none.userTable.length).toBe(0);
  });

  it('can be renamed, and its members replaced or removed', async () => {
    const world = await newWorld();
    await world.send(modify('Front', { newName: 'Desk' }));
    expect(await membersOf(world, 'Desk')).toEqual(['Alice', 'Bob']);
    await world.send(modify('Desk', { userIdList: { userId: ['carol', 'bob'] } }));
    expect(await membersOf(world, 'Desk')).toEqual(['Carol', 'Bob']);
    await world.send(modify('Desk', { userIdList: null }));
    expect(await membersOf(world, 'Desk')).toEqual([]);
    expect(await namesIn(world)).toEqual(['Desk']);
  });

  it('has a name of its own, and members that are in no other', async () => {
    const world = await newWorld();
    expect((await world.refusal(add('front'))).message).toContain('already exists');
    expect((await world.refusal(add('Back', 'bob'))).message).toContain('another call pickup');
    expect((await world.refusal(add('Back', 'dave'))).code).toBe(4008);
    expect((await world.refusal(add('Back', 'carol', 'carol'))).message).toContain('twice');
    expect(await namesIn(world)).toEqual(['Front']);
    await world.send(add('Back', 'carol'));
    const steal = modify('Back', { newName: 'Side', userIdList: { userId: ['alice'] } });
    expect((await world.refusal(steal)).message).toContain('another call pickup');
    const same = modify('Back', { newName: 'Front' });
    expect((await world.refusal(same)).message).toContain('already exists');
    expect(await namesIn(world)).toEqual(['Front', 'Back']);
    expect((await world.refusal(modify('Nowhere', {}))).message).toContain('not found');
  });

  it('lets its members go when it is deleted, and loses those that are', async () => {
    const world = await newWorld();
    await world.send(new UserDeleteRequest({ userId: 'alice' }));
    expect(await membersOf(world, 'Front')).toEqual(['Bob']);
    await world.send(new GroupCallPickupDeleteInstanceRequest({ ...inSales, name: 'Front' }));
    expect(await namesIn(world)).toBeUndefined();
    await world.send(add('Back', 'bob'));
  });

  it('needs the group service', async () => {
    const world = new World();
    expect((await world.refusal(add('Front'))).code).toBe(4410);
    expect((await world.refusal(new UserCallPickupGetRequest({ userId: 'bob' }))).code).toBe(4410);
  });
});
