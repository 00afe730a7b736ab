/* eslint-disable @typescript-eslint/no-deprecated -- what an older platform has */
import { describe, expect, it } from 'vitest';
import { UserGetRequest21 } from '@ocipkit/commands/user-deprecated';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { Simulated } from './support/simulated.js';

const userId = 'anna.schmidt@grandharbour.test';

describe('--release', () => {
  it('knows no request that came later', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const client = await world.client('admin', { login: 'signed' });
    const old = await client.send(new UserGetRequest21({ userId }));
    expect(old.lastName).toBe('Schmidt');
    await expect(client.send(new UserGetRequest23V2({ userId }))).rejects.toMatchObject({
      errorNumber: 6004,
    });
    expect(await client.release()).toBe(21);
  });

  it('shows static contacts of a user as release 21 does', async () => {
    await using world = await Simulated.start({ release: 'R21' });
    const client = await world.client('admin', { login: 'signed' });
    const fax = await client.send(new UserGetRequest21({ userId: 'fax.berlin@grandharbour.test' }));
    expect(fax.accessDeviceEndpoint?.contact).toEqual(['sip:fax@192.0.2.77']);
  });

  it('is refused if there is none of that name', async () => {
    await expect(Simulated.start({ release: 'R99' })).rejects.toThrow('R21, R22, R23, R24, R25');
  });
});
