import { OCITable, type OCIResponse } from '@ocipkit/core';
import {
  GroupDnGetAssignmentListResponse18,
  type GroupDnGetAssignmentListResponse18DnTableRow,
} from '@ocipkit/commands/numbers';
import { GroupServiceGetAuthorizationListResponse } from '@ocipkit/commands/licensing';
import type { Interceptor } from '@ocipkit/client';
import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  expandNumbers,
  groupAudit,
  valueOf,
  type GroupAuditInput,
  type GroupAuditSection,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const all: readonly GroupAuditSection[] = ['licences', 'numbers', 'trunking', 'assignedUsers'];

/** Answers a command with something that the simulator would not say. */
function answering(command: string, response: OCIResponse): Interceptor {
  return async (call, next) =>
    (await next(call)).map((settled, i) =>
      call.requests[i]?.$type === command && settled.ok ? { ...settled, response } : settled,
    );
}

const dnColumns = {
  phoneNumbers: 'Phone Numbers',
  activated: 'Activated',
  userId: 'User Id',
  lastName: 'Last Name',
  firstName: 'First Name',
  userType: 'User Type',
};

function numbers(...cells: readonly (readonly string[])[]): Interceptor {
  const dnTable = new OCITable<GroupDnGetAssignmentListResponse18DnTableRow>(
    Object.values(dnColumns),
    cells,
    dnColumns,
  );
  return answering(
    'GroupDnGetAssignmentListRequest18',
    new GroupDnGetAssignmentListResponse18({ dnTable }),
  );
}

