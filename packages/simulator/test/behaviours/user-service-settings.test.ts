import type { OCIRequest } from '@ocipkit/core';
import { describe, expect, it } from 'vitest';
import {
  UserAnonymousCallRejectionGetRequest,
  UserAnonymousCallRejectionModifyRequest,
  UserAutomaticCallbackGetRequest,
  UserAutomaticCallbackModifyRequest,
  UserAutomaticHoldRetrieveGetRequest,
  UserAutomaticHoldRetrieveModifyRequest,
  UserBargeInExemptGetRequest,
  UserBargeInExemptModifyRequest,
  UserCallTransferGetRequest14sp4,
  UserCallTransferModifyRequest,
  UserCallWaitingGetRequest17sp4,
  UserCallWaitingModifyRequest,
  UserDirectedCallPickupWithBargeInGetRequest14sp7,
  UserDirectedCallPickupWithBargeInModifyRequest,
} from '@ocipkit/commands/call-control';
import {
  UserCallingLineIDBlockingOverrideGetRequest,
  UserCallingLineIDBlockingOverrideModifyRequest,
  UserCallingLineIDDeliveryBlockingGetRequest,
  UserCallingLineIDDeliveryBlockingModifyRequest,
  UserCallingNameDeliveryGetRequest,
  UserCallingNameDeliveryModifyRequest,
  UserCallingNameRetrievalGetRequest,
  UserCallingNameRetrievalModifyRequest,
  UserCallingNumberDeliveryGetRequest,
  UserCallingNumberDeliveryModifyRequest,
  UserConnectedLineIdentificationRestrictionGetRequest,
  UserConnectedLineIdentificationRestrictionModifyRequest,
  UserExternalCallingLineIDDeliveryGetRequest,
  UserExternalCallingLineIDDeliveryModifyRequest,
} from '@ocipkit/commands/caller-id';
import {
  UserAdviceOfChargeGetRequest,
  UserAdviceOfChargeModifyRequest,
  UserAutomaticCollectCallGetRequest,
  UserCallingPartyCategoryGetRequest16,
  UserCallingPartyCategoryModifyRequest16,
  UserChargeNumberGetRequest14sp9,
  UserChargeNumberModifyRequest,
  UserClassmarkGetRequest,
  UserClassmarkModifyRequest,
} from '@ocipkit/commands/charging';
import {
  UserExternalCustomRingbackGetRequest,
  UserExternalCustomRingbackModifyRequest,
} from '@ocipkit/commands/custom-ringback';
import {
  UserGroupNightForwardingGetRequest,
  UserGroupNightForwardingModifyRequest,
} from '@ocipkit/commands/night-forwarding';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
type Fields = Readonly<Record<string, unknown>>;

/** A service whose settings are plain fields. */
interface Case {
  readonly service: string;
  readonly get: OCIRequest;
  readonly modify?: new (input: never) => OCIRequest;
  readonly defaults: Fields;
  /** What to modify; null removes a field. */
  readonly changes?: readonly Fields[];
  /** What is read in the end, beside the defaults that stay. */
  readonly after?: Fields;
}

const off = { isActive: false };
const on = { isActive: true };

function aSwitch(
  service: string,
  get: OCIRequest,
  modify: new (input: never) => OCIRequest,
  isActive = false,
): Case {
  const after = { isActive: !isActive };
  return { service, get, modify, defaults: { isActive }, changes: [after], after };
}

