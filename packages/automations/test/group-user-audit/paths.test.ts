import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectGroupUserAudit, type AuditedUser } from '../../src/index.js';
import { Simulated } from '../support/simulated.js';
import { licence, makeDocumentUser, prepareGroup } from './document-user.js';

/** Type of every path in a user of the document. */
const paths = JSON.parse(readFileSync(new URL('paths.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, string>
>;

/** A user with a device has no trunk, and the files of all kinds are asked for. */
const nullHere: ReadonlySet<string> = new Set([
  '.user.trunkAddressing',
  '.utilities.announcementFile.announcementType',
]);
const belowNull = '.user.trunkAddressing.';

/** All values at a path such as `.users[]["a b"].c`. */
function valuesAt(root: unknown, path: string): readonly unknown[] {
  let values: readonly unknown[] = [root];
  for (const [, key, quoted, list] of path.matchAll(/\.(\w+)|\["([^"]+)"\]|(\[\])/g)) {
    values = values.flatMap((value): readonly unknown[] => {
      if (value === null || typeof value !== 'object') return [];
      if (list !== undefined) return Array.isArray(value) ? value : [];
      const name = key ?? quoted ?? '';
      return name in value ? [(value as Readonly<Record<string, unknown>>)[name]] : [];
    });
  }
  return values;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

describe('the audit of a user like that of the document', () => {
  it('has every path of the document, with the recommended type', async () => {
    await using world = await Simulated.start({ seed: 'group:2' });
    const { platform } = world.simulator;
    prepareGroup(platform, platform.user('user1'));
    const { userId } = makeDocumentUser(platform, 'user1');
    const audit = await collectGroupUserAudit(world.client, {
      serviceProviderId: 'Scale',
      groupId: 'Group-1',
      catalogue: { 'Anonymous Call Rejection': { tags: ['UC-One'] } },
    });
    const user = audit.data[0]?.users.find((u) => u.userId === userId);
    expect(user?.problems).toEqual([]);
    expect(user?.complete).toBe(true);
    expect(user?.servicesWithoutSettings).toEqual([licence, 'Intercept Group']);
    const wrong: string[] = [];
    for (const [path, types] of Object.entries(paths)) {
      if (path.startsWith(belowNull)) continue;
      const values = valuesAt(user, path);
      const found = new Set(values.map(typeOf));
      const allowed = types.split('|');
      const isTyped = [...found].every((type) => allowed.includes(type));
      const hasData = nullHere.has(path) || [...found].some((type) => type !== 'null');
      if (values.length === 0 || !isTyped || !hasData) {
        wrong.push(`${path}: ${[...found].join('|') || 'missing'}, not ${types}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(Object.keys(paths)).toHaveLength(543);
    expect(JSON.parse(JSON.stringify(audit))).toEqual(audit);
  });

  it('shows the trunk of a trunk user, and no device', async () => {
    await using world = await Simulated.start({ seed: 'group:1' });
    const { platform } = world.simulator;
    platform.changeUser(platform.user('user1'), (draft) => {
      draft.endpoint = {
        kind: 'trunk',
        config: {
          trunkGroupDeviceEndpoint: {
            name: 'pbx',
            linePort: 'pbx-1@example.test',
            contact: [{ sipContact: 'sip:192.0.2.1' }],
            staticRegistrationCapable: true,
            useDomain: true,
            isPilotUser: false,
          },
        },
      };
    });
    const [user] = await usersOf(world);
    expect(user?.user).toMatchObject({
      endpointType: 'trunkAddressing',
      accessDeviceEndpoint: null,
      trunkAddressing: {
        trunkGroupDeviceEndpoint: {
          contacts: [{ sipContact: 'sip:192.0.2.1', pathHeader: null }],
          isPilotUser: false,
        },
        enterpriseTrunkName: null,
      },
    });
  });
});

async function usersOf(world: Simulated): Promise<readonly AuditedUser[]> {
  const audit = await collectGroupUserAudit(world.client, {
    serviceProviderId: 'Scale',
    groupId: 'Group-1',
    sections: ['user'],
  });
  return audit.data.flatMap(({ users }) => users);
}
