import { connect, type Client, type ConnectOptions } from '@ocipkit/client';
import { startSimulator, SEED_PASSWORD, type StartedSimulator } from '@ocipkit/simulator';

type Options = NonNullable<Parameters<typeof startSimulator>[0]>;

/** A simulated platform on a real socket, and a client that is logged in; both end with `await using`. */
export class Simulated implements AsyncDisposable {
  private constructor(
    readonly simulator: StartedSimulator,
    readonly client: Client,
  ) {}

  static async start(
    options: Options = {},
    { username = 'admin', ...more }: Partial<ConnectOptions> & { username?: string } = {},
  ): Promise<Simulated> {
    const simulator = await startSimulator({ seed: 'demo', ...options });
    const client = await connect({
      url: simulator.tcp!.url,
      username,
      password: SEED_PASSWORD,
      login: 'signed',
      ...more,
    });
    return new Simulated(simulator, client);
  }

  /** What was sent since the start, logins aside. */
  get commands(): Readonly<Record<string, number>> {
    const { commands } = this.simulator.metrics.read();
    // The client opens further sessions as it needs them.
    return Object.fromEntries(
      Object.entries(commands).filter(([name]) => !/^(?:Authentication|Login|Logout)/.test(name)),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.simulator.stop();
  }
}
