import type { FacetCode } from '../value/facets.js';

/** What is wrong with a field. */
export type ProblemCode =
  | FacetCode
  | 'missing'
  | 'unknown-field'
  | 'wrong-type'
  | 'nil-not-allowed'
  | 'illegal-character'
  | 'too-few'
  | 'too-many'
  | 'choice-missing'
  | 'choice-conflict'
  | 'unknown-type'
  | 'white-space';

/** One way in which a command does not fit the schema. */
export interface Problem {
  readonly code: ProblemCode;
  /** A warning does not keep a request from being sent. */
  readonly severity: 'error' | 'warning';
  /** From the name of the command on, such as `UserModifyRequest22.endpoint.linePort`. */
  readonly path: string;
  /** What was found; never a secret. */
  readonly found: string;
  readonly expected: string;
  /** What to do about it, where that is not obvious. */
  readonly hint?: string;
}
