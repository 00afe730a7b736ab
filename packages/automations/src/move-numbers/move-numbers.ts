import type { Client } from '@ocipkit/client';
import { checkBatchSize, DEFAULT_BATCH_SIZE, startChange } from '../number-change/change.js';
import { namedNumbers } from '../number-change/number-text.js';
import { groupPlace, pathOfMove, samePlace } from '../number-change/path.js';
import { checkId, sourcePlace } from '../number-change/source.js';
import type { NumberChange } from '../number-change/types.js';
import { AutomationUsageError } from '../run/usage-error.js';
import type { RunOptions } from '../run/options.js';

/** What `moveNumbers` takes. */
export interface MoveNumbersInput {
  /** Service provider or enterprise that the numbers are to be taken from. */
  readonly serviceProviderId: string;
  /** Group that they are to be taken from; left out: numbers that are in no group. */
  readonly groupId?: string | undefined;
  /** Service provider or enterprise that they are to go to. Default: the same. */
  readonly toServiceProviderId?: string | undefined;
  /** Group that they are to go to. */
  readonly toGroupId: string;
  /**
   * Numbers, and ranges written `first - last` with blanks around the hyphen. `+1-2405550123`,
   * `+12405550123` and `2405550123` are understood. At most 10,000.
   */
  readonly numbers: readonly string[];
  /** Name or full path of a department of the target group. Default: none. */
  readonly department?: string | undefined;
  /** Most numbers of one request, 1 to 100. Default 20. */
  readonly batchSize?: number | undefined;
  /** Only reads, and tells what would be sent. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Moves phone numbers to another group, also of another service provider. Numbers that a user or service
 * has, calling line ids, and numbers that are elsewhere are left alone. Activation is kept; the department
 * is not, unless one is given.
 *
 * Numbers go in batches. A batch that is refused is halved until the bad number is alone; a number that
 * does not get through is taken back to where it was. A lost answer is settled by reading. Each step is in
 * `options.journal` before it is sent: {@link resumeNumberChange} and {@link rollBackNumberChange} take it
 * from there. Ending the run (`signal`, `timeoutMs`) ends it after the batch that is under way.
 *
 * Costs one round of reads (another if a number is in a department), two to four writes for each batch (two
 * more and a read to another service provider), and a read of the lists at the end.
 *
 * @throws AutomationUsageError for bad input, and for a journal that is in use; AutomationError if a group
 *   or a list can't be read, the department does not exist, or the login can't delete and add numbers where
 *   that is needed. Nothing has been sent then.
 */
export async function moveNumbers(
  client: Client,
  input: MoveNumbersInput,
  options: RunOptions = {},
): Promise<NumberChange> {
  const { serviceProviderId, toServiceProviderId = serviceProviderId, toGroupId } = input;
  const from = sourcePlace(input);
  checkId('toServiceProviderId', toServiceProviderId);
  checkId('toGroupId', toGroupId);
  if (input.department !== undefined) checkId('department', input.department);
  const to = groupPlace(toServiceProviderId, toGroupId);
  if (samePlace(from, to)) {
    throw new AutomationUsageError('The numbers are to be moved to the group that they are in.');
  }
  const request = {
    automation: 'moveNumbers',
    path: pathOfMove(from, to),
    batchSize: checkBatchSize(input.batchSize ?? DEFAULT_BATCH_SIZE),
    numbers: namedNumbers(input.numbers),
    department: input.department,
  } as const;
  return startChange(client, request, { dryRun: input.dryRun ?? false }, options);
}
