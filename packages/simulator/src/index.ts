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
export { seedNames } from './seed/seed.js';
export { SEED_PASSWORD } from './seed/soil.js';
export type { Address } from './wire/listening.js';
export type { FaultInjector } from './wire/fault-plan.js';
export { faultProfiles, type FaultProfile, type Faults, type FaultSetting } from './wire/faults.js';
export type { EventLog, LoggedEvent, Logger } from './wire/log.js';
export type { Metrics, MetricsSnapshot } from './wire/metrics.js';
export { Platform } from './platform/platform.js';
export type * from './platform/model.js';
