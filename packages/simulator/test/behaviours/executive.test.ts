import { describe, expect, it } from 'vitest';
import {
  UserExecutiveAssistantGetRequest,
  UserExecutiveAssistantModifyRequest,
  UserExecutiveGetAssistantRequest,
  UserExecutiveGetFilteringRequest,
  UserExecutiveGetFilteringSelectiveCriteriaRequest21,
  UserExecutiveGetScreeningAlertingRequest,
} from '@ocipkit/commands/executive';
import { World } from '../support/world.js';

const readPool = new UserExecutiveGetAssistantRequest({ userId: 'alice' });
const readFilter = new UserExecutiveGetFilteringRequest({ userId: 'alice' });
const readCriterion = new UserExecutiveGetFilteringSelectiveCriteriaRequest21({
  userId: 'alice',
  criteriaName: 'Inside',
});
const readScreening = new UserExecutiveGetScreeningAlertingRequest({ userId: 'alice' });
const readAssistant = new UserExecutiveAssistantGetRequest({ userId: 'bob' });
const modify = (fields: object) =>
  new UserExecutiveAssistantModifyRequest({ userId: 'bob', ...fields });

/** Bob is an assistant of alice. */
function world(settings: Record<string, unknown> = {}): World {
  const made = new World();
  made.give(made.alice, 'Executive');
  made.give(made.bob, 'Executive-Assistant');
  made.alice.settings.Executive = {
    assistants: [{ userId: 'bob@example.test', optIn: true }],
    ...settings,
  };
  return made;
}

const join = (executiveUserId: string, optIn: boolean) =>
  modify({ optInStatus: [{ executiveUserId, optIn }] });

describe('an executive', () => {
  it('has the assistants of the pool', async () => {
    const response = await world().send(readPool);
    expect(response.allowOptInOut).toBe(false);
    expect(response.assistantUserTable.rows).toMatchObject([
      { userId: 'bob@example.test', lastName: 'Baker', optIn: 'true', userPlaceType: 'User' },
    ]);
  });

  it('has no filter, screening or assistants at first', async () => {
    const here = new World();
    here.give(here.alice, 'Executive');
    expect((await here.send(readPool)).assistantUserTable.length).toBe(0);
    const filter = await here.send(readFilter);
    expect(filter).toMatchObject({
      enableFiltering: false,
      filteringMode: 'Simple',
      simpleFilterType: 'All Calls',
    });
    expect(filter.criteriaTable.length).toBe(0);
    expect(await here.send(readScreening)).toMatchObject({
      enableScreening: false,
      screeningAlertType: 'Silent',
      alertingMode: 'Simultaneous',
      alertingCallingLineIdNameMode: 'Executive',
      enableRollover: false,
      rolloverAction: 'No Answer Processing',
    });
  });

  it('shows the criteria of the filter', async () => {
    const fromDnCriteria = {
      fromDnCriteriaSelection: 'Any Internal',
      includeAnonymousCallers: false,
      includeUnavailableCallers: false,
    };
    const here = world({
      criteria: [{ criteriaName: 'Inside', isActive: true, filter: false, fromDnCriteria }],
    });
    expect((await here.send(readFilter)).criteriaTable.rows).toMatchObject([
      { criteriaName: 'Inside', filter: 'false', callsFrom: 'All internal calls' },
    ]);
    expect(await here.send(readCriterion)).toMatchObject({ filter: false, fromDnCriteria });
  });

  it('needs the service', async () => {
    for (const request of [readPool, readFilter, readCriterion, readScreening]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});

describe('an assistant', () => {
  it('has the executives whose pool names the assistant', async () => {
    const response = await world({ allowOptInOut: true }).send(readAssistant);
    expect(response.enableDivert).toBe(false);
    expect(response.executiveTable.rows).toMatchObject([
      {
        userId: 'alice@example.test',
        lastName: 'Archer',
        assistantOptInStatus: 'true',
        executiveAllowOptIn: 'true',
      },
    ]);
  });

  it('diverts calls, to a number only', async () => {
    const here = world();
    expect((await here.refusal(modify({ enableDivert: true }))).message).toContain('needed');
    await here.send(modify({ enableDivert: true, divertToPhoneNumber: '2025550188' }));
    expect(await here.send(readAssistant)).toMatchObject({
      enableDivert: true,
      divertToPhoneNumber: '2025550188',
    });
    await here.send(modify({ enableDivert: false, divertToPhoneNumber: null }));
    expect((await here.send(readAssistant)).divertToPhoneNumber).toBeUndefined();
  });

  it('leaves and joins a pool where the executive allows it', async () => {
    const here = world({ allowOptInOut: true });
    await here.send(join('alice', false));
    expect((await here.send(readPool)).assistantUserTable.column('Opt-in')).toEqual(['false']);
    await here.send(join('alice@example.test', true));
    const { executiveTable } = await here.send(readAssistant);
    expect(executiveTable.column('Assistant Opt-in Status')).toEqual(['true']);
  });

  it('is refused where the executive does not, or is not one of the assistant’s', async () => {
    const here = world();
    expect((await here.refusal(join('alice', false))).message).toContain('does not let');
    expect((await here.refusal(join('carol', true))).message).toContain('not found');
    expect((await here.send(readPool)).assistantUserTable.column('Opt-in')).toEqual(['true']);
  });

  it('needs the service', async () => {
    for (const request of [readAssistant, modify({})]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});
