import { describe, expect, it } from 'vitest';
import {
  UserVoiceMessagingUserGetVoiceManagementRequest23,
  UserVoiceMessagingUserModifyRequest23V2,
  UserVoiceMessagingUserModifyVoiceManagementRequest23,
} from '@ocipkit/commands/voice-messaging';
import { UserVoiceMessagingUserGetVoiceManagementRequest17 } from '@ocipkit/commands/voice-messaging-deprecated';
import {
  UserVoiceMessagingUserGetGreetingRequest20,
  UserVoiceMessagingUserGetVoicePortalRequest20,
  UserVoiceMessagingUserModifyGreetingRequest20,
  UserVoiceMessagingUserModifyVoicePortalRequest20,
} from '@ocipkit/commands/voice-messaging-greeting';
import {
  UserVoiceMessagingUserAddAliasListRequest,
  UserVoiceMessagingUserDeleteAliasListRequest,
  UserVoiceMessagingUserGetAdvancedVoiceManagementRequest14sp3,
  UserVoiceMessagingUserGetAliasListRequest,
  UserVoiceMessagingUserGetDistributionListRequest,
  UserVoiceMessagingUserGetOutgoingSMDIMWIRequest,
  UserVoiceMessagingUserModifyAdvancedVoiceManagementRequest,
  UserVoiceMessagingUserModifyDistributionListRequest,
  UserVoiceMessagingUserModifyOutgoingSMDIMWIRequest,
} from '@ocipkit/commands/voice-messaging-mailbox';
import { World } from '../support/world.js';

const userId = 'alice@example.test';
const service = 'Voice Messaging User';
const management = new UserVoiceMessagingUserGetVoiceManagementRequest23({ userId });
// eslint-disable-next-line @typescript-eslint/no-deprecated -- an older variant, from the same state
const olderManagement = new UserVoiceMessagingUserGetVoiceManagementRequest17({ userId });
const advanced = new UserVoiceMessagingUserGetAdvancedVoiceManagementRequest14sp3({ userId });
const greeting = new UserVoiceMessagingUserGetGreetingRequest20({ userId });
const portal = new UserVoiceMessagingUserGetVoicePortalRequest20({ userId });
const indicator = new UserVoiceMessagingUserGetOutgoingSMDIMWIRequest({ userId });
const aliasList = (of = userId) => new UserVoiceMessagingUserGetAliasListRequest({ userId: of });
const addAliases = (phoneNumber: readonly string[], of = userId) =>
  new UserVoiceMessagingUserAddAliasListRequest({ userId: of, phoneNumber });
const deleteAliases = (...phoneNumber: readonly string[]) =>
  new UserVoiceMessagingUserDeleteAliasListRequest({ userId, phoneNumber });
const list = (listId: number) =>
  new UserVoiceMessagingUserGetDistributionListRequest({ userId, listId });
const modifyList = (listId: number, more: object) =>
  new UserVoiceMessagingUserModifyDistributionListRequest({ userId, listId, ...more });
const modifyAll = (more: object) =>
  new UserVoiceMessagingUserModifyRequest23V2({ userId, ...more });
const audio = (name: string) => ({
  name,
  mediaFileType: 'WAV' as const,
  level: 'User' as const,
});

function withService(): World {
  const world = new World();
  world.give(world.alice, service);
  world.give(world.bob, service);
  return world;
}

async function aliasesOf(world: World, of = userId): Promise<readonly string[]> {
  return (await world.send(aliasList(of))).phoneNumber ?? [];
}

