import { describe, expect, it } from 'vitest';
import {
  AutomationError,
  AutomationUsageError,
  automations,
  updateUser,
  userPatch,
  type UpdateUserInput,
  type UserUpdates,
} from '../../src/index.js';
import { Simulated } from '../support/simulated.js';

const anna = 'anna.schmidt@grandharbour.test';
const ben = 'ben.koch@grandharbour.test';
const place = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin' };
const secret = 'Sunny-Lobby-42';

function of(userId: string, updates?: UserUpdates): UpdateUserInput {
  return { ...place, userId, ...(updates === undefined ? {} : { updates }) };
}

/** Updates as a program without types may send them. */
function untyped(updates: object): UpdateUserInput {
  return { ...place, userId: ben, updates };
}

const writes = [
  'UserModifyRequest22',
  'PasswordModifyRequest',
  'UserModifyUserIdRequest',
  'UserModifyGroupIdRequest',
];

/** Gives ben's extension to a user of the group that he is to move to. */
function occupyExtension({ simulator: { platform } }: Simulated): void {
  const [holder] = platform.usersOf(platform.group('Grand-Harbour', 'Vienna'));
  if (holder === undefined) throw new Error('nobody is in Vienna');
  const { extension = '' } = platform.user(ben);
  platform.changeUser(holder, (user) => {
    user.extension = extension;
  });
}

function written(world: Simulated): readonly string[] {
  return writes.filter((name) => (world.commands[name] ?? 0) > 0);
}