const cases: readonly Case[] = [
  aSwitch(
    'Anonymous Call Rejection',
    new UserAnonymousCallRejectionGetRequest({ userId }),
    UserAnonymousCallRejectionModifyRequest,
  ),
  aSwitch(
    'Automatic Callback',
    new UserAutomaticCallbackGetRequest({ userId }),
    UserAutomaticCallbackModifyRequest,
  ),
  aSwitch(
    'Barge-in Exempt',
    new UserBargeInExemptGetRequest({ userId }),
    UserBargeInExemptModifyRequest,
  ),
  aSwitch(
    'Calling Line ID Blocking Override',
    new UserCallingLineIDBlockingOverrideGetRequest({ userId }),
    UserCallingLineIDBlockingOverrideModifyRequest,
  ),
  aSwitch(
    'Calling Line ID Delivery Blocking',
    new UserCallingLineIDDeliveryBlockingGetRequest({ userId }),
    UserCallingLineIDDeliveryBlockingModifyRequest,
  ),
  aSwitch(
    'Connected Line Identification Restriction',
    new UserConnectedLineIdentificationRestrictionGetRequest({ userId }),
    UserConnectedLineIdentificationRestrictionModifyRequest,
  ),
  aSwitch(
    'External Calling Line ID Delivery',
    new UserExternalCallingLineIDDeliveryGetRequest({ userId }),
    UserExternalCallingLineIDDeliveryModifyRequest,
    true,
  ),
  {
    service: 'Advice Of Charge',
    get: new UserAdviceOfChargeGetRequest({ userId }),
    modify: UserAdviceOfChargeModifyRequest,
    defaults: { ...off, aocType: 'End Of Call' },
    changes: [on, { aocType: 'During Call' }],
    after: { ...on, aocType: 'During Call' },
  },
  {
    service: 'Automatic Collect Call',
    get: new UserAutomaticCollectCallGetRequest({ userId }),
    defaults: { enableAutomaticCollectCall: false },
  },
  {
    service: 'Automatic Hold/Retrieve',
    get: new UserAutomaticHoldRetrieveGetRequest({ userId }),
    modify: UserAutomaticHoldRetrieveModifyRequest,
    defaults: { ...off, recallTimerSeconds: 120 },
    changes: [on, { recallTimerSeconds: 60 }],
    after: { ...on, recallTimerSeconds: 60 },
  },
  {
    service: 'Call Transfer',
    get: new UserCallTransferGetRequest14sp4({ userId }),
    modify: UserCallTransferModifyRequest,
    defaults: {
      isRecallActive: false,
      recallNumberOfRings: 3,
      useDiversionInhibitorForBlindTransfer: false,
      useDiversionInhibitorForConsultativeCalls: false,
      enableBusyCampOn: false,
      busyCampOnSeconds: 120,
    },
    changes: [{ isRecallActive: true }, { recallNumberOfRings: 5, busyCampOnSeconds: 30 }],
    after: { isRecallActive: true, recallNumberOfRings: 5, busyCampOnSeconds: 30 },
  },
  {
    service: 'Call Waiting',
    get: new UserCallWaitingGetRequest17sp4({ userId }),
    modify: UserCallWaitingModifyRequest,
    defaults: { ...on, disableCallingLineIdDelivery: false },
    changes: [off, { disableCallingLineIdDelivery: true }],
    after: { ...off, disableCallingLineIdDelivery: true },
  },
  {
    service: 'Calling Name Delivery',
    get: new UserCallingNameDeliveryGetRequest({ userId }),
    modify: UserCallingNameDeliveryModifyRequest,
    defaults: { isActiveForExternalCalls: true, isActiveForInternalCalls: true },
    changes: [{ isActiveForExternalCalls: false }],
    after: { isActiveForExternalCalls: false },
  },
  {
    service: 'Calling Name Retrieval',
    get: new UserCallingNameRetrievalGetRequest({ userId }),
    modify: UserCallingNameRetrievalModifyRequest,
    defaults: off,
    changes: [
      { bypassFiltering: true, dnWhiteList: { number: ['2025550188'] } },
      { ...on, dnWhiteList: null },
    ],
    after: on,
  },
  {
    service: 'Calling Number Delivery',
    get: new UserCallingNumberDeliveryGetRequest({ userId }),
    modify: UserCallingNumberDeliveryModifyRequest,
    defaults: { isActiveForExternalCalls: true, isActiveForInternalCalls: true },
    changes: [{ isActiveForInternalCalls: false }],
    after: { isActiveForInternalCalls: false },
  },
  {
    service: 'Calling Party Category',
    get: new UserCallingPartyCategoryGetRequest16({ userId }),
    modify: UserCallingPartyCategoryModifyRequest16,
    defaults: { category: 'Ordinary' },
    changes: [{ category: 'Payphone' }, {}],
    after: { category: 'Payphone' },
  },
  {
    service: 'Charge Number',
    get: new UserChargeNumberGetRequest14sp9({ userId }),
    modify: UserChargeNumberModifyRequest,
    defaults: { useChargeNumberForEnhancedTranslations: false, sendChargeNumberToNetwork: false },
    changes: [
      { phoneNumber: '2025550199' },
      { phoneNumber: null, sendChargeNumberToNetwork: true },
      { useChargeNumberForEnhancedTranslations: true },
    ],
    after: { useChargeNumberForEnhancedTranslations: true, sendChargeNumberToNetwork: true },
  },
  {
    service: 'Classmark',
    get: new UserClassmarkGetRequest({ userId }),
    modify: UserClassmarkModifyRequest,
    defaults: {},
    changes: [{ classmark: 'one' }, { classmark: null }, { classmark: 'two' }],
    after: { classmark: 'two' },
  },
  {
    service: 'Directed Call Pickup with Barge-in',
    get: new UserDirectedCallPickupWithBargeInGetRequest14sp7({ userId }),
    modify: UserDirectedCallPickupWithBargeInModifyRequest,
    defaults: { enableBargeInWarningTone: true, enableAutomaticTargetSelection: false },
    changes: [{ enableAutomaticTargetSelection: true }],
    after: { enableAutomaticTargetSelection: true },
  },
  {
    service: 'External Custom Ringback',
    get: new UserExternalCustomRingbackGetRequest({ userId }),
    modify: UserExternalCustomRingbackModifyRequest,
    defaults: { ...off, useSettingLevel: 'Service Provider' },
    changes: [
      { ...on, sipRequestURI: 'sip:music@192.0.2.9' },
      { useSettingLevel: 'User', sipRequestURI: null },
    ],
    after: { ...on, useSettingLevel: 'User' },
  },
  {
    service: 'Group Night Forwarding',
    get: new UserGroupNightForwardingGetRequest({ userId }),
    modify: UserGroupNightForwardingModifyRequest,
    defaults: { nightForwarding: 'Use Group', groupNightForwarding: 'Off' },
    changes: [{ nightForwarding: 'On' }],
    after: { nightForwarding: 'On' },
  },
];

