import type { Client } from '@ocipkit/client';
import { checkBatchSize, DEFAULT_BATCH_SIZE, startChange } from '../number-change/change.js';
import { namedNumbers } from '../number-change/number-text.js';
import { pathOfRemoval } from '../number-change/path.js';
import { sourcePlace } from '../number-change/source.js';
import type { NumberChange } from '../number-change/types.js';
import { AutomationUsageError } from '../run/usage-error.js';
import type { RunOptions } from '../run/options.js';

/** What `removeNumbers` takes. */
export interface RemoveNumbersInput {
  /** Service provider or enterprise that is to lose the numbers. */
  readonly serviceProviderId: string;
  /** Group that they are in; left out: numbers that are in no group. */
  readonly groupId?: string | undefined;
  /** As of {@link MoveNumbersInput}. */
  readonly numbers: readonly string[];
  /** Most numbers of one request, 1 to 100. Default 20. */
  readonly batchSize?: number | undefined;
  /** Only reads, and tells what would be sent, and the `confirmation`. */
  readonly dryRun?: boolean | undefined;
  /**
   * `confirmation` of a dry run with the same numbers, whose list has been looked at. Needed unless this is
   * a dry run: once another service provider has taken a removed number, nothing brings it back.
   */
  readonly confirmation?: string | undefined;
}

/**
 * Removes phone numbers from a group and from its service provider. Numbers that a user or service has, and
 * calling line ids, are left alone, never freed. Otherwise as {@link moveNumbers}: batches, journal, taking
 * back what is refused half-way, ending, resuming. A number that the service provider does not have counts
 * as removed already, `unchanged`.
 *
 * Costs one round of reads (another if a number is in a department), a read and two writes for each batch,
 * and a read of the lists at the end.
 *
 * @throws AutomationUsageError for bad input, a missing `confirmation`, and a journal that is in use;
 *   AutomationError if the group or a list can't be read, the login can't delete numbers, or the numbers
 *   that can be removed are not those that were confirmed. Nothing has been sent then.
 */
export async function removeNumbers(
  client: Client,
  input: RemoveNumbersInput,
  options: RunOptions = {},
): Promise<NumberChange> {
  const { dryRun = false, confirmation } = input;
  const request = {
    automation: 'removeNumbers',
    path: pathOfRemoval(sourcePlace(input)),
    batchSize: checkBatchSize(input.batchSize ?? DEFAULT_BATCH_SIZE),
    numbers: namedNumbers(input.numbers),
  } as const;
  if (!dryRun && confirmation === undefined) {
    throw new AutomationUsageError(
      'confirmation is missing: make a dry run, look at its list, and give the confirmation that it tells.',
    );
  }
  return startChange(client, request, { dryRun, confirmation }, options);
}
