/**
 * How a line/port is registered. `registered`: by a contact whose end is not over; `static`: by one without
 * an end; `expired`: the end of all contacts is over; `none`: there is no contact; `unknown`: what would
 * tell could not be read.
 */
export type RegistrationState = 'registered' | 'static' | 'expired' | 'none' | 'unknown';

/** A contact under which a line/port is, or was, registered: what all registration tables have of it. */
export interface RegistrationContact {
  /** The contact in the list of one user; in lists of more the address of record. */
  readonly uri?: string | undefined;
  /** As the platform writes it; none for a static registration. */
  readonly expiration?: string | undefined;
  /** Preference, such as `q=0.5`. */
  readonly order?: string | undefined;
  readonly publicNetAddress?: string | undefined;
  readonly publicPort?: string | undefined;
  readonly privateNetAddress?: string | undefined;
  readonly privatePort?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Whether it holds. This and the next three are in the list of one user, in AS data mode only. */
  readonly registrationActive?: boolean | undefined;
  readonly lockoutStarted?: string | undefined;
  /** Undefined for a lockout that lasts. */
  readonly lockoutExpires?: string | undefined;
  /** A number, or the word Permanent. */
  readonly lockoutCount?: string | undefined;
}
