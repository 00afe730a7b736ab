import {
  decodeMessage,
  encodeMessageText,
  ErrorResponse,
  resolverOf,
  type CommandResolver,
  type OCICommand,
  type OCIRequest,
  type ResponseOf,
} from '@ocipkit/core';
import { registry } from '@ocipkit/commands/registry';
import { allBehaviours } from '../../src/behaviours/index.js';
import type { BehaviourTable } from '../../src/engine/behaviour.js';
import { Engine } from '../../src/engine/engine.js';
import type { Login } from '../../src/engine/login.js';
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
  readonly #resolve: CommandResolver = resolverOf(commands);
  #login: Login;

  constructor(behaviours: BehaviourTable = allBehaviours(), release?: 21 | 22 | 23 | 24 | 25) {
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
   * Sends a request as XML and reads the answer from XML; both have been checked against the schema.
   *
   * @throws Refused if the platform refused it
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- as a client's
  async send<Q extends OCIRequest>(request: Q): Promise<ResponseOf<Q>> {
    const answer = this.#exchange(request);
    if (answer instanceof ErrorResponse) throw new Refused(answer);
    return answer as unknown as ResponseOf<Q>;
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

  #exchange(request: OCIRequest): OCICommand<string, object> {
    const xml = encodeMessageText({ identity: { sessionId: 'test' }, commands: [request] });
    const [received] = decodeMessage(xml, { resolve: this.#engine.resolve }).commands;
    const answer = this.#engine.execute(received!, this.#login);
    const reply = encodeMessageText({ identity: { sessionId: 'test' }, commands: [answer] });
    const [decoded] = decodeMessage(reply, { resolve: this.#resolve }).commands;
    if (decoded!.notices.length > 0) throw new Error(JSON.stringify(decoded!.notices));
    return decoded!.command!;
  }
}

function range(prefix: string, from: number, to: number): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, i) => prefix + String(from + i).padStart(2, '0'),
  );
}
