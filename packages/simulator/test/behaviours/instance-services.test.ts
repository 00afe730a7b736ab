import { describe, expect, it } from 'vitest';
import { UserCallCenterGetRequest19 } from '@ocipkit/commands/call-center-deprecated';
import {
  UserCallCenterAgentDetailsGetRequest,
  UserCallCenterGetRequest23,
  UserCallCenterMonitoringGetRequest23,
} from '@ocipkit/commands/call-center-user';
import {
  UserCollaborateBridgeGetRequest20sp1,
  UserCollaborateMyRoomGetRequest,
} from '@ocipkit/commands/collaborate';
import { UserFlexibleSeatingGuestGetRequest22 } from '@ocipkit/commands/flexible-seating';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const userId = 'alice@example.test';

describe('Collaborate', () => {
  const bridge = new UserCollaborateBridgeGetRequest20sp1({ userId });
  const room = new UserCollaborateMyRoomGetRequest({ userId });

  it('has the bridge that the user owns, else the default one of the group', async () => {
    const here = new World();
    here.give(here.alice, 'Collaborate - Video');
    expect((await here.refusal(bridge)).message).toContain('not found');
    createInstance(here.platform, here.sales, 'Collaborate Bridge', 'default-bridge', {
      name: 'Default',
      phoneNumber: '+1-2025550115',
      extension: '5115',
      config: { isDefault: true },
    });
    expect(await here.send(bridge)).toMatchObject({
      bridgeId: 'default-bridge@example.test',
      bridgeName: 'Default',
      phoneNumber: '2025550115',
      extension: '5115',
      supportOutDial: false,
      maxCollaborateRoomParticipants: 15,
    });
    createInstance(here.platform, here.sales, 'Collaborate Bridge', 'own-bridge', {
      name: 'Own',
      config: { ownerUserIds: [userId], supportOutdial: true, maxCollaborateRoomParticipants: 30 },
    });
    expect(await here.send(bridge)).toMatchObject({
      bridgeName: 'Own',
      supportOutDial: true,
      maxCollaborateRoomParticipants: 30,
    });
  });

  it('gives each user a room of their own', async () => {
    const here = new World();
    here.give(here.alice, 'Collaborate - Audio');
    here.give(here.bob, 'Collaborate - Audio');
    const own = await here.send(room);
    expect(own).toMatchObject({ roomName: 'My Room', ownerRequired: false });
    expect(own.roomId).toMatch(/^\d{10}$/);
    expect((await here.send(room)).roomId).toBe(own.roomId);
    const other = await here.send(new UserCollaborateMyRoomGetRequest({ userId: 'bob' }));
    expect(other.roomId).not.toBe(own.roomId);
  });

  it('needs one of its services', async () => {
    expect((await new World().refusal(bridge)).code).toBe(4410);
    expect((await new World().refusal(room)).code).toBe(4410);
  });
});

describe('Flexible Seating Guest', () => {
  const service = 'Flexible Seating Guest';
  const read = new UserFlexibleSeatingGuestGetRequest22({ userId });

  it('is off at first', async () => {
    const here = new World();
    expect((await here.refusal(read)).code).toBe(4410);
    here.give(here.alice, service);
    expect(await here.send(read)).toEqual({
      isActive: false,
      enableAssociationLimit: false,
      associationLimitHours: 12,
    });
  });

  it('shows the host while it exists and the guest is switched on', async () => {
    const here = new World();
    here.give(here.alice, service);
    const host = createInstance(here.platform, here.sales, 'Flexible Seating Host', 'desk-1', {
      name: 'Desk 1',
    });
    const stay = {
      hostUserId: 'desk-1@example.test',
      hostAssociationDateTime: '2026-03-02T08:00:00.000Z',
    };
    here.alice.settings[service] = { isActive: true, unlockPhonePINCode: '246810', ...stay };
    expect(await here.send(read)).toMatchObject({
      ...stay,
      unlockPhonePINCode: '246810',
      hostFirstName: 'Desk 1',
      hostEnforcesAssociationLimit: true,
      hostAssociationLimitHours: 24,
    });
    here.platform.removeInstance(host);
    expect((await here.send(read)).hostUserId).toBeUndefined();
    expect((await here.send(read)).hostAssociationDateTime).toBeUndefined();
  });
});

describe('call center services of a user', () => {
  it('tell in which kinds of call center the user may be an agent', async () => {
    const here = new World();
    const read = new UserCallCenterAgentDetailsGetRequest({ agentUserId: userId });
    here.give(here.alice, 'Call Center - Standard');
    expect(await here.send(read)).toEqual({
      isCallCenterBasicAssigned: false,
      isCallCenterStandardAssigned: true,
      isCallCenterPremiumAssigned: false,
    });
    const unknown = new UserCallCenterAgentDetailsGetRequest({ agentUserId: 'nobody' });
    expect((await here.refusal(unknown)).code).toBe(4008);
  });

  it('play no tones to agents who are monitored', async () => {
    const here = new World();
    const read = new UserCallCenterMonitoringGetRequest23({ userId });
    expect((await here.refusal(read)).code).toBe(4410);
    here.give(here.alice, 'Call Center Monitoring');
    expect(await here.send(read)).toEqual({
      playToneToAgentForSilentMonitoring: false,
      playToneToAgentForSupervisorCoaching: false,
    });
  });

  it('answer the older read of an agent from the same state', async () => {
    const here = new World();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the older read is what is tested
    const read = new UserCallCenterGetRequest19({ userId });
    expect((await here.refusal(read)).code).toBe(4410);
    here.give(here.alice, 'Call Center - Premium');
    createInstance(here.platform, here.sales, 'Call Center', 'queue', {
      name: 'Queue',
      agents: [{ userId, joined: true }],
    });
    const { callCenterTable, ...older } = await here.send(read);
    const newer = await here.send(new UserCallCenterGetRequest23({ userId }));
    expect(callCenterTable.rows).toMatchObject([
      { serviceUserId: 'queue@example.test', available: 'true' },
    ]);
    expect(newer).toMatchObject(older);
  });
});
