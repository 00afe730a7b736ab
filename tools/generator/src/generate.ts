import { resolve } from 'node:path';
import { Diagnostics, type Diagnostic } from './diagnostics.js';
import { entryFiles, registryFile, releaseFile } from './emit/entries.js';
import { ModuleRenderer } from './emit/module.js';
import { packageFiles } from './emit/package-files.js';
import { FactReader, isTable } from './emit/facts.js';
import { toJavaScript } from './emit/javascript.js';
import { elementsOf } from './model/particles.js';
import { readRelease } from './model/release.js';
import type { ParticleDef } from './model/types.js';
import { buildReference, type Reference } from './reference/build.js';
import { REFERENCE_MARK, referenceFiles } from './reference/files.js';
import { builtInPatches } from './patch/built-in.js';
import type { Patch } from './patch/patch.js';
import { planModules, type Plan } from './plan/plan.js';
import { readSource } from './read/source.js';
import { RUNTIME_RANGE } from './version.js';
import { MARK, writeFiles, type Output, type WriteResult } from './write/write-files.js';

export interface GenerateOptions {
  /** Folder or zip of XSD files. */
  readonly schemas: string;
  /** Folder to write to; nothing is written where it is left out. */
  readonly out?: string | undefined;
  /** Folder to write the reference data to, which pages and `ocip describe` are made from. */
  readonly reference?: string | undefined;
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

export type Stage = 'read' | 'plan' | 'emit' | 'reference' | 'write';

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
  /** What is to be read about the release, where it was asked for. */
  readonly reference: Reference | undefined;
  readonly writtenReference: WriteResult | undefined;
}

/**
 * Generates a release. Everything is rendered before the first file is written, so a release that
 * can't be read leaves the previous output as it was.
 *
 * @throws GenerationError with every reason
 */
export function generate(options: GenerateOptions): GenerateResult {
  const diagnostics = new Diagnostics(options.strict);
  const ms: Record<Stage, number> = { read: 0, plan: 0, emit: 0, reference: 0, write: 0 };
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
  const facts = new FactReader(release.types, diagnostics);
  const output = timed('emit', () => {
    const sources = render(plan, options, facts, diagnostics, progress);
    return options.javascript === true ? toJavaScript(sources) : sources;
  });
  diagnostics.stopOnErrors();
  const reference =
    options.reference === undefined
      ? undefined
      : timed('reference', () => {
          progress('reference', 0, 1);
          return buildReference(plan, { prose: options.prose, facts });
        });
  const written = timed('write', () =>
    writeFiles({
      code: codeOutput(options, output),
      reference: referenceOutput(options, reference),
    }),
  );
  return {
    release: release.label,
    hash: release.hash,
    counts: countOf(plan),
    diagnostics: diagnostics.list,
    ms,
    output,
    written: written.code,
    reference,
    writtenReference: written.reference,
  };
}

function render(
  plan: Plan,
  options: GenerateOptions,
  facts: FactReader,
  diagnostics: Diagnostics,
  progress: NonNullable<GenerateOptions['onProgress']>,
): Map<string, string> {
  const { packageName, prose = true } = options;
  const folder = sourceFolder(options);
  const renderer = new ModuleRenderer(plan, prose, facts, diagnostics);
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

function codeOutput(
  options: GenerateOptions,
  files: ReadonlyMap<string, string>,
): Output | undefined {
  if (options.out === undefined) return undefined;
  const extension = options.javascript === true ? '.js' : '.ts';
  const folder = sourceFolder(options);
  return { root: resolve(options.out), files, folder, extension, mark: MARK };
}

function referenceOutput(
  options: GenerateOptions,
  reference: Reference | undefined,
): Output | undefined {
  if (options.reference === undefined || reference === undefined) return undefined;
  const files = referenceFiles(reference);
  const root = resolve(options.reference);
  return { root, files, folder: '', extension: '.json', mark: REFERENCE_MARK };
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