describe('voice messaging of a user', () => {
  it('reads its defaults', async () => {
    const world = withService();
    const calls = {
      isActive: false,
      processing: 'Unified Voice and Email Messaging',
      usePhoneMessageWaitingIndicator: false,
      alwaysRedirectToVoiceMail: false,
      busyRedirectToVoiceMail: true,
      noAnswerRedirectToVoiceMail: true,
    };
    expect(await world.send(management)).toMatchObject(calls);
    expect(await world.send(olderManagement)).toMatchObject(calls);
    expect(await world.send(advanced)).toMatchObject({
      mailServerSelection: 'Group Mail Server',
      useGroupDefaultMailServerFullMailboxLimit: true,
      personalMailServerProtocol: 'POP3',
    });
    expect(await world.send(greeting)).toMatchObject({
      busyAnnouncementSelection: 'Default',
      noAnswerAnnouncementSelection: 'Default',
      noAnswerNumberOfRings: 3,
      disableMessageDepositAction: 'Disconnect',
    });
    expect(await world.send(portal)).toMatchObject({
      usePersonalizedName: false,
      voicePortalAutoLogin: false,
    });
    expect(await world.send(indicator)).toMatchObject({ isActive: false });
    expect(await aliasesOf(world)).toEqual([]);
    expect((await world.send(list(14))).phoneNumber ?? []).toEqual([]);
  });

  it('keeps what becomes of calls and messages', async () => {
    const world = withService();
    const modify = (more: object) =>
      new UserVoiceMessagingUserModifyVoiceManagementRequest23({ userId, ...more });
    await world.send(
      modify({
        isActive: true,
        processing: 'Deliver To Email Address Only',
        voiceMessageDeliveryEmailAddress: { emailAddress: ['a@example.test', 'b@example.test'] },
        voiceMessageNotifyEmailAddress: 'n@example.test',
        transferPhoneNumber: '2025550100',
      }),
    );
    await world.send(modify({ busyRedirectToVoiceMail: false, transferPhoneNumber: null }));
    const read = await world.send(management);
    expect(read).toMatchObject({
      isActive: true,
      processing: 'Deliver To Email Address Only',
      voiceMessageDeliveryEmailAddress: { emailAddress: ['a@example.test', 'b@example.test'] },
      voiceMessageNotifyEmailAddress: 'n@example.test',
      busyRedirectToVoiceMail: false,
    });
    expect(read.transferPhoneNumber).toBeUndefined();
    expect((await world.send(olderManagement)).voiceMessageDeliveryEmailAddress).toBe(
      'a@example.test',
    );
    await world.send(modify({ voiceMessageDeliveryEmailAddress: { emailAddress: ['c@d.test'] } }));
    expect((await world.send(management)).voiceMessageDeliveryEmailAddress).toEqual({
      emailAddress: ['c@d.test'],
    });
    await world.send(modify({ voiceMessageDeliveryEmailAddress: null }));
    expect((await world.send(management)).voiceMessageDeliveryEmailAddress).toBeUndefined();
    expect((await world.send(indicator)).isActive).toBe(false);
  });

  it('keeps the mail server, but not its passwords', async () => {
    const world = withService();
    const modify = (more: object) =>
      new UserVoiceMessagingUserModifyAdvancedVoiceManagementRequest({ userId, ...more });
    await world.send(
      modify({
        mailServerSelection: 'Personal Mail Server',
        groupMailServerPassword: 'Group-Secret-1',
        groupMailServerFullMailboxLimit: 30,
        personalMailServerNetAddress: 'mail.example.test',
        personalMailServerPassword: 'Personal-Secret-1',
      }),
    );
    await world.send(modify({ personalMailServerProtocol: 'IMAP' }));
    const read = await world.send(advanced);
    expect(read).toMatchObject({
      mailServerSelection: 'Personal Mail Server',
      groupMailServerFullMailboxLimit: 30,
      personalMailServerNetAddress: 'mail.example.test',
      personalMailServerProtocol: 'IMAP',
    });
    expect(read.useGroupDefaultMailServerFullMailboxLimit).toBeUndefined();
    expect(JSON.stringify(world.alice)).not.toContain('Secret-1');
    await world.send(modify({ useGroupDefaultMailServerFullMailboxLimit: true }));
    expect((await world.send(advanced)).groupMailServerFullMailboxLimit).toBeUndefined();
  });

  it('keeps greetings; an alternate one shows once it has a name', async () => {
    const world = withService();
    const modify = (more: object) =>
      new UserVoiceMessagingUserModifyGreetingRequest20({ userId, ...more });
    await world.send(
      modify({
        busyAnnouncementSelection: 'Personal',
        busyPersonalAudioFile: audio('busy'),
        noAnswerAlternateGreeting01: { audioFile: audio('away') },
        noAnswerAlternateGreeting02: { name: 'Holiday', audioFile: audio('holiday') },
        noAnswerNumberOfRings: 5,
      }),
    );
    const first = await world.send(greeting);
    expect(first).toMatchObject({
      busyAnnouncementSelection: 'Personal',
      busyPersonalAudioFile: audio('busy'),
      noAnswerAlternateGreeting02: { name: 'Holiday', audioFile: audio('holiday') },
      noAnswerNumberOfRings: 5,
    });
    expect(first.noAnswerAlternateGreeting01).toBeUndefined();
    await world.send(
      modify({
        busyPersonalAudioFile: null,
        noAnswerAlternateGreeting01: { name: 'Away' },
        noAnswerAlternateGreeting02: { audioFile: null },
      }),
    );
    const second = await world.send(greeting);
    expect(second.busyPersonalAudioFile).toBeUndefined();
    expect(second.noAnswerAlternateGreeting01).toEqual({ name: 'Away', audioFile: audio('away') });
    expect(second.noAnswerAlternateGreeting02).toEqual({ name: 'Holiday' });
  });

  it('keeps the login to the voice portal and the recorded name', async () => {
    const world = withService();
    const modify = (more: object) =>
      new UserVoiceMessagingUserModifyVoicePortalRequest20({ userId, ...more });
    await world.send(
      modify({ voicePortalAutoLogin: true, personalizedNameAudioFile: audio('me') }),
    );
    await world.send(modify({ usePersonalizedName: true }));
    expect(await world.send(portal)).toMatchObject({
      usePersonalizedName: true,
      voicePortalAutoLogin: true,
      personalizedNameAudioFile: audio('me'),
    });
    await world.send(modify({ personalizedNameAudioFile: null }));
    expect((await world.send(portal)).personalizedNameAudioFile).toBeUndefined();
  });

  it('keeps the numbers that other switches are told of', async () => {
    const world = withService();
    const modify = (more: object) =>
      new UserVoiceMessagingUserModifyOutgoingSMDIMWIRequest({ userId, ...more });
    await world.send(
      modify({
        isActive: true,
        outgoingSMDIMWIPhoneNumberList: { phoneNumber: ['2025550111', '2025550112'] },
      }),
    );
    await world.send(modify({}));
    expect(await world.send(indicator)).toMatchObject({
      isActive: true,
      outgoingSMDIMWIPhoneNumber: ['2025550111', '2025550112'],
    });
    await world.send(modify({ outgoingSMDIMWIPhoneNumberList: null }));
    expect((await world.send(indicator)).outgoingSMDIMWIPhoneNumber ?? []).toEqual([]);
    expect((await world.send(management)).isActive).toBe(false);
  });

  it('changes all parts with one request', async () => {
    const world = withService();
    await world.send(modifyList(1, { description: 'Team' }));
    await world.send(
      modifyAll({
        mailServerSelection: 'Personal Mail Server',
        personalMailServerPassword: 'Personal-Secret-1',
        voiceMessagingDistributionList: [
          { listId: 1, phoneNumberList: { phoneNumber: ['1001'] } },
          { listId: 2, description: 'Board' },
        ],
        noAnswerNumberOfRings: 7,
        outgoingSMDIMWIisActive: true,
        outgoingSMDIMWIPhoneNumberList: { phoneNumber: ['2025550111'] },
        voiceManagementisActive: true,
        processing: 'Deliver To Email Address Only',
        voicePortalAutoLogin: true,
        userMessagingAliasList: { phoneNumber: ['1002', '1003'] },
      }),
    );
    expect(await world.send(advanced)).toMatchObject({
      mailServerSelection: 'Personal Mail Server',
    });
    expect(await world.send(list(1))).toMatchObject({ description: 'Team', phoneNumber: ['1001'] });
    expect(await world.send(list(2))).toMatchObject({ description: 'Board' });
    expect(await world.send(greeting)).toMatchObject({ noAnswerNumberOfRings: 7 });
    expect(await world.send(indicator)).toMatchObject({
      isActive: true,
      outgoingSMDIMWIPhoneNumber: ['2025550111'],
    });
    expect(await world.send(management)).toMatchObject({
      isActive: true,
      processing: 'Deliver To Email Address Only',
    });
    expect(await world.send(portal)).toMatchObject({ voicePortalAutoLogin: true });
    expect(await aliasesOf(world)).toEqual(['1002', '1003']);
    await world.send(modifyAll({ userMessagingAliasList: null }));
    expect(await aliasesOf(world)).toEqual([]);
    expect((await world.send(management)).isActive).toBe(true);
    expect(JSON.stringify(world.alice)).not.toContain('Secret-1');
  });

  it('changes nothing where one of the values is refused', async () => {
    const world = withService();
    await world.send(addAliases(['1002'], 'bob'));
    const both = modifyAll({
      voiceManagementisActive: true,
      userMessagingAliasList: { phoneNumber: ['1002'] },
    });
    expect((await world.refusal(both)).message).toContain('Alias is already in use: 1002');
    expect((await world.send(management)).isActive).toBe(false);
    expect(world.alice.settings).toEqual({});
  });

  it('must be assigned', async () => {
    const world = new World();
    const requests = [
      management,
      olderManagement,
      advanced,
      greeting,
      portal,
      indicator,
      aliasList(),
      addAliases(['1002']),
      deleteAliases('1002'),
      list(1),
      modifyList(1, {}),
      modifyAll({}),
      new UserVoiceMessagingUserModifyVoiceManagementRequest23({ userId }),
      new UserVoiceMessagingUserModifyGreetingRequest20({ userId }),
      new UserVoiceMessagingUserModifyVoicePortalRequest20({ userId }),
      new UserVoiceMessagingUserModifyOutgoingSMDIMWIRequest({ userId }),
    ];
    for (const request of requests) expect((await world.refusal(request)).code).toBe(4410);
    expect(world.alice.settings).toEqual({});
  });
});

