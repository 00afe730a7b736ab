import type { Client } from '@ocipkit/client';
import { knownRefusals } from './known-refusals.js';
import type { Problem } from './problem.js';

/** Levels of administrators, from the narrowest to the widest. */
const levels = ['User', 'Group Department', 'Group', 'Service Provider', 'Provisioning', 'System'];

/**
 * Says in the message of a refusal for lack of rights that the request needs a wider login, where that is
 * so; any other problem is as it was.
 */
export function withNeededLevel(
  client: Client,
  needed: 'Group' | 'Service Provider' | 'Provisioning' | 'System',
  problem: Problem,
): Problem {
  const login = client.account?.loginType;
  if (login === undefined || knownRefusals.meaning(problem.code) !== 'unauthorized') return problem;
  const own = levels.indexOf(login);
  if (own < 0 || own >= levels.indexOf(needed)) return problem;
  const message =
    `${problem.message.replace(/[^.]$/, '$&.')} It needs a login of level ${needed} or wider; ` +
    `this one is of level ${login}.`;
  return { ...problem, message };
}
