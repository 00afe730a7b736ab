import type { InitializeHook, ResolveHook } from 'node:module';

/*
 * Runs in Node's thread for module hooks: generated commands get the runtime that the client uses.
 */

interface Data {
  /** URL of the folder with the commands. */
  readonly folder: string;
  /** URL of a module that finds the right runtime. */
  readonly parent: string;
}

const folders = new Map<string, string>();

export const initialize: InitializeHook<Data> = ({ folder, parent }) => {
  folders.set(folder, parent);
};

export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  if (specifier === '@ocipkit/core' || specifier.startsWith('@ocipkit/core/')) {
    const { parentURL = '' } = context;
    for (const [folder, parent] of folders) {
      if (parentURL.startsWith(folder))
        return nextResolve(specifier, { ...context, parentURL: parent });
    }
  }
  return nextResolve(specifier, context);
};
