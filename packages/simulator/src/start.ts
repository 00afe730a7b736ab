import type { CommandClass, OCICommand, RequestType } from '@ocipkit/core';
import { SuccessResponse } from '@ocipkit/core';
import { sampleFields } from '@ocipkit/core/sample';
import { allBehaviours } from './behaviours/index.js';
import { loadCommands } from './commands/load-commands.js';
import { Engine } from './engine/engine.js';
import { releases, type ReleaseNumber } from './engine/releases.js';
import type { KillMode, PlatformOptions, ShownAccount, SimulatorOptions } from './options.js';
import { Platform } from './platform/platform.js';
import { fill } from './seed/seed.js';
import { loadFile } from './seed/load-file.js';
import { newSystem } from './seed/system.js';
import { createSimulator, type Simulator } from './server.js';
import { takeSnapshot } from './store/snapshot.js';
import { readState, StateFile } from './store/state-file.js';
import { UsageError } from './usage-error.js';

/** A simulator with the platform behind it. */
export interface StartedSimulator extends Simulator {
  /** The state; for tests that look behind the wire. */
  readonly platform: Platform;
  /** Accounts of the seed; none where the state came from a file. */
  readonly accounts: readonly ShownAccount[];
  /** Back to what it started with, sessions included. */
  reset(): Promise<void>;
}

/**
 * Starts a platform and puts it on the wire. Without options it listens on a free TCP port of
 * 127.0.0.1, with the demo data.
 *
 * @throws UsageError for options that make no sense, and for files that can't be used; the error of the
 * system where a port can't be had. Nothing is left open then.
 */
export async function startSimulator(
  options: SimulatorOptions & PlatformOptions = {},
): Promise<StartedSimulator> {
  const commands = await loadCommands(options);
  const release = readRelease(options.release);
  let stateFile: StateFile | undefined;
  const restored = options.state === undefined ? undefined : await readStateFile(options.state);
  const engine = new Engine({
    platform: restored ?? emptyPlatform(release),
    behaviours: allBehaviours(),
    commands,
    release,
    sample: options.sample === true ? sampleAnswer : undefined,
    onChange: () => stateFile?.touch(),
  });
  const accounts = restored === undefined ? await populate(engine, options) : [];
  if (options.state !== undefined) {
    stateFile = new StateFile(
      options.state,
      () => engine.platform,
      (error) => {
        options.logger?.error({ error: String(error) }, 'The state could not be written');
      },
    );
    stateFile.touch();
  }
  const started = new PlatformSimulator(engine, accounts, {
    reset: async () => {
      engine.usePlatform(emptyPlatform(release));
      await populate(engine, options);
      stateFile?.touch();
    },
    close: async () => stateFile?.flush(),
  });
  try {
    await started.listen(options);
  } catch (error) {
    await started.stop();
    throw error;
  }
  return started;
}

interface Inner {
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void> | undefined;
}

class PlatformSimulator implements StartedSimulator {
  readonly accounts: readonly ShownAccount[];
  readonly #engine: Engine;
  readonly #inner: Inner;
  #wire: Simulator | undefined;

  constructor(engine: Engine, accounts: readonly ShownAccount[], inner: Inner) {
    this.#engine = engine;
    this.#inner = inner;
    this.accounts = accounts;
  }

  async listen(options: SimulatorOptions): Promise<void> {
    this.#wire = await createSimulator(this.#engine, options, {
      reset: () => this.reset(),
      state: () => takeSnapshot(this.#engine.platform),
    });
  }

  get #simulator(): Simulator {
    if (this.#wire === undefined) throw new TypeError('the simulator does not listen yet');
    return this.#wire;
  }

  get platform(): Platform {
    return this.#engine.platform;
  }
  get tcp(): Simulator['tcp'] {
    return this.#simulator.tcp;
  }
  get tls(): Simulator['tls'] {
    return this.#simulator.tls;
  }
  get soap(): Simulator['soap'] {
    return this.#simulator.soap;
  }
  get https(): Simulator['https'] {
    return this.#simulator.https;
  }
  get control(): Simulator['control'] {
    return this.#simulator.control;
  }
  get ca(): string | undefined {
    return this.#simulator.ca;
  }
  get faults(): Simulator['faults'] {
    return this.#simulator.faults;
  }
  get metrics(): Simulator['metrics'] {
    return this.#simulator.metrics;
  }
  get log(): Simulator['log'] {
    return this.#simulator.log;
  }

  killSessions(mode?: KillMode): void {
    this.#simulator.killSessions(mode);
  }

  async reset(): Promise<void> {
    await this.#inner.reset();
    this.killSessions();
  }

  async stop(): Promise<void> {
    await this.#wire?.stop();
    await this.#inner.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

async function populate(
  engine: Engine,
  { seed = 'demo', load }: PlatformOptions,
): Promise<readonly ShownAccount[]> {
  const accounts = fill({ platform: engine.platform }, seed);
  if (load !== undefined) await loadFile(load, engine);
  return accounts;
}

function emptyPlatform(release: ReleaseNumber | undefined): Platform {
  return new Platform(newSystem({ release }));
}

async function readStateFile(path: string): Promise<Platform | undefined> {
  try {
    return await readState(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The state can't be read from ${path}: ${reason}`, { cause: error });
  }
}

function readRelease(name: string | undefined): ReleaseNumber | undefined {
  if (name === undefined) return undefined;
  const found = releases.find((release) => `R${String(release)}` === name.toUpperCase());
  if (found !== undefined) return found;
  const known = releases.map((release) => `R${String(release)}`).join(', ');
  throw new UsageError(`There is no release ${name}. Expected one of ${known}.`);
}

/** What a request without a behaviour is answered with on demand. */
export function sampleAnswer(type: RequestType): OCICommand<string, object> {
  const response = type.response?.();
  if (response === undefined) return new SuccessResponse();
  const Response = response as unknown as CommandClass &
    (new (fields: object) => OCICommand<string, object>);
  return new Response(sampleFields(response.$));
}