describe('an audit', () => {
  it('tells the profile, all licences and all numbers, in one message', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    const audit = await groupAudit(world.client, berlin);
    expect(audit).toMatchObject({ ...berlin, complete: true, problems: [], notes: [] });
    expect(audit).toMatchObject({ requests: 3, messages: 1 });
    expect(world.simulator.metrics.read().messages - before).toBe(1);
    expect(audit.group).toMatchObject({
      groupName: 'Grand Harbour Berlin',
      userLimit: 60,
      userCount: 20,
      groupExternalId: 'GH-BER-01',
    });
    expect(valueOf(audit.numbers)).toMatchObject({
      total: 60,
      assigned: 21,
      unassigned: 39,
      inactive: 10,
      duplicates: [],
      unparsed: [],
    });
    expect('trunking' in audit).toBe(false);
    expect(JSON.parse(JSON.stringify(audit))).toStrictEqual(audit);
  });

  it('lists every service, those without any use included', async () => {
    await using world = await Simulated.start();
    const audit = await groupAudit(world.client, { ...berlin, sections: ['licences'] });
    const {
      servicePacks = [],
      groupServices = [],
      userServices = [],
    } = valueOf(audit.licences) ?? {};
    expect(servicePacks.map((p) => [p.name, p.allocated, p.usage, p.free])).toEqual([
      ['Office', 40, 18, 22],
      ['Reception', 4, 1, 3],
    ]);
    const named = <T extends { name: string }>(list: readonly T[], name: string) =>
      list.find((service) => service.name === name);
    expect(named(userServices, 'Call Forwarding Always')).toMatchObject({
      authorized: true,
      assigned: true,
      limited: true,
      quantity: 30,
      usage: 18,
      free: 12,
      overLimit: false,
      userAssignable: true,
    });
    expect(named(userServices, 'Hoteling Host')).toMatchObject({ usage: 0, free: 2 });
    expect(named(groupServices, 'Hunt Group')).toMatchObject({
      assigned: true,
      limited: false,
      quantity: 'unlimited',
      free: 'unlimited',
      instanceCount: 3,
    });
    expect(named(groupServices, 'VoiceXML')).toMatchObject({ assigned: false, usage: 0 });
    expect(named(groupServices, 'VoiceXML')?.raw.assigned).toBe('false');
    expect(groupServices).toHaveLength(32);
  });

  it('says who holds each number: a user, a service instance, or nobody', async () => {
    await using world = await Simulated.start();
    const { rows } = valueOf((await groupAudit(world.client, berlin)).numbers) ?? { rows: [] };
    const holding = (first: string) => rows.find((row) => row.first === first);
    expect(holding('+1-2025550101')).toMatchObject({
      holder: 'user',
      userId: 'anna.schmidt@grandharbour.test',
      extension: '6001',
      activated: true,
    });
    expect(holding('+1-2025550140')).toMatchObject({
      holder: 'service',
      serviceName: 'Berlin welcome',
      userType: 'Auto Attendant',
    });
    expect(holding('+1-2025550150')).toMatchObject({
      last: '+1-2025550159',
      count: 10,
      holder: 'unassigned',
      activated: false,
    });
  });

  it('expands its numbers after a trip through JSON, and refuses where there are none', async () => {
    await using world = await Simulated.start();
    const audit = await groupAudit(world.client, berlin);
    const copy = JSON.parse(JSON.stringify(audit)) as typeof audit;
    const expanded = [...expandNumbers(copy)];
    expect(expanded).toHaveLength(60);
    expect(expanded[0]).toBe('+1-2025550100');
    expect(expanded.at(-1)).toBe('+1-2025550159');
    const without = await groupAudit(world.client, { ...berlin, sections: [] });
    expect(() => expandNumbers(without)).toThrow(AutomationUsageError);
    world.simulator.faults.set({
      only: ['GroupDnGetAssignmentListRequest18'],
      error: { code: 4711 },
    });
    const unread = await groupAudit(world.client, berlin);
    expect(() => expandNumbers(unread)).toThrow(AutomationError);
  });

  it('takes an external id, with one round more', async () => {
    await using world = await Simulated.start();
    const audit = await groupAudit(world.client, { groupExternalId: 'GH-BER-01' });
    expect(audit).toMatchObject({ ...berlin, complete: true, messages: 2 });
    expect(valueOf(audit.numbers)?.total).toBe(60);
  });

  it('of an empty group has empty lists', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.serviceProvider('Metro-Tel').packs = [];
    for (const user of [...platform.usersOf(platform.group('Metro-Tel', 'Corner-Shop'))]) {
      platform.removeUser(user);
    }
    for (const record of [...platform.numbers.ofGroup(platform.group('Metro-Tel', 'Corner-Shop'))])
      platform.numbers.unassign(record);
    const audit = await groupAudit(world.client, {
      serviceProviderId: 'Metro-Tel',
      groupId: 'Corner-Shop',
      sections: all,
    });
    expect(audit.complete).toBe(true);
    expect(valueOf(audit.numbers)).toMatchObject({ rows: [], total: 0, duplicates: [] });
    expect(valueOf(audit.licences)?.servicePacks).toEqual([]);
    expect(audit.assignedUsers).toEqual({ status: 'value', value: [] });
  });
});

