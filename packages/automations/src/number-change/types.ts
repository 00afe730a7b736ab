import type { DepartmentKey } from '@ocipkit/commands/common';
import type { StepAnswer } from '../journal/journal.js';
import type { Problem } from '../run/problem.js';
import type { RunSummary } from '../run/run.js';

/** Where a number is: in a group, with a service provider but in no group, or with neither. */
export type NumberPlace =
  | { readonly kind: 'group'; readonly serviceProviderId: string; readonly groupId: string }
  | { readonly kind: 'service-provider'; readonly serviceProviderId: string }
  /** In none of the lists that were read; another service provider may have it. */
  | { readonly kind: 'nobody' };

/** A number as the platform's lists show it. */
export interface NumberState {
  readonly place: NumberPlace;
  /** User or service that has the number, column `User Id`; null while it is free. */
  readonly userId: string | null;
  /** Full path of the number's department, column `Department`; null without. */
  readonly department: string | null;
  /** Column `Activated`; null where the list does not tell, and outside groups. */
  readonly isActivated: boolean | null;
  /**
   * Column `Can Delete` of the service provider's list; null where it is not read or does not tell.
   * A number in a group cannot be deleted as long as it is there.
   */
  readonly canDelete: boolean | null;
}

/**
 * What became of a number.
 *
 * - `planned`: dry run; it would be changed
 * - `moved`, `removed`: done, and seen so in the lists afterwards
 * - `unchanged`: it was so already; of a rollback: the run had not touched it
 * - `restored`: a rollback has brought it back
 * - `in-use`: a user or a service has it, or it is a calling line id: nothing was sent
 * - `not-found`: none of the lists has it: nothing was sent
 * - `ambiguous`: it stands for several listed numbers: nothing was sent
 * - `elsewhere`: it is not where this run may take it from, or somebody else has moved it meanwhile
 * - `refused`: the platform said no; the number is where it was
 * - `failed`: no usable answer, the journal could not be written, or the service provider's list says that
 *   the number cannot be deleted; it is where it was
 * - `incomplete`: it is at its place, with another activation or department than it should have
 * - `stranded`: the change failed, and so did taking it back: `after` tells where it is
 * - `unknown`: where it is could not be read
 * - `not-run`: the run ended before
 *
 * `stranded`, `unknown` and `not-run` are what resuming or rolling back from the journal is for.
 */
export type NumberOutcome =
  | 'planned'
  | 'moved'
  | 'removed'
  | 'unchanged'
  | 'restored'
  | 'in-use'
  | 'not-found'
  | 'ambiguous'
  | 'elsewhere'
  | 'refused'
  | 'failed'
  | 'incomplete'
  | 'stranded'
  | 'unknown'
  | 'not-run';

/** One number of a change. */
export interface NumberResult {
  /** In the platform's writing; as it was named if no list has it. */
  readonly number: string;
  readonly outcome: NumberOutcome;
  /** Before the run; null if no list has it. */
  readonly before: NumberState | null;
  /** Read at the end; null if it could not be read, and in a dry run. */
  readonly after: NumberState | null;
  /** Why it is not done; null otherwise. */
  readonly problem: Problem | null;
}

/** A request that changes numbers: the one that is sent, or the one that takes it back. */
export interface NumberRequest {
  readonly command: NumberCommand;
  /** The fields as they go out. */
  readonly input: NumberRequestInput;
}

/** Fields of a request of the plan, as it goes out. */
export interface NumberRequestInput {
  readonly serviceProviderId: string;
  readonly groupId?: string | undefined;
  /** Of GroupDnListAssignDepartmentRequest; left out, the numbers leave their department. */
  readonly departmentKey?: DepartmentKey | undefined;
  readonly phoneNumber: readonly string[];
}

/** A request that changes where numbers belong. */
export type NumberCommand =
  | 'GroupDnUnassignListRequest'
  | 'GroupDnAssignListRequest'
  | 'ServiceProviderDnDeleteListRequest'
  | 'ServiceProviderDnAddListRequest'
  | 'GroupDnActivateListRequest'
  | 'GroupDnDeactivateListRequest'
  | 'GroupDnListAssignDepartmentRequest';

/** A step of a change, for some numbers together. */
export interface NumberStep extends NumberRequest {
  /** As in the journal. */
  readonly id: string;
  /** What the numbers have before, and after. */
  readonly before: string;
  readonly after: string;
  /** Null where what was before is not known well enough to be set again. */
  readonly undo: NumberRequest | null;
  /** `back`: it took back what an earlier step had done. */
  readonly direction: 'forward' | 'back';
  /** `planned` in a dry run; otherwise what came of it. */
  readonly state: 'planned' | StepAnswer;
}

/** A warning or an information that the platform gave in place of a plain success. */
export interface NumberNotice {
  readonly step: string;
  readonly command: string;
  readonly type: string;
  readonly code: number | null;
  readonly summary: string;
}

/** How many numbers have each outcome; those that none has are left out. */
export type NumberTotals = Readonly<Partial<Record<NumberOutcome, number>>>;

/** A change of numbers: what was to be done, what was sent, what became of each number. */
export interface NumberChange extends RunSummary {
  readonly automation: 'moveNumbers' | 'removeNumbers';
  /** `run`: from the beginning; the others from a journal. */
  readonly mode: 'dry-run' | 'run' | 'resume' | 'rollback';
  /** Where the numbers are to come from, and where they are to go; `nobody` for a removal. */
  readonly from: NumberPlace;
  readonly to: NumberPlace;
  /** In the order in which they were named. */
  readonly numbers: readonly NumberResult[];
  readonly totals: NumberTotals;
  /** What was sent, in order; in a dry run, what would be. */
  readonly steps: readonly NumberStep[];
  /** Answers that were neither success nor failure; what they left was read. */
  readonly warnings: readonly NumberNotice[];
  /**
   * A number is `stranded`, `unknown`, `incomplete` or `not-run`: the run is one to resume or to roll back.
   */
  readonly isResumable: boolean;
  /** Of the dry run of a removal: what to give as `confirmation`, for these very numbers. */
  readonly confirmation: string | null;
}
