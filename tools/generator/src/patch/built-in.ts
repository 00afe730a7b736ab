import type { Patch } from './patch.js';

/** What every release gets wrong or leaves unsaid, as far as it is known. */
export const builtInPatches: readonly Patch[] = [
  {
    op: 'or-success',
    target: 'GroupConsolidatedAddRequest22',
    reason:
      'Answers with its data response or with SuccessResponse, depending on what was asked for.',
    builtIn: true,
  },
  {
    op: 'or-success',
    target: 'GroupConsolidatedDnAssignListRequest',
    reason:
      'Answers with its data response or with SuccessResponse, depending on what was asked for.',
    builtIn: true,
  },
];