describe('an update', () => {
  it('sends what differs and nothing else, and reads the whole user back', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      of(ben, {
        title: 'Night porter',
        extension: '6002',
        emailAddress: null,
        language: 'English',
      }),
    );
    expect(result).toMatchObject({
      state: 'applied',
      userId: ben,
      steps: [
        {
          command: 'UserModifyRequest22',
          state: 'applied',
          fields: { userId: ben, title: 'Night porter', emailAddress: null },
          before: { title: null, emailAddress: ben },
          undo: {
            command: 'UserModifyRequest22',
            fields: { userId: ben, title: null, emailAddress: ben },
          },
          withoutUndo: [],
          notice: null,
          problem: null,
        },
      ],
      unchanged: ['extension', 'language'],
      changed: [
        { field: 'title', before: null, after: 'Night porter' },
        { field: 'emailAddress', before: ben, after: null },
      ],
      complete: true,
      problems: [],
      warnings: [],
    });
    expect(Object.keys(result.steps[0]?.fields ?? {})).toEqual(['userId', 'title', 'emailAddress']);
    const { profile } = world.simulator.platform.user(ben);
    expect(profile.title).toBe('Night porter');
    expect(profile).not.toHaveProperty('emailAddress');
    expect(result.messages).toBe(3);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('answers with every key of the published profile', async () => {
    await using world = await Simulated.start();
    const { user } = await updateUser(world.client, of(ben, { title: 'Porter' }));
    expect(user).toMatchObject({
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Berlin',
      userId: ben,
      lastName: 'Koch',
      firstName: 'Ben',
      hiraganaLastName: null,
      extension: '6002',
      phoneNumber: '2025550102',
      phoneNumberActivated: true,
      language: 'English',
      timeZone: 'Europe/Berlin',
      defaultAlias: ben,
      address: null,
      countryCode: '1',
      allowVideo: true,
      callingLineIdPhoneNumber: null,
      domain: 'grandharbour.test',
      endpointType: 'accessDeviceEndpoint',
      aliases: [],
      trunkAddressing: null,
      department: { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin', name: 'Front Office' },
      nationalPrefix: null,
      isEnterprise: true,
      passwordExpiresDays: null,
      passwordStatus: 'never',
    });
    expect(user?.accessDeviceEndpoint).toMatchObject({
      accessDevice: { deviceLevel: 'Group', deviceName: 'ben.koch-phone' },
      contacts: [],
    });
  });

  it('takes the published example', async () => {
    await using world = await Simulated.start();
    const address = {
      addressLine1: 'Bldg 1',
      addressLine2: 'Suite 2',
      city: 'Cincinnat',
      stateOrProvince: 'Ohio',
      zipOrPostalCode: '45204',
      country: 'US',
    };
    const updates = Object.freeze({ address: Object.freeze({ ...address }) });
    const { state, user } = await updateUser(world.client, of(ben, updates));
    expect(state).toBe('applied');
    expect(user?.address).toEqual({ ...address, stateOrProvinceDisplayName: null });
  });

  it('is unchanged when everything holds already, and sends nothing', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      of(ben, { lastName: 'Koch', phoneNumber: '+1-2025550102', aliases: [], title: null }),
    );
    expect(result).toMatchObject({ state: 'unchanged', steps: [], changed: [], messages: 1 });
    expect(result.unchanged).toEqual(['lastName', 'phoneNumber', 'aliases', 'title']);
    expect(result.user?.userId).toBe(ben);
    expect(written(world)).toEqual([]);
  });

  it('is unchanged when it is repeated', async () => {
    await using world = await Simulated.start();
    const input = of(ben, {
      title: 'Porter',
      aliases: ['porter@grandharbour.test'],
      department: { serviceProviderId: 'Grand-Harbour', name: 'Management' },
      address: { city: 'Berlin' },
    });
    expect((await updateUser(world.client, input)).state).toBe('applied');
    expect((await updateUser(world.client, input)).state).toBe('unchanged');
    expect(world.commands.UserModifyRequest22).toBe(1);
  });

  it('sends only the members of an address that differ, and clears all with null', async () => {
    await using world = await Simulated.start();
    await updateUser(world.client, of(ben, { address: { city: 'Berlin', country: 'DE' } }));
    const one = await updateUser(
      world.client,
      of(ben, { address: { city: 'Potsdam', country: 'DE' } }),
    );
    expect(one.steps[0]?.fields).toEqual({ userId: ben, address: { city: 'Potsdam' } });
    expect(one.steps[0]?.undo?.fields).toEqual({ userId: ben, address: { city: 'Berlin' } });
    const all = await updateUser(world.client, of(ben, { address: null }));
    expect(all.steps[0]?.fields).toEqual({ userId: ben, address: { city: null, country: null } });
    expect(all.user?.address?.city ?? null).toBeNull();
  });

  it('goes on with the primary id where an alternate one was given', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, of('aschmidt@example.test', { title: 'Chef' }));
    expect(result.userId).toBe(anna);
    expect(result.steps[0]?.fields).toEqual({ userId: anna, title: 'Chef' });
  });

  it('keeps zeros and texts that look like something else', async () => {
    await using world = await Simulated.start();
    const input = {
      serviceProviderId: 'Alpenrose',
      groupId: 'Alpenrose',
      userId: 'zita.wyss@alpenrose.test',
      updates: { extension: '009', lastName: 'True', callingLineIdLastName: 'True' },
    };
    const { user, checks } = await updateUser(world.client, input);
    expect(user).toMatchObject({ extension: '009', lastName: 'True' });
    expect(checks.map((c) => c.state)).toEqual(['passed', 'passed']);
  });

  it('says that the calling line id does not follow a new name', async () => {
    await using world = await Simulated.start();
    const { warnings } = await updateUser(world.client, of(ben, { lastName: 'Kocher' }));
    expect(warnings).toEqual(['callingLineIdLastName stays Koch: it does not follow lastName.']);
  });
});

