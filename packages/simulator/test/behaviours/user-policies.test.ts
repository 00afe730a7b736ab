/* eslint-disable @typescript-eslint/no-deprecated -- older releases are asked too */
import { describe, expect, it } from 'vitest';
import {
  UserCallPoliciesGetRequest19sp1,
  UserCallPoliciesModifyRequest,
} from '@ocipkit/commands/call-policies';
import {
  UserCallProcessingGetPolicyRequest23,
  UserCallProcessingModifyPolicyRequest14sp7,
} from '@ocipkit/commands/call-processing';
import { UserCallProcessingGetPolicyRequest19sp1 } from '@ocipkit/commands/call-processing-deprecated';
import {
  UserAccessDeviceTagsGetRequest,
  UserDevicePoliciesGetRequest21,
  UserDevicePoliciesModifyRequest,
} from '@ocipkit/commands/user-device';
import { createDevice } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

describe('call policies', () => {
  it('hide nothing until they are changed', async () => {
    const world = new World();
    const read = new UserCallPoliciesGetRequest19sp1({ userId });
    expect(await world.send(read)).toMatchObject({
      redirectedCallsCOLPPrivacy: 'No Privacy',
      callBeingForwardedResponseCallType: 'Never',
      callingLineIdentityForRedirectedCalls: 'Originating Identity',
    });
    await world.send(
      new UserCallPoliciesModifyRequest({
        userId,
        callBeingForwardedResponseCallType: 'All Calls',
      }),
    );
    expect(await world.send(read)).toMatchObject({
      redirectedCallsCOLPPrivacy: 'No Privacy',
      callBeingForwardedResponseCallType: 'All Calls',
    });
  });
});

describe('call processing policies', () => {
  it('are the same in both variants of the read', async () => {
    const world = new World();
    await world.send(
      new UserCallProcessingModifyPolicyRequest14sp7({
        userId,
        useUserCallLimitsSetting: true,
        useMaxSimultaneousCalls: true,
        maxSimultaneousCalls: 3,
        clidPolicy: 'Use Group CLID',
        enablePhoneListLookup: true,
      }),
    );
    const now = await world.send(new UserCallProcessingGetPolicyRequest23({ userId }));
    const before = await world.send(new UserCallProcessingGetPolicyRequest19sp1({ userId }));
    for (const policy of [now, before]) {
      expect(policy).toMatchObject({
        useUserCallLimitsSetting: true,
        maxSimultaneousCalls: 3,
        maxSimultaneousVideoCalls: 5,
        clidPolicy: 'Use Group CLID',
        emergencyClidPolicy: 'Use DN',
        mediaPolicySelection: 'No Restrictions',
      });
    }
    expect(now.enablePhoneListLookup).toBe(true);
  });

  it('need a media set where they are to use one, and nil takes it away', async () => {
    const world = new World();
    const modify = (more: object) =>
      new UserCallProcessingModifyPolicyRequest14sp7({ userId, ...more });
    const media = { mediaPolicySelection: 'Use Supported Media Set' };
    expect((await world.refusal(modify(media))).message).toContain('media set is needed');
    await world.send(modify({ ...media, supportedMediaSetName: 'Office' }));
    const read = new UserCallProcessingGetPolicyRequest23({ userId });
    expect((await world.send(read)).supportedMediaSetName).toBe('Office');
    expect((await world.refusal(modify({ supportedMediaSetName: null }))).code).toBe(9017);
    const free = { mediaPolicySelection: 'No Restrictions', supportedMediaSetName: null };
    await world.send(modify(free));
    expect((await world.send(read)).supportedMediaSetName).toBeUndefined();
  });

  it('leave routing to platforms in XS data mode', async () => {
    const world = new World();
    await world.send(
      new UserCallProcessingModifyPolicyRequest14sp7({
        userId,
        useUserTranslationRoutingSetting: true,
        routeOverrideDomain: 'routes.example.test',
        routeOverridePrefix: '99',
      }),
    );
    const policy = await world.send(new UserCallProcessingGetPolicyRequest23({ userId }));
    expect(policy.useUserTranslationRoutingSetting).toBe(false);
    expect(policy.routeOverrideDomain).toBeUndefined();
    expect(policy.routeOverridePrefix).toBeUndefined();
  });
});

