import { OCITable } from '@ocipkit/core';
import type { Interceptor } from '@ocipkit/client';
import {
  UserGetServiceInstanceListInServiceProviderResponse,
  type UserGetServiceInstanceListInServiceProviderResponseServiceInstanceTableRow,
} from '@ocipkit/commands/service-instance';
import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  findAlias,
  type AliasSearch,
  type FindAliasInput,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const berlin = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const reservations = { serviceProviderId: 'Grand-Harbour', groupId: 'Reservations' };

type Platform = Simulated['simulator']['platform'];
type Instance = Parameters<Platform['addInstance']>[0];

function addInstance(
  world: Simulated,
  kind: Instance['kind'],
  id: string,
  more: Partial<Instance> = {},
): void {
  world.simulator.platform.addInstance({
    ...berlin,
    serviceUserId: `${id}@grandharbour.test`,
    kind,
    isActive: true,
    profile: {
      name: `${kind} ${id}`.slice(0, 30),
      callingLineIdLastName: kind,
      callingLineIdFirstName: id,
      language: 'English',
      timeZone: 'Europe/Berlin',
    },
    aliases: [],
    agents: [],
    supervisorIds: [],
    config: {},
    ...more,
  });
}

function shown({ matches }: AliasSearch) {
  return matches.map((m) => [m.kind, m.holderType, m.id, m.exact]);
}

function kindIn(search: AliasSearch, kind: string) {
  return search.searched.find((s) => s.kind === kind);
}

