import { connect, type Client, type ConnectOptions } from '@ocipkit/client';
import { startSimulator, SEED_PASSWORD, type StartedSimulator } from '../../src/index.js';
import type { PlatformOptions, SimulatorOptions } from '../../src/options.js';

/** A simulator on a real socket, with a client that is logged in; both end with `await using`. */
export class Simulated implements AsyncDisposable {
  readonly #clients: Client[] = [];

  private constructor(readonly simulator: StartedSimulator) {}

  static async start(options: SimulatorOptions & PlatformOptions = {}): Promise<Simulated> {
    return new Simulated(await startSimulator({ seed: 'demo', ...options }));
  }

  get url(): string {
    const { tcp, tls, soap, https } = this.simulator;
    const address = tcp ?? tls ?? soap ?? https;
    if (address === undefined) throw new TypeError('the simulator listens nowhere');
    return address.url;
  }

  async client(username = 'admin', more: Partial<ConnectOptions> = {}): Promise<Client> {
    const client = await connect({
      url: this.url,
      username,
      password: SEED_PASSWORD,
      ...more,
    });
    this.#clients.push(client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.simulator.stop();
  }
}
