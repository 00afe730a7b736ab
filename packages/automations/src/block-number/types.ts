import type { DepartmentKey } from '@ocipkit/commands/common';
import type { RunOptions } from '../run/options.js';
import type { Problem } from '../run/problem.js';
import type { RunSummary } from '../run/run.js';

/** What is to be done with a number: `report` only tells how things are. */
export const blockActions = ['block', 'unblock', 'report'] as const;
/** What is to be done, or was done, in a group. */
export type BlockAction = (typeof blockActions)[number];

/** What became of a group. */
export type BlockOutcome =
  /** Done in this run; what was read back is under `verified`. */
  | 'blocked'
  | 'unblocked'
  | 'undone'
  /** Nothing had to be changed. */
  | 'already-blocked'
  | 'already-unblocked'
  | 'already-undone'
  /** Would be changed: a run without `apply`. */
  | 'planned'
  /** In some places only. */
  | 'partly'
  /** The name is taken by a pattern of other digits: the group was left alone. */
  | 'conflict'
  /** The group has no Incoming Calling Plan: nothing to set. */
  | 'not-assigned'
  /** The platform said no; nothing was changed. */
  | 'refused'
  /** No usable answer; nothing was changed, as far as could be read. */
  | 'failed'
  /** An answer to a change was lost, and reading did not settle what became of it. */
  | 'unknown'
  /** The run ended before, or `maxDetails` left the group out. */
  | 'not-run';

/** Where a permission is: for members without a department, for a department, or a user's own. */
export type BlockPlace =
  | { readonly kind: 'group' }
  /** The key as the platform sent it; its `$type` tells group and enterprise departments apart. */
  | { readonly kind: 'department'; readonly departmentKey: DepartmentKey }
  | { readonly kind: 'user'; readonly userId: string };

/** A change that was sent, or would be. */
export interface BlockStep {
  readonly command: string;
  /** Fields of the request, exactly as sent. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Whose rule changes, and how; empty for a step that adds or deletes the pattern. */
  readonly changes: readonly BlockChange[];
  /** Command that takes it back. */
  readonly undo: string;
  readonly state: 'planned' | 'done' | 'refused' | 'failed' | 'unknown' | 'not-run';
  /** A warning or information in place of a plain success. */
  readonly notice?: string | undefined;
}

/** Whether calls from the number are let through, before and after. */
export interface BlockChange {
  readonly place: BlockPlace;
  /** Undefined while the group has no such pattern, or there is no rule for it. */
  readonly before?: boolean | undefined;
  readonly after: boolean;
}

/** The permission of a place in the result. */
export interface BlockPermission {
  /** Whether calls were let through; undefined without a rule for the pattern. */
  readonly before?: boolean | undefined;
  /**
   * What was read back after a change; in a plan what it would be; the same as `before` where nothing is to
   * change. Undefined where that is not known.
   */
  readonly after?: boolean | undefined;
}

/** The permission of a department, of the group or of the enterprise. */
export interface BlockDepartment extends BlockPermission {
  readonly key: DepartmentKey;
  /** The department and its parents, for people. */
  readonly fullPath: string;
}

/** A user whose own rules were looked at. */
export interface BlockUser extends BlockPermission {
  readonly userId: string;
}

/** One group in scope. */
export interface BlockGroup {
  readonly groupId: string;
  /** Undefined where the group has no name, or the list of groups was not read. */
  readonly groupName?: string | undefined;
  readonly outcome: BlockOutcome;
  /** Name of the pattern in this group; undefined where it has none and none is to be added. */
  readonly patternName?: string | undefined;
  /** The pattern was added by this run. */
  readonly patternAdded: boolean;
  /** The pattern was deleted by this run. */
  readonly patternRemoved: boolean;
  /** For members without a department; undefined where the plan could not be read. */
  readonly permission?: BlockPermission | undefined;
  /** Every department that the plan has, also where departments are left alone. */
  readonly departments: readonly BlockDepartment[];
  /**
   * Users with rules of their own, whom the group's rules do not reach. Undefined where they could not be
   * listed: then nobody knows.
   */
  readonly exemptUsers?: readonly string[] | undefined;
  /** Rules of those users; only where they are changed, or looked at before a pattern is deleted. */
  readonly users: readonly BlockUser[];
  readonly steps: readonly BlockStep[];
  /** Read back, and as wanted. Undefined where nothing was changed or it could not be read back. */
  readonly verified?: boolean | undefined;
  /** What a person should know: another name in use, a pattern that is kept, and why. */
  readonly notes: readonly string[];
  /** Why the outcome is no better. */
  readonly problem?: Problem | undefined;
}

/** What takes back what a run has changed: input of `undoBlockNumber`. Plain data, to be kept. */
export interface BlockUndo {
  readonly serviceProviderId: string;
  readonly digitPattern: string;
  readonly groups: readonly BlockUndoGroup[];
}

/** What takes a block back in one group. */
export interface BlockUndoGroup {
  readonly groupId: string;
  readonly patternName: string;
  /** What is to be done with the pattern itself. */
  readonly pattern: 'add' | 'remove' | 'keep';
  readonly permissions: readonly { readonly place: BlockPlace; readonly allow: boolean }[];
}

/** A number blocked, unblocked or looked for in the groups of an enterprise or service provider. */
export interface BlockResult extends RunSummary {
  /**
   * `success`: every group is done, was so before, has no Incoming Calling Plan, or is planned;
   * `failure`: no group is, and there is one at least; `incomplete`: some are.
   */
  readonly outcome: 'success' | 'incomplete' | 'failure';
  readonly action: BlockAction | 'undo';
  /** False: a plan, nothing was changed. */
  readonly applied: boolean;
  readonly serviceProviderId: string;
  readonly isEnterprise: boolean;
  readonly pattern: {
    /** Name as requested; a group may have another, see `groups[].patternName`. */
    readonly name: string;
    readonly digitPattern: string;
    /** In words which callers it fits. */
    readonly matches: string;
    /**
     * Patterns for other forms of the same numbers, which this pattern does not fit: with `+` or national.
     * Offers, never added.
     */
    readonly otherForms: readonly string[];
  };
  /** In the order of the platform's list, or of the input. */
  readonly groups: readonly BlockGroup[];
  /** How many groups have an outcome; outcomes of no group are left out. */
  readonly totals: Readonly<Partial<Record<BlockOutcome, number>>>;
  /** Takes back what this run has changed; without groups if that is nothing. */
  readonly undo: BlockUndo;
}

/** One line of a journal: before a change is sent, and after its answer. */
export interface BlockJournalEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly groupId: string;
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly state: 'sending' | BlockStep['state'];
}

export interface BlockOptions extends RunOptions {
  /** Called before each change is sent and after its answer, for a journal. Must not throw. */
  readonly onStep?: ((entry: BlockJournalEntry) => void) | undefined;
}