describe('lists', () => {
  it('replace the one that is there', async () => {
    await using world = await Simulated.start();
    const { steps, user } = await updateUser(
      world.client,
      of(anna, { aliases: ['desk@grandharbour.test', 'lobby@grandharbour.test'] }),
    );
    expect(steps[0]?.fields.sipAliasList).toEqual({
      sipAlias: ['desk@grandharbour.test', 'lobby@grandharbour.test'],
    });
    expect(steps[0]?.undo?.fields.sipAliasList).toEqual({ sipAlias: ['anna@grandharbour.test'] });
    expect(user?.aliases).toEqual(['desk@grandharbour.test', 'lobby@grandharbour.test']);
  });

  it.each([[[]], [null]])('are emptied by nil, for %j', async (aliases) => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, of(anna, { aliases, alternateUserId: aliases }));
    expect(result.steps[0]?.fields).toEqual({
      userId: anna,
      sipAliasList: null,
      alternateUserIdList: null,
    });
    expect(result.user).toMatchObject({ aliases: [], alternateUserId: [] });
  });

  it('of alternate ids and contacts take their names from the read', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      of(ben, {
        alternateUserId: [{ alternateUserId: 'bkoch@grandharbour.test', description: null }],
        contacts: [{ sipContact: 'sip:ben@192.0.2.8', pathHeader: null }],
      }),
    );
    expect(result.steps[0]?.fields).toEqual({
      userId: ben,
      endpoint: {
        accessDeviceEndpoint: { contactList: { contact: [{ sipContact: 'sip:ben@192.0.2.8' }] } },
      },
      alternateUserIdList: { alternateUserId: [{ alternateUserId: 'bkoch@grandharbour.test' }] },
    });
    expect(result.problems).toEqual([]);
    expect(result.state).toBe('applied');
    expect(result.user?.accessDeviceEndpoint?.contacts).toEqual([
      { sipContact: 'sip:ben@192.0.2.8', pathHeader: null },
    ]);
    const cleared = await updateUser(world.client, of(ben, { contacts: [] }));
    expect(cleared.steps[0]?.fields.endpoint).toEqual({
      accessDeviceEndpoint: { contactList: null },
    });
    expect(cleared.user?.accessDeviceEndpoint?.contacts).toEqual([]);
  });
});

describe('departments and endpoints', () => {
  it('knows the department of a group from that of the enterprise, and clears it', async () => {
    await using world = await Simulated.start();
    const own = { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin', name: 'Housekeeping' };
    const first = await updateUser(world.client, of(ben, { department: own }));
    expect(first.steps[0]?.fields.department).toEqual({ $type: 'GroupDepartmentKey', ...own });
    const shared = { serviceProviderId: 'Grand-Harbour', name: 'Management' };
    const second = await updateUser(world.client, of(ben, { department: shared }));
    expect(second.steps[0]?.fields.department).toEqual({
      $type: 'EnterpriseDepartmentKey',
      ...shared,
    });
    expect(second.user?.department).toEqual({ ...shared, groupId: null });
    const third = await updateUser(world.client, of(ben, { department: null }));
    expect(third.user?.department).toBeNull();
    expect(third.changed.map((c) => c.field)).toEqual(['department', 'departmentFullPath']);
  });

  it('removes the endpoint only when endpoint is null', async () => {
    await using world = await Simulated.start();
    const kept = await updateUser(
      world.client,
      untyped({ title: 'x', endpointType: 'accessDeviceEndpoint', trunkAddressing: null }),
    );
    expect(kept.user?.endpointType).toBe('accessDeviceEndpoint');
    expect(kept.dropped).toEqual(['endpointType', 'trunkAddressing']);
    await expect(updateUser(world.client, of(ben, { accessDeviceEndpoint: null }))).rejects.toThrow(
      'give endpoint: null',
    );
    const gone = await updateUser(world.client, of(ben, { endpoint: null }));
    expect(gone.steps[0]?.fields).toEqual({ userId: ben, endpoint: null });
    expect(gone.user).toMatchObject({ endpointType: 'none', accessDeviceEndpoint: null });
    const { fields = {} } = gone.steps[0]?.undo ?? {};
    expect(fields.endpoint).toMatchObject({
      accessDeviceEndpoint: { accessDevice: { deviceName: 'ben.koch-phone' } },
    });
  });

  it('sends only what differs of a line', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      of(ben, {
        accessDeviceEndpoint: {
          accessDevice: { deviceLevel: 'Group', deviceName: 'ben.koch-phone' },
          linePort: 'ben.koch-2@grandharbour.test',
        },
      }),
    );
    expect(result.steps[0]?.fields.endpoint).toEqual({
      accessDeviceEndpoint: { linePort: 'ben.koch-2@grandharbour.test' },
    });
    expect(result.state).toBe('applied');
  });

  it('clears the two identities of a trunk together', async () => {
    await using world = await Simulated.start();
    const id = 'lift.alarm@grandharbour.test';
    const set = await updateUser(
      world.client,
      of(id, { trunkAddressing: { alternateTrunkIdentity: 'lift', physicalLocation: 'Shaft 2' } }),
    );
    expect(set.user?.trunkAddressing).toMatchObject({
      trunkGroupDeviceEndpoint: null,
      alternateTrunkIdentity: 'lift',
    });
    const { steps } = await updateUser(
      world.client,
      of(id, {
        trunkAddressing: {
          alternateTrunkIdentity: null,
          alternateTrunkIdentityDomain: null,
          physicalLocation: 'Shaft 2',
        },
      }),
    );
    expect(steps[0]?.fields.endpoint).toEqual({
      trunkAddressing: { alternateTrunkIdentity: null, alternateTrunkIdentityDomain: null },
    });
  });

  it('needs a device and a line for a user without', async () => {
    await using world = await Simulated.start();
    const input = of('marta.vidal@grandharbour.test', { contacts: [{ sipContact: 'sip:m@x' }] });
    await expect(updateUser(world.client, input)).rejects.toThrow(
      'contacts lacks accessDevice and linePort, and the user has no device',
    );
    expect(written(world)).toEqual([]);
  });
});

