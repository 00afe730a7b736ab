import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { Simulated } from '../support/simulated.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ocipkit-load-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(content: unknown): Promise<string> {
  const path = join(folder, 'load.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const newcomer = {
  UserAddRequest22V2: {
    serviceProviderId: 'Grand-Harbour',
    groupId: 'Berlin',
    userId: 'new.one@grandharbour.test',
    lastName: 'One',
    firstName: 'New',
    callingLineIdLastName: 'One',
    callingLineIdFirstName: 'New',
  },
};

describe('--load', () => {
  it('runs the requests of a file', async () => {
    await using world = await Simulated.start({ load: await file([newcomer]) });
    const client = await world.client();
    const user = await client.send(new UserGetRequest23V2({ userId: 'new.one@grandharbour.test' }));
    expect(user.firstName).toBe('New');
  });

  it.each([
    ['no JSON', '{', "can't be loaded"],
    ['no list', {}, 'holds no list of requests'],
    ['an entry that is no request', [{ a: {}, b: {} }], 'entry 1: expected one request'],
    ['an unknown request', [{ NoSuchRequest: {} }], "has no request 'NoSuchRequest'"],
    ['a request that does not fit', [{ UserDeleteRequest: {} }], 'UserDeleteRequest.userId'],
    ['a refused request', [newcomer, newcomer], 'entry 2, UserAddRequest22V2: [Error 4200]'],
  ])('refuses %s', async (_, content, why) => {
    const load = await file(content);
    await expect(Simulated.start({ load })).rejects.toThrow(why);
  });
});
