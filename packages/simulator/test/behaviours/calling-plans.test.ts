import type { OCIRequest } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import {
  UserIncomingCallingPlanGetRequest,
  UserIncomingCallingPlanModifyRequest,
} from '@ocipkit/commands/incoming-calling-plan';
import {
  UserOutgoingCallingPlanCallMeNowGetRequest,
  UserOutgoingCallingPlanCallMeNowModifyRequest,
  UserOutgoingCallingPlanOriginatingGetRequest,
  UserOutgoingCallingPlanOriginatingModifyRequest,
  UserOutgoingCallingPlanRedirectedGetRequest,
  UserOutgoingCallingPlanRedirectedModifyRequest,
  UserOutgoingCallingPlanRedirectingGetRequest,
  UserOutgoingCallingPlanRedirectingModifyRequest,
} from '@ocipkit/commands/outgoing-calling-plan';
import {
  UserOutgoingCallingPlanAuthorizationCodeGetListRequest,
  UserOutgoingCallingPlanAuthorizationCodeGetRequest,
  UserOutgoingCallingPlanAuthorizationCodeModifyRequest,
  UserOutgoingCallingPlanSustainedAuthorizationCodeGetRequest,
  UserOutgoingCallingPlanSustainedAuthorizationCodeModifyRequest,
  UserOutgoingCallingPlanTransferNumbersGetRequest,
  UserOutgoingCallingPlanTransferNumbersModifyRequest,
} from '@ocipkit/commands/outgoing-calling-plan-codes';
import {
  UserOutgoingCallingPlanDigitPlanCallMeNowGetRequest,
  UserOutgoingCallingPlanDigitPlanCallMeNowModifyRequest,
  UserOutgoingCallingPlanDigitPlanOriginatingGetRequest,
  UserOutgoingCallingPlanDigitPlanOriginatingModifyRequest,
  UserOutgoingCallingPlanDigitPlanRedirectingGetRequest,
  UserOutgoingCallingPlanDigitPlanRedirectingModifyRequest,
  UserOutgoingCallingPlanPinholeDigitPlanCallMeNowGetRequest,
  UserOutgoingCallingPlanPinholeDigitPlanCallMeNowModifyRequest,
  UserOutgoingCallingPlanPinholeDigitPlanOriginatingGetRequest,
  UserOutgoingCallingPlanPinholeDigitPlanOriginatingModifyRequest,
  UserOutgoingCallingPlanPinholeDigitPlanRedirectingGetRequest,
  UserOutgoingCallingPlanPinholeDigitPlanRedirectingModifyRequest,
} from '@ocipkit/commands/outgoing-digit-plan';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

function worldWithPlans(): World {
  const world = new World();
  world.sales.assignedServices.push('Outgoing Calling Plan', 'Incoming Calling Plan');
  return world;
}

function withPatterns(): World {
  const world = worldWithPlans();
  world.sales.digitPatterns.push(
    { name: 'Mobile', digitPattern: '015*' },
    { name: 'Premium', digitPattern: '0900*' },
  );
  return world;
}