describe('input that is refused before anything is sent', () => {
  it.each([
    [{ lastname: 'X' }, 'lastname is no field of a user; did you mean lastName?'],
    [{ lastName: null }, "lastName can't be cleared"],
    [{ lastName: '' }, 'lastName is an empty text'],
    [{ lastName: 'x'.repeat(31) }, 'lastName'],
    [{ extension: 1234 }, 'extension'],
    [{ allowVideo: 'true' }, 'allowVideo'],
    [{ aliases: ['a@x', 'b@x', 'c@x', 'd@x'] }, '4 entries'],
    [{ aliases: [''] }, 'aliases'],
    [{ contacts: Array.from({ length: 6 }, () => ({ sipContact: 'sip:a@x' })) }, '6 entries'],
    [{ aliases: ['a@x'], sipAliasList: null }, 'exclude each other'],
    [{ password: 'a', newPassword: 'b' }, 'exclude each other'],
    [{ oldPassword: 'a' }, 'there is none'],
    [{ department: { serviceProviderId: '', groupId: '', name: '' } }, 'nothing but blanks'],
    [{ accessDeviceEndpoint: { contacts: [] } }, 'nothing but blanks'],
    [{ trunkAddressing: { trunkGroupDeviceEndpoint: { contacts: [] } } }, 'nothing but blanks'],
    [{ address: { city: '', country: 'DE' } }, 'address.city is empty'],
    [
      { accessDeviceEndpoint: { linePort: 'a' }, trunkAddressing: { physicalLocation: 'b' } },
      'exclude each other',
    ],
    [{ endpoint: { accessDeviceEndpoint: { linePort: 'a' }, trunkAddressing: {} } }, 'endpoint'],
  ])('%j', async (updates, message) => {
    await using world = await Simulated.start();
    const failing = updateUser(world.client, untyped(updates));
    await expect(failing).rejects.toThrow(AutomationUsageError);
    await expect(failing).rejects.toThrow(message);
    expect(Object.keys(world.commands).filter((n) => n.startsWith('User'))).toEqual([]);
  });

  it('names all at once and quotes no secret', async () => {
    await using world = await Simulated.start();
    const failing = updateUser(
      world.client,
      untyped({ newPassword: secret.repeat(10), lastName: null, nickname: 'B' }),
    );
    await expect(failing).rejects.toThrow(/newPassword.*/);
    const message = await failing.catch((error: unknown) => (error as Error).message);
    expect(message).toContain('nickname');
    expect(message).toContain('lastName');
    expect(message).not.toContain(secret);
  });

  it('lacks an id, or asks for nothing', async () => {
    await using world = await Simulated.start();
    await expect(updateUser(world.client, { ...of(''), updates: {} })).rejects.toThrow(
      'userId is missing',
    );
    await expect(updateUser(world.client, of(ben))).rejects.toThrow('nothing to update');
  });
});

