import { OcipError } from '@ocipkit/core';

/**
 * The program asks for what cannot be: an option that makes no sense, or two exchanges at once on one
 * channel. Nothing was sent, and asking again is of no use.
 */
export class UsageError extends OcipError {
  override get name(): string {
    return 'UsageError';
  }
}