describe('device policies', () => {
  const read = new UserDevicePoliciesGetRequest21({ userId });

  it('synchronize nothing until they are changed', async () => {
    const world = new World();
    const { lineMode, ...others } = await world.send(read);
    expect(lineMode).toBe('Single User Private and Shared');
    expect(new Set(Object.values(others))).toEqual(new Set([false]));
    await world.send(
      new UserDevicePoliciesModifyRequest({
        userId,
        lineMode: 'Multiple User Shared',
        enableDnd: true,
      }),
    );
    expect(await world.send(read)).toMatchObject({
      lineMode: 'Multiple User Shared',
      enableDnd: true,
      enableAcd: false,
    });
  });

  it('let the user change the declining of calls alone, on a phone of the own', async () => {
    const world = new World().as('alice');
    await world.send(new UserDevicePoliciesModifyRequest({ userId, enableCallDecline: true }));
    expect((await world.send(read)).enableCallDecline).toBe(true);
    const more = new UserDevicePoliciesModifyRequest({ userId, enableDnd: true });
    expect((await world.refusal(more)).code).toBe(5404);
    world.as('admin');
    await world.send(
      new UserDevicePoliciesModifyRequest({ userId, lineMode: 'Multiple User Shared' }),
    );
    world.as('alice');
    const decline = new UserDevicePoliciesModifyRequest({ userId, enableCallDecline: false });
    expect((await world.refusal(decline)).code).toBe(5404);
  });
});

describe('the tags of a device', () => {
  const tagsOf = (deviceName: string) =>
    new UserAccessDeviceTagsGetRequest({
      userId,
      accessDevice: { deviceLevel: 'Group', deviceName },
    });

  function worldWithPhones(): World {
    const world = new World();
    const place = { deviceLevel: 'Group', serviceProviderId: 'Acme', groupId: 'Sales' } as const;
    const line = (deviceName: string, linePort: string) => ({
      device: { ...place, deviceName },
      linePort,
      contacts: [],
      config: {},
    });
    createDevice(world.platform, world.sales, 'alice-home', 'Example Desk Phone 2', {
      customTags: [{ tagName: '%COLOR%', tagValue: 'red' }],
    });
    world.platform.changeUser(world.alice, (draft) => {
      draft.endpoint = { kind: 'device', ...line('alice-phone', 'alice-1@example.test') };
      draft.appearances = [line('alice-home', 'alice-2@example.test')];
    });
    return world;
  }

  it('have values for the main device, beside custom tags', async () => {
    const world = worldWithPhones();
    const { deviceTagsTable: main } = await world.send(tagsOf('alice-phone'));
    expect(main.rows).toContainEqual(
      expect.objectContaining({ tagName: '%BWLINEPORT-1%', tagValue: 'alice-1' }),
    );
    expect(main.rows).toContainEqual(
      expect.objectContaining({ tagName: '%BWEXTENSION-1%', tagValue: '5101' }),
    );
    const { deviceTagsTable: other } = await world.send(tagsOf('alice-home'));
    const values = new Map(other.rows.map(({ tagName, tagValue }) => [tagName, tagValue]));
    expect(values.get('%BWLINEPORT-1%')).toBe('');
    expect(values.get('%COLOR%')).toBe('red');
  });

  it("are for devices of the user's own", async () => {
    const world = worldWithPhones();
    expect((await world.refusal(tagsOf('bob-phone'))).code).toBe(4505);
    expect((await world.refusal(tagsOf('none'))).code).toBe(4505);
  });
});
