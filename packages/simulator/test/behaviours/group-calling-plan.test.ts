import { describe, expect, it } from 'vitest';
import {
  GroupCallingPlanAddDigitPatternRequest,
  GroupCallingPlanDeleteDigitPatternListRequest,
  GroupCallingPlanGetDigitPatternListRequest,
  GroupIncomingCallingPlanGetListRequest,
  GroupIncomingCallingPlanModifyListRequest,
  GroupOutgoingCallingPlanOriginatingGetListRequest,
  GroupOutgoingCallingPlanOriginatingModifyListRequest,
} from '@ocipkit/commands/group-calling-plan';
import { UserOutgoingCallingPlanOriginatingGetRequest } from '@ocipkit/commands/outgoing-calling-plan';
import { World } from '../support/world.js';

const inSales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const field = { $type: 'GroupDepartmentKey', ...inSales, name: 'Field' } as const;
const board = {
  $type: 'EnterpriseDepartmentKey',
  serviceProviderId: 'Acme',
  name: 'Board',
} as const;

function newWorld(): World {
  const world = new World();
  world.sales.assignedServices.push('Incoming Calling Plan', 'Outgoing Calling Plan');
  world.sales.departments.push({ name: 'Field' });
  world.acme.departments.push({ name: 'Board' });
  return world;
}

const pattern = (name: string, digitPattern = '+12025559*') =>
  new GroupCallingPlanAddDigitPatternRequest({ ...inSales, name, digitPattern });
const patterns = new GroupCallingPlanGetDigitPatternListRequest(inSales);
const incoming = new GroupIncomingCallingPlanGetListRequest(inSales);
const outgoing = new GroupOutgoingCallingPlanOriginatingGetListRequest(inSales);
const modifyIncoming = (more: object) =>
  new GroupIncomingCallingPlanModifyListRequest({ ...inSales, ...more });
const modifyOutgoing = (more: object) =>
  new GroupOutgoingCallingPlanOriginatingModifyListRequest({ ...inSales, ...more });

describe('digit patterns of a group', () => {
  it('are added, listed and deleted', async () => {
    const world = newWorld();
    await world.send(pattern('Spam'));
    await world.send(pattern('Nights', '[2-5]??#\\*'));
    const { digitPatternTable } = await world.send(patterns);
    expect(digitPatternTable.rows).toMatchObject([
      { name: 'Spam', digitPattern: '+12025559*' },
      { name: 'Nights', digitPattern: '[2-5]??#\\*' },
    ]);
    await world.send(
      new GroupCallingPlanDeleteDigitPatternListRequest({ ...inSales, name: ['spam'] }),
    );
    expect((await world.send(patterns)).digitPatternTable.column('Name')).toEqual(['Nights']);
  });

  it('have a free name and a text that is a pattern', async () => {
    const world = newWorld();
    await world.send(pattern('Spam'));
    expect((await world.refusal(pattern('SPAM'))).message).toContain('already exists');
    for (const text of ['12*3', 'abc', '[2-5', '**']) {
      expect((await world.refusal(pattern('Other', text))).message).toContain('Invalid digit');
    }
    const gone = new GroupCallingPlanDeleteDigitPatternListRequest({
      ...inSales,
      name: ['Spam', 'Other'],
    });
    expect((await world.refusal(gone)).message).toContain('Digit pattern not found: Other');
    expect((await world.send(patterns)).digitPatternTable.length).toBe(1);
  });
});