describe('read-only fields', () => {
  it('are dropped with their present value, in the form of other programs as well', async () => {
    await using world = await Simulated.start();
    world.simulator.platform.user(ben).settings.Password = { expirationDays: -107 };
    const result = await updateUser(
      world.client,
      untyped({
        serviceProviderId: 'Grand-Harbour',
        groupId: 'Berlin',
        userId: ben,
        passwordExpiresDays: '-107',
        nationalPrefix: '',
        domain: 'grandharbour.test',
        title: 'Porter',
      }),
    );
    expect(result.state).toBe('applied');
    expect(result.dropped).toEqual([
      'serviceProviderId',
      'groupId',
      'userId',
      'passwordExpiresDays',
      'nationalPrefix',
      'domain',
    ]);
    expect(result.steps[0]?.fields).toEqual({ userId: ben, title: 'Porter' });
  });

  it('are refused by name with another value', async () => {
    await using world = await Simulated.start();
    const failing = updateUser(
      world.client,
      untyped({
        title: 'x',
        groupId: 'Vienna',
        countryCode: '49',
        accessDeviceEndpoint: { useDomain: false },
      }),
    );
    await expect(failing).rejects.toThrow(AutomationUsageError);
    await expect(failing).rejects.toThrow('groupId');
    await expect(failing).rejects.toThrow('give newGroupId');
    await expect(failing).rejects.toThrow('countryCode');
    await expect(failing).rejects.toThrow('accessDeviceEndpoint.useDomain');
    expect(written(world)).toEqual([]);
  });

  it('guard against a user of another group', async () => {
    await using world = await Simulated.start();
    const failing = updateUser(world.client, {
      ...of(ben, { title: 'x' }),
      groupId: 'Vienna',
    });
    await expect(failing).rejects.toThrow(`${ben} is in group Berlin`);
    expect(written(world)).toEqual([]);
  });

  it('and empty objects that ask for nothing', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(
      world.client,
      untyped({ address: {}, accessDeviceEndpoint: {} }),
    );
    expect(result).toMatchObject({
      state: 'unchanged',
      dropped: ['address', 'accessDeviceEndpoint'],
    });
  });
});

describe('a dry run', () => {
  it('shows exactly what would be sent, secrets masked, and changes nothing', async () => {
    await using world = await Simulated.start();
    const updates = { newPassword: secret, title: 'Porter', callingLineIdPhoneNumber: null };
    const planned = await updateUser(world.client, { ...of(ben, updates), dryRun: true });
    expect(planned.state).toBe('planned');
    expect(planned.steps).toMatchObject([
      {
        command: 'UserModifyRequest22',
        state: 'planned',
        fields: { userId: ben, newPassword: '[redacted]', title: 'Porter' },
        withoutUndo: ['newPassword'],
      },
    ]);
    expect(JSON.stringify(planned)).not.toContain(secret);
    expect(written(world)).toEqual([]);
    const applied = await updateUser(world.client, of(ben, updates));
    expect(applied.steps[0]?.fields).toEqual(planned.steps[0]?.fields);
    expect(JSON.stringify(applied)).not.toContain(secret);
  });

  it('is refused where a check fails', async () => {
    await using world = await Simulated.start();
    const planned = await updateUser(world.client, {
      ...of(ben, { extension: '6001' }),
      dryRun: true,
    });
    expect(planned).toMatchObject({ state: 'refused', steps: [{ state: 'not-attempted' }] });
  });
});

