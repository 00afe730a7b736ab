import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  locateFreeExtension,
  valueOf,
} from '../../src/index.js';
import { abortAt, eachPosition, expectPlain, without } from '../support/positions.js';
import { Simulated } from '../support/simulated.js';
import { TableWatch } from '../support/tables.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const alpenrose = { serviceProviderId: 'Alpenrose', groupId: 'Alpenrose' };
const range = { ...berlin, start: '6001', end: '6030', count: 3 };
const instances = 'UserGetServiceInstanceListInServiceProviderRequest';

describe('a search for a free extension', () => {
  it('finds the lowest that nobody has', async () => {
    await using world = await Simulated.start();
    const result = await locateFreeExtension(world.client, range);
    expect(result).toMatchObject({ verdict: 'found', extensions: ['6011', '6012', '6013'] });
    expect(result.complete).toBe(true);
    expect(result.candidates).toEqual([]);
    expect(result.used.find((u) => u.extension === '6002')).toMatchObject({
      source: 'users',
      id: 'ben.koch@grandharbour.test',
    });
    expect(valueOf(result.checked.users)?.holders).toBe(20);
    expectPlain(result);
  });

  it('keeps leading zeros, and shortens no list that has none of the range', async () => {
    await using world = await Simulated.start();
    const input = { ...alpenrose, start: '001', end: '010', count: 3 };
    const result = await locateFreeExtension(world.client, input);
    expect(result.extensions).toEqual(['002', '003', '004']);
    expect(result.used.map((u) => u.extension)).toEqual(expect.arrayContaining(['001', '007']));
  });

  it('asks for one if nobody says how many', async () => {
    await using world = await Simulated.start();
    const result = await locateFreeExtension(world.client, { ...berlin, start: '50', end: '99' });
    expect(result.extensions).toEqual(['50']);
  });

  it('looks at every place that has extensions', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const group = platform.group('Grand-Harbour', 'Berlin');
    group.assignedServices.push('Voice Messaging Group');
    group.virtualOnNetUsers = [
      {
        lastName: 'Branch',
        firstName: 'Office',
        phoneNumber: '+1-2025550991',
        extension: '6011',
        virtualOnNetCallTypeName: 'Site',
      },
    ];
    platform.changeUser(platform.user('ben.koch@grandharbour.test'), (draft) => {
      draft.services.push('Fax Messaging');
      draft.settings['Alternate Numbers'] = {
        distinctiveRing: true,
        alternateEntry01: { extension: '6012', ringPattern: 'Normal' },
        alternateEntry10: { extension: '6013', ringPattern: 'Normal' },
      };
      draft.settings['Fax Messaging'] = { isActive: true, extension: '6014' };
    });
    platform.addInstance({
      serviceUserId: 'portal@grandharbour.test',
      kind: 'Voice Messaging',
      ...berlin,
      isActive: true,
      profile: {
        name: 'Voice Portal',
        callingLineIdLastName: 'Portal',
        callingLineIdFirstName: 'Voice',
        language: 'English',
        timeZone: 'Europe/Berlin',
      },
      extension: '6015',
      aliases: [],
      agents: [],
      supervisorIds: [],
      config: {},
    });
    const result = await locateFreeExtension(world.client, { ...range, count: 1 });
    expect(result.extensions).toEqual(['6016']);
    const places = new Map(result.used.map((u) => [u.extension, u.source]));
    expect(Object.fromEntries(places)).toMatchObject({
      '6011': 'virtualOnNetUsers',
      '6012': 'alternateNumbers',
      '6013': 'alternateNumbers',
      '6014': 'fax',
      '6015': 'voicePortal',
    });
    expect(result.complete).toBe(true);
  });

  it('says when there are fewer, none, and when the length is not allowed', async () => {
    await using world = await Simulated.start();
    const find = (start: string, end: string) =>
      locateFreeExtension(world.client, { ...berlin, start, end, count: 2 });
    expect(await find('6010', '6011')).toMatchObject({ verdict: 'fewer', extensions: ['6011'] });
    expect(await find('6001', '6003')).toMatchObject({ verdict: 'none', extensions: [] });
    const long = await find('60010000', '60010009');
    expect(long).toMatchObject({ verdict: 'length-not-allowed', extensions: [], candidates: [] });
    expect(long.complete).toBe(true);
  });

  it('takes the default length from the enterprise where the group follows it', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.group('Grand-Harbour', 'Berlin').settings['Extension Length'] = {
      useEnterprise: true,
    };
    platform.serviceProvider('Grand-Harbour').settings['Extension Length'] = {
      defaultExtensionLength: 5,
    };
    const result = await locateFreeExtension(world.client, range);
    expect(valueOf(result.lengths)).toEqual({ min: 2, max: 6, default: 5, useEnterprise: true });
    const input = () => locateFreeExtension(world.client, range);
    const refused = await without(world, 'ServiceProviderExtensionLengthGetRequest', input);
    expect(refused.problems.map((p) => p.path)).toEqual(['lengths.default']);
    expect(refused).toMatchObject({ verdict: 'unknown', candidates: ['6011', '6012', '6013'] });
  });

  it('passes over feature access codes on request', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const group = platform.group('Grand-Harbour', 'Berlin');
    const codes = { ...range, avoidFeatureAccessCodes: true };
    const plain = await locateFreeExtension(world.client, codes);
    expect(valueOf(plain.conflicts)).toEqual([]);
    group.settings['Feature Access Codes'] = {
      codes: [
        { featureAccessCodeName: 'Call Return', mainCode: '*69', alternateCode: '6011' },
        { featureAccessCodeName: 'Call Park', mainCode: '60120' },
      ],
    };
    const result = await locateFreeExtension(world.client, { ...codes, count: 1 });
    expect(result.extensions).toEqual(['6013']);
    expect(valueOf(result.conflicts)).toEqual([
      { extension: '6011', featureAccessCode: '6011', featureAccessCodeName: 'Call Return' },
      { extension: '6012', featureAccessCode: '60120', featureAccessCodeName: 'Call Park' },
    ]);
    expectPlain(result);
  });
});

