import { describe, expect, it } from 'vitest';
import {
  automations,
  AutomationUsageError,
  registrationReport,
  servicePackAudit,
  trunkCapacity,
} from '../../src/index.js';
import { expectPlain } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';

/*
 * What was not asked for is not sent, and is not in the result.
 */

const provider = { serviceProviderId: 'Grand-Harbour' };
const berlin = { ...provider, groupId: 'Berlin' };

interface Case {
  readonly name: string;
  readonly input: object;
  /** Requests of each section, and where it is in the result. */
  readonly sections: Readonly<Record<string, readonly [request: string, key: RegExp]>>;
}

const cases: readonly Case[] = [
  {
    name: 'servicePackAudit',
    input: berlin,
    sections: {
      users: ['GroupGetUserServiceAssignedUserListRequest', /"users":/],
      content: ['ServiceProviderServicePackGetDetailListRequest', /"content":/],
      utilization: ['ServiceProviderServicePackGetUtilizationListRequest', /"utilization":/],
    },
  },
  {
    name: 'trunkCapacity',
    input: provider,
    sections: {
      trunkGroups: ['GroupTrunkGroupGetInstanceListRequest14sp4', /"trunkGroups":/],
      enterpriseTrunks: ['EnterpriseEnterpriseTrunkGetListRequest', /"enterpriseTrunks":/],
    },
  },
  {
    name: 'registrationReport',
    input: berlin,
    sections: {
      users: ['UserGetListInGroupRequest', /"users":/],
      devices: ['GroupAccessDeviceGetListRequest', /"devices":/],
      expired: ['SystemGetRegistrationContactListRequest21sp1', /"expired":\{/],
    },
  },
];

const wanted = cases.flatMap(({ sections, ...of }) =>
  Object.keys(sections).map((section) => ({ ...of, sections, section })),
);

describe('sections', () => {
  it.each(wanted)('$name reads $section alone', async ({ name, input, sections, section }) => {
    await using world = await Simulated.start();
    const automation = automations.get(name)!;
    const result = await automation.run(world.client, { ...input, sections: [section] });
    const text = JSON.stringify(result);
    expect(result.complete).toBe(true);
    for (const [other, [request, key]] of Object.entries(sections)) {
      const isWanted = other === section;
      // The list of registrations is always read, and once more for those that are over.
      const always = other === 'expired' ? 1 : 0;
      const sent = (world.commands[request] ?? 0) - always;
      expect(sent > 0, request).toBe(isWanted);
      expect(key.test(text), other).toBe(isWanted);
    }
    expectPlain(result);
    expect(automation.report(result).parts.length).toBeGreaterThan(0);
  });

  it.each(cases)('$name refuses what is none, before anything is sent', async ({ name, input }) => {
    await using world = await Simulated.start();
    const before = world.commands;
    const run = automations.get(name)!.run(world.client, { ...input, sections: ['colours'] });
    await expect(run).rejects.toThrow(AutomationUsageError);
    await expect(run).rejects.toThrow(/colours is no section/);
    expect(world.commands).toEqual(before);
  });

  it('may be none', async () => {
    await using world = await Simulated.start();
    const { client } = world;
    const packs = await servicePackAudit(client, { ...berlin, sections: [] });
    expect(packs.packs).not.toEqual([]);
    expect(Object.keys(packs.packs[0]!)).toEqual(['name']);
    const trunks = await trunkCapacity(client, { ...provider, sections: [] });
    expect(trunks.groups[0]).toHaveProperty('limits');
    expect(trunks.groups[0]).not.toHaveProperty('trunkGroups');
    const report = await registrationReport(client, { ...berlin, sections: [] });
    expect(report.totals).toMatchObject({ registered: 0, expired: 0, none: 0 });
    expect(report.totals.unknown).toBeGreaterThan(0);
    expect(report.complete).toBe(true);
  });
});