describe('an alias', () => {
  it.each([
    ['with its host', 'reception@grandharbour.test', true],
    ['without host', 'reception', true],
    ['in other case', 'Reception@GrandHarbour.test', false],
    ['that looks like a number', '0', true],
  ])('is found: %s', async (_, alias, exact) => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, { alias, ...berlin });
    expect(search).toMatchObject({ alias, scope: 'group', found: 'yes', complete: true });
    expect(search.matches).toHaveLength(1);
    expect(search.matches[0]).toMatchObject({
      kind: 'alias',
      exact,
      holderType: 'Hunt Group',
      id: 'hg-front-desk@grandharbour.test',
      name: 'Front desk',
      ...berlin,
    });
    expect(search.matches[0]?.detail).toMatchObject({ policy: 'Circular' });
    expect(JSON.parse(JSON.stringify(search))).toStrictEqual(search);
  });

  it('that nobody has is not there only if everything was read', async () => {
    await using world = await Simulated.start();
    // Opening a session takes messages, too.
    await world.client.warm(5);
    const before = world.simulator.metrics.read().messages;
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(search).toMatchObject({ found: 'no', complete: true, matches: [], problems: [] });
    expect(kindIn(search, 'User')).toMatchObject({ status: 'value', listed: 20, read: 20 });
    expect(kindIn(search, 'Hunt Group')).toMatchObject({ status: 'value', listed: 3, read: 3 });
    expect(kindIn(search, 'VoiceXML')).toMatchObject({ status: 'not-assigned', listed: 0 });
    expect(kindIn(search, 'Voice Portal')).toMatchObject({ status: 'not-assigned', listed: 0 });
    expect(kindIn(search, 'Fax Messaging')).toMatchObject({ status: 'not-searched' });
    // The lists; then 29 holders.
    expect(search).toMatchObject({ requests: 32, messages: 3 });
    expect(world.simulator.metrics.read().messages - before).toBe(3);
    const { UserGetRequest23V2: users } = world.commands;
    expect(users).toBe(20);
  });

  it('is part of the name of no other', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, { alias: 'recept', ...berlin });
    expect(search.found).toBe('no');
  });

  it('is found in every kind of service instance, in search order', async () => {
    await using world = await Simulated.start();
    const kinds = [
      ['Auto Attendant', 'Auto Attendant'],
      ['Auto Attendant - Standard', 'Auto Attendant - Standard'],
      ['BroadWorks Anywhere', 'BroadWorks Anywhere Portal'],
      ['Call Center', 'Call Center'],
      ['Collaborate Bridge', 'Collaborate Bridge'],
      ['Find-me/Follow-me', 'Find-me/Follow-me'],
      ['Flexible Seating Host', 'Flexible Seating Host'],
      ['Group Paging', 'Group Paging'],
      ['Hunt Group', 'Hunt Group'],
      ['Instant Group Call', 'Instant Group Call'],
      ['Meet-Me Conferencing', 'Meet-Me Conference Bridge'],
      ['Route Point', 'Route Point'],
      ['VoiceXML', 'VoiceXML'],
    ] as const;
    kinds.forEach(([kind], i) => {
      const config = kind === 'Call Center' ? { type: 'Basic', policy: 'Regular' } : {};
      addInstance(world, kind, `i${String(i)}`, {
        aliases: [`desk@host${String(i)}.test`],
        config: kind === 'Hunt Group' ? { policy: 'Regular' } : config,
      });
    });
    const search = await findAlias(world.client, { alias: 'desk', ...berlin });
    expect(search.problems).toEqual([]);
    expect(new Set(search.matches.map((m) => m.holderType))).toEqual(
      new Set(kinds.map(([, type]) => type)),
    );
    expect(search.matches.every((m) => m.kind === 'alias' && m.name !== '')).toBe(true);
    const one = await findAlias(world.client, { alias: 'desk@HOST11.test', ...berlin });
    expect(shown(one)).toEqual([['alias', 'Route Point', 'i11@grandharbour.test', true]]);
  });

  it('is found as default alias and public user identity of an instance', async () => {
    await using world = await Simulated.start();
    addInstance(world, 'Flexible Seating Host', 'host-1');
    addInstance(world, 'VoiceXML', 'vxml-1', {
      profile: {
        name: 'Script',
        callingLineIdLastName: 'a',
        callingLineIdFirstName: 'b',
        language: 'English',
        timeZone: 'Europe/Berlin',
        publicUserIdentity: 'script@grandharbour.test',
      },
    });
    const host = await findAlias(world.client, { alias: 'host-1', ...berlin });
    expect(shown(host).map(([kind]) => kind)).toEqual(['user-id', 'default-alias']);
    const script = await findAlias(world.client, { alias: 'script', ...berlin });
    expect(shown(script)).toEqual([
      ['public-user-identity', 'VoiceXML', 'vxml-1@grandharbour.test', true],
    ]);
  });

  it('is found in a user, a service instance and the voice portal, with type, id and name', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.group('Grand-Harbour', 'Berlin').assignedServices.push('Voice Messaging Group');
    addInstance(world, 'Voice Messaging', 'portal', { aliases: ['desk@portal.test'] });
    addInstance(world, 'Hunt Group', 'hg-x', {
      aliases: ['desk@hunt.test'],
      config: { policy: 'Regular' },
    });
    platform.user('ben.koch@grandharbour.test').aliases.push('desk@user.test');
    const search = await findAlias(world.client, { alias: 'desk', ...berlin });
    expect(search).toMatchObject({ found: 'yes', complete: true });
    expect(shown(search)).toEqual([
      ['alias', 'Hunt Group', 'hg-x@grandharbour.test', true],
      ['alias', 'Voice Portal', 'portal@grandharbour.test', true],
      ['alias', 'User', 'ben.koch@grandharbour.test', true],
    ]);
    for (const match of search.matches) {
      expect(Object.keys(match).sort()).toEqual([
        'alias',
        'detail',
        'exact',
        'groupId',
        'holderType',
        'id',
        'kind',
        'name',
        'serviceProviderId',
      ]);
      expect(match.name).not.toBe('');
    }
    expect(kindIn(search, 'Voice Portal')).toMatchObject({ status: 'value', listed: 1, read: 1 });
  });

  it('of a fax service is found on request, with one list per group', async () => {
    await using world = await Simulated.start();
    const user = world.simulator.platform.user('fax.berlin@grandharbour.test');
    user.services.push('Fax Messaging');
    user.settings['Fax Messaging'] = { isActive: true, alias: ['fax-7@grandharbour.test'] };
    const without = await findAlias(world.client, { alias: 'fax-7', ...berlin });
    expect(without.found).toBe('no');
    expect(kindIn(without, 'Fax Messaging')?.status).toBe('not-searched');
    const search = await findAlias(world.client, {
      alias: 'fax-7',
      ...berlin,
      kinds: ['Fax Messaging'],
    });
    expect(shown(search)).toEqual([['fax-alias', 'User', 'fax.berlin@grandharbour.test', true]]);
    expect(search.matches[0]?.name).toBe('Fax Berlin');
    expect(world.commands.UserFaxMessagingGetRequest17sp1).toBe(1);
    expect(kindIn(search, 'User')?.status).toBe('not-searched');
  });
});

