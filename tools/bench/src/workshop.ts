import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandRegistry } from '@ocipkit/core';
import { runNode, runProgram, type NodeSample } from './run-process.js';

const generator = fileURLToPath(new URL('cli.js', import.meta.resolve('@ocipkit/generator')));
const core = dirname(fileURLToPath(import.meta.resolve('@ocipkit/core/package.json')));
const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));

/** Name of the generated package. */
const PACKAGE = 'release-under-test';

/** A temporary folder with the package that is generated from the schemas; made when first needed. */
export class Workshop {
  /** Name under which the entries import the package. */
  readonly packageName = PACKAGE;
  readonly schemas: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'ocipkit-bench-'));
  #generated = false;
  #compiled = false;

  constructor(schemas: string) {
    this.schemas = resolve(schemas);
  }

  /** A path in the temporary folder. */
  path(...parts: readonly string[]): string {
    return join(this.#folder, ...parts);
  }

  /** Runs the whole generator, from its start to the last file. */
  runGenerator(out: string, ...more: readonly string[]): NodeSample {
    return runNode([generator, '--schemas', this.schemas, '--out', out, ...more]);
  }

  /** The folder of the package, with its sources. */
  sources(): string {
    const folder = this.path('package');
    if (!this.#generated) {
      this.runGenerator(folder, '--package', PACKAGE);
      const scope = join(folder, 'node_modules', '@ocipkit');
      mkdirSync(scope, { recursive: true });
      symlinkSync(core, join(scope, 'core'), 'junction');
      this.#generated = true;
    }
    return folder;
  }

  /** The folder of the package, compiled as its own build does it but for the checks. */
  compiled(): string {
    const folder = this.sources();
    if (!this.#compiled) {
      const emitOnly = ['--noCheck', '--isolatedDeclarations', 'false', '--declaration', 'false'];
      runProgram(process.execPath, [tsc, '--project', folder, ...emitOnly]);
      this.#compiled = true;
    }
    return folder;
  }

  /** Runs the compiler over a project, without output. */
  runTsc(project: string): NodeSample {
    return runNode([tsc, '--project', project, '--noEmit']);
  }

  /** Writes a program that can import the compiled package by its name, and returns its path. */
  program(name: string, source: string): string {
    const file = join(this.compiled(), name);
    writeFileSync(file, source);
    return file;
  }

  /**
   * Live requests of the release: those preferred, as far as it has them, before any others.
   *
   * @throws RangeError if there are fewer than asked for
   */
  async requests(count: number, preferred: readonly string[]): Promise<readonly string[]> {
    const file = join(this.compiled(), 'dist', 'registry.js');
    const module = (await import(pathToFileURL(file).href)) as { registry: CommandRegistry };
    const live = [...module.registry].filter((c) => c.kind === 'request' && !c.deprecated);
    const all = live.map((command) => command.name);
    const chosen = [...preferred.filter((name) => all.includes(name)), ...all];
    const names = [...new Set(chosen)].slice(0, count);
    if (names.length < count)
      throw new RangeError(`the release has only ${String(all.length)} requests`);
    return names;
  }

  /** Removes the folder. */
  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
