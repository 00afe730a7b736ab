import { describe, expect, it } from 'vitest';
import { AutomationError, userDigest, valueOf } from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const ben = 'ben.koch@grandharbour.test';

describe('a digest', () => {
  it('tells why a phone does not ring', async () => {
    await using world = await Simulated.start();
    const digest = await userDigest(world.client, { userId: ben });
    expect(digest.problems).toEqual([]);
    expect(digest.complete).toBe(true);
    expect(digest.profile).toMatchObject({
      lastName: 'Koch',
      endpointKind: 'device',
      departmentKind: 'group',
    });
    expect(valueOf(digest.doNotDisturb)).toMatchObject({ isActive: true, ringSplash: true });
    expect(valueOf(digest.forwarding?.always)).toMatchObject({
      isActive: true,
      forwardToPhoneNumber: '+4915112345678',
    });
    expect(digest.forwarding?.alwaysSecondary).toEqual({
      status: 'not-assigned',
      service: 'Call Forwarding Always Secondary',
      evidence: 'assignment-list',
    });
    expect(valueOf(digest.huntGroups)?.map((g) => g.name)).toEqual(['Front desk', 'Night line']);
    expect(valueOf(digest.callPickup)?.name).toBe('Front desk');
    expect(valueOf(digest.devices)?.map((d) => [d.role, d.registration])).toEqual([
      ['primary', 'registered'],
      ['shared-call-appearance', 'none'],
    ]);
    expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
  });

  it('costs three rounds', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const digest = await userDigest(world.client, { userId: ben });
    expect(world.simulator.metrics.read().messages - before).toBe(digest.messages);
    expect(digest.messages).toBeLessThanOrEqual(4);
  });

  it('rejects for an unknown user', async () => {
    await using world = await Simulated.start();
    const failing = userDigest(world.client, { userId: 'nobody@example.test' });
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { code: 4008, kind: 'refused' } });
  });

  it('reads an older platform with older commands, and says what that lacks', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const digest = await userDigest(world.client, { userId: ben });
    expect(digest.profile.lastName).toBe('Koch');
    expect(digest.userId).toBe(ben);
    expect(digest.notes.map((n) => n.command)).toContain('UserGetRequest21');
    expect(digest.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
  });
});
