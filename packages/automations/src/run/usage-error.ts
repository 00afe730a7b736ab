/** What is wrong with the definition of an automation, or with the input for one. */
export class AutomationUsageError extends Error {
  override readonly name = 'AutomationUsageError';
}