describe('a password', () => {
  it('alone goes by its own command', async () => {
    await using world = await Simulated.start();
    const before = world.simulator.platform.user(ben).passwordHash;
    const result = await updateUser(world.client, of(ben, { password: secret }));
    expect(result.state).toBe('applied');
    expect(result.steps[0]).toMatchObject({
      command: 'PasswordModifyRequest',
      fields: { userId: ben, newPassword: '[redacted]' },
      before: {},
      undo: null,
      withoutUndo: ['newPassword'],
    });
    expect(written(world)).toEqual(['PasswordModifyRequest']);
    expect(world.simulator.platform.user(ben).passwordHash).not.toBe(before);
  });

  it('is checked by the rules of the group, without being quoted', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, of(ben, { newPassword: 'abc' }));
    expect(result).toMatchObject({
      state: 'refused',
      checks: [{ field: 'newPassword', state: 'failed', message: 'fewer than 6 characters' }],
    });
    expect(written(world)).toEqual([]);
  });
});

describe('checks', () => {
  it.each([
    [{ phoneNumber: '2025550101' }, 'phoneNumber', 'not among the free numbers'],
    [{ extension: '6001' }, 'extension', `${anna} has it`],
    [{ extension: '60999' }, 'extension', '5 digits, of 2 to 4'],
    [
      { department: { serviceProviderId: 'Grand-Harbour', groupId: 'Berlin', name: 'Management' } },
      'department',
      'no department of the group',
    ],
    [
      { department: { serviceProviderId: 'Grand-Harbour', groupId: 'Vienna', name: 'x' } },
      'department',
      'not of the group of the user',
    ],
  ])('stop %j', async (updates, field, message) => {
    await using world = await Simulated.start();
    const berlin = world.simulator.platform.group('Grand-Harbour', 'Berlin');
    berlin.extensionLength = { min: 2, max: 4, default: 4 };
    const result = await updateUser(world.client, of(ben, { ...updates, title: 'x' }));
    expect(result.state).toBe('refused');
    const failed = result.checks.find((c) => c.state === 'failed');
    expect(failed?.field).toBe(field);
    expect(failed?.message).toContain(message);
    expect(result.problems).toMatchObject([{ path: `checks.${field}` }]);
    expect(result.complete).toBe(false);
    expect(written(world)).toEqual([]);
  });

  it('pass a free number, which is then the user`s', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, of(ben, { phoneNumber: '2025550111' }));
    expect(result.checks).toMatchObject([{ field: 'phoneNumber', state: 'passed' }]);
    expect(result.user?.phoneNumber).toBe('2025550111');
    const back = await updateUser(world.client, of(ben, { phoneNumber: null }));
    expect(back.user).toMatchObject({ phoneNumber: null, phoneNumberActivated: null });
  });

  it.each([
    ['GroupDnGetAvailableListRequest', { phoneNumber: '2025550111' }],
    ['GroupExtensionLengthGetRequest22', { extension: '6999' }],
    ['UserGetListInGroupRequest', { extension: '6999' }],
    [
      'GroupDepartmentGetListRequest18',
      { department: { serviceProviderId: 'Grand-Harbour', name: 'Management' } },
    ],
    ['GroupPasswordRulesGetRequestRI', { newPassword: secret, title: 'x' }],
  ])('that can not be read leave the word to the platform: %s', async (only, updates) => {
    await using world = await Simulated.start();
    world.simulator.faults.set({ only: [only], error: { code: 9999 } });
    const result = await updateUser(world.client, of(ben, updates));
    expect(result.state).toBe('applied');
    expect(result.checks.map((c) => c.state)).toContain('unknown');
    expect(result.problems).toMatchObject([{ command: only, code: 9999 }]);
    expect(result.complete).toBe(false);
  });
});

