import type { ProblemCode } from '@ocipkit/core';
import type { Fields } from '../instances/particles.js';

/** The ways in which a valid command is spoilt, and the problem each must be reported as. */
export const mutationKinds = {
  'missing-field': 'missing',
  'two-branches': 'choice-conflict',
  'no-branch': 'choice-missing',
  'over-long': 'too-long',
  'too-short': 'too-short',
  'bad-pattern': 'pattern',
  'bad-value': 'not-allowed-value',
  'out-of-range': 'out-of-range',
  'bad-form': 'wrong-form',
  'too-many': 'too-many',
  'too-few': 'too-few',
  'nil-not-nillable': 'nil-not-allowed',
  'wrong-type': 'unknown-type',
  'no-type': 'unknown-type',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type MutationKind = keyof typeof mutationKinds;

/**
 * How the spoilt command can be written. Our encoder writes one branch of a choice and known types
 * only, so some defects need a description that lets them through, and some can't be told from a
 * valid message once they are written.
 */
export type Writing = 'as-is' | 'loosened' | 'none';

/** One way to spoil a command. */
export interface Mutation {
  readonly kind: MutationKind;
  /** Where the problem must be reported. */
  readonly path: string;
  readonly writing: Writing;
  /** The spoilt fields of the whole command; the original is left as it is. */
  readonly apply: () => Fields;
}
