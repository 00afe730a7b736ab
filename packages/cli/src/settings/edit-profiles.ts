import { dirname } from 'node:path';
import { CliError } from '../program/failure.js';
import { definitions, readProfileName, type Definition } from './definitions.js';
import { unknownProfile, type SettingsSource } from './load.js';
import { Mismatch } from './mismatch.js';
import { describePasswordPlace, readPasswordPlace } from './password-place.js';
import { changeProfiles, readProfiles, type Profiles, type WrittenProfile } from './profiles.js';

/** A profile as it is shown; secrets are never in it. */
export interface ShownProfile {
  readonly name: string;
  readonly current: boolean;
  readonly url?: string | undefined;
  readonly username?: string | undefined;
  readonly login?: string | undefined;
  /** Where the password comes from, in words. */
  readonly password: string;
  readonly ca?: string | undefined;
  readonly release?: number | undefined;
  readonly commands?: string | undefined;
  readonly timeout?: number | undefined;
  readonly sessions?: number | undefined;
}

export function showProfile(name: string, { all, current, path }: Profiles): ShownProfile {
  const { password, ...rest } = all.get(name) ?? {};
  const place = readPasswordPlace(password ?? 'keyring', dirname(path));
  const { url, username, login, ca, release, commands, timeout, sessions } = rest;
  return {
    name,
    current: name === current,
    url,
    username,
    login,
    password: place instanceof Mismatch ? '' : describePasswordPlace(place),
    ca,
    release,
    commands,
    timeout,
    sessions,
  };
}

/**
 * A profile that is to be added or changed, checked as far as it can be without the platform.
 *
 * @param source relative paths start from its folder
 * @throws CliError for a name or value that will not do
 */
export function checkProfile(
  name: string,
  profile: WrittenProfile,
  source: SettingsSource,
): WrittenProfile {
  const wrong = readProfileName(name);
  if (wrong instanceof Mismatch) {
    throw new CliError(
      `A profile can't have this name: found ${wrong.found}, expected ${wrong.expected}.`,
    );
  }
  const entries = Object.entries(profile).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]: [string, unknown]) => {
      const definition: Definition<unknown> = definitions[key as keyof WrittenProfile];
      const read = definition.read(value, source.cwd);
      if (read instanceof Mismatch) {
        throw new CliError(`--${key}: found ${read.found}, expected ${read.expected}.`);
      }
      return [key, key === 'password' ? absolutePlace(value, source.cwd) : read];
    }),
  );
}

function absolutePlace(written: unknown, folder: string): unknown {
  const place = readPasswordPlace(written, folder);
  return !(place instanceof Mismatch) && place.kind === 'file' ? { file: place.file } : written;
}

/**
 * Adds a profile; the first one becomes the current one.
 *
 * @throws CliError if there is one of that name and `isChange` is false
 */
export async function addProfile(
  source: SettingsSource,
  name: string,
  profile: WrittenProfile,
  isChange: boolean,
): Promise<Profiles> {
  return changeProfiles(source, ({ all, current, path }) => {
    if (all.has(name) && !isChange) throw profileExists(name, path);
    return { all: new Map(all).set(name, profile), current: current ?? name };
  });
}

export function profileExists(name: string, path: string): CliError {
  return new CliError(`There is a profile '${name}' already, in ${path}.`, {
    next: ['--force changes what is given, and leaves the rest of it.', 'Or choose another name.'],
  });
}

/** @throws CliError if there is no such profile */
export async function useProfile(source: SettingsSource, name: string): Promise<Profiles> {
  return changeProfiles(source, async (profiles) => {
    await assertKnown(name, profiles);
    return { all: profiles.all, current: name };
  });
}

/** @throws CliError if there is no such profile */
export async function removeProfile(source: SettingsSource, name: string): Promise<Profiles> {
  return changeProfiles(source, async (profiles) => {
    await assertKnown(name, profiles);
    const all = new Map(profiles.all);
    all.delete(name);
    return { all, current: profiles.current === name ? undefined : profiles.current };
  });
}

/**
 * The profile of a name, or the current one.
 *
 * @throws CliError if there is none
 */
export async function findProfile(
  source: SettingsSource,
  name: string | undefined,
): Promise<{ readonly name: string; readonly profiles: Profiles }> {
  const profiles = await readProfiles(source);
  const wanted = name ?? profiles.current;
  if (wanted === undefined) {
    throw new CliError('No profile is the current one.', {
      next: ['ocip profile use <name> makes one so; ocip profile list shows them.'],
    });
  }
  await assertKnown(wanted, profiles);
  return { name: wanted, profiles };
}

async function assertKnown(name: string, { all, path }: Profiles): Promise<void> {
  if (!all.has(name)) throw await unknownProfile(name, [...all.keys()], { userFile: path });
}
