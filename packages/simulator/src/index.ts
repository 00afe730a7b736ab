/**
 * A BroadWorks provisioning server in a box: OCI-P over TCP, TLS and SOAP, with state that changes and
 * faults on demand.
 */
export { startSimulator, type StartedSimulator } from './start.js';
export type { Simulator } from './server.js';
export type {
  KillMode,
  PlatformOptions,
  PortOption,
  ShownAccount,
  SimulatorOptions,
} from './options.js';
export { UsageError } from './usage-error.js';
export { seedNames, SEED_PASSWORD } from './seed/seed.js';
