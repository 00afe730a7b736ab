import type { RegistrationContact, RegistrationState } from '../registrations/types.js';
import type { RunSummary } from '../run/run.js';
import type { Section } from '../run/section.js';

/** Sections that can be asked for by name; the registrations are always read. */
export const registrationSections = ['users', 'expired', 'devices'] as const;
/** A part of the report that may be asked for. */
export type RegistrationSection = (typeof registrationSections)[number];

/** Kinds of endpoints that the list can be narrowed to. */
export const registrationEndpointTypes = [
  'Primary',
  'Shared Call Appearance',
  'Video Add On',
  'Mobility',
] as const;
/** A kind of endpoint; see {@link registrationEndpointTypes}. */
export type RegistrationEndpoint = (typeof registrationEndpointTypes)[number];

/** A contact of a line: one row of the registration table. Lockouts are read on request. */
export interface ListedContact extends RegistrationContact {
  /** `unknown`: it has an end, but the list of those that are over was not read. */
  readonly state: RegistrationState;
  readonly contact?: string | undefined;
  readonly pathHeader?: string | undefined;
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
  readonly contacts: readonly ListedContact[];
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
  /**
   * Whether the users could be listed: without, there are no names, and no users without registration.
   * Undefined where they were not asked for.
   */
  readonly users?: Section<{ readonly users: number }> | undefined;
  /** Whether the expired contacts could be listed. Undefined where they were not asked for. */
  readonly expired?: Section<{ readonly contacts: number }> | undefined;
  /**
   * Devices without registration, of the groups asked for and, for a whole service provider, of the
   * service provider; `unread` are groups. Undefined where they were not asked for, with an endpoint type,
   * and without a service provider. Where `expired` was not read, a device with any contact counts as
   * registered.
   */
  readonly devices?: Section<readonly UnregisteredDevice[]> | undefined;
  /** Lockouts, on request; `unread` are users. */
  readonly lockouts?: Section<{ readonly users: number }> | undefined;
}
