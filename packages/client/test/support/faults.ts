import { setTimeout as pause } from 'node:timers/promises';
import { UserGetListInGroupRequest, UserModifyRequest22 } from '@ocipkit/commands/user';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Client } from '../../src/client.js';
import { connect, type ConnectSettings } from '../../src/connect.js';
import type { ClientError, ClientErrorCode, Outcome } from '../../src/errors.js';
import { errorOf } from '../transport/support/messages.js';
import { PASSWORD } from './fake-platform.js';
import { SoapPlatform, WirePlatform } from './wire-platform.js';

export const read = new UserGetListInGroupRequest({ serviceProviderId: 'sp', GroupId: 'g' });
export const write = new UserModifyRequest22({ userId: 'a@example.test', lastName: 'A' });

export const admin = { username: 'admin', password: PASSWORD };

const clients: Client[] = [];
const platforms: AsyncDisposable[] = [];
let timersBefore = 0;

/** Ends what a test made and did not end, and fails the test if anything is left open then. */
export function leaveNothingOpen(): void {
  beforeEach(() => {
    timersBefore = resources(/^Timeout$/).length;
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(async (client) => client.close()));
    await Promise.all(platforms.splice(0).map(async (each) => each[Symbol.asyncDispose]()));
    // No timer of the check itself may run while it counts.
    const until = performance.now() + 2_000;
    while (!isClear() && performance.now() < until) await new Promise(setImmediate);
    expect(resources(SOCKETS)).toEqual([]);
    expect(resources(/^Timeout$/).length).toBeLessThanOrEqual(timersBefore);
  });
}

const SOCKETS = /^(?:TCP|TLS|GetAddrInfo)/;

function resources(kind: RegExp): string[] {
  return process.getActiveResourcesInfo().filter((name) => kind.test(name));
}

function isClear(): boolean {
  return resources(SOCKETS).length === 0 && resources(/^Timeout$/).length <= timersBefore;
}

export async function platformOf(
  options?: Parameters<typeof WirePlatform.listen>[0],
): Promise<WirePlatform> {
  const platform = await WirePlatform.listen(options);
  platforms.push(platform);
  return platform;
}

export async function soapPlatform(): Promise<SoapPlatform> {
  const platform = await SoapPlatform.listen();
  platforms.push(platform);
  return platform;
}

/** Ends with the test. */
export function untilTheEnd<T extends AsyncDisposable>(resource: T): T {
  platforms.push(resource);
  return resource;
}

/** A client that connects with its first call, and tries again without much delay. */
export async function clientOf(
  { url }: { readonly url: string },
  settings: ConnectSettings = {},
): Promise<Client> {
  const client = await connect({
    retry: { baseMs: 1 },
    timeoutMs: 5_000,
    lazy: true,
    ...settings,
    url,
    ...admin,
  });
  clients.push(client);
  return client;
}

/** Expects a call to fail in exactly this way, and gives its error. */
export async function failure<E extends ClientError>(
  call: Promise<unknown>,
  // The parameters of the constructors differ; only the class is looked at.
  type: abstract new (...parameters: never[]) => E,
  code: ClientErrorCode,
  outcome: Outcome,
): Promise<E> {
  const error = (await errorOf(call)) as E;
  expect(error).toBeInstanceOf(type);
  expect({ name: error.name, code: error.code, outcome: error.outcome }).toEqual({
    name: type.name,
    code,
    outcome,
  });
  return error;
}

/** Expects that a client holds nothing but idle sessions, and that the platform sees no more. */
export async function quiet(
  client: Client,
  platform?: { readonly open: readonly unknown[] },
): Promise<void> {
  await expect
    .poll(() => client.stats, { timeout: 3_000 })
    .toMatchObject({ busy: 0, connecting: 0, waiting: 0 });
  if (platform === undefined) return;
  await expect.poll(() => platform.open.length - client.stats.idle, { timeout: 3_000 }).toBe(0);
}

/** Resolves once the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 2, timeout: 5_000 }).toBe(true);
}

export { pause };
