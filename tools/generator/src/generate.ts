import { resolve } from 'node:path';
import { Diagnostics, type Diagnostic } from './diagnostics.js';
import { entryFiles, registryFile, releaseFile } from './emit/entries.js';
import { ModuleRenderer } from './emit/module.js';
import { packageFiles } from './emit/package-files.js';
import { isTable } from './emit/facts.js';
import { toJavaScript } from './emit/javascript.js';
import { elementsOf } from './model/particles.js';
import { readRelease } from './model/release.js';
import type { ParticleDef } from './model/types.js';
import { builtInPatches } from './patch/built-in.js';
import type { Patch } from './patch/patch.js';
import { planModules, type Plan } from './plan/plan.js';
import { readSource } from './read/source.js';
import { RUNTIME_RANGE } from './version.js';
import { writeFiles, type WriteResult } from './write/write-files.js';

export interface GenerateOptions {
  /** Folder or zip of XSD files. */
  readonly schemas: string;
  /** Folder to write to; nothing is written where it is left out. */
  readonly out?: string | undefined;
  /** Name of a complete package to write; sources go to its `src` folder. */
  readonly packageName?: string | undefined;
  /** Name of the release; the folder's name by default. */
  readonly label?: string | undefined;
  readonly entry?: string | undefined;
  readonly unreached?: boolean | undefined;
  /** Schema files that the delivery lacks, such as `OCISchemaBASE.xsd`. */
  readonly supplement?: readonly string[] | undefined;
  readonly strict?: boolean | undefined;
  readonly include?: readonly string[] | undefined;
  readonly deprecated?: boolean | undefined;
  /** Take over the documentation of the schemas; default true. */
  readonly prose?: boolean | undefined;
  readonly patches?: readonly Patch[] | undefined;
  /** Write JavaScript, which Node runs as it is, in place of TypeScript; not as a package. */
  readonly javascript?: boolean | undefined;
  readonly onProgress?: ((stage: Stage, done: number, total: number) => void) | undefined;
}

export type Stage = 'read' | 'plan' | 'emit' | 'write';

export interface Counts {
  readonly files: number;
  readonly requests: number;
  readonly responses: number;
  /** Types with fields that are no commands. */
  readonly types: number;
  readonly enums: number;
  readonly choices: number;
  readonly tables: number;
}

export interface GenerateResult {
  readonly release: string;
  readonly hash: string;
  readonly counts: Counts;
  readonly diagnostics: readonly Diagnostic[];
  /** Milliseconds per stage. */
  readonly ms: Readonly<Record<Stage, number>>;
  /** Generated files, by path inside the output folder. */
  readonly output: ReadonlyMap<string, string>;
  readonly written: WriteResult | undefined;
}

/**
 * Generates a release. Everything is rendered before the first file is written, so a release that
 * can't be read leaves the previous output as it was.
 *
 * @throws GenerationError with every reason
 */
export function generate(options: GenerateOptions): GenerateResult {
  const diagnostics = new Diagnostics(options.strict);
  const ms: Record<Stage, number> = { read: 0, plan: 0, emit: 0, write: 0 };
  const timed = <T>(stage: Stage, work: () => T): T => {
    const start = performance.now();
    try {
      return work();
    } finally {
      ms[stage] = Math.round(performance.now() - start);
    }
  };
  const progress = options.onProgress ?? ((): void => undefined);

  progress('read', 0, 1);
  const release = timed('read', () =>
    readRelease(
      readSource(options.schemas, options.supplement),
      { ...options, patches: [...builtInPatches, ...(options.patches ?? [])] },
      diagnostics,
    ),
  );
  const plan = timed('plan', () => planModules(release, options, diagnostics));
  const output = timed('emit', () => {
    const sources = render(plan, options, diagnostics, progress);
    return options.javascript === true ? toJavaScript(sources) : sources;
  });
  diagnostics.stopOnErrors();
  const { out } = options;
  const written =
    out === undefined
      ? undefined
      : timed('write', () => writeFiles(resolve(out), output, sourcesOf(options)));
  return {
    release: release.label,
    hash: release.hash,
    counts: countOf(plan),
    diagnostics: diagnostics.list,
    ms,
    output,
    written,
  };
}

function render(
  plan: Plan,
  options: GenerateOptions,
  diagnostics: Diagnostics,
  progress: NonNullable<GenerateOptions['onProgress']>,
): Map<string, string> {
  const { packageName, prose = true } = options;
  const folder = sourceFolder(options);
  const renderer = new ModuleRenderer(plan, prose, diagnostics);
  const files = new Map<string, string>();
  plan.modules.forEach((module, i) => {
    progress('emit', i, plan.modules.length);
    files.set(`${folder}${module.path}.ts`, renderer.render(module));
  });
  for (const [path, text] of entryFiles(plan)) files.set(folder + path, text);
  files.set(`${folder}registry.ts`, registryFile(plan));
  files.set(`${folder}release.ts`, releaseFile(plan));
  if (packageName !== undefined) {
    const settings = { name: packageName, runtimeRange: RUNTIME_RANGE, prose };
    for (const [path, text] of packageFiles(plan, settings)) files.set(path, text);
  }
  return files;
}

/** Which of the files in the output folder are its sources. */
function sourcesOf(options: GenerateOptions): { folder: string; extension: '.ts' | '.js' } {
  return { folder: sourceFolder(options), extension: options.javascript === true ? '.js' : '.ts' };
}

/** Where the sources go, inside the output folder. */
function sourceFolder({ packageName }: GenerateOptions): string {
  return packageName === undefined ? '' : 'src/';
}

function countOf({ release, modules }: Plan): Counts {
  const counts = {
    files: release.files.length,
    requests: 0,
    responses: 0,
    types: 0,
    enums: 0,
    choices: 0,
    tables: 0,
  };
  for (const type of modules.flatMap((m) => m.types)) {
    if (type.kind === 'simple') {
      if (type.values !== undefined) counts.enums += 1;
      continue;
    }
    const role = release.roles.get(type.name);
    if (role === 'request') counts.requests += 1;
    else if (role === 'response') counts.responses += 1;
    else counts.types += 1;
    counts.choices += choicesIn(type.particles);
    counts.tables += elementsOf(type.particles).filter(isTable).length;
  }
  return counts;
}

function choicesIn(particles: readonly ParticleDef[]): number {
  return particles
    .filter((particle) => particle.kind === 'choice')
    .reduce((count, { branches }) => count + 1 + choicesIn(branches.flat()), 0);
}