describe('numbers', () => {
  it('count distinct numbers, keep zeros, and list what is there twice or no number', async () => {
    await using world = await Simulated.start(
      {},
      {
        interceptors: [
          numbers(
            ['+1-0400 - +1-0402', 'true', '', '', '', ''],
            ['+1-0401', 'true', 'a@example.test', 'Ames', 'Ann', 'Normal'],
            ['+1-0402', '', 'hg@example.test', 'Sales', 'Hunt Group', 'Hunt Group'],
            ['', 'true', '', '', '', ''],
            ['+1-0500 - +1-049', 'false', '', '', '', ''],
            ['+1-0600', 'false', '', '', '', ''],
          ),
        ],
      },
    );
    const audit = await groupAudit(world.client, { ...berlin, sections: ['numbers'] });
    const found = valueOf(audit.numbers);
    expect(found).toMatchObject({
      total: 4,
      assigned: 2,
      unassigned: 2,
      inactive: 1,
      duplicates: [
        { first: '+1-0401', last: '+1-0401', count: 1, rows: [0, 1] },
        { first: '+1-0402', last: '+1-0402', count: 1, rows: [0, 2] },
      ],
    });
    expect(found?.unparsed.map((u) => u.text)).toEqual(['', '+1-0500 - +1-049']);
    expect(found?.rows[2]).toMatchObject({ holder: 'service', serviceName: 'Sales' });
    expect(found?.rows[2]).not.toHaveProperty('activated');
    expect([...expandNumbers(audit)]).toEqual(['+1-0400', '+1-0401', '+1-0402', '+1-0600']);
    // Columns that the answer lacks are told, not guessed.
    expect(audit.notes).toEqual([
      {
        command: 'GroupDnGetAssignmentListRequest18',
        insteadOf: 'GroupDnGetAssignmentListRequest18',
        missing: ['department', 'extension', 'emailAddress', 'countryCode', 'nationalPrefix'].map(
          (key) => `dnTable.${key}`,
        ),
      },
    ]);
  });

  it('in pages are the same, and tell more of departments', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const key = {
      $type: 'GroupDepartmentKey',
      ...berlin,
      name: 'Night Shift',
    } as const;
    for (const record of platform.numbers.ofGroup(platform.group('Grand-Harbour', 'Berlin'))) {
      if (record.number === '+1-2025550101') record.department = key;
    }
    const pages: number[] = [];
    const audit = await groupAudit(
      world.client,
      { ...berlin, sections: ['numbers'], pageSize: 9 },
      { onProgress: ({ step, done }) => step === 'numbers' && pages.push(done) },
    );
    const found = valueOf(audit.numbers);
    expect(found).toMatchObject({
      source: 'GroupDnGetAssignmentPagedSortedListRequest',
      total: 60,
      assigned: 21,
    });
    // The last page is empty: the one before was full.
    expect(pages).toEqual([9, 18, 27, 27]);
    expect(audit.requests).toBe(5);
    expect(found?.rows.find((row) => row.first === '+1-2025550101')).toMatchObject({
      department: 'Night Shift',
      departmentType: 'Group',
      parentDepartment: 'Front Office',
      parentDepartmentType: 'Group',
      available: false,
    });
  });

  it('that stop after a page keep it, and are not complete', async () => {
    await using world = await Simulated.start();
    const controller = new AbortController();
    const audit = await groupAudit(
      world.client,
      { ...berlin, sections: ['numbers'], pageSize: 9 },
      {
        signal: controller.signal,
        onProgress: ({ step }) => {
          if (step === 'numbers') controller.abort();
        },
      },
    );
    expect(audit.complete).toBe(false);
    expect(valueOf(audit.numbers)?.rows).toHaveLength(9);
    expect(audit.problems).toMatchObject([{ path: 'numbers[9…]', kind: 'skipped' }]);
  });

  it('of a large group are all there', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const [group] = [...world.simulator.platform.groups()];
    const { serviceProviderId = '', groupId = '' } = group ?? {};
    const whole = await groupAudit(world.client, { serviceProviderId, groupId });
    const paged = await groupAudit(world.client, { serviceProviderId, groupId, pageSize: 100 });
    expect(valueOf(whole.numbers)?.assigned).toBe(300);
    expect(valueOf(paged.numbers)?.assigned).toBe(300);
    expect([...expandNumbers(paged)]).toEqual([...expandNumbers(whole)]);
    expect(new Set(expandNumbers(whole)).size).toBe(valueOf(whole.numbers)?.total);
  });
});

describe('licences', () => {
  it('that are exceeded say so; what is no number stays text', async () => {
    const row = (cells: readonly string[]) => {
      const columns = {
        serviceName: 'Service Name',
        authorized: 'Authorized',
        quantity: 'Quantity',
        usage: 'Usage',
        licensed: 'Licensed',
      };
      return new OCITable([...Object.values(columns), 'New Column'], [cells], columns);
    };
    await using world = await Simulated.start(
      {},
      {
        interceptors: [
          answering(
            'GroupServiceGetAuthorizationListRequest',
            new GroupServiceGetAuthorizationListResponse({
              servicePacksAuthorizationTable: new OCITable([], []),
              groupServicesAuthorizationTable: row(['Call Park', 'false', '3', 'n/a', 'No', 'x']),
              userServicesAuthorizationTable: row(['Busy Lamp Field', 'true', '3', '5', '?', 'x']),
            }),
          ),
        ],
      },
    );
    const audit = await groupAudit(world.client, { ...berlin, sections: ['licences'] });
    const { groupServices = [], userServices = [] } = valueOf(audit.licences) ?? {};
    expect(userServices[0]).toMatchObject({ free: -2, overLimit: true, licensed: '?' });
    expect(groupServices[0]).toMatchObject({
      authorized: false,
      usage: 'n/a',
      overLimit: false,
      licensed: false,
      raw: { newColumn: 'x' },
    });
    expect(groupServices[0]).not.toHaveProperty('free');
  });
});