describe.each(cases)('$service', ({ service, get, modify: Modify, defaults, changes, after }) => {
  const requests = (changes ?? []).map((change) => {
    if (Modify === undefined) throw new TypeError(`${service} can not be modified`);
    return new Modify({ userId, ...change } as never);
  });

  it('has the settings of a platform until they are modified', async () => {
    const world = new World();
    world.give(world.alice, service);
    expect(await world.send(get)).toEqual(defaults);
  });

  it('keeps what is modified, leaves what is left out, and clears what is nil', async () => {
    const world = new World();
    world.give(world.alice, service);
    for (const request of requests) await world.send(request);
    expect(await world.send(get)).toEqual({ ...defaults, ...after });
  });

  it('is refused for a user without the service', async () => {
    const world = new World();
    for (const request of [get, ...requests]) {
      expect((await world.refusal(request)).code).toBe(4410);
    }
  });
});

describe('the night forwarding of a group', () => {
  it('shows its schedules while they decide', async () => {
    const world = new World();
    world.give(world.alice, 'Group Night Forwarding');
    const businessHours = { type: 'Group', name: 'Office hours' };
    world.sales.settings['Group Night Forwarding'] = { nightForwarding: 'On', businessHours };
    const get = new UserGroupNightForwardingGetRequest({ userId });
    expect((await world.send(get)).businessHours).toBeUndefined();
    world.sales.settings['Group Night Forwarding'] = { nightForwarding: 'Auto On', businessHours };
    expect(await world.send(get)).toMatchObject({ groupNightForwarding: 'Auto On', businessHours });
  });
});
