import { describe, expect, it } from 'vitest';
import type { DepartmentKey } from '@ocipkit/commands/common';
import {
  EnterpriseDepartmentAddRequest,
  EnterpriseDepartmentDeleteRequest,
  EnterpriseDepartmentGetListRequest,
  EnterpriseDepartmentModifyRequest,
  GroupDepartmentAddRequest,
  GroupDepartmentDeleteRequest,
  GroupDepartmentGetListRequest18,
  GroupDepartmentModifyRequest,
} from '@ocipkit/commands/department';
import {
  GroupOutgoingCallingPlanOriginatingGetListRequest,
  GroupOutgoingCallingPlanOriginatingModifyListRequest,
} from '@ocipkit/commands/group-calling-plan';
import { UserGetRequest23V2, UserModifyRequest22 } from '@ocipkit/commands/user';
import { createAdministrator, createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const inSales = (name: string) => ({ $type: 'GroupDepartmentKey', ...sales, name }) as const;
const inAcme = (name: string) =>
  ({ $type: 'EnterpriseDepartmentKey', serviceProviderId: 'Acme', name }) as const;

const addToSales = (departmentName: string, more: object = {}) =>
  new GroupDepartmentAddRequest({ ...sales, departmentName, ...more });
const addToAcme = (departmentName: string, more: object = {}) =>
  new EnterpriseDepartmentAddRequest({ enterpriseId: 'Acme', departmentName, ...more });
const inSalesNamed = (departmentName: string) => ({ ...sales, departmentName });
const inAcmeNamed = (departmentName: string) => ({ enterpriseId: 'Acme', departmentName });

async function tableOf(world: World, includeEnterpriseDepartments = false) {
  const request = new GroupDepartmentGetListRequest18({ ...sales, includeEnterpriseDepartments });
  return (await world.send(request)).departmentTable.rows;
}

/** A world with `Europe` in Acme, and `Hotels` with `Berlin` in Sales. */
async function prepared(): Promise<World> {
  const world = new World();
  await world.send(addToAcme('Europe'));
  await world.send(addToSales('Hotels', { parentDepartmentKey: inAcme('Europe') }));
  await world.send(addToSales('Berlin', { parentDepartmentKey: inSales('Hotels') }));
  return world;
}

function setDepartment(world: World, department: DepartmentKey | null) {
  return world.send(new UserModifyRequest22({ userId: 'alice', department }));
}

describe('departments of a group', () => {
  it('are listed with their paths, and those of the enterprise on request', async () => {
    const world = await prepared();
    await world.send(
      new GroupDepartmentModifyRequest({
        ...inSalesNamed('Berlin'),
        callingLineIdName: 'Acme Berlin',
        callingLineIdPhoneNumber: '2025550111',
      }),
    );
    expect(await tableOf(world)).toMatchObject([
      {
        isEnterpriseDepartment: 'false',
        departmentName: 'Hotels',
        fullPathName: 'Europe \\ Hotels',
        callingLineIdName: '',
        callingLineIdPhoneNumber: '',
      },
      {
        departmentName: 'Berlin',
        fullPathName: 'Europe \\ Hotels \\ Berlin',
        callingLineIdName: 'Acme Berlin',
        callingLineIdPhoneNumber: '+1-2025550111',
      },
    ]);
    expect((await tableOf(world, true)).at(-1)).toMatchObject({
      isEnterpriseDepartment: 'true',
      departmentName: 'Europe',
      fullPathName: 'Europe',
    });
  });

  it('have names of their own, and parents and numbers that exist', async () => {
    const world = await prepared();
    const refused = async (more: object) =>
      (await world.refusal(addToSales('Paris', more))).message;
    expect((await world.refusal(addToSales('BERLIN'))).message).toContain('already exists: Berlin');
    expect(await refused({ parentDepartmentKey: inSales('Asia') })).toContain('not found: Asia');
    expect(
      await refused({ parentDepartmentKey: { ...inSales('Hotels'), groupId: 'Support' } }),
    ).toContain('not found: Hotels');
    expect(await refused({ callingLineIdPhoneNumber: '2025550205' })).toContain('not assigned');
    expect(await tableOf(world)).toHaveLength(2);
  });

  it('keep what a modification leaves out and clear what is nil', async () => {
    const world = await prepared();
    const modify = (more: object) =>
      world.send(new GroupDepartmentModifyRequest({ ...inSalesNamed('Berlin'), ...more }));
    await modify({ callingLineIdName: 'B', callingLineIdPhoneNumber: '2025550111' });
    await modify({ callingLineIdName: null });
    await modify({ newParentDepartmentKey: null });
    expect((await tableOf(world))[1]).toMatchObject({
      fullPathName: 'Berlin',
      callingLineIdName: '',
      callingLineIdPhoneNumber: '+1-2025550111',
    });
    await modify({ newParentDepartmentKey: inAcme('Europe'), callingLineIdPhoneNumber: null });
    expect((await tableOf(world))[1]).toMatchObject({
      fullPathName: 'Europe \\ Berlin',
      callingLineIdPhoneNumber: '',
    });
  });

  it('refuse a name that is taken, and a place below themselves', async () => {
    const world = await prepared();
    const modify = (name: string, more: object) =>
      world.refusal(
        new GroupDepartmentModifyRequest({
          ...inSalesNamed(name),
          callingLineIdName: 'X',
          ...more,
        }),
      );
    expect((await modify('Hotels', { newDepartmentName: 'berlin' })).message).toContain('exists');
    expect((await modify('Asia', {})).message).toContain('Department not found: Asia');
    for (const parent of ['Hotels', 'Berlin']) {
      const refusal = await modify('Hotels', { newParentDepartmentKey: inSales(parent) });
      expect(refusal.message).toContain('below itself');
    }
    expect((await tableOf(world))[0]).toMatchObject({
      departmentName: 'Hotels',
      fullPathName: 'Europe \\ Hotels',
      callingLineIdName: '',
    });
  });

  it('take users, numbers, rules and all else with them when they are renamed', async () => {
    const world = await prepared();
    world.sales.assignedServices.push('Outgoing Calling Plan');
    await setDepartment(world, inSales('Hotels'));
    const record = world.platform.numbers.get('+1-2025550110')!;
    record.department = inSales('hotels');
    const hunt = createInstance(world.platform, world.sales, 'Hunt Group', 'hunt', {
      name: 'Hunt',
    });
    hunt.profile.department = inSales('Hotels');
    const clerk = createAdministrator(world.platform, 'clerk', {
      level: 'Group Department',
      ...sales,
      department: inSales('Hotels'),
    });
    await world.send(
      new GroupOutgoingCallingPlanOriginatingModifyListRequest({
        ...sales,
        departmentPermissions: [
          { departmentKey: inSales('Hotels'), permissions: { toll: 'Disallow' } },
        ],
      }),
    );
    const other = { ...inSales('Hotels'), groupId: 'Support' };
    world.support.departments.push({ name: 'Hotels' });
    world.dave.profile.department = other;

    await world.send(
      new GroupDepartmentModifyRequest({ ...inSalesNamed('Hotels'), newDepartmentName: 'Resorts' }),
    );
    const alice = await world.send(new UserGetRequest23V2({ userId: 'alice' }));
    expect(alice.department).toMatchObject(inSales('Resorts'));
    expect(alice.departmentFullPath).toBe('Europe \\ Resorts');
    expect(record.department).toEqual(inSales('Resorts'));
    expect(hunt.profile.department).toEqual(inSales('Resorts'));
    expect(clerk.department).toEqual(inSales('Resorts'));
    expect((await tableOf(world))[1]).toMatchObject({
      fullPathName: 'Europe \\ Resorts \\ Berlin',
    });
    expect(world.dave.profile.department).toEqual(other);
    const plan = await world.send(new GroupOutgoingCallingPlanOriginatingGetListRequest(sales));
    expect(
      plan.departmentPermissions?.find((p) => p.departmentKey.name === 'Resorts')?.permissions.toll,
    ).toBe('Disallow');
  });

  it('can be deleted once nothing is in them', async () => {
    const world = await prepared();
    const deletion = (name: string) => new GroupDepartmentDeleteRequest(inSalesNamed(name));
    expect((await world.refusal(deletion('Hotels'))).message).toContain('Berlin is below it');
    await setDepartment(world, inSales('Berlin'));
    expect((await world.refusal(deletion('Berlin'))).message).toContain('alice@example.test');
    await setDepartment(world, null);
    const record = world.platform.numbers.get('+1-2025550110')!;
    record.department = inSales('Berlin');
    expect((await world.refusal(deletion('Berlin'))).message).toContain('+1-2025550110');
    delete record.department;
    const hunt = createInstance(world.platform, world.sales, 'Hunt Group', 'hunt', {
      name: 'Hunt',
    });
    hunt.profile.department = inSales('Berlin');
    expect((await world.refusal(deletion('Berlin'))).message).toContain('hunt@example.test');
    world.platform.removeInstance(hunt);
    const clerk = createAdministrator(world.platform, 'clerk', {
      level: 'Group Department',
      ...sales,
      department: inSales('Berlin'),
    });
    expect((await world.refusal(deletion('Berlin'))).message).toContain('clerk@example.test');
    world.platform.removeAdministrator(clerk);
    const trunk = { name: 'T1', config: { department: inSales('Berlin') } };
    world.sales.trunkGroups.push(trunk);
    expect((await world.refusal(deletion('Berlin'))).message).toContain('trunk group T1');
    world.sales.trunkGroups.pop();
    await world.send(deletion('Berlin'));
    await world.send(deletion('Hotels'));
    expect(await tableOf(world)).toEqual([]);
    expect((await world.refusal(deletion('Hotels'))).message).toContain('not found: Hotels');
  });

  it('leave no rules behind when they are deleted', async () => {
    const world = await prepared();
    world.sales.assignedServices.push('Outgoing Calling Plan');
    await world.send(
      new GroupOutgoingCallingPlanOriginatingModifyListRequest({
        ...sales,
        departmentPermissions: [
          { departmentKey: inSales('Berlin'), permissions: { toll: 'Disallow' } },
          { departmentKey: inSales('Hotels'), permissions: { toll: 'Disallow' } },
        ],
      }),
    );
    await world.send(new GroupDepartmentDeleteRequest(inSalesNamed('Berlin')));
    await world.send(addToSales('Berlin'));
    const plan = await world.send(new GroupOutgoingCallingPlanOriginatingGetListRequest(sales));
    const toll = (name: string) =>
      plan.departmentPermissions?.find((p) => p.departmentKey.name === name)?.permissions.toll;
    expect(toll('Berlin')).toBe('Allow');
    expect(toll('Hotels')).toBe('Disallow');
  });
});

describe('departments of an enterprise', () => {
  const list = async (world: World, includeGroupDepartments: boolean) => {
    const request = new EnterpriseDepartmentGetListRequest({
      enterpriseId: 'Acme',
      includeGroupDepartments,
    });
    const { departmentKey = [], fullPathName = [] } = await world.send(request);
    return departmentKey.map((key, i) => [key, fullPathName[i]]);
  };

  it('are listed by key and path, with those of the groups on request', async () => {
    const world = await prepared();
    await world.send(addToAcme('Alps', { parentDepartmentKey: inAcme('Europe') }));
    const own = [
      [inAcme('Europe'), 'Europe'],
      [inAcme('Alps'), 'Europe \\ Alps'],
    ];
    expect(await list(world, false)).toMatchObject(own);
    expect(await list(world, true)).toMatchObject([
      ...own,
      [inSales('Hotels'), 'Europe \\ Hotels'],
      [inSales('Berlin'), 'Europe \\ Hotels \\ Berlin'],
    ]);
  });

  it('are renamed and moved, and followed in all groups', async () => {
    const world = await prepared();
    await setDepartment(world, inAcme('Europe'));
    await world.send(addToAcme('World'));
    await world.send(
      new EnterpriseDepartmentModifyRequest({
        ...inAcmeNamed('Europe'),
        newDepartmentName: 'EMEA',
        newParentDepartmentKey: inAcme('World'),
      }),
    );
    const alice = await world.send(new UserGetRequest23V2({ userId: 'alice' }));
    expect(alice.department).toMatchObject(inAcme('EMEA'));
    expect((await tableOf(world))[0]).toMatchObject({ fullPathName: 'World \\ EMEA \\ Hotels' });
    await world.send(
      new EnterpriseDepartmentModifyRequest({
        ...inAcmeNamed('EMEA'),
        newParentDepartmentKey: null,
      }),
    );
    expect((await tableOf(world))[0]).toMatchObject({ fullPathName: 'EMEA \\ Hotels' });
  });

  it('refuse names that are taken, unknown parents and loops', async () => {
    const world = await prepared();
    await world.send(addToAcme('Alps', { parentDepartmentKey: inAcme('Europe') }));
    const modify = async (more: object) => {
      const request = new EnterpriseDepartmentModifyRequest({ ...inAcmeNamed('Europe'), ...more });
      return (await world.refusal(request)).message;
    };
    expect(await modify({ newDepartmentName: 'ALPS' })).toContain('already exists: Alps');
    expect(await modify({ newParentDepartmentKey: inAcme('Asia') })).toContain('not found: Asia');
    expect(await modify({ newParentDepartmentKey: inAcme('Alps') })).toContain('below itself');
    const abroad = { ...inAcme('Alps'), serviceProviderId: 'Metro' };
    expect(await modify({ newParentDepartmentKey: abroad })).toContain('not found: Alps');
    expect((await world.refusal(addToAcme('europe'))).message).toContain('already exists');
  });

  it('can be deleted once nothing is in them', async () => {
    const world = await prepared();
    const deletion = new EnterpriseDepartmentDeleteRequest(inAcmeNamed('Europe'));
    expect((await world.refusal(deletion)).message).toContain('Hotels is below it');
    await world.send(
      new GroupDepartmentModifyRequest({
        ...inSalesNamed('Hotels'),
        newParentDepartmentKey: null,
      }),
    );
    await world.send(deletion);
    expect(await list(world, false)).toEqual([]);
  });

  it('are not for plain service providers', async () => {
    const world = new World();
    const request = new EnterpriseDepartmentAddRequest({
      enterpriseId: 'Metro',
      departmentName: 'North',
    });
    expect((await world.refusal(request)).message).toContain('Enterprise not found: Metro');
  });

  it('are out of reach for administrators of others', async () => {
    const world = new World();
    createAdministrator(world.platform, 'metro-admin', {
      level: 'Service Provider',
      serviceProviderId: 'Metro',
    });
    expect((await world.as('metro-admin').refusal(addToAcme('North'))).code).toBe(5404);
  });
});