describe('ids', () => {
  it('of a user are told apart from aliases; the user is read once', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, {
      alias: 'anna.schmidt@grandharbour.test',
      ...berlin,
    });
    expect(shown(search)).toEqual([
      ['user-id', 'User', 'anna.schmidt@grandharbour.test', true],
      ['default-alias', 'User', 'anna.schmidt@grandharbour.test', true],
    ]);
    expect(kindIn(search, 'User')).toMatchObject({ listed: 20, read: 20 });
    expect(world.commands.UserGetRequest23V2).toBe(20);
  });

  it('to sign in with are found once, with the user', async () => {
    await using world = await Simulated.start();
    for (const alias of ['aschmidt@example.test', 'aschmidt']) {
      const search = await findAlias(world.client, { alias, ...berlin });
      expect(shown(search)).toEqual([
        ['alternate-user-id', 'User', 'anna.schmidt@grandharbour.test', true],
      ]);
      expect(search.matches[0]?.name).toBe('Anna Schmidt');
    }
    const listed = await findAlias(world.client, {
      alias: 'aschmidt',
      ...berlin,
      kinds: ['Alternate User Id'],
    });
    expect(shown(listed)).toEqual([
      ['alternate-user-id', 'User', 'anna.schmidt@grandharbour.test', true],
    ]);
  });

  it('equal to an alias of another holder are found, and so is that', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.user('ben.koch@grandharbour.test').aliases.push('aa-berlin@other.test');
    const search = await findAlias(world.client, { alias: 'AA-Berlin', ...berlin });
    expect(shown(search)).toEqual([
      ['user-id', 'Auto Attendant', 'aa-berlin@grandharbour.test', false],
      ['alias', 'User', 'ben.koch@grandharbour.test', false],
    ]);
  });

  it('of a user outside of the scope are told as such', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, {
      alias: 'felix.gruber@grandharbour.test',
      ...berlin,
    });
    expect(search).toMatchObject({ found: 'no', matches: [] });
    expect(search.elsewhere).toMatchObject([
      { kind: 'user-id', groupId: 'Vienna', name: 'Félix Gruber' },
      { kind: 'default-alias', groupId: 'Vienna' },
    ]);
  });
});

describe('the scope', () => {
  it('can be an enterprise: the same user part in several of its groups', async () => {
    await using world = await Simulated.start();
    world.simulator.platform
      .user('felix.gruber@grandharbour.test')
      .aliases.push('reception@vienna.test');
    const search = await findAlias(world.client, {
      alias: 'reception',
      serviceProviderId: 'Grand-Harbour',
    });
    expect(search).toMatchObject({ scope: 'serviceProvider', found: 'yes', complete: true });
    expect(search.matches.map((m) => [m.holderType, m.groupId])).toEqual([
      ['Hunt Group', 'Berlin'],
      ['User', 'Vienna'],
    ]);
    expect(kindIn(search, 'Alternate User Id')).toMatchObject({ listed: 3, read: 3 });
  });

  it('can be the whole system, where that is said', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, { alias: '0', wholeSystem: true });
    expect(search).toMatchObject({ scope: 'system', found: 'yes', complete: true });
    expect(
      search.matches.map((m) => [m.holderType, m.serviceProviderId, m.groupId, m.name]),
    ).toEqual([
      ['Hunt Group', 'Grand-Harbour', 'Berlin', 'Front desk'],
      ['User', 'Alpenrose', 'Alpenrose', 'Concierge Alpenrose'],
    ]);
  });

  it('rejects if there is no such group or service provider', async () => {
    await using world = await Simulated.start();
    const group = findAlias(world.client, { alias: '0', ...berlin, groupId: 'Atlantis' });
    await expect(group).rejects.toThrow(AutomationError);
    await expect(group).rejects.toMatchObject({ problem: { code: 4152 } });
    const provider = findAlias(world.client, { alias: '0', serviceProviderId: 'Atlantis' });
    await expect(provider).rejects.toThrow(AutomationError);
  });
});

