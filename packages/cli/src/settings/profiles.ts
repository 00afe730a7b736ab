import { mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readUserFile, type SettingsFile } from './settings-file.js';
import { userFilePath } from './places.js';
import type { SettingsSource } from './load.js';
import type { WrittenPasswordPlace } from './password-place.js';
import type { LoginKind } from './settings.js';
import { writeWhole } from './write-whole.js';

/** A profile as it stands in the user's file. */
export interface WrittenProfile {
  readonly url?: string | undefined;
  readonly username?: string | undefined;
  readonly login?: LoginKind | undefined;
  readonly password?: WrittenPasswordPlace | undefined;
  readonly ca?: string | undefined;
  readonly release?: number | undefined;
  readonly commands?: string | undefined;
  readonly timeout?: number | undefined;
  readonly sessions?: number | undefined;
}

/** The user's profiles, in the order of the file. */
export interface Profiles {
  readonly path: string;
  /** Name of the one in use unless told otherwise. */
  readonly current: string | undefined;
  readonly all: ReadonlyMap<string, WrittenProfile>;
  readonly warnings: readonly string[];
}

/** @throws CliError if the file is wrong */
export async function readProfiles(source: SettingsSource): Promise<Profiles> {
  return profilesIn(await readUserFile(await userFilePath(source.env, source.cwd)));
}

function profilesIn({ path, written, top, warnings }: SettingsFile): Profiles {
  // The file was checked: what stands there has this form.
  const all = (written.profiles ?? {}) as Readonly<Record<string, WrittenProfile>>;
  return { path, current: top.profile, all: new Map(Object.entries(all)), warnings };
}

/** What a change leaves. */
export interface ProfileChange {
  readonly all: ReadonlyMap<string, WrittenProfile>;
  readonly current: string | undefined;
}

/**
 * Changes the user's profiles. What else stands in the file stays; it is written whole, and only the
 * user may read it.
 *
 * @param change gives what is to be there afterwards
 * @throws CliError if the file is wrong; what the change throws, and then nothing is written
 */
export async function changeProfiles(
  source: SettingsSource,
  change: (profiles: Profiles) => ProfileChange | Promise<ProfileChange>,
): Promise<Profiles> {
  const path = await userFilePath(source.env, source.cwd);
  const file = await readUserFile(path);
  const { all, current } = await change(profilesIn(file));
  const { profile: _before, profiles: _all, ...rest } = file.written;
  const text = {
    ...(current === undefined ? {} : { profile: current }),
    ...rest,
    profiles: Object.fromEntries(all),
  };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // A file that is kept elsewhere and linked to stays there.
  await writeWhole(await realpath(path).catch(() => path), `${JSON.stringify(text, null, 2)}\n`);
  return profilesIn(await readUserFile(path));
}