describe('a search that cannot see everything', () => {
  it('calls nothing free, whichever source is refused', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.group('Grand-Harbour', 'Berlin').assignedServices.push('Voice Messaging Group');
    platform.changeUser(platform.user('ben.koch@grandharbour.test'), (draft) => {
      draft.services.push('Fax Messaging');
    });
    const run = () =>
      locateFreeExtension(world.client, { ...range, avoidFeatureAccessCodes: true });
    // Whether the service is assigned only explains a refusal; instances are listed by kind then.
    const roots = ['UserGetListInGroupRequest', 'GroupServiceIsAssignedRequest', instances];
    await eachPosition(world, run, roots, (result) => {
      expect(result.extensions).toEqual([]);
      expect(result.verdict).toBe('unknown');
      expect(result.candidates).toEqual(['6011', '6012', '6013']);
    });
  });

  it('takes a refusal for nothing if the group may not have the service at all', async () => {
    await using world = await Simulated.start();
    const group = world.simulator.platform.group('Grand-Harbour', 'Berlin');
    delete group.services['Fax Messaging'];
    delete group.services['Alternate Numbers'];
    const run = () => locateFreeExtension(world.client, range);
    const result = await without(world, 'GroupGetUserServiceAssignedUserListRequest', run);
    expect(result.checked.fax).toMatchObject({ status: 'not-assigned', service: 'Fax Messaging' });
    expect(result).toMatchObject({ verdict: 'found', complete: true });
  });

  it('is whole for the administrator of a group, who lists each kind of instance by itself', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const input = { ...berlin, start: '7200', end: '7299', count: 2 };
    const result = await locateFreeExtension(world.client, input);
    expect(result).toMatchObject({ verdict: 'found', complete: true, problems: [] });
    expect(result.extensions).toEqual(['7200', '7201']);
    const held = result.used.map(({ extension, source, id }) => [extension, source, id]);
    for (const row of [
      ['7210', 'serviceInstances', 'fsh-back-office@grandharbour.test'],
      ['7220', 'serviceInstances', 'gp-staff@grandharbour.test'],
      ['7230', 'serviceInstances', 'mm-berlin@grandharbour.test'],
      ['7240', 'serviceInstances', 'rp-concierge@grandharbour.test'],
    ]) {
      expect(held).toContainEqual(row);
    }
    expect(result.notes).toEqual([
      {
        command: 'Group…GetInstanceListRequest',
        insteadOf: 'UserGetServiceInstanceListInServiceProviderRequest',
        missing: ['Instant Conference Bridge'],
      },
    ]);
    expect(world.commands.GroupAutoAttendantGetInstanceListRequest).toBe(1);
    expectPlain(result);
    await using wider = await Simulated.start();
    const wide = await locateFreeExtension(wider.client, input);
    expect(wide.extensions).toEqual(result.extensions);
  });

  it('calls nothing free if the list of one kind is refused too, unless there is no such service', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const run = () => locateFreeExtension(world.client, range);
    const name = 'GroupRoutePointGetInstanceListRequest';
    const refused = await without(world, name, run);
    expect(refused).toMatchObject({ verdict: 'unknown', complete: false, extensions: [] });
    expect(refused.candidates).toEqual(['6011', '6012', '6013']);
    expect(refused.problems).toMatchObject([{ command: name, path: 'checked.serviceInstances' }]);
    // Nobody has to know the number of the refusal where the services of the group are known.
    const ofNone = await without(world, 'GroupVoiceXmlGetInstanceListRequest', run);
    expect(ofNone).toMatchObject({ verdict: 'found', complete: true });
    const blind = await without(world, 'GroupServiceGetAuthorizationListRequest', run);
    expect(blind).toMatchObject({ verdict: 'found', complete: true });
  });

  it('calls nothing free if a table does not tell extensions', async () => {
    for (const [username, table] of [
      ['admin', `${instances}.serviceInstanceTable`],
      ['admin', 'GroupDnGetAssignmentListRequest18.dnTable'],
      ['berlin-admin@example.test', 'GroupRoutePointGetInstanceListRequest.routePointTable'],
    ] as const) {
      const watch = new TableWatch();
      watch.without = new Map([[table, new Set(['extension'])]]);
      const options = { interceptors: [watch.interceptor] };
      await using world = await Simulated.start({}, { username, ...options });
      // No common prefix: every table has rows.
      const result = await locateFreeExtension(world.client, {
        ...berlin,
        start: '6011',
        end: '7999',
      });
      expect(result, table).toMatchObject({ verdict: 'unknown', extensions: [], complete: false });
      expect(result.problems.map((p) => [p.kind, p.command])).toEqual([
        ['unsupported', table.split('.')[0]],
      ]);
      expect(result.notes.flatMap((n) => n.missing)).toContain(`${table.split('.')[1]!}.extension`);
    }
  });

  it('keeps what was read when it is ended', async () => {
    await using world = await Simulated.start();
    const abort = abortAt('Alternate Numbers');
    const result = await locateFreeExtension(world.client, range, { ...abort, concurrency: 1 });
    expect(result).toMatchObject({ verdict: 'unknown', complete: false, extensions: [] });
    expect(valueOf(result.checked.users)?.holders).toBe(20);
    expect(result.problems.some((p) => p.kind === 'skipped')).toBe(true);
  });

  it('rejects without the group, and for who may not list its users', async () => {
    await using world = await Simulated.start();
    const unknown = locateFreeExtension(world.client, { ...range, groupId: 'Nowhere' });
    await expect(unknown).rejects.toThrow(AutomationError);
    await expect(unknown).rejects.toMatchObject({ problem: { code: 4152 } });
    await using anna = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(locateFreeExtension(anna.client, range)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
  });
});

