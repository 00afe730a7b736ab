import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  REFERENCE_FORMAT,
  type IndexEntry,
  type ModuleEntry,
  type ReferenceIndex,
  type ReferenceModule,
  type TypePage,
} from '@ocipkit/generator';
import { typeFile } from '../urls.js';

/** What is to be read about a release: all its types, and where their pages are. */
export class Reference {
  readonly release: string;
  readonly modules: readonly ModuleEntry[];
  /** In the order of the names. */
  readonly entries: readonly IndexEntry[];
  readonly #pages = new Map<string, TypePage>();
  readonly #entries: ReadonlyMap<string, IndexEntry>;
  readonly #files: ReadonlyMap<string, string>;

  constructor(index: ReferenceIndex, modules: readonly ReferenceModule[]) {
    this.release = index.release;
    this.modules = index.modules;
    this.entries = index.types;
    this.#entries = new Map(index.types.map((entry) => [entry.name, entry]));
    for (const { types } of modules) {
      for (const page of Object.values(types)) this.#pages.set(page.name, page);
    }
    this.#files = filesOf(index.types);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  entry(name: string): IndexEntry | undefined {
    return this.#entries.get(name);
  }

  page(name: string): TypePage | undefined {
    return this.#pages.get(name);
  }

  /** Path of a type's page inside the site. */
  pathOf(name: string): string | undefined {
    const file = this.#files.get(name);
    return file === undefined ? undefined : `reference/${file}`;
  }
}

/** Two names that differ in capitals only do not share a file. */
function filesOf(types: readonly IndexEntry[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of types) {
    let file = typeFile(name);
    for (let n = 2; taken.has(file); n++) {
      file = typeFile(name).replace(/\.html$/, `-${String(n)}.html`);
    }
    taken.add(file);
    files.set(name, file);
  }
  return files;
}

/**
 * Reads what the generator wrote of a release.
 *
 * @throws Error if it isn't there, or is of another format
 */
export async function readReference(folder: string): Promise<Reference> {
  const index = await readJson<ReferenceIndex>(join(folder, 'index.json'));
  // The file may be older than this program.
  const format: number = index.format;
  if (format !== REFERENCE_FORMAT) {
    throw new Error(
      `${folder} has format ${String(format)}, expected ${String(REFERENCE_FORMAT)}: generate it again.`,
    );
  }
  const modules = await Promise.all(
    index.modules.map(({ path }) =>
      readJson<ReferenceModule>(join(folder, 'types', `${path}.json`)),
    ),
  );
  return new Reference(index, modules);
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