describe('aliases of a mailbox', () => {
  it('are added and deleted, all or none', async () => {
    const world = withService();
    await world.send(addAliases(['1002', '1003']));
    expect((await world.refusal(addAliases(['1004', '1003']))).message).toContain(
      'Alias already exists: 1003',
    );
    expect((await world.refusal(deleteAliases('1002', '1009'))).message).toContain(
      'Alias not found: 1009',
    );
    expect(await aliasesOf(world)).toEqual(['1002', '1003']);
    await world.send(deleteAliases('1002'));
    expect(await aliasesOf(world)).toEqual(['1003']);
  });

  it('are of one user in the group', async () => {
    const world = withService();
    world.give(world.dave, service);
    await world.send(addAliases(['1002']));
    expect((await world.refusal(addAliases(['1001', '1002'], 'bob'))).message).toContain(
      'Alias is already in use: 1002',
    );
    expect(await aliasesOf(world, 'bob')).toEqual([]);
    await world.send(addAliases(['1002'], 'dave@example.test'));
  });
});

describe('distribution lists', () => {
  it('are changed one by one', async () => {
    const world = withService();
    const numbers = { phoneNumberList: { phoneNumber: ['1001', '1002'] } };
    await world.send(modifyList(0, { description: 'Team', ...numbers }));
    await world.send(modifyList(14, { phoneNumberList: { phoneNumber: ['1009'] } }));
    await world.send(modifyList(0, { description: null }));
    const team = await world.send(list(0));
    expect(team.description).toBeUndefined();
    expect(team.phoneNumber).toEqual(['1001', '1002']);
    await world.send(modifyList(0, { phoneNumberList: { phoneNumber: ['1003'] } }));
    expect((await world.send(list(0))).phoneNumber).toEqual(['1003']);
    await world.send(modifyList(0, { phoneNumberList: null }));
    expect((await world.send(list(0))).phoneNumber ?? []).toEqual([]);
    expect((await world.send(list(14))).phoneNumber).toEqual(['1009']);
  });
});