describe('a large group', () => {
  it('is searched whole, and each user is read once', async () => {
    await using world = await Simulated.start({ seed: 'group:300' });
    const { platform } = world.simulator;
    const [group] = [...platform.groups()];
    const { serviceProviderId = '', groupId = '' } = group ?? {};
    const user = [...platform.users()].at(-1);
    user?.aliases.push('last@example.test');
    const search = await findAlias(world.client, { alias: 'last', serviceProviderId, groupId });
    expect(search).toMatchObject({ found: 'yes', complete: true });
    expect(search.matches.map((m) => m.id)).toEqual([user?.userId]);
    expect(kindIn(search, 'User')).toMatchObject({ listed: 300, read: 300 });
    expect(world.commands.UserGetRequest23V2).toBe(300);
    expect(search.messages).toBeLessThanOrEqual(1 + Math.ceil(301 / 15) + 1);
  });
});

describe('a search that stops at the first match', () => {
  it('says so, and what it has not looked at', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, {
      alias: 'reception',
      ...berlin,
      stopAtFirst: true,
    });
    expect(search).toMatchObject({ found: 'yes', stopped: true, complete: true });
    expect(shown(search)).toEqual([
      ['alias', 'Hunt Group', 'hg-front-desk@grandharbour.test', true],
    ]);
    expect(kindIn(search, 'User')).toMatchObject({ listed: 20, read: 0, notSearched: 20 });
    expect(kindIn(search, 'Alternate User Id')?.status).toBe('not-searched');
    expect(world.commands.UserGetRequest23V2).toBeUndefined();
  });

  it('goes on to the end if there is none', async () => {
    await using world = await Simulated.start();
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin, stopAtFirst: true });
    expect(search).toMatchObject({ found: 'no', stopped: false, complete: true });
  });
});