describe('expected values', () => {
  it('keep two writers apart', async () => {
    await using world = await Simulated.start();
    const input = { ...of(ben, { title: 'Porter' }), expected: { title: null, extension: '6003' } };
    const result = await updateUser(world.client, input);
    expect(result).toMatchObject({
      state: 'conflict',
      conflicts: [{ field: 'extension', expected: '6003', found: '6002' }],
    });
    expect(written(world)).toEqual([]);
    const fine = await updateUser(world.client, {
      ...input,
      expected: { title: null, phoneNumber: '+1-2025550102' },
    });
    expect(fine.state).toBe('applied');
  });
});

describe('the user id', () => {
  it('changes by its own command, after the rest', async () => {
    await using world = await Simulated.start();
    const newUserId = 'benjamin.koch@grandharbour.test';
    const result = await updateUser(world.client, {
      ...of(ben, { title: 'Porter' }),
      newUserId,
    });
    expect(result).toMatchObject({ state: 'applied', userId: newUserId });
    expect(result.steps.map((s) => s.command)).toEqual([
      'UserModifyRequest22',
      'UserModifyUserIdRequest',
    ]);
    expect(result.steps[1]?.undo).toEqual({
      command: 'UserModifyUserIdRequest',
      fields: { userId: newUserId, newUserId: ben },
    });
    expect(result.user).toMatchObject({ userId: newUserId, title: 'Porter' });
    expect(result.changed.map((c) => c.field)).toEqual(
      expect.arrayContaining(['userId', 'title', 'defaultAlias']),
    );
  });

  it('that is taken is refused, and the rest stays', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, {
      ...of(ben, { title: 'Porter' }),
      newUserId: anna,
    });
    expect(result).toMatchObject({ state: 'partly', userId: ben });
    expect(result.steps.map((s) => s.state)).toEqual(['applied', 'refused']);
    expect(result.user?.title).toBe('Porter');
    expect(result.problems).toMatchObject([{ command: 'UserModifyUserIdRequest' }]);
  });
});

describe('the group', () => {
  it('is evaluated first: what stands against the move stops all of it', async () => {
    await using world = await Simulated.start();
    occupyExtension(world);
    const result = await updateUser(world.client, { ...of(ben), newGroupId: 'Vienna' });
    expect(result.state).toBe('refused');
    expect(result.move?.errors[0]?.summary).toContain('Extension 6002 is in use');
    expect(result.problems).toMatchObject([{ kind: 'refused', path: 'move.errors' }]);
    expect(world.simulator.platform.user(ben).groupId).toBe('Berlin');
  });

  it('changes last, once another step has cleared the way', async () => {
    await using world = await Simulated.start();
    occupyExtension(world);
    const input = {
      ...of(ben, { extension: '6777' }),
      newGroupId: 'Vienna',
      acceptImpacts: true,
    };
    const planned = await updateUser(world.client, { ...input, dryRun: true });
    expect(planned.state).toBe('planned');
    expect(planned.move?.errors).toHaveLength(1);
    const result = await updateUser(world.client, input);
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({ state: 'applied', user: { groupId: 'Vienna' } });
    expect(result.move?.errors).toEqual([]);
    expect(result.steps[1]).toMatchObject({
      command: 'UserModifyGroupIdRequest',
      undo: null,
      withoutUndo: ['groupId'],
    });
  });

  it('is left if the move brings changes that are not accepted', async () => {
    await using world = await Simulated.start();
    const { platform } = world.simulator;
    const input = { ...of(ben), newGroupId: 'Vienna' };
    const shown = await updateUser(world.client, input);
    expect(shown).toMatchObject({ state: 'refused', move: { errors: [] } });
    const impacts = shown.move?.impacts.map(({ summary }) => summary) ?? [];
    expect(impacts).toContain('Phone number +1-2025550102 is unassigned from the user');
    expect(impacts).toContain('Device ben.koch-phone is unassigned from the user');
    expect(shown.problems).toMatchObject([{ path: 'move.impacts' }]);
    expect(platform.user(ben).groupId).toBe('Berlin');
    const moved = await updateUser(world.client, { ...input, acceptImpacts: true });
    expect(moved).toMatchObject({
      state: 'applied',
      user: { groupId: 'Vienna', phoneNumber: null, accessDeviceEndpoint: null },
    });
    expect(moved.move?.impacts).toEqual(shown.move?.impacts);
    expect(moved.changed.map(({ field }) => field)).toContain('phoneNumber');
  });

  it('of another enterprise is refused', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, { ...of(ben), newGroupId: 'Alpenrose' });
    expect(result.state).toBe('refused');
    expect(result.problems).toMatchObject([{ path: 'move', code: 4152 }]);
  });

  it('is the present one: nothing to do', async () => {
    await using world = await Simulated.start();
    const result = await updateUser(world.client, { ...of(ben), newGroupId: 'berlin' });
    expect(result.state).toBe('unchanged');
  });
});

