import { CliError } from '../program/failure.js';
import type { FlagValue, Given } from '../program/spec.js';
import { definitions, settingNames, type Definition } from './definitions.js';
import { Mismatch } from './mismatch.js';
import { findProjectFile, userFilePath } from './places.js';
import { readProjectFile, readUserFile, type SettingsFile } from './settings-file.js';
import type { Origin, Setting, SettingName, Settings } from './settings.js';

/** What settings are read from, beside files. */
export interface SettingsSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from, and the search for a project file. */
  readonly cwd: string;
}

/**
 * Finds every setting: from flags, else the environment, else the project file, else the user's file
 * (the profile in use before what holds for all), else the default. That the profile in use exists is
 * not checked: see {@link assertProfile}.
 *
 * @throws CliError for a value that is none of the setting, naming where it stands
 */
export async function loadSettings(source: SettingsSource, given: Given): Promise<Settings> {
  const [user, projectPath] = await Promise.all([
    userFilePath(source.env, source.cwd).then(readUserFile),
    findProjectFile(source.cwd),
  ]);
  const project = projectPath === undefined ? undefined : await readProjectFile(projectPath);
  const finder = new Finder(source, given.flags, project, user);
  const found: Partial<Record<SettingName, Setting<unknown>>> = {};
  // The profile comes first, since others are looked up in it.
  const profile = finder.find('profile', undefined) as Setting<string> | undefined;
  for (const name of settingNames) {
    const setting = name === 'profile' ? profile : finder.find(name, profile?.value);
    if (setting !== undefined) found[name] = setting;
  }
  const about = {
    userFile: user.path,
    profiles: [...user.profiles.keys()],
    warnings: user.warnings,
  };
  return { ...found, ...about } as unknown as Settings;
}

class Finder {
  readonly #source: SettingsSource;
  readonly #flags: Readonly<Record<string, FlagValue | undefined>>;
  readonly #project: SettingsFile | undefined;
  readonly #user: SettingsFile;

  constructor(
    source: SettingsSource,
    flags: Readonly<Record<string, FlagValue | undefined>>,
    project: SettingsFile | undefined,
    user: SettingsFile,
  ) {
    this.#source = source;
    this.#flags = flags;
    this.#project = project;
    this.#user = user;
  }

  find(name: SettingName, profile: string | undefined): Setting<unknown> | undefined {
    const definition: Definition<unknown> = definitions[name];
    return (
      this.#byFlag(definition) ??
      this.#byEnvironment(definition) ??
      this.#byFile(name, profile) ??
      (definition.fallback === undefined
        ? undefined
        : { value: definition.fallback, origin: { kind: 'default' } })
    );
  }

  #byFlag(definition: Definition<unknown>): Setting<unknown> | undefined {
    const { flag, flagValue } = definition;
    const value = flag === undefined ? undefined : this.#flags[flag];
    if (flag === undefined || value === undefined || value === false) return undefined;
    const origin: Origin = { kind: 'flag', name: `--${flag}` };
    if (flagValue !== undefined) return { value: flagValue, origin };
    return { value: this.#read(definition, value, origin.name), origin };
  }

  #byEnvironment(definition: Definition<unknown>): Setting<unknown> | undefined {
    const { environment, environmentValue, fromText } = definition;
    const text = this.#source.env[environment];
    if (text === undefined || text === '') return undefined;
    const origin: Origin = { kind: 'environment', name: environment };
    if (environmentValue !== undefined) return { value: environmentValue, origin };
    const value = fromText === undefined ? text : fromText(text);
    return { value: this.#read(definition, value, environment), origin };
  }

  #byFile(name: SettingName, profile: string | undefined): Setting<unknown> | undefined {
    const inProject = this.#project?.top[name];
    if (this.#project !== undefined && inProject !== undefined) {
      return { value: inProject, origin: { kind: 'project', file: this.#project.path } };
    }
    const file = this.#user.path;
    const inProfile = profile === undefined ? undefined : this.#user.profiles.get(profile)?.[name];
    if (inProfile !== undefined) {
      return { value: inProfile, origin: { kind: 'user', file, profile } };
    }
    const atTop = this.#user.top[name];
    return atTop === undefined ? undefined : { value: atTop, origin: { kind: 'user', file } };
  }

  #read(definition: Definition<unknown>, value: unknown, where: string): unknown {
    const read = definition.read(value, this.#source.cwd);
    if (!(read instanceof Mismatch)) return read;
    throw new CliError(`${where}: found ${read.found}, expected ${read.expected}.`);
  }
}

/** Where a value comes from, in words. */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
      return `flag ${origin.name}`;
    case 'environment':
      return `environment variable ${origin.name}`;
    case 'project':
      return `project file ${origin.file}`;
    case 'user':
      return origin.profile === undefined
        ? `file ${origin.file}`
        : `profile ${origin.profile} in ${origin.file}`;
    case 'default':
      return 'default';
  }
}

/** @throws CliError if the profile in use does not exist */
export async function assertProfile({ profile, profiles, userFile }: Settings): Promise<void> {
  if (profile === undefined || profiles.includes(profile.value)) return;
  throw await unknownProfile(profile.value, profiles, {
    userFile,
    namedBy: describeOrigin(profile.origin),
  });
}

/** The error for a profile that does not exist. */
export async function unknownProfile(
  name: string,
  profiles: readonly string[],
  { userFile, namedBy }: { readonly userFile: string; readonly namedBy?: string | undefined },
): Promise<CliError> {
  const { nearestNames } = await import('@ocipkit/core');
  const [near] = nearestNames(name, profiles, 1);
  const by = namedBy === undefined ? '' : ` (named by: ${namedBy})`;
  return new CliError(`There is no profile '${name}' in ${userFile}${by}.`, {
    next: [
      ...(near === undefined ? [] : [`Did you mean ${near}?`]),
      profiles.length === 0
        ? 'ocip profile add <name> makes one.'
        : 'ocip profile list shows those there are; ocip profile add <name> makes another.',
    ],
  });
}
