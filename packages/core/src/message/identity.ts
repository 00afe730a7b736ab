/**
 * Who sends a message: exactly one of these. `sessionId` names a login; the others are for calls
 * without a session, from addresses on the platform's external authentication list.
 */
export type Identity =
  | { readonly sessionId: string }
  | { readonly userId: string }
  | { readonly phoneNumber: string }
  | { readonly linePort: string }
  | { readonly externalUserIdentity: ExternalUserIdentity };

/** An identity proven by an access token. */
export interface ExternalUserIdentity {
  /** Primary, alternate or external id; 1–161 characters. */
  readonly id: string;
  /** External id of the service provider or enterprise; 1–36 characters. */
  readonly organizationId: string;
  readonly role: ExternalRole;
}

export const externalRoles = ['User', 'Administrator'] as const;

type ExternalRole = (typeof externalRoles)[number];

/** The names of the identity elements. Older releases have the first three only. */
export const identityNames = [
  'sessionId',
  'userId',
  'phoneNumber',
  'linePort',
  'externalUserIdentity',
] as const;

/** A way to say in whose name a message goes; see {@link identityNames}. */
export type IdentityName = (typeof identityNames)[number];
