/** An option or a setting that makes no sense; the message says what is expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