describe('a search that can not read everything', () => {
  it('does not know, if one hunt group is unread', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['GroupHuntGroupGetInstanceRequest20'],
      error: { code: 4711 },
    });
    const search = await findAlias(world.client, { alias: 'nobody', ...reservations });
    expect(search).toMatchObject({ found: 'unknown', complete: false });
    expect(kindIn(search, 'Hunt Group')).toMatchObject({ listed: 1, read: 0, refused: 1 });
    expect(search.problems).toMatchObject([
      {
        path: 'searched[Hunt Group][hg-reservations@grandharbour.test]',
        subject: 'hg-reservations@grandharbour.test',
        kind: 'refused',
        code: 4711,
      },
    ]);
  });

  it('is sure of what it found all the same, and of ids that lists show', async () => {
    await using world = await Simulated.start();
    world.simulator.faults.set({
      only: ['GroupHuntGroupGetInstanceRequest20'],
      error: { code: 4711 },
    });
    const search = await findAlias(world.client, { alias: 'hg-reservations', ...reservations });
    expect(search).toMatchObject({ found: 'yes', complete: false });
    expect(search.matches).toMatchObject([{ kind: 'user-id', name: 'Overflow', detail: null }]);
  });

  const positions = [
    'GroupServiceGetAuthorizationListRequest',
    'UserGetListInGroupRequest',
    'GroupAutoAttendantGetInstanceRequest24',
    'GroupHuntGroupGetInstanceRequest20',
    'GroupVoiceMessagingGroupGetVoicePortalRequest21sp1',
    'GroupAlternateUserIdGetListRequest',
    'UserGetRequest23V2',
    'GroupGetUserServiceAssignedUserListRequest',
    'UserFaxMessagingGetRequest17sp1',
  ];

  it.each(positions)('lists a problem with %s, and finds the rest', async (command) => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    platform.group('Grand-Harbour', 'Berlin').assignedServices.push('Voice Messaging Group');
    platform.user('fax.berlin@grandharbour.test').services.push('Fax Messaging');
    world.simulator.faults.set({ only: [command], error: { code: 4711 } });
    const kinds = [
      'Hunt Group',
      'Auto Attendant',
      'Voice Portal',
      'User',
      'Fax Messaging',
    ] as const;
    const input = { ...berlin, kinds: [...kinds, 'Alternate User Id'] as const };
    const none = await findAlias(world.client, { alias: 'nobody', ...input });
    expect(none.complete).toBe(false);
    expect(none.problems.map((p) => p.command)).toContain(command);
    // What is assigned is only to explain refusals: all holders were read without it.
    const isExplanation = command === 'GroupServiceGetAuthorizationListRequest';
    expect(none.found).toBe(isExplanation ? 'no' : 'unknown');
    const alias = command === 'GroupHuntGroupGetInstanceRequest20' ? 'welcome' : 'reception';
    const some = await findAlias(world.client, { alias, ...input });
    expect(some).toMatchObject({ found: 'yes', complete: false });
  });

  it('of an enterprise does not know what a refused list hides', async () => {
    for (const command of [
      'UserGetServiceInstanceListInServiceProviderRequest',
      'UserGetListInServiceProviderRequest',
      'GroupGetListInServiceProviderRequest',
      'GroupServiceIsAssignedRequest',
    ]) {
      await using world = await Simulated.start();
      world.simulator.faults.set({ only: [command], error: { code: 4711 } });
      const search = await findAlias(world.client, {
        alias: 'nobody',
        serviceProviderId: 'Grand-Harbour',
      });
      expect(search.problems.map((p) => p.command)).toContain(command);
      // A portal that is refused as not assigned is none, also where nothing else says so.
      const found = command === 'GroupServiceIsAssignedRequest' ? 'no' : 'unknown';
      expect([command, search.found]).toEqual([command, found]);
    }
  });

  it('counts what no request reads', async () => {
    const columns = { userId: 'User Id', groupId: 'Group Id', serviceType: 'Service Type' };
    type Row = UserGetServiceInstanceListInServiceProviderResponseServiceInstanceTableRow;
    const response = new UserGetServiceInstanceListInServiceProviderResponse({
      serviceInstanceTable: new OCITable<Row>(
        Object.values(columns),
        [
          ['bridge@example.test', 'Berlin', 'Instant Conference Bridge'],
          ['new@example.test', 'Berlin', 'Something New'],
        ],
        columns,
      ),
    });
    const interceptor: Interceptor = async (call, next) =>
      (await next(call)).map((settled, i) =>
        settled.ok && call.requests[i]?.$type.startsWith('UserGetServiceInstanceList') === true
          ? { ...settled, response }
          : settled,
      );
    await using world = await Simulated.start({}, { interceptors: [interceptor] });
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(search).toMatchObject({ found: 'unknown', complete: false });
    for (const kind of ['Instant Conference Bridge', 'Something New']) {
      expect(kindIn(search, kind)).toMatchObject({ listed: 1, read: 0, notSearched: 1 });
    }
    expect(search.problems.map((p) => p.kind)).toEqual(['unsupported', 'unsupported']);
  });

  it('keeps what it found when it is cancelled', async () => {
    await using world = await Simulated.start();
    const controller = new AbortController();
    const search = await findAlias(
      world.client,
      { alias: 'reception', ...berlin },
      {
        signal: controller.signal,
        concurrency: 1,
        onProgress: ({ step, done }) => {
          if (step === 'holders' && done === 10) controller.abort();
        },
      },
    );
    expect(search).toMatchObject({ found: 'yes', complete: false });
    const users = kindIn(search, 'User');
    expect(users?.failed).toBeGreaterThan(0);
    expect((users?.read ?? 0) + (users?.failed ?? 0)).toBe(20);
    expect(search.problems.every((p) => p.kind === 'skipped')).toBe(true);
  });

  it('rejects if it is ended before it began', async () => {
    await using world = await Simulated.start();
    const failing = findAlias(
      world.client,
      { alias: '0', ...berlin },
      { signal: AbortSignal.abort() },
    );
    await expect(failing).rejects.toMatchObject({ problem: { kind: 'skipped' } });
  });
});

