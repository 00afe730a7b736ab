import { posix } from 'node:path';
import { fail, type Diagnostics, type Position } from '../diagnostics.js';
import type { Source } from '../read/source.js';
import { parseXml } from '../read/xml.js';
import { BASE_FILE, builtinBase } from './builtin-base.js';
import { nearest } from './nearest.js';
import { readSchemaFile } from './read-file.js';
import type { SchemaFile } from './types.js';

/** An include whose file is not in the delivery. */
interface MissingFile {
  readonly location: string;
  readonly position: Position;
}

export interface Walk {
  readonly entry: string;
  /** Files reached from the entry, in the order they were reached. */
  readonly reached: readonly SchemaFile[];
  /** The other files; read only if they are to be taken in. */
  readonly unreached: readonly SchemaFile[];
  readonly missing: readonly MissingFile[];
}

export interface WalkOptions {
  /** Path of the entry file; found by itself where it is left out. */
  readonly entry?: string | undefined;
  /** Read the files that no include reaches as well. */
  readonly unreached?: boolean | undefined;
}

const ENTRY_NAME = 'OCISchemaAS.xsd';

/**
 * Reads a release from its entry file along its includes. Each file is read once; cycles are fine.
 *
 * @throws GenerationError for files that can't be read right, or if there's no entry file
 */
export function walk(source: Source, options: WalkOptions, diagnostics: Diagnostics): Walk {
  const paths = new PathIndex(source);
  const parsed = new Map<string, SchemaFile>();
  const read = (path: string): SchemaFile => {
    let file = parsed.get(path);
    if (file === undefined) {
      const bytes = source.files.get(path);
      file =
        bytes === undefined
          ? builtinBase()
          : readSchemaFile(path, parseXml(path, bytes), diagnostics);
      parsed.set(path, file);
    }
    return file;
  };

  const entry = findEntry(source, options.entry, paths);
  const reached: SchemaFile[] = [];
  const missing: MissingFile[] = [];
  const queue = [entry];
  const seen = new Set(queue);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const file = read(path);
    reached.push(file);
    for (const { kind, location, position } of file.includes) {
      const next = paths.resolve(path, location, position, diagnostics);
      if (next === undefined) {
        missing.push({ location, position });
        diagnostics.add('missing-include', position, `'${location}' is not in the delivery.`);
        continue;
      }
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
        if (!source.files.has(next)) {
          diagnostics.add(
            'missing-base',
            position,
            `'${location}' is not in the delivery; a built-in definition of the base types is used.`,
          );
        }
      }
      if (kind === 'include' && file.namespace !== '' && read(next).namespace === '') {
        const message = `'${location}' has no namespace of its own; its types would all be in 'C'.`;
        fail('unsupported-construct', position, message);
      }
    }
  }

  const rest = [...source.files.keys()].filter((path) => !seen.has(path));
  const unreached = options.unreached === true ? rest.map(read) : [];
  for (const path of rest) {
    const action = options.unreached === true ? 'taken in as asked' : 'not read';
    diagnostics.add(
      'unreached-file',
      { file: path, line: 0 },
      `No include reaches this file; ${action}.`,
    );
  }
  return { entry, reached, unreached, missing };
}

function findEntry(source: Source, given: string | undefined, paths: PathIndex): string {
  const all = [...source.files.keys()];
  if (given !== undefined) {
    const path = given.replaceAll('\\', '/');
    if (source.files.has(path)) return path;
    const near = nearest(path, all);
    const advice = near === undefined ? `Its files: ${listed(all)}.` : `Did you mean '${near}'?`;
    return fail('no-entry', undefined, `There is no '${given}' in '${source.path}'. ${advice}`);
  }
  const byName = all.filter((path) => posix.basename(path) === ENTRY_NAME);
  // The outermost, if there are several.
  const [outermost] = byName.sort((a, b) => a.length - b.length);
  if (outermost !== undefined) return outermost;
  // Otherwise the one file that includes others and is included by none.
  const included = new Set<string>();
  const including: string[] = [];
  for (const [path, bytes] of source.files) {
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/<!--[^]*?-->/g, '');
    const locations = [
      ...text.matchAll(/<(?:\w+:)?include\b[^>]*schemaLocation\s*=\s*["']([^"']+)["']/g),
    ];
    if (locations.length > 0) including.push(path);
    for (const [, location] of locations) {
      const target = location === undefined ? undefined : paths.find(path, location);
      if (target !== undefined && target !== path) included.add(target);
    }
  }
  const candidates = including.filter((path) => !included.has(path));
  const [only] = candidates.length === 0 && all.length === 1 ? all : candidates;
  if (only !== undefined && candidates.length <= 1) return only;
  const names = listed(candidates.length > 0 ? candidates : all);
  return fail(
    'no-entry',
    undefined,
    `'${source.path}' has no ${ENTRY_NAME}, and ${
      candidates.length === 0 ? 'no file' : 'more than one file'
    } could take its place. Name the entry file; candidates: ${names}.`,
  );
}

function listed(paths: readonly string[]): string {
  const more = paths.length > 10 ? ` and ${String(paths.length - 10)} more` : '';
  return `${paths.slice(0, 10).join(', ')}${more}`;
}

/** Finds files by the paths that includes give. */
class PathIndex {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #byLowerCase = new Map<string, string[]>();

  constructor(source: Source) {
    this.#files = source.files;
    for (const path of source.files.keys()) {
      const key = path.toLowerCase();
      const same = this.#byLowerCase.get(key);
      if (same === undefined) this.#byLowerCase.set(key, [path]);
      else same.push(path);
    }
  }

  /** The file an include means, or undefined; slips in its spelling are healed. */
  find(from: string, location: string): string | undefined {
    const path = posix.join(posix.dirname(from), location.trim().replaceAll('\\', '/'));
    if (this.#files.has(path)) return path;
    const similar = this.#byLowerCase.get(path.toLowerCase()) ?? [];
    return similar.length === 1 ? similar[0] : undefined;
  }

  resolve(
    from: string,
    location: string,
    position: Position,
    diagnostics: Diagnostics,
  ): string | undefined {
    // Where the base file is not where it should be, its name alone says what it holds.
    const isBase = posix.basename(location.replaceAll('\\', '/')) === BASE_FILE;
    const found = this.find(from, location) ?? (isBase ? BASE_FILE : undefined);
    const isSpelledSo = found === posix.join(posix.dirname(from), location);
    if (found !== undefined && !isSpelledSo && this.#files.has(found)) {
      diagnostics.add('include-path', position, `'${location}' is taken to mean '${found}'.`);
    }
    return found;
  }
}
