import { AutomationUsageError } from './usage-error.js';

/**
 * Checks that ids are there before anything is sent.
 *
 * @param fields those that have to be texts, by the names that the caller knows
 * @throws AutomationUsageError naming every field that is empty, or no text
 */
export function requireTexts(automation: string, fields: Readonly<Record<string, unknown>>): void {
  const problems = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [`${name} is missing`];
    return typeof value === 'string' ? [] : [`${name} is no text`];
  });
  if (problems.length > 0) throw new AutomationUsageError(`${automation}: ${problems.join('; ')}.`);
}

/**
 * Checks the sections that are asked for.
 *
 * @throws AutomationUsageError naming those that there are not
 */
export function requireSections(
  automation: string,
  wanted: readonly string[],
  known: readonly string[],
): void {
  const unknown = wanted.filter((section) => !known.includes(section));
  if (unknown.length === 0) return;
  throw new AutomationUsageError(
    `${automation}: ${unknown.join(', ')} is no section; expected some of ${known.join(', ')}.`,
  );
}
