import { exitCodes, type ExitCode } from '../../program/exit-codes.js';
import type { Context } from '../../program/context.js';
import type { Given } from '../../program/spec.js';
import { assertProfile } from '../../settings/load.js';
import type { Settings } from '../../settings/settings.js';
import { readCertificates } from '../certificates.js';
import type { Endpoint } from '@ocipkit/client';
import { endpointOf } from '../endpoint.js';
import { accountOf, openClient } from '../open.js';
import type { Check } from './check.js';
import { checkClock, checkFiles, checkNode } from './local.js';
import { checkDns, checkTcp } from './network.js';
import { checkLatency, checkLogin, checkRelease, failed } from './platform.js';
import { checkTls } from './tls.js';

/**
 * Goes the way to the platform step by step, as far as it leads, and tells what each step found. What
 * can't be tried, since a step before it failed, is skipped.
 *
 * @throws what the signal was aborted with; nothing else
 */
export async function examine(context: Context, given: Given): Promise<readonly Check[]> {
  const checks: Check[] = [checkNode()];
  const settings = await attempt('settings', checks, context, async () => context.settings(given));
  if (settings !== undefined) {
    checks.push(...checkFiles(settings), await checkClock(settings));
    const target = await attempt('address', checks, context, async () => targetOf(settings));
    if (target !== undefined) await examineNetwork(target, checks, context, given);
  }
  const done = new Set(checks.map(({ name }) => name));
  return [...checks, ...steps.filter((name) => !done.has(name)).map(skipped)];
}

/** What every run tells of, in order; a certificate only where there is TLS. */
const steps = ['settings', 'clock', 'address', 'DNS', 'TCP', 'TLS', 'login', 'release', 'latency'];

function skipped(name: string): Check {
  return { name, state: 'skipped', found: 'not tried, since a step before it failed' };
}

/** Exit code for what was found: where nothing gets through, nobody can log in. */
export function exitCodeOf(checks: readonly Check[]): ExitCode {
  const codes = checks.filter(({ state }) => state === 'fail').map(({ exitCode }) => exitCode);
  const order = [exitCodes.bug, exitCodes.network, exitCodes.login, exitCodes.usage];
  return order.find((code) => codes.includes(code)) ?? codes[0] ?? exitCodes.ok;
}

interface Target {
  readonly endpoint: Endpoint;
  readonly ca: string | undefined;
}

async function targetOf(settings: Settings): Promise<Target> {
  await assertProfile(settings);
  const endpoint = await endpointOf(accountOf(settings).url);
  const ca = settings.ca === undefined ? undefined : await readCertificates(settings.ca);
  return { endpoint, ca };
}

async function examineNetwork(
  { endpoint, ca }: Target,
  checks: Check[],
  context: Context,
  given: Given,
): Promise<void> {
  const { signal, terminal } = context;
  checks.push({ name: 'address', state: 'ok', found: `${endpoint.scheme}, ${endpoint.display}` });
  const ways: (() => Promise<readonly Check[]>)[] = [
    async () => [await checkDns(endpoint, signal)],
    async () => [await checkTcp(endpoint, signal)],
    async () => checkTls(endpoint, ca, signal),
  ];
  for (const go of ways) {
    terminal.status(`Looking at ${endpoint.display} …`);
    const found = await go();
    checks.push(...found);
    if (found.some(({ state }) => state === 'fail')) return;
  }
  terminal.status(undefined);
  const client = await attempt('login', checks, context, async () => openClient(context, given));
  if (client === undefined) return;
  try {
    terminal.status('Logging in …');
    checks.push(await checkLogin(client, context, given));
    if (checks.at(-1)?.state === 'fail') return;
    checks.push(await checkRelease(client, context));
    terminal.status('Measuring …');
    checks.push(await checkLatency(client, context));
  } finally {
    terminal.status(undefined);
    await client.close();
  }
}

/** Undefined if the work failed, which is then among the checks. */
async function attempt<T>(
  name: string,
  checks: Check[],
  context: Context,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    checks.push(failed(name, error, context));
    return undefined;
  }
}
