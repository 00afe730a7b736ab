import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../program/failure.js';
import { definitions, readProfileName, settingNames } from './definitions.js';
import { kindOf, Mismatch } from './mismatch.js';
import { JsonTextError, readJson, type LocatedJson } from './read-json.js';
import type { SettingName, SettingValues } from './settings.js';

type Values = Partial<SettingValues>;

/** A file with settings, checked. */
export interface SettingsFile {
  readonly path: string;
  /** What it says, as it stands there; an empty object where there is no file. */
  readonly written: Readonly<Record<string, unknown>> & { readonly profiles?: unknown };
  readonly top: Values;
  readonly profiles: ReadonlyMap<string, Values>;
  readonly warnings: readonly string[];
}

/**
 * Reads the user's file. There need not be one.
 *
 * @throws CliError naming file, line and key of what is wrong
 */
export async function readUserFile(path: string): Promise<SettingsFile> {
  const text = await textOf(path);
  if (text === undefined) {
    return { path, written: {}, top: {}, profiles: new Map(), warnings: [] };
  }
  const warnings = await warningsOf(path);
  const reader = new FileReader(path, text);
  const root = reader.objectAt([]);
  const profiles = new Map<string, Values>();
  for (const name of Object.keys(reader.objectAt(['profiles']))) {
    const wrong = readProfileName(name);
    if (wrong instanceof Mismatch) reader.fail(['profiles', name], wrong);
    profiles.set(name, await reader.valuesAt(['profiles', name], userNames('profile')));
  }
  const top = await reader.valuesAt([], userNames('top'), ['profiles']);
  return { path, written: root, top, profiles, warnings };
}

/**
 * Reads a project file.
 *
 * @throws CliError naming file, line and key of what is wrong, or may not stand there
 */
export async function readProjectFile(path: string): Promise<SettingsFile> {
  const reader = new FileReader(path, (await textOf(path)) ?? '{}');
  const written = reader.objectAt([]);
  for (const key of Object.keys(written)) {
    const name = settingNames.find((other) => other === key);
    const why = name === undefined ? undefined : definitions[name].inProject;
    if (typeof why === 'string') {
      throw new CliError(`${reader.where([key])}: ${key} may not be set here, since ${why}.`, {
        next: [`Keep ${key} in a profile (ocip profile add), and name that here: "profile": "…".`],
      });
    }
  }
  const allowed = settingNames.filter((name) => definitions[name].inProject === true);
  const top = await reader.valuesAt([], allowed);
  return { path, written, top, profiles: new Map(), warnings: [] };
}

function userNames(place: 'top' | 'profile'): readonly SettingName[] {
  return settingNames.filter((name) => {
    const { inUserFile } = definitions[name];
    return inUserFile === place || inUserFile === 'both';
  });
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CliError(`${path} can't be read (${code ?? String(error)}).`, { cause: error });
  }
}

/** Others may neither read nor change the file, nor put another in its place. */
async function warningsOf(path: string): Promise<readonly string[]> {
  if (process.platform === 'win32') return [];
  const [file, folder] = await Promise.all([stat(path), stat(dirname(path))]);
  const warnings: string[] = [];
  if ((file.mode & 0o077) !== 0) {
    warnings.push(`${path} may be used by others (mode ${modeOf(file.mode)}): chmod 600 '${path}'`);
  }
  if ((folder.mode & 0o022) !== 0) {
    const name = dirname(path);
    warnings.push(
      `${name} may be written to by others (mode ${modeOf(folder.mode)}): chmod 700 '${name}'`,
    );
  }
  return warnings;
}

function modeOf(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, '0');
}

/** Reads values out of one file; whatever is wrong is told with its line. */
class FileReader {
  readonly #path: string;
  readonly #json: LocatedJson;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#json = this.#parse(text);
  }

  where(path: readonly string[]): string {
    const line = this.#json.lineOf(path);
    return line === undefined ? this.#path : `${this.#path}:${String(line)}`;
  }

  /** An object; empty where there is nothing. */
  objectAt(path: readonly string[]): Readonly<Record<string, unknown>> {
    let value: unknown = this.#json.value;
    for (const key of path) value = (value as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(path, new Mismatch(kindOf(value), 'an object'));
    }
    return value as Readonly<Record<string, unknown>>;
  }

  /** @param others keys of the object that are no settings */
  async valuesAt(
    path: readonly string[],
    allowed: readonly SettingName[],
    others: readonly string[] = [],
  ): Promise<Values> {
    const values: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(this.objectAt(path))) {
      if (others.includes(key)) continue;
      const name = allowed.find((other) => other === key);
      const at = [...path, key];
      if (name === undefined) throw await this.#unknown(at, [...allowed, ...others]);
      const read = definitions[name].read(value, dirname(this.#path));
      values[name] = read instanceof Mismatch ? this.fail(at, read) : read;
    }
    return values;
  }

  fail(path: readonly string[], { found, expected }: Mismatch): never {
    const name = path.length === 0 ? '' : ` ${path.join('.')}:`;
    throw new CliError(`${this.where(path)}:${name} found ${found}, expected ${expected}.`);
  }

  async #unknown(path: readonly string[], known: readonly string[]): Promise<CliError> {
    const { nearestNames } = await import('@ocipkit/core');
    const key = path.at(-1) ?? '';
    const elsewhere = settingNames.some((name) => name === key);
    const isTop = path.length === 1;
    const next = elsewhere
      ? [isTop ? `${key} belongs into a profile.` : `${key} belongs at the top of the file.`]
      : [`Known here: ${known.join(', ')}.`];
    const [near] = elsewhere ? [] : nearestNames(key, known, 1);
    return new CliError(
      `${this.where(path)}: ${path.join('.')} is no setting${elsewhere ? ' here' : ''}.`,
      { next: near === undefined ? next : [`Did you mean ${near}?`, ...next] },
    );
  }

  #parse(text: string): LocatedJson {
    try {
      return readJson(text);
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      const { line, message } = error;
      throw new CliError(`${this.#path}:${String(line)}: this is no JSON: ${message}.`);
    }
  }
}
