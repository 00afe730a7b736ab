import { createSimulator, type Simulator } from '../../../src/server.js';
import type { SimulatorOptions } from '../../../src/options.js';
import { FakeEngine } from './fake-engine.js';

export interface Simulated extends AsyncDisposable {
  readonly engine: FakeEngine;
  readonly simulator: Simulator;
}

/** A simulator on free ports, with the fake platform behind it. */
export async function simulate(
  options: SimulatorOptions = {},
  only?: (name: string) => boolean,
): Promise<Simulated> {
  const engine = await FakeEngine.create(only);
  const simulator = await createSimulator(engine, options);
  return { engine, simulator, [Symbol.asyncDispose]: async () => simulator.stop() };
}
