/**
 * A request that the platform refuses. It becomes an `ErrorResponse` whose summary begins with
 * `[Error NNNN]`, as the platform writes it.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  /** The summary without the number. */
  readonly text: string;
  readonly detail: string | undefined;

  constructor(code: number, text: string, detail?: string) {
    super(`[Error ${String(code)}] ${text}`);
    this.code = code;
    this.text = text;
    this.detail = detail;
  }
}

/**
 * A notice in place of a success: an `ErrorResponse` of type `Warning` or `Info`. What the request
 * asked for was done as far as it says.
 */
export class PlatformNotice {
  readonly type: 'Warning' | 'Info';
  readonly code: number;
  readonly text: string;
  readonly detail: string | undefined;

  constructor(type: 'Warning' | 'Info', code: number, text: string, detail?: string) {
    this.type = type;
    this.code = code;
    this.text = text;
    this.detail = detail;
  }
}

/**
 * Numbers that were seen on real platforms. Everything else the simulator refuses has a number of its
 * own from 9000 on, which no platform is known to use: programs are not to match on those.
 */
export const seen = {
  userNotFound: 4008,
  invalidAddress: 4015,
  groupNotFound: 4152,
  userExists: 4200,
  domainAssigned: 4267,
  cannotAssign: 4400,
  serviceNotAssigned: 4410,
  deviceExists: 4500,
  deviceTypeNotFound: 4501,
  deviceNotFound: 4505,
  invalidExtension: 4909,
  badPassword: 4962,
  accountDisabled: 5202,
  unauthorized: 5404,
  invalidRequest: 6004,
} as const;

/** Numbers of the simulator's own. */
export const own = {
  notSimulated: 9000,
  unavailable: 9001,
  notFound: 9010,
  exists: 9011,
  inUse: 9012,
  notAuthorized: 9013,
  notAllowed: 9014,
  limitReached: 9015,
  numberNotAvailable: 9016,
  invalidValue: 9017,
  missingValue: 9018,
  notLoggedIn: 9020,
  /** No refusal: what a move to another group takes from a user. */
  lostByMove: 9030,
} as const;

/** `Service provider not found: X`, and so on for what has no number of its own. */
export function notFound(what: string, id: string): Refusal {
  return new Refusal(own.notFound, `${what} not found: ${id}`);
}

export function alreadyExists(what: string, id: string): Refusal {
  return new Refusal(own.exists, `${what} already exists: ${id}`);
}

export function invalid(text: string, detail?: string): Refusal {
  return new Refusal(own.invalidValue, text, detail);
}

export function notAllowed(text: string, detail?: string): Refusal {
  return new Refusal(own.notAllowed, text, detail);
}
