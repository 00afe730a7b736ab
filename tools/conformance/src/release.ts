import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CommandClass, CommandRegistry } from '@ocipkit/core';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** A release as its users have it: generated, compiled and loaded. */
export interface LoadedRelease {
  /** Every request and response, in the order of the registry. */
  readonly classes: readonly CommandClass[];
  /** The names that the registry holds. */
  readonly names: readonly string[];
}

/** Milliseconds of each stage. */
export type Timings = Record<string, number>;

/**
 * Generates the commands of a release with the generator's command line, compiles them and loads
 * every class.
 *
 * @param schemas folder or zip of XSD files
 * @param folder an empty folder to work in
 * @throws Error with what the generator says, if it can't generate the release
 */
export async function loadRelease(
  schemas: string,
  folder: string,
  timed: <T>(stage: string, work: () => Promise<T>) => Promise<T>,
): Promise<LoadedRelease> {
  const sources = join(folder, 'src');
  const compiled = join(folder, 'dist');
  await timed('generate', () => generate(schemas, sources));
  await timed('compile', () => compile(sources, compiled));
  return timed('load', async () => {
    linkRuntime(folder);
    const module = (await import(pathToFileURL(join(compiled, 'registry.js')).href)) as {
      readonly registry: CommandRegistry;
    };
    const classes = await module.registry.all();
    return { classes, names: [...module.registry].map((info) => info.name) };
  });
}

async function generate(schemas: string, out: string): Promise<void> {
  const cli = join(packageFolder('@ocipkit/generator'), 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error(`the generator has not been built: ${cli} is missing`);
  const parameters = [cli, '--schemas', resolve(schemas), '--out', out, '--json'];
  try {
    await promisify(execFile)(process.execPath, parameters, { maxBuffer: 256 * 1024 * 1024 });
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr?.trim() ?? '';
    throw new Error(`the generator failed on ${schemas}:\n${said}`, { cause: error });
  }
}

async function compile(sources: string, out: string): Promise<void> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  await build({
    entryPoints: files.filter((file) => file.endsWith('.ts')).map((file) => join(sources, file)),
    outdir: out,
    outbase: sources,
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
}

/** Lets the compiled files find the very runtime that this program uses. */
function linkRuntime(folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  const scope = join(folder, 'node_modules', '@ocipkit');
  mkdirSync(scope, { recursive: true });
  symlinkSync(packageFolder('@ocipkit/core'), join(scope, 'core'), 'junction');
}
