/** Why something in an answer was not taken as the schema says. */
export type NoticeCode =
  | 'unknown-element'
  | 'unknown-value'
  | 'unknown-type'
  | 'unreadable-value'
  | 'missing'
  | 'nil-not-allowed'
  | 'repeated'
  | 'unexpected-text';

/** A remark on an answer that does not fit the schema. The answer itself is not lost. */
export interface Notice {
  readonly code: NoticeCode;
  /** From the name of the command on, such as `UserGetResponse23V2.address.city`. */
  readonly path: string;
  /** What was found; the text itself only where it is not a secret. */
  readonly message: string;
}

/** Notices kept for one command; what comes after them goes unremarked. */
export const MAX_NOTICES = 100;
