import { nearestNames, type CommandInfo, type CommandRegistry } from '@ocipkit/core';
import { CliError } from '../program/failure.js';

/** A request that can't be made of what was given: nothing was sent. */
export class RequestProblem extends CliError {}

/** The request that a name stands for. */
export interface NamedRequest {
  readonly info: CommandInfo;
  /** What to say about the choice, for people. */
  readonly notes: readonly string[];
}

export interface NameOptions {
  /** The name is that of a request, not of its family. */
  readonly isExact: boolean;
  readonly newest: Newest;
}

/** Finds the newest variant of a family. */
export interface Newest {
  readonly find: (family: string) => Promise<CommandInfo | undefined>;
  /** Where it is the newest, such as `that the platform has`. */
  readonly where: string;
}

/**
 * Finds a request. A name without a version stands for the newest variant of its family.
 *
 * @throws CliError if there is none, with the names that may be meant
 */
export async function findRequest(
  name: string,
  registry: CommandRegistry,
  { isExact, newest }: NameOptions,
): Promise<NamedRequest> {
  const family = registry.family(name).filter(({ kind }) => kind === 'request');
  const own = registry.info(name);
  const isFamily = family.some((info) => info.family === name) && !isExact;
  if (isFamily && (family.length > 1 || own === undefined)) {
    const chosen = await newest.find(name);
    if (chosen === undefined) throw unknownRequest(name, registry);
    if (chosen.name !== name) {
      const others = family.filter((info) => info !== chosen).map((info) => info.name);
      const more = others.length === 0 ? '' : ` Others: ${others.join(', ')}.`;
      const exact = own === undefined ? '' : ` --exact takes ${name} itself.`;
      const note = `${name} stands for ${chosen.name}, the newest ${newest.where}.${more}${exact}`;
      return { info: chosen, notes: [note, ...deprecation(chosen)] };
    }
    return { info: chosen, notes: deprecation(chosen) };
  }
  if (own?.kind !== 'request') throw unknownRequest(name, registry);
  return { info: own, notes: deprecation(own) };
}

function deprecation({ name, deprecated, successor }: CommandInfo): readonly string[] {
  if (!deprecated) return [];
  return [
    successor === undefined
      ? `${name} is deprecated.`
      : `${name} is deprecated; ${successor} takes its place.`,
  ];
}

/** The error for a name that is no request. */
export function unknownRequest(name: string, registry: CommandRegistry): RequestProblem {
  const info = registry.info(name);
  if (info?.kind === 'response') {
    return new RequestProblem(`${name} is a response; expected the name of a request.`, {
      next: [`ocip describe ${name} tells which requests it answers.`],
    });
  }
  const near = nearRequests(name, registry);
  return new RequestProblem(
    name === '' ? 'A command has no xsi:type.' : `There is no request '${name}' in this release.`,
    {
      next: [
        ...(near.length === 0 ? [] : [`Did you mean ${near.join(', ')}?`]),
        'ocip search finds requests by words.',
      ],
    },
  );
}

/** Names that may be meant, best first: at most three. */
function nearRequests(name: string, registry: CommandRegistry): readonly string[] {
  const variants = registry.family(name).filter(({ kind }) => kind === 'request');
  if (variants.length > 0) return variants.slice(-3).map((info) => info.name);
  const requests = [...registry].filter(({ kind }) => kind === 'request');
  const names = new Set(requests.flatMap((info) => [info.name, info.family]));
  const near = nearestNames(name, names);
  if (near.length > 0) return near.slice(0, 3);
  const plain = name.toLowerCase().replace(/request.*$/, '');
  const alike = requests.filter(
    (info) => !info.deprecated && plain !== '' && info.name.toLowerCase().includes(plain),
  );
  return alike
    .map((info) => info.name)
    .sort((a, b) => a.length - b.length)
    .slice(0, 3);
}
