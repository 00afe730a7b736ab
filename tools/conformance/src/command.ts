import { ErrorResponse, SuccessResponse, type CommandClass, type OCICommand } from '@ocipkit/core';
import { loosened } from './mutations/loosen.js';
import type { Fields } from './instances/particles.js';
import type { Writing } from './mutations/kinds.js';

/** A command, whatever its type. */
export type AnyCommand = OCICommand<string, object>;

/** The commands that the runtime brings itself; they are part of every release. */
export const ownClasses: readonly CommandClass[] = [SuccessResponse, ErrorResponse];

/** Builds a command the way a program does. */
export function construct(known: CommandClass, fields: Fields): AnyCommand {
  const Command = known as unknown as new (input: Fields) => AnyCommand;
  return new Command(fields);
}

/** The same fields under the description that lets them be written; see {@link Writing}. */
export function rewritten(known: CommandClass, fields: Fields, writing: Writing): AnyCommand {
  if (writing === 'as-is') return construct(known, fields);
  const prototype = Object.create(known.prototype as object, {
    constructor: { value: { $: loosened(known.$) } },
  }) as object;
  return Object.assign(Object.create(prototype) as AnyCommand, fields);
}