describe('trunking and the users of services', () => {
  it('are read on request', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.group('Grand-Harbour', 'Berlin').assignedServices.push('Trunk Group');
    const audit = await groupAudit(world.client, { ...berlin, sections: all });
    expect(audit.complete).toBe(true);
    expect(valueOf(audit.trunking)).toMatchObject({ maxActiveCalls: 0 });
    const services = valueOf(audit.assignedUsers) ?? [];
    const reception = services.find(({ name }) => name === 'Reception');
    expect(reception).toMatchObject({
      kind: 'servicePack',
      users: [{ userId: 'anna.schmidt@grandharbour.test', lastName: 'Schmidt' }],
    });
    expect(services.find(({ name }) => name === 'Authentication')?.users).toHaveLength(20);
    const licences = valueOf(audit.licences);
    const used = [...(licences?.servicePacks ?? []), ...(licences?.userServices ?? [])];
    expect(services.map(({ name }) => name)).toEqual(
      used.filter(({ usage }) => usage !== 0).map(({ name }) => name),
    );
  });

  it('say that Trunk Group is not assigned, by what the group has', async () => {
    await using world = await Simulated.start();
    const audit = await groupAudit(world.client, { ...berlin, sections: ['trunking'] });
    expect(audit.trunking).toEqual({
      status: 'not-assigned',
      service: 'Trunk Group',
      evidence: 'assignment-list',
    });
    expect(audit.complete).toBe(true);
    expect('licences' in audit).toBe(false);
  });
});

describe('an audit that can not read everything', () => {
  const commands = {
    GroupServiceGetAuthorizationListRequest: 'licences',
    GroupDnGetAssignmentListRequest18: 'numbers',
    GroupTrunkGroupGetRequest23: 'trunking',
    GroupGetUserServiceAssignedUserListRequest: 'assignedUsers',
  } as const;

  it.each(Object.entries(commands))('keeps the rest without %s', async (command, section) => {
    await using world = await Simulated.start();
    world.simulator.platform.group('Grand-Harbour', 'Berlin').assignedServices.push('Trunk Group');
    const whole = await groupAudit(world.client, { ...berlin, sections: all });
    world.simulator.faults.set({ only: [command], error: { code: 4711, text: 'not today' } });
    const audit = await groupAudit(world.client, { ...berlin, sections: all });
    expect(audit.complete).toBe(false);
    expect(audit.problems).toContainEqual(
      expect.objectContaining({ kind: 'refused', code: 4711, command, type: 'Error' }),
    );
    for (const other of all.filter((name) => name !== section)) {
      // Users of services hang on what is in use.
      if (section === 'licences' && other === 'assignedUsers') continue;
      expect(audit[other]).toEqual(whole[other]);
    }
    if (section === 'assignedUsers') {
      expect(audit.assignedUsers).toMatchObject({ status: 'value', value: [] });
    } else {
      expect(audit[section]).toMatchObject({ status: 'refused', problem: { path: section } });
    }
    if (section === 'licences') {
      expect(audit.assignedUsers).toMatchObject({ status: 'failed', problem: { kind: 'skipped' } });
    }
  });

  it('rejects without the profile', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: ['GroupGetRequest22V5'], error: { code: 4711 } });
    const failing = groupAudit(world.client, berlin);
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { path: 'group', code: 4711 } });
  });

  it('rejects for an unknown group, and for an unknown external id', async () => {
    await using world = await Simulated.start();
    const unknown = groupAudit(world.client, { ...berlin, groupId: 'Atlantis' });
    await expect(unknown).rejects.toMatchObject({ problem: { code: 4152, kind: 'refused' } });
    const external = groupAudit(world.client, { groupExternalId: 'nobody' });
    await expect(external).rejects.toThrow(AutomationError);
  });

  it('rejects without rights, and works with those of the group', async () => {
    await using world = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    await expect(groupAudit(world.client, berlin)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
    await using group = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    expect(await groupAudit(group.client, berlin)).toMatchObject({ complete: true });
    await expect(groupAudit(group.client, { ...berlin, groupId: 'Vienna' })).rejects.toMatchObject({
      problem: { code: 5404 },
    });
  });

  it('lists numbers as failed where no answer comes', async () => {
    await using world = await Simulated.start({}, { retry: false });
    let pages = 0;
    const audit = await groupAudit(
      world.client,
      { ...berlin, sections: ['numbers'], pageSize: 9 },
      {
        onProgress: ({ step }) => {
          if (step === 'numbers' && ++pages === 2) world.simulator.faults.set({ drop: 1 });
        },
      },
    );
    expect(audit.problems).toMatchObject([{ path: 'numbers[18…]', kind: 'transport' }]);
    expect(valueOf(audit.numbers)?.rows).toHaveLength(18);
  });

  it('rejects if it is ended before it began', async () => {
    await using world = await Simulated.start();
    const failing = groupAudit(world.client, berlin, { signal: AbortSignal.abort() });
    await expect(failing).rejects.toMatchObject({ problem: { kind: 'skipped' } });
  });

  it('keeps what was read when it is cancelled', async () => {
    await using world = await Simulated.start();
    const controller = new AbortController();
    const audit = await groupAudit(
      world.client,
      { ...berlin, sections: all },
      {
        signal: controller.signal,
        concurrency: 1,
        onProgress: ({ step }) => {
          if (step === 'users of services') controller.abort();
        },
      },
    );
    expect(audit.complete).toBe(false);
    expect(valueOf(audit.numbers)?.total).toBe(60);
    expect(valueOf(audit.assignedUsers)?.length).toBeGreaterThan(0);
    expect(audit.problems.length).toBeGreaterThan(0);
    expect(audit.problems.every(({ kind }) => kind === 'skipped')).toBe(true);
  });
});

