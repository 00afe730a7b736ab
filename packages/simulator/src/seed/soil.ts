import type { Platform } from '../platform/platform.js';

/** Password of every account that a seed makes. */
export const SEED_PASSWORD = 'Simulator-1';

/** What a seed fills. */
export interface Soil {
  readonly platform: Platform;
}
