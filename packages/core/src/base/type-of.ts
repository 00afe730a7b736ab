import type { CommandType, RequestType } from '../descriptor/types.js';
import type { OCICommand, OCIRequest } from './command.js';

/** The static description of a command, from an instance of its class. */
export function commandTypeOf(command: OCICommand<string, object>): CommandType {
  // Not `command.constructor`: a field of that name would be an own property.
  const prototype = Object.getPrototypeOf(command) as {
    readonly constructor: { readonly $: CommandType };
  };
  return prototype.constructor.$;
}

/** The static description of a request. */
export function requestTypeOf(request: OCIRequest): RequestType {
  return commandTypeOf(request) as RequestType;
}
