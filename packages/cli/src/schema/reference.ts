import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReferenceIndex, ReferenceModule, TypePage } from '@ocipkit/generator';
import { CliError } from '../program/failure.js';
import type { Settings } from '../settings/settings.js';

/** Of the data that this program reads. */
const FORMAT = 1;

/** What is to be read about the release in use. Nothing is loaded before it is asked for. */
export class Reference {
  readonly #modules = new Map<string, Promise<ReferenceModule>>();

  constructor(
    readonly folder: string,
    readonly index: ReferenceIndex,
  ) {}

  /** The page of a type; undefined if the release has no such type. */
  async page(name: string): Promise<TypePage | undefined> {
    const entry = this.index.types.find((type) => type.name === name);
    if (entry === undefined) return undefined;
    const { types } = await this.module(entry.module);
    return Object.hasOwn(types, name) ? types[name] : undefined;
  }

  /** @throws CliError if its file is missing or no JSON */
  async module(path: string): Promise<ReferenceModule> {
    let module = this.#modules.get(path);
    if (module === undefined) {
      module = readJson(join(this.folder, 'types', `${path}.json`)) as Promise<ReferenceModule>;
      this.#modules.set(path, module);
    }
    return module;
  }

  /** All modules, in the order of their paths. */
  async modules(): Promise<readonly ReferenceModule[]> {
    return Promise.all(this.index.modules.map(async ({ path }) => this.module(path)));
  }
}

/**
 * Opens the reference data of the commands in use; undefined where there is none.
 *
 * @throws CliError if it can't be read, or was made by another version of the generator
 */
export async function openReference(settings: Settings): Promise<Reference | undefined> {
  const { referenceFolder } = await import('../connection/commands.js');
  const folder = await referenceFolder(settings);
  if (folder === undefined) return undefined;
  const index = (await readJson(join(folder, 'index.json'))) as ReferenceIndex;
  if ((index.format as number) === FORMAT) return new Reference(folder, index);
  throw new CliError(
    `The reference data in ${folder} is of format ${String(index.format)}; this ocip reads format ${String(FORMAT)}.`,
    { next: ['Generate it anew with the generator that came with this ocip.'] },
  );
}

/** The list of all types; undefined where there is no reference data. */
export async function readIndex(settings: Settings): Promise<ReferenceIndex | undefined> {
  return (await openReference(settings))?.index;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'it is no JSON' : 'reading it failed';
    throw new CliError(`The reference data in ${path} can't be used: ${reason}.`, {
      next: ['Generate it anew.'],
      cause,
    });
  }
}
