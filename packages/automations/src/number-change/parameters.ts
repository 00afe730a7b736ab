import type { Parameter } from '../registry/automation.js';
import { MAX_BATCH_SIZE } from './change.js';

/** What moving and removing have in common. */
export const sourceParameters: readonly Parameter[] = [
  {
    name: 'serviceProviderId',
    type: 'text',
    completion: 'serviceProviderId',
    isRequired: true,
    description: 'Service provider or enterprise that has the numbers.',
  },
  {
    name: 'groupId',
    type: 'text',
    completion: 'groupId',
    isRequired: false,
    description: 'Group that has the numbers; left out: numbers that are in no group.',
  },
];

export const numbersParameters: readonly Parameter[] = [
  {
    name: 'numbers',
    type: 'texts',
    completion: 'phoneNumber',
    isRequired: true,
    description: "Numbers, and ranges 'first - last' with blanks around the hyphen.",
  },
  {
    name: 'batchSize',
    type: 'integer',
    min: 1,
    max: MAX_BATCH_SIZE,
    isRequired: false,
    description: 'Most numbers of one request; 20 by default.',
  },
  {
    name: 'dryRun',
    type: 'boolean',
    isRequired: false,
    description: 'Only read, and tell what would be sent.',
  },
];
