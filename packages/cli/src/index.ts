/** The command line as a function, for programs that embed it and for tests. */
export { main } from './main.js';
export { type World } from './program/world.js';
export { type Terminal } from './terminal/terminal.js';
export { exitCodes, type ExitCode } from './program/exit-codes.js';
