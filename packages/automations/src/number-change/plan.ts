import type { DepartmentKey } from '@ocipkit/commands/common';
import { sameId } from '../run/cells.js';
import type { Problem } from '../run/problem.js';
import { placeText, transition, type NumberPath } from './path.js';
import type { NumberCommand, NumberOutcome, NumberRequest, NumberState } from './types.js';

/** What is going to be done; plain data, since the journal keeps it. */
export interface ChangePlan {
  readonly automation: 'moveNumbers' | 'removeNumbers';
  readonly path: NumberPath;
  /** Most numbers of one request. */
  readonly batchSize: number;
  /** Department that the numbers are to be in at the end; null for none. */
  readonly department: { readonly key: DepartmentKey; readonly fullPath: string } | null;
  readonly numbers: readonly PlannedNumber[];
}

export interface PlannedNumber {
  readonly number: string;
  /** Null if no list has it. */
  readonly before: NumberState | null;
  /** Key of the department before; null without, and if it could not be found out. */
  readonly departmentKey: DepartmentKey | null;
  /** Why nothing is sent for it; null if something is. */
  readonly decided: { readonly outcome: NumberOutcome; readonly problem: Problem | null } | null;
}

/** A kind of step: what it sends for some numbers, and how to see in the lists whether it is done. */
export interface Operation {
  readonly direction: 'forward' | 'back';
  /** Position on the path before, and after. */
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
  readonly request: (phoneNumber: readonly string[]) => NumberRequest;
  readonly undo: (phoneNumber: readonly string[]) => NumberRequest | null;
  readonly isFor: (number: string) => boolean;
  readonly isDone: (state: NumberState, position: number, number: string) => boolean;
}

/** The steps of a plan, forward and back. */
export class Operations {
  readonly forward: readonly Operation[];
  readonly back: readonly Operation[];
  readonly #plan: ChangePlan;
  readonly #planned: ReadonlyMap<string, PlannedNumber>;

  constructor(plan: ChangePlan) {
    this.#plan = plan;
    this.#planned = new Map(plan.numbers.map((n) => [n.number, n]));
    const last = plan.path.length - 1;
    const indexes = plan.path.slice(1).map((_, i) => i);
    this.forward = [
      ...indexes.map((i) => this.#transition('forward', i, i + 1)),
      ...this.#activation('forward', last),
      ...this.#newDepartment(last),
    ];
    this.back = [
      ...indexes.toReversed().map((i) => this.#transition('back', i + 1, i)),
      ...this.#activation('back', 0),
      ...this.#oldDepartments(),
    ];
  }

  /** Whether a number at the end of the path, or back at its beginning, is as it should be there. */
  isSettled(direction: 'forward' | 'back', number: string, state: NumberState): boolean {
    const planned = this.#planned.get(number);
    const place = direction === 'forward' ? this.#plan.path.at(-1) : this.#plan.path[0];
    const before = planned?.before ?? null;
    if (before === null || place?.kind !== 'group') return true;
    const { isActivated, department } = before;
    const wanted = direction === 'back' ? department : (this.#plan.department?.fullPath ?? null);
    const isActivationRight =
      isActivated === null || state.isActivated === null || state.isActivated === isActivated;
    return isActivationRight && isSameDepartment(state.department, wanted);
  }

  #transition(direction: 'forward' | 'back', from: number, to: number): Operation {
    const here = this.#plan.path[from];
    const there = this.#plan.path[to];
    if (here === undefined || there === undefined) throw new RangeError('not on the path');
    return {
      direction,
      from,
      to,
      before: placeText(here),
      after: placeText(there),
      request: (numbers) => transition(here, there, numbers),
      undo: (numbers) => transition(there, here, numbers),
      isFor: () => true,
      isDone: (_, position) => position === to,
    };
  }

  /** Numbers come into a group without their activation. */
  #activation(direction: 'forward' | 'back', at: number): readonly Operation[] {
    const place = this.#plan.path[at];
    if (place?.kind !== 'group') return [];
    const { serviceProviderId, groupId } = place;
    const commandFor = (isActivated: boolean): NumberCommand =>
      isActivated ? 'GroupDnActivateListRequest' : 'GroupDnDeactivateListRequest';
    return [true, false].map((wanted) => ({
      direction,
      from: at,
      to: at,
      before: 'activation as assigned',
      after: wanted ? 'activated' : 'deactivated',
      request: (phoneNumber) => ({
        command: commandFor(wanted),
        input: { serviceProviderId, groupId, phoneNumber },
      }),
      undo: (phoneNumber) => ({
        command: commandFor(!wanted),
        input: { serviceProviderId, groupId, phoneNumber },
      }),
      isFor: (number) => this.#planned.get(number)?.before?.isActivated === wanted,
      isDone: (state, position) => position === at && state.isActivated === wanted,
    }));
  }

  #newDepartment(at: number): readonly Operation[] {
    const { department } = this.#plan;
    return department === null
      ? []
      : [this.#department('forward', at, department.key, department.fullPath, () => true)];
  }

  /** Those that the numbers were in, each with a step of its own. */
  #oldDepartments(): readonly Operation[] {
    const paths = new Map<string, DepartmentKey>();
    for (const { before, departmentKey } of this.#plan.numbers) {
      const path = before?.department ?? null;
      if (path !== null && departmentKey !== null) paths.set(path, departmentKey);
    }
    return [...paths].map(([path, key]) =>
      this.#department('back', 0, key, path, (number) => {
        const planned = this.#planned.get(number);
        return planned?.before?.department === path && planned.departmentKey !== null;
      }),
    );
  }

  #department(
    direction: 'forward' | 'back',
    at: number,
    departmentKey: DepartmentKey,
    fullPath: string,
    isFor: (number: string) => boolean,
  ): Operation {
    const place = this.#plan.path[at];
    if (place?.kind !== 'group') throw new TypeError('departments are for numbers of groups');
    const { serviceProviderId, groupId } = place;
    const command = 'GroupDnListAssignDepartmentRequest';
    return {
      direction,
      from: at,
      to: at,
      before: 'no department',
      after: `department ${fullPath}`,
      request: (phoneNumber) => ({
        command,
        input: { serviceProviderId, groupId, departmentKey, phoneNumber },
      }),
      undo: (phoneNumber) => ({ command, input: { serviceProviderId, groupId, phoneNumber } }),
      isFor,
      isDone: (state, position) => position === at && isSameDepartment(state.department, fullPath),
    };
  }
}

/** Some numbers at a time, in order. */
export function batchesOf(
  numbers: readonly string[],
  size: number,
): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, i) =>
    numbers.slice(i * size, (i + 1) * size),
  );
}

function isSameDepartment(a: string | null, b: string | null): boolean {
  return a === b || sameId(a ?? undefined, b ?? undefined);
}
