import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { exitCodes } from '../../program/exit-codes.js';
import type { Settings } from '../../settings/settings.js';
import type { Check } from './check.js';

const require = createRequire(import.meta.url);

/** The Node that runs this, against what the package asks for. */
export function checkNode(running: string = process.versions.node): Check {
  const manifest = require('@ocipkit/cli/package.json') as {
    readonly engines: { readonly node: string };
  };
  const wanted = manifest.engines.node;
  if (isAtLeast(running, wanted)) return { name: 'Node', state: 'ok', found: running };
  return {
    name: 'Node',
    state: 'fail',
    found: `${running}, where ${wanted} is needed`,
    next: 'Install a newer Node.',
    exitCode: exitCodes.usage,
  };
}

function isAtLeast(running: string, range: string): boolean {
  const [major = 0, minor = 0] = running.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = range.replace(/^\D*/, '').split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** The files with settings: read already, and safe from others? */
export function checkFiles({ userFile, warnings, profile }: Settings): readonly Check[] {
  const using = profile === undefined ? 'no profile' : `profile ${profile.value}`;
  if (warnings.length === 0) {
    return [{ name: 'settings', state: 'ok', found: `${userFile}, ${using}` }];
  }
  return warnings.map((warning) => {
    // A warning ends with the command that helps.
    const [found = warning, next] = warning.split(': chmod ');
    return {
      name: 'settings',
      state: 'warn',
      found,
      next: next === undefined ? undefined : `chmod ${next}`,
    };
  });
}

const CLOCK_SLACK_MS = 60_000;

/** Nothing tells the right time, but a file from the future tells that the clock is wrong. */
export async function checkClock({ userFile }: Settings, now = Date.now()): Promise<Check> {
  const written = await stat(userFile).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const found = `${new Date(now).toISOString()}, time zone ${zone}`;
  if (written <= now + CLOCK_SLACK_MS) return { name: 'clock', state: 'ok', found };
  return {
    name: 'clock',
    state: 'warn',
    found: `${found}; the settings were written at ${new Date(written).toISOString()}`,
    next: 'Set the clock of this machine: certificates are checked against it.',
  };
}