describe('the outgoing calling plan of a user', () => {
  const booleans = {
    get: [UserOutgoingCallingPlanRedirectingGetRequest, UserOutgoingCallingPlanCallMeNowGetRequest],
    modify: [
      UserOutgoingCallingPlanRedirectingModifyRequest,
      UserOutgoingCallingPlanCallMeNowModifyRequest,
    ],
  };

  it.each([0, 1])(
    'allows everything until it is changed, and changes one by one (%i)',
    async (i) => {
      const world = worldWithPlans();
      const Get = booleans.get[i]!;
      const Modify = booleans.modify[i]!;
      const before = await world.send(new Get({ userId }));
      expect(before.useCustomSettings).toBe(false);
      expect(new Set(Object.values(before.userPermissions))).toEqual(new Set([true]));
      await world.send(new Modify({ userId, userPermissions: { international: false } }));
      await world.send(
        new Modify({ userId, useCustomSettings: true, userPermissions: { toll: false } }),
      );
      const after = await world.send(new Get({ userId }));
      expect(after.useCustomSettings).toBe(true);
      expect(after.userPermissions).toMatchObject({
        international: false,
        toll: false,
        local: true,
      });
    },
  );

  it('begins with the rules of the group, and keeps own ones', async () => {
    const world = worldWithPlans();
    world.sales.settings['Outgoing Calling Plan'] = {
      groupPermissions: { international: 'Authorization Code Required' },
    };
    const read = new UserOutgoingCallingPlanOriginatingGetRequest({ userId });
    expect((await world.send(read)).userPermissions).toMatchObject({
      group: 'Allow',
      international: 'Authorization Code Required',
      premiumServicesI: 'Disallow',
    });
    await world.send(
      new UserOutgoingCallingPlanOriginatingModifyRequest({
        userId,
        useCustomSettings: true,
        userPermissions: { local: 'Transfer To First Transfer Number' },
      }),
    );
    world.sales.settings = {};
    expect((await world.send(read)).userPermissions).toMatchObject({
      local: 'Transfer To First Transfer Number',
      international: 'Authorization Code Required',
    });
  });

  it('takes the rules of the department before those of the group', async () => {
    const world = worldWithPlans();
    const departmentKey = {
      $type: 'GroupDepartmentKey',
      serviceProviderId: 'Acme',
      groupId: 'Sales',
      name: 'Field',
    } as const;
    world.sales.departments.push({ name: 'Field' });
    world.alice.profile.department = departmentKey;
    world.sales.settings['Outgoing Calling Plan'] = {
      groupPermissions: { toll: 'Disallow' },
      departmentPermissions: [{ departmentKey, rules: { international: 'Allow' } }],
    };
    const plan = await world.send(new UserOutgoingCallingPlanOriginatingGetRequest({ userId }));
    expect(plan.userPermissions).toMatchObject({ international: 'Allow', toll: 'Allow' });
  });

  it('tells whether calls of the user may be redirected outside', async () => {
    const world = worldWithPlans();
    const read = new UserOutgoingCallingPlanRedirectedGetRequest({ userId });
    expect((await world.send(read)).userPermissions).toEqual({ outsideGroup: true });
    await world.send(
      new UserOutgoingCallingPlanRedirectedModifyRequest({
        userId,
        userPermissions: { outsideGroup: false },
      }),
    );
    expect((await world.send(read)).userPermissions).toEqual({ outsideGroup: false });
  });

  it('keeps transfer numbers, of which nil removes one', async () => {
    const world = worldWithPlans();
    const read = new UserOutgoingCallingPlanTransferNumbersGetRequest({ userId });
    expect(await world.send(read)).toMatchObject({ useCustomSettings: false, userNumbers: {} });
    const modify = (userNumbers: Record<string, string | null>) =>
      world.send(new UserOutgoingCallingPlanTransferNumbersModifyRequest({ userId, userNumbers }));
    await modify({ phoneNumber01: '2025550199', phoneNumber02: '2025550198' });
    await modify({ phoneNumber01: null, phoneNumber03: '2025550197' });
    const { userNumbers } = await world.send(read);
    expect({ ...userNumbers }).toEqual({
      phoneNumber02: '2025550198',
      phoneNumber03: '2025550197',
    });
  });

  it('keeps authorization codes apart from whether they count', async () => {
    const world = worldWithPlans();
    const list = new UserOutgoingCallingPlanAuthorizationCodeGetListRequest({ userId });
    expect((await world.send(list)).codeEntry ?? []).toEqual([]);
    world.alice.settings['Outgoing Calling Plan Authorization Codes'] = {
      codeEntry: [{ code: '4711', description: 'Projects' }],
    };
    await world.send(
      new UserOutgoingCallingPlanAuthorizationCodeModifyRequest({
        userId,
        useCustomSettings: true,
      }),
    );
    expect((await world.send(list)).codeEntry).toMatchObject([
      { code: '4711', description: 'Projects' },
    ]);
    const read = new UserOutgoingCallingPlanAuthorizationCodeGetRequest({ userId });
    expect((await world.send(read)).useCustomSettings).toBe(true);
  });

  it('puts a sustained code in force until it is nil', async () => {
    const world = worldWithPlans();
    const read = new UserOutgoingCallingPlanSustainedAuthorizationCodeGetRequest({ userId });
    const modify = (code: string | null) =>
      world.send(
        new UserOutgoingCallingPlanSustainedAuthorizationCodeModifyRequest({ userId, code }),
      );
    expect((await world.send(read)).code).toBeUndefined();
    await modify('4711');
    expect((await world.send(read)).code).toBe('4711');
    await modify(null);
    expect((await world.send(read)).code).toBeUndefined();
  });
});

