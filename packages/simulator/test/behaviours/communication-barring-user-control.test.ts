import { describe, expect, it } from 'vitest';
import {
  UserCommunicationBarringUserControlGetRequest,
  UserCommunicationBarringUserControlModifyRequest,
} from '@ocipkit/commands/call-control';
import { World } from '../support/world.js';

const service = 'Communication Barring User-Control';
const userId = 'alice@example.test';
const read = new UserCommunicationBarringUserControlGetRequest({ userId });
const modify = (fields: object) =>
  new UserCommunicationBarringUserControlModifyRequest({ userId, ...fields });

function world(): World {
  const made = new World();
  made.give(made.alice, service);
  made.acme.settings[service] = {
    profiles: [
      { name: 'International', code: 1, isPrimary: true },
      { name: 'All calls', code: 2 },
    ],
  };
  return made;
}

async function activated(here: World): Promise<readonly (string | undefined)[] | undefined> {
  return (await here.send(read)).profileTable.column('Activated');
}

describe('communication barring by users', () => {
  it('offers the profiles of the service provider, none of them in force', async () => {
    const response = await world().send(read);
    expect(response.lockoutStatus).toBe(false);
    expect(response.profileTable.rows).toMatchObject([
      { name: 'International', code: '1', activated: 'false', primary: 'true' },
      { name: 'All calls', code: '2', activated: 'false', primary: 'false' },
    ]);
  });

  it('puts one profile in force in place of another, and ends it', async () => {
    const here = world();
    await here.send(modify({ enableProfile: 1 }));
    await here.send(modify({ enableProfile: 2 }));
    expect(await activated(here)).toEqual(['false', 'true']);
    await here.send(modify({ newPasscode: '4321' }));
    expect(await activated(here)).toEqual(['false', 'true']);
    await here.send(modify({ enableProfile: null }));
    expect(await activated(here)).toEqual(['false', 'false']);
    expect((await here.refusal(modify({ enableProfile: 7 }))).message).toContain('not found');
  });

  it('has users give the passcode that they change, and keeps it as a hash', async () => {
    const here = world();
    await here.as('sales-admin').send(modify({ newPasscode: '4321' }));
    expect(JSON.stringify(here.alice.settings)).not.toContain('4321');
    here.as('alice');
    const wrong = await here.refusal(modify({ oldPasscode: '1111', newPasscode: '5678' }));
    expect(wrong.code).toBe(4962);
    expect(wrong.message).not.toMatch(/1111|5678|4321/);
    expect((await here.refusal(modify({ newPasscode: '5678' }))).code).toBe(4962);
    await here.send(modify({ oldPasscode: '4321', newPasscode: '5678' }));
    await here.send(modify({ oldPasscode: '5678', newPasscode: '9876' }));
  });

  it('is closed to a user who is locked out, until an administrator helps', async () => {
    const here = world();
    here.alice.settings[service] = { lockoutStatus: true };
    expect((await here.send(read)).lockoutStatus).toBe(true);
    here.as('alice');
    expect((await here.refusal(modify({ enableProfile: 1 }))).message).toContain('locked out');
    expect((await here.refusal(modify({ resetLockout: true }))).code).toBe(5404);
    await here.as('sales-admin').send(modify({ resetLockout: true }));
    await here.as('alice').send(modify({ enableProfile: 1 }));
    expect((await here.send(read)).lockoutStatus).toBe(false);
  });

  it('needs the service', async () => {
    for (const request of [read, modify({})]) {
      expect((await new World().refusal(request)).code).toBe(4410);
    }
  });
});
