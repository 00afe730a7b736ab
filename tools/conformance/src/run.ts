import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolverOf, type CommandClass } from '@ocipkit/core';
import { Diagnostics, readRelease, readSource, type Release } from '@ocipkit/generator';
import { CommandChecker } from './check.js';
import { ownClasses } from './command.js';
import { nameFilter, type Options } from './options.js';
import { XercesOracle, type Oracle } from './oracle/oracle.js';
import { BatchingQueue, skippingQueue } from './oracle/queue.js';
import { writeDriverSchema } from './oracle/schema.js';
import { findXerces, OracleUnavailableError } from './oracle/xerces.js';
import { loadRelease, type Timings } from './release.js';
import { Report } from './report.js';

/** The outcome of a run. */
export interface Outcome {
  readonly release: string;
  readonly commands: number;
  readonly report: Report;
  /** Why there is no oracle; undefined where there is one. */
  readonly noOracle: string | undefined;
  readonly ms: Timings;
}

export interface RunOptions extends Options {
  /** Hears of each stage, and of commands as they are checked. */
  readonly onProgress?: ((text: string) => void) | undefined;
}

const PROGRESS_STEP = 500;

/**
 * Checks a release. What is generated and written on the way is in a temporary folder, and removed.
 *
 * @throws Error if the release can't be generated, or the oracle breaks down
 */
export async function runConformance(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'ocipkit-conformance-'));
  try {
    return await new Run(options, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Run {
  readonly #options: RunOptions;
  readonly #folder: string;
  readonly #report = new Report();
  readonly #ms: Timings = {};
  readonly #started = performance.now();

  constructor(options: RunOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  async run(): Promise<Outcome> {
    // The generator works in a process of its own; meanwhile the schemas are read here as well.
    const [loading, reading] = await Promise.allSettled([
      loadRelease(this.#options.schemas, this.#folder, this.#timed),
      this.#timed('read', () => this.#readSchemas()),
    ]);
    if (loading.status === 'rejected') throw loading.reason;
    if (reading.status === 'rejected') throw reading.reason;
    const { names, classes } = loading.value;
    const { release, oracle } = reading.value;
    this.#checkRegistry(release, names);
    const hasOracle = typeof oracle !== 'string';
    const commands = await this.#checkCommands(
      [...ownClasses, ...classes],
      hasOracle ? oracle : undefined,
    );
    this.#ms.total = Math.round(performance.now() - this.#started);
    return {
      release: release.label,
      commands,
      report: this.#report,
      noOracle: hasOracle ? undefined : oracle,
      ms: this.#ms,
    };
  }

  /** What the release must have, and what the oracle judges by; in place of an oracle, why there is none. */
  async #readSchemas(): Promise<{ release: Release; oracle: Oracle | string }> {
    const source = readSource(this.#options.schemas);
    const release = readRelease(source, {}, new Diagnostics());
    if (!this.#options.oracle) return { release, oracle: 'left out as asked' };
    try {
      const xerces = await findXerces(join(this.#folder, 'java'));
      const schema = writeDriverSchema(source, release, join(this.#folder, 'schemas'));
      return { release, oracle: new XercesOracle(xerces, schema) };
    } catch (error) {
      if (error instanceof OracleUnavailableError) return { release, oracle: error.message };
      throw error;
    }
  }

  #checkRegistry(release: Release, names: readonly string[]): void {
    const selected = nameFilter(this.#options.include);
    const found = new Set(names);
    const wanted = commandNames(release);
    for (const name of [...wanted].filter(selected)) {
      const subject = { order: 0, type: name, variant: 'registry' };
      if (found.has(name)) this.#report.pass('registry');
      else
        this.#report.fail(subject, 'registry', name, 'the schemas have it, the registry lacks it');
    }
    for (const name of names.filter((n) => selected(n) && !wanted.has(n))) {
      const subject = { order: 0, type: name, variant: 'registry' };
      this.#report.fail(subject, 'registry', name, 'the registry has it, the schemas lack it');
    }
  }

  async #checkCommands(
    classes: readonly CommandClass[],
    oracle: Oracle | undefined,
  ): Promise<number> {
    const selected = classes.filter((known) => nameFilter(this.#options.include)(known.$.name));
    const batches = join(this.#folder, 'batches');
    mkdirSync(batches);
    const queue =
      oracle === undefined
        ? skippingQueue(this.#report)
        : new BatchingQueue(oracle, this.#report, batches);
    const checker = new CommandChecker(this.#options, resolverOf(classes), this.#report, queue);
    await this.#timed('check', async () => {
      for (const [i, known] of selected.entries()) {
        checker.check(known);
        await queue.settle();
        if ((i + 1) % PROGRESS_STEP === 0)
          this.#tell(`checked ${String(i + 1)} of ${String(selected.length)}`);
      }
    });
    await this.#timed('oracle', () => queue.finish());
    return selected.length;
  }

  readonly #timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    const took = Math.round(performance.now() - start);
    this.#ms[stage] = took;
    this.#tell(`${stage}: ${String(took)} ms`);
    return result;
  };

  #tell(text: string): void {
    this.#options.onProgress?.(text);
  }
}

/** All requests and responses of a release. */
function commandNames(release: Release): ReadonlySet<string> {
  const names = [...release.roles].filter(([, role]) => role === 'request' || role === 'response');
  return new Set(names.map(([name]) => name));
}
