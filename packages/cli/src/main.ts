import { execute } from './program/execute.js';
import type { ExitCode } from './program/exit-codes.js';
import { createContext, type World } from './program/world.js';

/**
 * Runs one command line.
 *
 * @param args without the names of Node and the script
 * @returns the exit code
 * @throws HandOver alone, and only in the bundle
 */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const context = createContext(world);
  try {
    return await execute(args, context);
  } finally {
    await context.close();
  }
}
