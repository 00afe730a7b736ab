import { commandTypeOf, type CommandClass, type OCICommand } from '@ocipkit/core';

type Command = OCICommand<string, object>;

/** A command of a class that is known at run time only. Fields that are undefined are left out. */
export function makeCommand(type: CommandClass, fields: object): Command {
  const constructor = type as unknown as new (fields: object) => Command;
  return new constructor(fields);
}

/** The class of the data response to a request; undefined if it has none. */
export function responseClassOf(request: Command): CommandClass | undefined {
  const type = commandTypeOf(request);
  return type.role === 'request' ? type.response?.() : undefined;
}