describe('the search', () => {
  it('refuses a range that is none before it sends anything', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    for (const wrong of [
      { start: '6O01' },
      { start: '1', end: '2' },
      { start: '06001' },
      { start: '6031' },
      { start: '1000000', end: '9999999' },
      { count: 0 },
      { count: 1.5 },
      { groupId: '' },
    ]) {
      const failing = locateFreeExtension(world.client, { ...range, ...wrong });
      await expect(failing, JSON.stringify(wrong)).rejects.toThrow(AutomationUsageError);
    }
    expect(world.simulator.metrics.read().messages).toBe(before);
  });

  it('works on an older platform', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const result = await locateFreeExtension(world.client, range);
    expect(result.problems.filter((p) => p.kind !== 'unsupported')).toEqual([]);
    expect(result.extensions.length + result.candidates.length).toBe(3);
  });

  it('costs one message for the lists, and one per 15 users after that', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const input = { serviceProviderId: 'Scale', groupId: 'Group-1', start: '10000', end: '10999' };
    const result = await locateFreeExtension(world.client, input);
    expect(result.extensions).toEqual(['10300']);
    expect(result.messages).toBe(1);
    expect(result.requests).toBeLessThanOrEqual(15);
  });

  it('shows in a report what is free, and what is only perhaps', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('extension free');
    const result = await locateFreeExtension(world.client, range);
    expect(automation?.report(result).subtitle).toBe('6011, 6012, 6013: free');
    const run = () => locateFreeExtension(world.client, range);
    const partly = await without(world, 'GroupDnGetAssignmentListRequest18', run);
    const report = automation?.report(partly);
    expect(report?.subtitle).toContain('unknown');
    expect(report?.parts.map((part) => part.title)).toContain('Perhaps free');
  });
});
