import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decodeMessage,
  encodeMessageText,
  ErrorResponse,
  resolverOf,
  type CommandClass,
  type OCIRequest,
} from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';
import { UserGetRequest23V2 } from '@ocipkit/commands/user';
import { allBehaviours } from '../src/behaviours/index.js';
import { loadCommands } from '../src/commands/load-commands.js';
import { Engine } from '../src/engine/engine.js';
import type { Login } from '../src/engine/login.js';
import { Platform } from '../src/platform/platform.js';
import { fill } from '../src/seed/seed.js';
import { newSystem } from '../src/seed/system.js';
import { sampleAnswer } from '../src/start.js';
import { Simulated } from './support/simulated.js';

/*
 * The simulator on a licensed release: every request of it gets an answer that fits its schema.
 */

const { OCIPKIT_RELEASES: releases = '' } = process.env;
const admin: Login = { userId: 'admin', loginType: 'System', isEnterprise: false };

let commands: readonly CommandClass[];
beforeAll(async () => {
  commands = await loadCommands({ schemas: join(releases, 'R25') });
});

function engine(isSampling: boolean): Engine {
  const platform = new Platform(newSystem());
  const made = new Engine({
    platform,
    behaviours: allBehaviours(),
    commands,
    sample: isSampling ? sampleAnswer : undefined,
    checkAnswers: true,
  });
  fill({ platform }, 'demo');
  return made;
}

/** Sends a sample of a request as XML and reads the answer from XML. */
function exchange(platform: Engine, command: CommandClass) {
  const Request = command as unknown as new (fields: object) => OCIRequest;
  const request = new Request(sampleFields(command.$));
  const xml = encodeMessageText({ identity: { sessionId: 's' }, commands: [request] });
  const [received] = decodeMessage(xml, { resolve: platform.resolve }).commands;
  const answer = platform.execute(received!, admin);
  const reply = encodeMessageText({ identity: { sessionId: 's' }, commands: [answer] });
  const [decoded] = decodeMessage(reply, { resolve: resolverOf(commands) }).commands;
  expect(decoded?.notices).toEqual([]);
  return decoded!.command!;
}

describe('on release 25', () => {
  it('answers every request, those without a behaviour with a refusal that says so', () => {
    const platform = engine(false);
    const behaving = new Set(allBehaviours().names());
    const requests = commands.filter((c) => 'access' in c.$);
    expect(requests.length).toBeGreaterThan(3_900);
    for (const command of requests) {
      const answer = exchange(platform, command);
      if (behaving.has(command.$.name)) continue;
      expect([command.$.name, answer instanceof ErrorResponse ? answer.code : undefined]).toEqual([
        command.$.name,
        9000,
      ]);
    }
  });

  it('answers every request on demand with a sample that fits the schema', () => {
    const platform = engine(true);
    const behaving = new Set(allBehaviours().names());
    for (const command of commands) {
      if (!('access' in command.$) || behaving.has(command.$.name)) continue;
      const answer = exchange(platform, command);
      expect([command.$.name, answer instanceof ErrorResponse]).toEqual([command.$.name, false]);
    }
  });

  it('serves clients that were made for the open schemas', async () => {
    await using world = await Simulated.start({ schemas: join(releases, 'R25') });
    const client = await world.client();
    const user = await client.send(
      new UserGetRequest23V2({ userId: 'anna.schmidt@grandharbour.test' }),
    );
    expect(user.lastName).toBe('Schmidt');
  });
});