describe('rights', () => {
  it('of a group are enough: each kind has a list of its own', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(search).toMatchObject({ found: 'no', complete: true, problems: [] });
    for (const [kind, count] of [
      ['Auto Attendant', 1],
      ['Flexible Seating Host', 1],
      ['Group Paging', 1],
      ['Hunt Group', 3],
      ['Meet-Me Conference Bridge', 1],
      ['Route Point', 1],
      ['User', 20],
    ] as const) {
      expect(kindIn(search, kind)).toMatchObject({ status: 'value', listed: count, read: count });
    }
    for (const kind of ['Find-me/Follow-me', 'Instant Group Call', 'VoiceXML']) {
      expect(kindIn(search, kind)).toMatchObject({ status: 'not-assigned', listed: 0 });
    }
    for (const kind of ['BroadWorks Anywhere Portal', 'Collaborate Bridge']) {
      expect(kindIn(search, kind)).toMatchObject({ status: 'value', listed: 0 });
    }
    expect(search.notes).toEqual([
      {
        command: 'Group…GetInstanceListRequest',
        insteadOf: 'UserGetServiceInstanceListInServiceProviderRequest',
        missing: ['Instant Conference Bridge'],
      },
    ]);
    // Lists, lists by kind, holders.
    expect(search.messages).toBeLessThanOrEqual(5);
    const found = await findAlias(world.client, { alias: 'concierge', ...berlin });
    expect(shown(found)).toEqual([
      ['alias', 'Route Point', 'rp-concierge@grandharbour.test', true],
    ]);
  });

  it('of a group find what a service provider finds', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const { platform } = world.simulator;
    const group = platform.group('Grand-Harbour', 'Berlin');
    const kinds = [
      ['BroadWorks Anywhere', 'BroadWorks Anywhere Portal', undefined],
      ['Call Center', 'Call Center', undefined],
      ['Collaborate Bridge', 'Collaborate Bridge', undefined],
      ['Find-me/Follow-me', 'Find-me/Follow-me', 'Find-me/Follow-me'],
      ['Flexible Seating Host', 'Flexible Seating Host', undefined],
      ['Group Paging', 'Group Paging', undefined],
      ['Instant Group Call', 'Instant Group Call', 'Instant Group Call'],
      ['Meet-Me Conferencing', 'Meet-Me Conference Bridge', undefined],
      ['Route Point', 'Route Point', undefined],
      ['VoiceXML', 'VoiceXML', 'VoiceXML'],
    ] as const;
    for (const [i, [kind, , service]] of kinds.entries()) {
      if (service !== undefined) group.assignedServices.push(service);
      addInstance(world, kind, `i${String(i)}`, {
        aliases: [`desk@host${String(i)}.test`],
        config: kind === 'Call Center' ? { type: 'Basic', policy: 'Regular' } : {},
      });
    }
    const search = await findAlias(world.client, { alias: 'desk', ...berlin });
    expect(search).toMatchObject({ found: 'yes', complete: true });
    expect(search.matches.map((m) => m.holderType).sort()).toEqual(
      kinds.map(([, type]) => type).sort(),
    );
  });

  it('of a group leave open what is asked for by name and no list of a group has', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const kinds = ['Instant Conference Bridge', 'Hunt Group'] as const;
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin, kinds });
    expect(search).toMatchObject({ found: 'unknown', complete: false });
    expect(kindIn(search, 'Hunt Group')).toMatchObject({ status: 'value', listed: 3, read: 3 });
    expect(kindIn(search, 'Instant Conference Bridge')?.status).toBe('refused');
    expect(search.problems).toMatchObject([{ kind: 'refused', code: 5404 }]);
    expect(search.problems[0]?.message).toContain(
      'level Service Provider or wider; this one is of level Group',
    );
  });

  it('of a group leave open the kind whose list is refused; no service is no reason to', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const list = 'GroupFlexibleSeatingHostGetInstanceListRequest';
    world.simulator.faults.set({ only: [list], error: { code: 4711 } });
    const search = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(search).toMatchObject({ found: 'unknown', complete: false });
    expect(kindIn(search, 'Flexible Seating Host')?.status).toBe('refused');
    expect(search.problems).toMatchObject([{ command: list, code: 4711 }]);
    world.simulator.faults.clear();
    world.simulator.faults.set({ only: [list], error: { code: 4410 } });
    const without = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(without).toMatchObject({ found: 'no', complete: true });
    expect(kindIn(without, 'Flexible Seating Host')?.status).toBe('not-assigned');
  });

  it('tell both types of auto attendants apart in the list of a group', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    world.simulator.platform
      .group('Grand-Harbour', 'Berlin')
      .assignedServices.push('Auto Attendant - Standard');
    addInstance(world, 'Auto Attendant - Standard', 'aa-std', { aliases: ['std@example.test'] });
    const search = await findAlias(world.client, { alias: 'std', ...berlin });
    expect(search.matches).toMatchObject([{ holderType: 'Auto Attendant - Standard' }]);
    expect(kindIn(search, 'Auto Attendant')).toMatchObject({ listed: 1, read: 1 });
    expect(kindIn(search, 'Auto Attendant - Standard')).toMatchObject({ listed: 1, read: 1 });
    expect(world.commands.GroupAutoAttendantGetInstanceListRequest).toBe(1);
  });

  it('of a user are not enough', async () => {
    await using world = await Simulated.start({}, { username: 'anna.schmidt@grandharbour.test' });
    const failing = findAlias(world.client, { alias: 'reception', ...berlin });
    await expect(failing).rejects.toMatchObject({ problem: { code: 5404, kind: 'refused' } });
  });
});

