import type { OCIRequest } from '../base/command.js';
import { requestTypeOf } from '../base/type-of.js';
import type { CommandClass } from '../descriptor/types.js';

/** Finds the class of a command by its name on the wire. */
export type CommandResolver = (typeName: string) => CommandClass | undefined;

/** A resolver for the answers that the given requests may get; what a client needs. */
export function responsesOf(requests: Iterable<OCIRequest>): CommandResolver {
  const classes = new Map<string, CommandClass>();
  for (const request of requests) {
    const response = requestTypeOf(request).response?.();
    if (response !== undefined) classes.set(response.$.name, response);
  }
  return (typeName) => classes.get(typeName);
}

/** A resolver for given classes; what a server needs. */
export function resolverOf(classes: Iterable<CommandClass>): CommandResolver {
  const byName = new Map<string, CommandClass>();
  for (const known of classes) byName.set(known.$.name, known);
  return (typeName) => byName.get(typeName);
}
