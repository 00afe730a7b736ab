import type { Client } from '@ocipkit/client';
import { knownRefusals } from './known-refusals.js';
import type { Problem } from './problem.js';

/** Levels of administrators, from the narrowest to the widest. */
const levels = ['User', 'Group Department', 'Group', 'Service Provider', 'Provisioning', 'System'];

type Level = 'Group' | 'Service Provider' | 'Provisioning' | 'System';

const NEEDED = 'It needs a login of level';

/** The level at least that a read needs, as far as its name tells; undefined if it does not. */
export function levelOfRead(command: string): Level | undefined {
  // The list of all service providers is nothing of one of them.
  if (command.startsWith('ServiceProviderGetList')) return 'Provisioning';
  if (/^(?:ServiceProvider|Enterprise)|InServiceProviderRequest/.test(command)) {
    return 'Service Provider';
  }
  return command.startsWith('Group') ? 'Group' : undefined;
}

/**
 * Says in the message of a refusal for lack of rights that the request needs a wider login, where that is
 * so and not said already; any other problem is as it was.
 */
export function withNeededLevel(client: Client, needed: Level, problem: Problem): Problem {
  const login = client.account?.loginType;
  if (login === undefined || knownRefusals.meaning(problem.code) !== 'unauthorized') return problem;
  const own = levels.indexOf(login);
  if (problem.message.includes(NEEDED)) return problem;
  if (own < 0 || own >= levels.indexOf(needed)) return problem;
  const message =
    `${problem.message.replace(/[^.]$/, '$&.')} ${NEEDED} ${needed} or wider; ` +
    `this one is of level ${login}.`;
  return { ...problem, message };
}
