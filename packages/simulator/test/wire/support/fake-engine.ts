import {
  ErrorResponse,
  resolverOf,
  SuccessResponse,
  type CommandClass,
  type CommandResolver,
  type OCICommand,
  type ReceivedCommand,
} from '@ocipkit/core';
import { registry } from '@ocipkit/commands/registry';
import { createHash } from 'node:crypto';
import type { CommandEngine } from '../../../src/engine/command-engine.js';
import type { Account, Login } from '../../../src/engine/login.js';
import { Refusal, seen } from '../../../src/engine/refusal.js';

type Command = OCICommand<string, object>;

export const PASSWORD = 'S3cret-Example';

let classes: readonly CommandClass[] | undefined;

/**
 * A platform of a few accounts that answers data requests with nothing in them, and remembers what it
 * was asked.
 */
export class FakeEngine implements CommandEngine {
  readonly resolve: CommandResolver;
  readonly defaultDomain = 'example.test';
  readonly seen: { readonly command: Command | undefined; readonly login: Login }[] = [];
  /** Gives the answer to a request; by default a success. */
  answer: (received: ReceivedCommand) => Command = () => new SuccessResponse();
  readonly #accounts = new Map<string, Account>();

  private constructor(resolve: CommandResolver) {
    this.resolve = resolve;
    this.add({ userId: 'admin', loginType: 'System' });
    this.add(
      { userId: 'alice@example.test', loginType: 'User', serviceProviderId: 'sp1', groupId: 'g1' },
      { password: 'Al1ce-Example' },
    );
    this.add({ userId: 'closed', loginType: 'Group' }, { isDisabled: true });
    this.add({ userId: 'nobody', loginType: 'Group' }, { password: undefined });
  }

  static async create(only?: (name: string) => boolean): Promise<FakeEngine> {
    classes ??= await registry.all();
    const known = classes.filter(({ $: { name } }) => only?.(name) ?? true);
    return new FakeEngine(resolverOf(known));
  }

  add(
    login: Omit<Login, 'isEnterprise'>,
    { password, isDisabled = false }: { password?: string | undefined; isDisabled?: boolean } = {
      password: PASSWORD,
    },
  ): void {
    const given = isDisabled ? PASSWORD : password;
    this.#accounts.set(login.userId, {
      login: { ...login, isEnterprise: false },
      passwordHash:
        given === undefined ? undefined : createHash('sha1').update(given).digest('hex'),
      isDisabled,
      locale: 'en_US',
    });
  }

  execute(received: ReceivedCommand, login: Login): Command {
    this.seen.push({ command: received.command, login });
    return this.answer(received);
  }

  refuse({ code, text, detail }: Refusal): Command {
    const summary = `[Error ${String(code)}] ${text}`;
    return new ErrorResponse({ summary, summaryEnglish: summary, detail });
  }

  findFault({ type, command }: ReceivedCommand): Refusal | undefined {
    return command === undefined
      ? new Refusal(seen.invalidRequest, `Unknown request: ${type}`)
      : undefined;
  }

  account(userId: string): Account | undefined {
    return this.#accounts.get(userId);
  }

  userIdOf(
    by: { readonly phoneNumber: string } | { readonly linePort: string },
  ): string | undefined {
    const key = 'phoneNumber' in by ? by.phoneNumber : by.linePort;
    return ['+1-2405550101', 'alice-line@example.test'].includes(key)
      ? 'alice@example.test'
      : undefined;
  }
}