describe('an audit of an older platform', () => {
  it('uses older commands, and reads numbers without pages', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const audit = await groupAudit(world.client, { ...berlin, pageSize: 9 });
    expect(audit).toMatchObject({ ...berlin, complete: true });
    expect(audit.notes.map((n) => n.command)).toContain('GroupGetRequest14sp7');
    expect(valueOf(audit.numbers)).toMatchObject({
      source: 'GroupDnGetAssignmentListRequest18',
      total: 60,
    });
  });

  it('rejects for an external id, which it does not know', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const failing = groupAudit(world.client, { groupExternalId: 'GH-BER-01' });
    await expect(failing).rejects.toThrow(AutomationError);
  });
});

describe('input', () => {
  it.each<[string, GroupAuditInput]>([
    ['nothing', {}],
    ['a group without its service provider', { groupId: 'Berlin' }],
    ['both ways to name the group', { ...berlin, groupExternalId: 'GH-BER-01' }],
    ['an unknown section', { ...berlin, sections: ['weather' as never] }],
    ['a page of no rows', { ...berlin, pageSize: 0 }],
    ['a page that is too large', { ...berlin, pageSize: 2001 }],
  ])('is refused before anything is sent: %s', async (_, input) => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    await expect(groupAudit(world.client, input)).rejects.toThrow(AutomationUsageError);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });
});

describe('the report', () => {
  it('shows licences in use, numbers and what is missing', async () => {
    await using world = await Simulated.start();
    const audit = await groupAudit(world.client, { ...berlin, sections: all });
    const report = automations.findCommand('group audit')?.report(audit);
    expect(report).toMatchObject({
      title: 'Grand Harbour Berlin',
      subtitle: 'Grand-Harbour / Berlin',
    });
    expect(report?.parts.map((part) => part.title)).toEqual([
      'Group',
      'Service packs',
      'Group services',
      'User services',
      'Numbers',
      'Trunking',
      'Users of services',
      'Run',
    ]);
    expect(JSON.stringify(report)).toContain('+1-2025550150 - +1-2025550159');
  });
});
