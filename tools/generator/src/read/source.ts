import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { fail, GenerationError } from '../diagnostics.js';

/** The files of a release, by path inside it (with `/`), sorted. */
export interface Source {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folder or archive it was read from. */
  readonly path: string;
}

/** A whole release is about 10 MB in 150 files; nothing near these bounds is one. */
const MAX_FILES = 5_000;
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads the XSD files of a folder or of a zip archive. Other files are passed over.
 *
 * @param supplement files that the delivery lacks; they are taken in at its root, under their own
 * names, and win over files of the same name
 * @throws GenerationError if a path isn't there, holds no XSD file, or is beyond any release's size
 */
export function readSource(path: string, supplement: readonly string[] = []): Source {
  if (!existsSync(path)) {
    fail(
      'not-readable',
      undefined,
      `There is no '${path}'. Expected a folder or a zip of XSD files.`,
    );
  }
  const files = guarded(path, () =>
    statSync(path).isDirectory() ? readFolder(resolve(path)) : readArchive(path),
  );
  for (const file of supplement) {
    files.set(
      basename(file),
      guarded(file, () => readFileSync(file)),
    );
  }
  if (files.size === 0) {
    fail(
      'no-schemas',
      undefined,
      `'${path}' holds no .xsd file. Expected the schemas of a release.`,
    );
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: new Map(sorted), path };
}

const isSchema = (name: string): boolean => name.toLowerCase().endsWith('.xsd');

function readFolder(root: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!isSchema(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    // Follows symbolic links; one into nowhere is no file.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) continue;
    bytes += stats.size;
    checkSize(files.size + 1, bytes, root);
    files.set(relative(root, path).replaceAll('\\', '/'), readFileSync(path));
  }
  return files;
}

function readArchive(path: string): Map<string, Uint8Array> {
  checkSize(0, statSync(path).size, path);
  const archive = readFileSync(path);
  if (archive[0] !== 0x50 || archive[1] !== 0x4b) {
    fail('not-readable', undefined, `'${path}' is neither a folder nor a zip archive.`);
  }
  let count = 0;
  let bytes = 0;
  // Each entry is inflated into a buffer of its declared size, so the declared sizes are the bound.
  const unpacked = unzipSync(archive, {
    filter: ({ name, originalSize }) => {
      if (!isSchema(name) || name.startsWith('__MACOSX/')) return false;
      count += 1;
      bytes += originalSize;
      checkSize(count, bytes, path);
      return true;
    },
  });
  const entries = Object.entries(unpacked).map(
    ([name, content]) => [name.replaceAll('\\', '/'), content] as const,
  );
  const prefix = commonFolder(entries.map(([name]) => name));
  return new Map(entries.map(([name, content]) => [name.slice(prefix.length), content]));
}

/** Tells of the file system's and the archive's faults the way other defects are told. */
function guarded<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GenerationError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return fail('not-readable', undefined, `'${path}' cannot be read: ${reason}.`);
  }
}

/** Archives often hold one folder around everything. */
function commonFolder(names: readonly string[]): string {
  const first = names[0]?.split('/').slice(0, -1) ?? [];
  while (first.length > 0 && !names.every((n) => n.startsWith(`${first.join('/')}/`))) first.pop();
  return first.length === 0 ? '' : `${first.join('/')}/`;
}

function checkSize(files: number, bytes: number, path: string): void {
  if (files > MAX_FILES || bytes > MAX_BYTES) {
    fail(
      'too-large',
      undefined,
      `'${path}' holds more than ${String(MAX_FILES)} files or ${String(MAX_BYTES >> 20)} MB. ` +
        `A release has about 150 XSD files and 10 MB; this is not one.`,
    );
  }
}
