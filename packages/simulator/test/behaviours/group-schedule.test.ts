import { describe, expect, it } from 'vitest';
import {
  GroupScheduleAddRequest,
  GroupScheduleDeleteListRequest,
  GroupScheduleGetListRequest17sp1,
} from '@ocipkit/commands/group-schedule';
import { createInstance } from '../../src/seed/create.js';
import { World } from '../support/world.js';

const sales = { serviceProviderId: 'Acme', groupId: 'Sales' };
const hours = { scheduleName: 'Hours', scheduleType: 'Time' } as const;
const holidays = { scheduleName: 'Hours', scheduleType: 'Holiday' } as const;

async function world(): Promise<World> {
  const made = new World();
  await made.send(new GroupScheduleAddRequest({ ...sales, ...hours }));
  await made.send(new GroupScheduleAddRequest({ ...sales, ...holidays }));
  return made;
}

async function keys(made: World, more: { scheduleType?: 'Time' | 'Holiday' } = {}) {
  const answer = await made.send(new GroupScheduleGetListRequest17sp1({ ...sales, ...more }));
  return answer.scheduleGlobalKey;
}

describe('schedules of a group', () => {
  it('are added, one name for each kind, and listed', async () => {
    const made = await world();
    expect(await keys(made)).toEqual([
      { scheduleKey: hours, scheduleLevel: 'Group' },
      { scheduleKey: holidays, scheduleLevel: 'Group' },
    ]);
    expect(await keys(made, { scheduleType: 'Holiday' })).toEqual([
      { scheduleKey: holidays, scheduleLevel: 'Group' },
    ]);
    const again = new GroupScheduleAddRequest({ ...sales, ...hours, scheduleName: 'HOURS' });
    expect((await made.refusal(again)).message).toContain('already exists');
  });

  it('are deleted all or none', async () => {
    const made = await world();
    const unknown = { scheduleName: 'Never', scheduleType: 'Time' } as const;
    const wrong = new GroupScheduleDeleteListRequest({ ...sales, scheduleKey: [hours, unknown] });
    expect((await made.refusal(wrong)).message).toContain('Never');
    expect(await keys(made)).toHaveLength(2);
    await made.send(new GroupScheduleDeleteListRequest({ ...sales, scheduleKey: [hours] }));
    expect(await keys(made)).toEqual([{ scheduleKey: holidays, scheduleLevel: 'Group' }]);
  });

  it('stay as long as something goes by them', async () => {
    const made = await world();
    const remove = (scheduleKey: typeof hours | typeof holidays) =>
      new GroupScheduleDeleteListRequest({ ...sales, scheduleKey: [scheduleKey] });
    made.platform.changeUser(made.alice, (draft) => {
      draft.settings['Call Forwarding Selective'] = {
        criteria: { Night: { holidaySchedule: { type: 'Group', name: 'Hours' } } },
      };
    });
    createInstance(made.platform, made.sales, 'Auto Attendant', 'aa', {
      name: 'Lobby',
      config: { businessHours: { type: 'Group', name: 'Hours' } },
    });
    expect((await made.refusal(remove(holidays))).message).toContain('in use');
    expect((await made.refusal(remove(hours))).message).toContain('in use');
    expect(await keys(made)).toHaveLength(2);
    made.platform.changeUser(made.alice, (draft) => {
      draft.settings = {};
    });
    await made.send(remove(holidays));
  });
});
