import { AutomationUsageError } from '../run/usage-error.js';
import { MAX_NAME, isBroad, patternProblem } from './pattern.js';
import { blockActions, type BlockAction, type BlockUndo } from './types.js';

/** What `blockNumber` takes. */
export interface BlockNumberInput {
  /** Enterprise or service provider whose groups are meant. */
  readonly serviceProviderId: string;
  /**
   * Callers to block, 1 to 160 characters: digits, `+`, `#`, `?` for any digit, ranges such as `[2-5]`, `\*`
   * for the star key, `*` at the end for any rest.
   */
  readonly digitPattern: string;
  /** Name for the pattern, 1 to 30 characters; default `Block ` and the digits, cut to fit. */
  readonly name?: string | undefined;
  /** Ids of the groups that are meant; default all. */
  readonly groups?: readonly string[] | undefined;
  /** Ids of groups to leave alone. */
  readonly excludeGroups?: readonly string[] | undefined;
  /** Also set the permissions of departments, those of the enterprise included; default true. */
  readonly departments?: boolean | undefined;
  /** Default `block`. */
  readonly action?: BlockAction | undefined;
  /** Change something. Default false: the plan only. */
  readonly apply?: boolean | undefined;
  /** Also change the rules of users who have their own; default false: they are listed. */
  readonly changeExemptUsers?: boolean | undefined;
  /**
   * With `unblock`: delete the pattern where it has the name and nothing else uses it; default false. A
   * pattern that rules for calls made may name is kept.
   */
  readonly removePattern?: boolean | undefined;
  /** Allow a pattern with fewer than three literal digits, which matches far and wide. */
  readonly allowBroad?: boolean | undefined;
  /** Country calling code without `+`, such as `49`: to tell other forms of a national number. */
  readonly countryCode?: string | undefined;
}

/** What `undoBlockNumber` takes. */
export interface UndoBlockNumberInput {
  /** `undo` of a result of `blockNumber`. */
  readonly undo: BlockUndo;
  /** Change something. Default false: the plan only. */
  readonly apply?: boolean | undefined;
}

/** @throws AutomationUsageError naming everything that is wrong */
export function checkBlockInput(input: BlockNumberInput): void {
  const { serviceProviderId, digitPattern, name, action, countryCode } = input;
  const pattern = isText(digitPattern) ? patternProblem(digitPattern) : 'is missing';
  const problems = [
    ...(isText(serviceProviderId) ? [] : ['serviceProviderId is missing']),
    ...(pattern === undefined ? [] : [`digitPattern ${pattern}`]),
    ...(pattern === undefined && isBroad(digitPattern) && input.allowBroad !== true
      ? ['digitPattern has fewer than 3 literal digits; allowBroad lets it pass']
      : []),
    ...(name === undefined || (isText(name) && name.length <= MAX_NAME && name === name.trim())
      ? []
      : [`name is no text of 1 to ${String(MAX_NAME)} characters without blanks at its ends`]),
    ...(action === undefined || blockActions.includes(action)
      ? []
      : [`action is none of ${blockActions.join(', ')}`]),
    ...(input.removePattern === true && action !== 'unblock'
      ? ['removePattern goes with the action unblock only']
      : []),
    ...(countryCode === undefined || /^[1-9]\d{0,2}$/.test(countryCode)
      ? []
      : ['countryCode is no calling code of 1 to 3 digits']),
    ...(['groups', 'excludeGroups'] as const).flatMap((field) => listProblem(field, input[field])),
  ];
  refuse('blockNumber', problems);
}

function listProblem(field: string, ids: readonly string[] | undefined): readonly string[] {
  if (ids === undefined) return [];
  // An empty list would mean no group, which nobody asks for.
  return ids.length > 0 && ids.every(isText) ? [] : [`${field} is no list of ids`];
}

/**
 * Checks a plan that comes from outside, such as a file.
 *
 * @throws AutomationUsageError
 */
export function checkUndoInput({ undo }: UndoBlockNumberInput): void {
  const given = undo as Partial<BlockUndo> | undefined;
  const pattern = given?.digitPattern;
  const isPlan =
    isText(given?.serviceProviderId) &&
    isText(pattern) &&
    patternProblem(pattern) === undefined &&
    Array.isArray(given.groups) &&
    given.groups.every(isUndoGroup);
  refuse('undoBlockNumber', isPlan ? [] : ['undo is not what a result of blockNumber has there']);
}

function isUndoGroup(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { groupId, patternName, pattern, permissions } = value as Readonly<Record<string, unknown>>;
  return (
    isText(groupId) &&
    isText(patternName) &&
    ['add', 'remove', 'keep'].includes(String(pattern)) &&
    Array.isArray(permissions) &&
    permissions.every(isUndoPermission)
  );
}

function isUndoPermission(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { place, allow } = value as { readonly place?: unknown; readonly allow?: unknown };
  if (typeof allow !== 'boolean' || typeof place !== 'object' || place === null) return false;
  const { kind, userId, departmentKey } = place as Readonly<Record<string, unknown>>;
  if (kind === 'group') return true;
  if (kind === 'user') return isText(userId);
  return kind === 'department' && typeof departmentKey === 'object' && departmentKey !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function refuse(name: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new AutomationUsageError(`${name}: ${problems.join('; ')}.`);
}
