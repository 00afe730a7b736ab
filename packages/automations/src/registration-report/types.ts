import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** Kinds of endpoints that the list can be narrowed to. */
export const registrationEndpointTypes = [
  'Primary',
  'Shared Call Appearance',
  'Video Add On',
  'Mobility',
] as const;
export type RegistrationEndpoint = (typeof registrationEndpointTypes)[number];

/**
 * `registered`: with an end that is not over. `static`: without an end. `expired`: its end is over.
 * `none`: nothing is registered. `unknown`: it has an end, but the list of those that are over could not
 * be read.
 */
export type RegistrationState = 'registered' | 'static' | 'expired' | 'none' | 'unknown';

/** A contact of a line: one row of the registration table. */
export interface RegistrationContact {
  readonly state: RegistrationState;
  /** Address of record. */
  readonly uri?: string | undefined;
  readonly contact?: string | undefined;
  /** As the platform writes it; undefined for a static registration. */
  readonly expiration?: string | undefined;
  /** Preference, such as `q=0.5`. */
  readonly order?: string | undefined;
  readonly publicNetAddress?: string | undefined;
  readonly publicPort?: string | undefined;
  readonly privateNetAddress?: string | undefined;
  readonly privatePort?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly pathHeader?: string | undefined;
  /** The next four are read on request, from UserGetRegistrationListRequest; AS data mode only. */
  readonly registrationActive?: boolean | undefined;
  readonly lockoutStarted?: string | undefined;
  /** Undefined for a lockout that lasts. */
  readonly lockoutExpires?: string | undefined;
  /** A number, or the word Permanent. */
  readonly lockoutCount?: string | undefined;
}

/** A user and a line/port. Users without any registration have one entry without a line. */
export interface RegistrationLine {
  readonly userId: string;
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  /** The next three are undefined where the users could not be listed, and for service instances. */
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly extension?: string | undefined;
  /** `System`, `Service Provider` or `Group`. */
  readonly deviceLevel?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly linePort?: string | undefined;
  readonly endpointType?: string | undefined;
  /** The best of its contacts: registered, unknown, static, expired, none. */
  readonly state: RegistrationState;
  readonly contacts: readonly RegistrationContact[];
}

/** A device that no line is registered from. */
export interface UnregisteredDevice {
  readonly deviceLevel: 'Group' | 'Service Provider';
  readonly groupId?: string | undefined;
  readonly deviceName: string;
  readonly deviceType?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly netAddress?: string | undefined;
  /** State of its configuration, not of its registration: `Online`, `Offline`, … */
  readonly status?: string | undefined;
  readonly version?: string | undefined;
  /** It has contacts, all of which are expired. */
  readonly hasExpired: boolean;
}

/** Which phones are registered, and which are not. */
export interface RegistrationReport extends RunSummary {
  /** What was asked for; undefined where it was left out. */
  readonly serviceProviderId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deviceType?: string | undefined;
  readonly endpointType?: RegistrationEndpoint | undefined;
  /**
   * By user id and line/port. With a device type or an endpoint type only lines that fit; users without
   * any registration are left out then.
   */
  readonly lines: readonly RegistrationLine[];
  /** Lines by their state. */
  readonly totals: Readonly<Record<RegistrationState, number>>;
  /** Whether the users could be listed: without, there are no names, and no users without registration. */
  readonly users: Section<{ readonly users: number }>;
  /** Whether the expired contacts could be listed. */
  readonly expired: Section<{ readonly contacts: number }>;
  /**
   * Devices without registration, of the groups asked for and, for a whole service provider, of the
   * service provider; `unread` are groups. Undefined where an endpoint type was asked for, or no service
   * provider.
   */
  readonly devices?: Section<readonly UnregisteredDevice[]> | undefined;
  /** Lockouts, on request; `unread` are users. */
  readonly lockouts?: Section<{ readonly users: number }> | undefined;
}