interface PatternPlan {
  readonly name: string;
  readonly get: () => OCIRequest;
  readonly modify: (rules?: readonly Rule[], useCustomSettings?: boolean) => OCIRequest;
  readonly initial: string | boolean;
  readonly other: string | boolean;
}

interface Rule {
  readonly digitPatternName: string;
  readonly permission: string | boolean;
}

type Make = new (input: never) => OCIRequest;

function patternPlan(
  name: string,
  Get: Make,
  Modify: Make,
  initial: string | boolean,
  other: string | boolean,
): PatternPlan {
  return {
    name,
    initial,
    other,
    get: () => new Get({ userId } as never),
    modify: (rules, useCustomSettings) =>
      new Modify({
        userId,
        useCustomSettings,
        userPermissions: rules === undefined ? undefined : { digitPatternPermissions: rules },
      } as never),
  };
}

const patternPlans = [
  patternPlan(
    'digit plan for calls made',
    UserOutgoingCallingPlanDigitPlanOriginatingGetRequest,
    UserOutgoingCallingPlanDigitPlanOriginatingModifyRequest,
    'Allow',
    'Transfer To Second Transfer Number',
  ),
  patternPlan(
    'digit plan for calls redirected',
    UserOutgoingCallingPlanDigitPlanRedirectingGetRequest,
    UserOutgoingCallingPlanDigitPlanRedirectingModifyRequest,
    true,
    false,
  ),
  patternPlan(
    'digit plan for Call Me Now',
    UserOutgoingCallingPlanDigitPlanCallMeNowGetRequest,
    UserOutgoingCallingPlanDigitPlanCallMeNowModifyRequest,
    true,
    false,
  ),
  patternPlan(
    'pinholes for calls made',
    UserOutgoingCallingPlanPinholeDigitPlanOriginatingGetRequest,
    UserOutgoingCallingPlanPinholeDigitPlanOriginatingModifyRequest,
    'Ignore',
    'Authorization Code Required',
  ),
  patternPlan(
    'pinholes for calls redirected',
    UserOutgoingCallingPlanPinholeDigitPlanRedirectingGetRequest,
    UserOutgoingCallingPlanPinholeDigitPlanRedirectingModifyRequest,
    'Ignore',
    'Allow',
  ),
  patternPlan(
    'pinholes for Call Me Now',
    UserOutgoingCallingPlanPinholeDigitPlanCallMeNowGetRequest,
    UserOutgoingCallingPlanPinholeDigitPlanCallMeNowModifyRequest,
    'Ignore',
    'Allow',
  ),
];

async function rulesOf(world: World, plan: PatternPlan): Promise<readonly Rule[] | undefined> {
  const answer = (await world.send(plan.get())) as unknown as {
    userPermissions?: { digitPatternPermissions: readonly Rule[] };
  };
  return answer.userPermissions?.digitPatternPermissions.map((rule) => ({ ...rule }));
}