describe('a patch from a record', () => {
  it('holds what differs, so that a record read and written back changes nothing', async () => {
    await using world = await Simulated.start();
    const { user } = await updateUser(world.client, of(ben, { title: null }));
    const record = user!;
    expect(userPatch(record, structuredClone(record))).toEqual({});
    const wanted = {
      ...record,
      title: 'Porter',
      emailAddress: null,
      accessDeviceEndpoint: { ...record.accessDeviceEndpoint!, portNumber: 2 },
    };
    const patch = userPatch(record, wanted);
    expect(patch).toEqual({
      title: 'Porter',
      emailAddress: null,
      accessDeviceEndpoint: { portNumber: 2 },
    });
    expect((await updateUser(world.client, of(ben, patch))).state).toBe('applied');
  });

  it('removes the endpoint where the wanted record has none', async () => {
    await using world = await Simulated.start();
    const { user } = await updateUser(world.client, of(ben, { title: null }));
    const wanted = { ...user!, accessDeviceEndpoint: null, endpointType: 'none' as const };
    expect(userPatch(user!, wanted)).toEqual({ endpoint: null });
  });
});

describe('the automation', () => {
  it('rejects for an unknown user', async () => {
    await using world = await Simulated.start();
    const failing = updateUser(world.client, of('nobody@example.test', { title: 'x' }));
    await expect(failing).rejects.toThrow(AutomationError);
    await expect(failing).rejects.toMatchObject({ problem: { code: 4008 } });
  });

  it('rejects for a user whom the login may not see', async () => {
    await using world = await Simulated.start({}, { username: 'berlin-admin@example.test' });
    const input = {
      serviceProviderId: 'Grand-Harbour',
      groupId: 'Vienna',
      userId: 'felix.gruber@grandharbour.test',
      updates: { title: 'x' },
    };
    await expect(updateUser(world.client, input)).rejects.toMatchObject({
      problem: { code: 5404 },
    });
    const own = await updateUser(world.client, of(ben, { title: 'x' }));
    expect(own).toMatchObject({ state: 'applied', complete: true });
  });

  it('tells that an older platform lacks the command', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const result = await updateUser(world.client, of(ben, { title: 'x' }));
    expect(result.state).toBe('failed');
    expect(result.problems).toMatchObject([
      { kind: 'unsupported', command: 'UserModifyRequest22' },
    ]);
    expect(result.user?.title).toBeNull();
  });

  it('is reported for people', async () => {
    await using world = await Simulated.start();
    const automation = automations.findCommand('user update');
    expect(automation?.access).toBe('write');
    const input = of(ben, { title: 'Porter', newPassword: secret });
    const result = await automation?.run(world.client, input);
    const report = automation?.report(result!);
    expect(report).toMatchObject({ title: 'Ben Koch', subtitle: `${ben}: applied` });
    expect(report?.parts.map((p) => p.title)).toEqual([
      'Changed',
      'Checks',
      'UserModifyRequest22',
      'Run',
    ]);
    expect(JSON.stringify(report)).not.toContain(secret);
  });
});
