import { onTestFinished } from 'vitest';
import { answerOf, connect, RefusedError, type Client } from '@ocipkit/client';
import { ErrorResponse, type OCIRequest, type OCIResponse, type ResponseOf } from '@ocipkit/core';
import { registry } from '@ocipkit/commands/registry';
import { allBehaviours } from '../../src/behaviours/index.js';
import type { BehaviourTable } from '../../src/engine/behaviour.js';
import { Engine } from '../../src/engine/engine.js';
import type { Login } from '../../src/engine/login.js';
import type { ReleaseNumber } from '../../src/engine/releases.js';
import type { Group, ServiceProvider, User } from '../../src/platform/model.js';
import { Platform } from '../../src/platform/platform.js';
import {
  createAdministrator,
  createDevice,
  createGroup,
  createNumbers,
  createServiceProvider,
  createUser,
} from '../../src/seed/create.js';
import { newSystem } from '../../src/seed/system.js';
import { createSimulator, type Simulator } from '../../src/server.js';

/** What the platform answered with when it refused. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly response: ErrorResponse) {
    super(`${response.summaryEnglish} ${response.detail ?? ''}`.trim());
  }
  get code(): number | undefined {
    return this.response.code;
  }
}

const commands = await registry.all();

/**
 * A small platform for tests: enterprise `Acme` with group `Sales` (numbers +1-2025550100 to 0119, users
 * alice, bob and carol with all numbers of theirs) and group `Support` (user dave), and the service
 * provider `Metro` with group `Metro-1` (user mia). All services are authorised, none is assigned.
 */
export class World {
  readonly platform = new Platform(newSystem());
  readonly acme: ServiceProvider;
  readonly sales: Group;
  readonly support: Group;
  readonly metro: ServiceProvider;
  readonly alice: User;
  readonly bob: User;
  readonly carol: User;
  readonly dave: User;
  readonly mia: User;
  now = new Date('2026-03-02T09:00:00Z');
  readonly #engine: Engine;
  #login: Login;
  #simulator: Promise<Simulator> | undefined;
  readonly #clients = new Map<string, Client>();

  constructor(behaviours: BehaviourTable = allBehaviours(), release?: ReleaseNumber) {
    const { platform } = this;
    this.acme = createServiceProvider(platform, 'Acme', { isEnterprise: true });
    this.sales = createGroup(platform, this.acme, 'Sales');
    this.support = createGroup(platform, this.acme, 'Support');
    this.metro = createServiceProvider(platform, 'Metro');
    const metro1 = createGroup(platform, this.metro, 'Metro-1');
    createNumbers(platform, this.sales, range('+1-20255501', 0, 19));
    createNumbers(platform, this.support, range('+1-20255502', 0, 9));
    createNumbers(platform, metro1, range('+1-20255503', 0, 9));
    for (const name of ['alice', 'bob', 'carol']) {
      createDevice(platform, this.sales, `${name}-phone`, 'Example Desk Phone 6');
    }
    const person = (group: Group, id: string, firstName: string, lastName: string, n: string) =>
      createUser(platform, group, id, {
        firstName,
        lastName,
        phoneNumber: `+1-2025550${n}`,
        extension: `5${n}`,
        password: `${id}-Secret-1`,
      });
    this.alice = person(this.sales, 'alice', 'Alice', 'Archer', '101');
    this.bob = person(this.sales, 'bob', 'Bob', 'Baker', '102');
    this.carol = person(this.sales, 'carol', 'Carol', 'Cooper', '103');
    this.dave = person(this.support, 'dave', 'Dave', 'Dyer', '201');
    this.mia = person(metro1, 'mia', 'Mia', 'Miller', '301');
    createAdministrator(platform, 'admin', { level: 'System', password: 'System-Secret-1' });
    createAdministrator(platform, 'acme-admin', {
      level: 'Service Provider',
      serviceProviderId: 'Acme',
      password: 'Acme-Secret-1',
    });
    createAdministrator(platform, 'sales-admin', {
      level: 'Group',
      serviceProviderId: 'Acme',
      groupId: 'Sales',
      password: 'Sales-Secret-1',
    });
    this.#engine = new Engine({
      platform,
      behaviours,
      commands,
      release,
      checkAnswers: true,
      now: () => this.now,
    });
    this.#login = this.account('admin');
    onTestFinished(() => this.close());
  }

  /** Sends the next requests as someone else: `admin`, `acme-admin`, `sales-admin`, or a user. */
  as(id: string): this {
    this.#login = this.account(id);
    return this;
  }

  account(id: string): Login {
    const account = this.platform.account(id);
    if (account === undefined) throw new TypeError(`no account ${id}`);
    return account.login;
  }

  /** Gives a user services without asking the rules. */
  give(user: User, ...services: readonly string[]): User {
    this.platform.changeUser(user, (draft) => {
      draft.services.push(...services);
    });
    return user;
  }

  /**
   * Sends a request over a socket, with a client that is logged in. The answer has been checked against
   * the schema on both sides.
   *
   * @throws Refused if the platform refused it, or answered with a warning
   */
  async send<Q extends OCIRequest>(request: Q): Promise<ResponseOf<Q>> {
    const client = await this.#clientOf(this.#login);
    let response: ResponseOf<Q>;
    try {
      response = await client.send(request);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { summary, summaryEnglish, detail } = error;
      throw new Refused(new ErrorResponse({ summary, summaryEnglish, detail }));
    }
    const { notices = [], warning } = answerOf(response as unknown as OCIResponse) ?? {};
    if (warning !== undefined) throw new Refused(warning);
    if (notices.length > 0) throw new Error(JSON.stringify(notices));
    return response;
  }

  /** The refusal that a request meets; fails if it is not refused. */
  async refusal(request: OCIRequest): Promise<Refused> {
    try {
      await this.send(request);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error(`${request.$type} was not refused`);
  }

  async #clientOf({ userId }: Login): Promise<Client> {
    let client = this.#clients.get(userId);
    if (client === undefined) {
      const url = (await this.#started()).tcp!.url;
      client = await connect({
        url,
        username: userId,
        login: 'trusted',
        pool: { maxSessions: 1 },
      });
      this.#clients.set(userId, client);
    }
    return client;
  }

  /** Listens from the first request on, until the test is over. */
  #started(): Promise<Simulator> {
    this.#simulator ??= createSimulator(this.#engine, {
      trustedAddresses: ['127.0.0.1'],
      drainMs: 0,
    });
    return this.#simulator;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
    await (await this.#simulator)?.stop();
  }
}

function range(prefix: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, i) => prefix + String(from + i).padStart(2, '0'),
  );
}