describe.each(patternPlans)('$name', (plan) => {
  it('has no rules while the group has no patterns, and one per pattern then', async () => {
    expect(await rulesOf(worldWithPlans(), plan)).toBeUndefined();
    expect(await rulesOf(withPatterns(), plan)).toEqual([
      { digitPatternName: 'Mobile', permission: plan.initial },
      { digitPatternName: 'Premium', permission: plan.initial },
    ]);
  });

  it('keeps the rules of patterns that are not named', async () => {
    const world = withPatterns();
    await world.send(plan.modify([{ digitPatternName: 'Mobile', permission: plan.other }]));
    await world.send(plan.modify([{ digitPatternName: 'Premium', permission: plan.other }], true));
    await world.send(plan.modify([{ digitPatternName: 'Mobile', permission: plan.initial }]));
    await world.send(plan.modify());
    expect(await rulesOf(world, plan)).toEqual([
      { digitPatternName: 'Mobile', permission: plan.initial },
      { digitPatternName: 'Premium', permission: plan.other },
    ]);
    expect(await world.send(plan.get())).toMatchObject({ useCustomSettings: true });
  });

  it('refuses a pattern that the group does not have', async () => {
    const world = withPatterns();
    const known = { digitPatternName: 'Mobile', permission: plan.other };
    const request = plan.modify([known, { digitPatternName: 'None', permission: plan.other }]);
    expect((await world.refusal(request)).message).toContain('Digit pattern not found: None');
    expect((await rulesOf(world, plan))?.[0]?.permission).toBe(plan.initial);
  });

  it('needs the service in the group', async () => {
    const world = new World();
    expect((await world.refusal(plan.get())).code).toBe(4410);
    expect((await world.refusal(plan.modify(undefined, true))).code).toBe(4410);
  });
});

describe('the incoming calling plan of a user', () => {
  const read = new UserIncomingCallingPlanGetRequest({ userId });

  it('lets calls in until it is changed', async () => {
    const { useCustomSettings, userPermissions } = await worldWithPlans().send(read);
    expect(useCustomSettings).toBe(false);
    expect(userPermissions).toMatchObject({
      allowFromWithinGroup: true,
      allowFromOutsideGroup: 'Allow',
      allowCollectCalls: true,
    });
    expect(userPermissions.digitPatternPermission ?? []).toEqual([]);
  });

  it('keeps what is left out, also by digit pattern', async () => {
    const world = withPatterns();
    await world.send(
      new UserIncomingCallingPlanModifyRequest({
        userId,
        userPermissions: {
          allowCollectCalls: false,
          digitPatternPermission: [{ digitPatternName: 'premium', allow: false }],
        },
      }),
    );
    await world.send(
      new UserIncomingCallingPlanModifyRequest({
        userId,
        useCustomSettings: true,
        userPermissions: {
          allowFromOutsideGroup: 'Disallow',
          digitPatternPermission: [{ digitPatternName: 'Mobile', allow: true }],
        },
      }),
    );
    const { useCustomSettings, userPermissions } = await world.send(read);
    expect(useCustomSettings).toBe(true);
    expect(userPermissions).toMatchObject({
      allowFromWithinGroup: true,
      allowFromOutsideGroup: 'Disallow',
      allowCollectCalls: false,
    });
    expect(userPermissions.digitPatternPermission?.map((p) => p.allow)).toEqual([true, false]);
  });

  it('refuses a pattern that the group does not have', async () => {
    const world = withPatterns();
    const request = new UserIncomingCallingPlanModifyRequest({
      userId,
      userPermissions: { digitPatternPermission: [{ digitPatternName: 'None', allow: true }] },
    });
    expect((await world.refusal(request)).message).toContain('Digit pattern not found: None');
  });

  it('needs the service in the group', async () => {
    expect((await new World().refusal(read)).code).toBe(4410);
  });
});