describe('an older platform', () => {
  it('is searched with older commands; it has no alternate ids', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const search = await findAlias(world.client, {
      alias: 'reception@grandharbour.test',
      ...berlin,
    });
    expect(search).toMatchObject({ found: 'yes', complete: true });
    expect(kindIn(search, 'Alternate User Id')?.status).toBe('not-searched');
    const none = await findAlias(world.client, { alias: 'nobody', ...berlin });
    expect(none).toMatchObject({ found: 'no', complete: true });
    expect(search.notes.map((n) => n.command)).toContain('UserGetRequest21');
  });
});

describe('input', () => {
  it.each<[string, FindAliasInput]>([
    ['no alias', { alias: '', ...berlin }],
    ['sip:', { alias: 'sip:a@example.test', ...berlin }],
    ['no scope', { alias: 'a' }],
    ['a group without its service provider', { alias: 'a', groupId: 'Berlin' }],
    ['two scopes', { alias: 'a', ...berlin, wholeSystem: true }],
    ['an unknown kind', { alias: 'a', ...berlin, kinds: ['Toaster' as never] }],
    ['no kind', { alias: 'a', ...berlin, kinds: [] }],
  ])('is refused before anything is sent: %s', async (_, input) => {
    await using world = await Simulated.start();
    const before = world.simulator.metrics.read().messages;
    await expect(findAlias(world.client, input)).rejects.toThrow(AutomationUsageError);
    expect(world.simulator.metrics.read().messages).toBe(before);
  });
});

describe('the report', () => {
  it('says whether it was found, where, and what was searched', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('alias find');
    const search = await findAlias(world.client, { alias: 'reception', ...berlin });
    const report = automation?.report(search);
    expect(report).toMatchObject({ title: 'Alias reception', subtitle: 'found' });
    expect(report?.parts.map((part) => part.title)).toEqual(['Matches', 'Searched', 'Run']);
    expect(JSON.stringify(report)).toContain('hg-front-desk@grandharbour.test');
  });
});