describe('the incoming calling plan of a group', () => {
  it('allows everything until it is changed, for each department as well', async () => {
    const world = newWorld();
    await world.send(pattern('Spam'));
    const rules = {
      allowFromWithinGroup: true,
      allowFromOutsideGroup: 'Allow',
      allowCollectCalls: true,
      digitPatternPermission: [{ digitPatternName: 'Spam', allow: true }],
    };
    const plan = await world.send(incoming);
    expect(plan.groupPermissions).toEqual(rules);
    expect(plan.departmentPermissions).toEqual([
      { departmentKey: board, departmentFullPathName: 'Board', ...rules },
      { departmentKey: field, departmentFullPathName: 'Field', ...rules },
    ]);
  });

  it('changes what is sent, and keeps patterns that are not named', async () => {
    const world = newWorld();
    await world.send(pattern('Spam'));
    await world.send(pattern('Nights'));
    const block = (digitPatternName: string) => ({
      digitPatternPermission: [{ digitPatternName, allow: false }],
    });
    await world.send(
      modifyIncoming({
        groupPermissions: { allowCollectCalls: false, ...block('Spam') },
        departmentPermissions: [{ departmentKey: field, ...block('Spam') }],
      }),
    );
    await world.send(
      modifyIncoming({
        groupPermissions: block('Nights'),
        departmentPermissions: [
          { departmentKey: field, allowFromOutsideGroup: 'Disallow' },
          { departmentKey: board, ...block('Nights') },
        ],
      }),
    );
    const plan = await world.send(incoming);
    const allowed = (rules: {
      digitPatternPermission?: readonly { digitPatternName: string; allow: boolean }[] | undefined;
    }) => rules.digitPatternPermission?.map((p) => p.allow);
    expect(plan.groupPermissions.allowCollectCalls).toBe(false);
    expect(allowed(plan.groupPermissions)).toEqual([false, false]);
    const [ofBoard, ofField] = plan.departmentPermissions ?? [];
    expect(allowed(ofBoard!)).toEqual([true, false]);
    expect(allowed(ofField!)).toEqual([false, true]);
    expect(ofField?.allowFromOutsideGroup).toBe('Disallow');
    expect(ofField?.allowCollectCalls).toBe(true);
  });

  it('stays as it was where a department or a pattern does not exist', async () => {
    const world = newWorld();
    const before = await world.send(incoming);
    const department = modifyIncoming({
      groupPermissions: { allowCollectCalls: false },
      departmentPermissions: [{ departmentKey: { ...field, name: 'Nowhere' } }],
    });
    expect((await world.refusal(department)).message).toContain('Department not found');
    const unknown = modifyIncoming({
      groupPermissions: {
        allowCollectCalls: false,
        digitPatternPermission: [{ digitPatternName: 'Spam', allow: false }],
      },
    });
    expect((await world.refusal(unknown)).message).toContain('Digit pattern not found');
    expect(await world.send(incoming)).toEqual(before);
  });

  it('forgets patterns that are deleted', async () => {
    const world = newWorld();
    await world.send(pattern('Spam'));
    await world.send(
      modifyIncoming({
        groupPermissions: { digitPatternPermission: [{ digitPatternName: 'Spam', allow: false }] },
      }),
    );
    await world.send(
      new GroupCallingPlanDeleteDigitPatternListRequest({ ...inSales, name: ['Spam'] }),
    );
    expect((await world.send(incoming)).groupPermissions.digitPatternPermission).toBeUndefined();
    await world.send(pattern('Spam'));
    expect((await world.send(incoming)).groupPermissions.digitPatternPermission).toEqual([
      { digitPatternName: 'Spam', allow: true },
    ]);
  });
});

describe('the outgoing calling plan of a group', () => {
  it('changes what is sent, by group and department, and holds for their members', async () => {
    const world = newWorld();
    const before = await world.send(outgoing);
    expect(before.groupPermissions).toMatchObject({ local: 'Allow', international: 'Disallow' });
    await world.send(
      modifyOutgoing({
        groupPermissions: { international: 'Allow' },
        departmentPermissions: [{ departmentKey: field, permissions: { toll: 'Disallow' } }],
      }),
    );
    const plan = await world.send(outgoing);
    expect(plan.groupPermissions).toEqual({ ...before.groupPermissions, international: 'Allow' });
    expect(plan.departmentPermissions).toMatchObject([
      { departmentName: 'Board', permissions: before.groupPermissions },
      { departmentName: 'Field', permissions: { ...before.groupPermissions, toll: 'Disallow' } },
    ]);
    const ofUser = async (): Promise<object | undefined> =>
      (await world.send(new UserOutgoingCallingPlanOriginatingGetRequest({ userId: 'alice' })))
        .userPermissions;
    expect(await ofUser()).toMatchObject({ international: 'Allow', toll: 'Allow' });
    world.alice.profile.department = field;
    expect(await ofUser()).toMatchObject({ international: 'Disallow', toll: 'Disallow' });
  });
});

describe('calling plans', () => {
  it('need the group service', async () => {
    const world = new World();
    for (const request of [patterns, pattern('Spam'), incoming, outgoing, modifyOutgoing({})]) {
      expect((await world.refusal(request)).code).toBe(4410);
    }
  });
});
