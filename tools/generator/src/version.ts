/** The versions of `@ocipkit/core` whose contract generated code is written for. */
export const RUNTIME_RANGE = '^0.1.0';
