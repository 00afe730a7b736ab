import { UserServiceAssignListRequest } from '@ocipkit/commands/user-services';
import { validate } from '@ocipkit/core';
import { flag, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { isObject, type Fields } from './fields.js';
import type { Step } from './steps.js';
import type { DirectServices, ServiceUpdates, UpdateCheck } from './types.js';

/*
 * Services and service packs of a user. What is assigned in a pack is not assigned by itself: only what is
 * can be taken away by its name.
 */

/** The part of the input that is about services. */
interface ServiceInput {
  readonly services?: ServiceUpdates | undefined;
  readonly servicePacks?: ServiceUpdates | undefined;
}

const kinds = ['services', 'servicePacks'] as const;
type Kind = (typeof kinds)[number];
const directions = ['assign', 'unassign'] as const;
type Direction = (typeof directions)[number];

/** Names of services and packs that go in one direction. */
type Names = Readonly<Record<Kind, readonly string[]>>;

const requests = {
  assign: 'UserServiceAssignListRequest',
  unassign: 'UserServiceUnassignListRequest',
} as const;

/** What is wrong with the input; nothing is sent then. */
export function serviceProblems(input: ServiceInput): readonly string[] {
  return kinds.flatMap((kind) => {
    const updates: unknown = input[kind];
    if (updates === undefined) return [];
    if (!isObject(updates)) return [`${kind} is no object`];
    const unknown = Object.keys(updates)
      .filter((name) => !directions.some((direction) => direction === name))
      .map((name) => `${kind}.${name} is neither assign nor unassign`);
    const lists = directions.flatMap((direction) => listProblems(kind, direction, updates));
    const [assign, unassign] = directions.map((direction) => updates[direction]);
    const both =
      Array.isArray(assign) && Array.isArray(unassign)
        ? assign.filter((name) => unassign.includes(name))
        : [];
    const twice = both.map((name) => `${kind} both assigns and unassigns ${String(name)}`);
    return [...unknown, ...lists, ...twice];
  });
}

function listProblems(kind: Kind, direction: Direction, updates: Fields): readonly string[] {
  const path = `${kind}.${direction}`;
  const names = updates[direction];
  if (names === undefined) return [];
  if (!Array.isArray(names)) return [`${path} is no list`];
  const field = kind === 'services' ? 'serviceName' : 'servicePackName';
  const request = new UserServiceAssignListRequest({ userId: 'user', [field]: names });
  return validate(request)
    .filter(({ severity }) => severity === 'error')
    .map(({ path: at, found, hint }) => {
      const place = at.replace(/^.*?(?=\[|$)/, path);
      const near = hint === undefined ? '' : ` (${hint})`;
      return `${place}: ${found} is no ${kind === 'services' ? 'user service' : 'service pack'}${near}`;
    });
}

/** What a user can be given and has, by name. */
interface Assignment {
  readonly services: ReadonlyMap<string, boolean>;
  readonly servicePacks: ReadonlyMap<string, boolean>;
  /** Services that the user has in one way or the other; undefined if that could not be read. */
  readonly effective: ReadonlySet<string> | undefined;
}

/** Services of a user as read, and what of the input is still to be done. */
export class ServicePlan {
  readonly checks: readonly UpdateCheck[];
  readonly warnings: readonly string[];
  /** What holds already. */
  readonly unchanged: readonly string[];
  readonly before: DirectServices;
  /** As last read; null where that failed. */
  after: DirectServices | null;
  readonly #pending: Readonly<Record<Direction, Names>>;

  constructor(input: ServiceInput, present: Assignment) {
    const asked = kinds.flatMap((kind) =>
      directions.flatMap((direction) =>
        [...new Set(input[kind]?.[direction] ?? [])].map((name) => ({ kind, direction, name })),
      ),
    );
    const holds = asked.filter(
      ({ kind, direction, name }) =>
        (present[kind].get(name) ?? false) === (direction === 'assign'),
    );
    const open = asked.filter((one) => !holds.includes(one));
    const pending = (direction: Direction): Names => ({
      services: namesOf('services', direction),
      servicePacks: namesOf('servicePacks', direction),
    });
    const namesOf = (kind: Kind, direction: Direction): readonly string[] =>
      open.filter((o) => o.kind === kind && o.direction === direction).map(({ name }) => name);
    this.#pending = { assign: pending('assign'), unassign: pending('unassign') };
    this.unchanged = holds.map(({ kind, direction, name }) => `${kind}.${direction}: ${name}`);
    this.checks = open
      .filter(({ direction }) => direction === 'assign')
      .map(({ kind, name }) => {
        const isKnown = present[kind].has(name);
        return {
          field: `${kind}.assign`,
          state: isKnown ? 'passed' : 'failed',
          message: `${name} ${isKnown ? 'can' : 'can not'} be assigned in the group`,
        };
      });
    this.before = assignedOf(present);
    this.after = this.before;
    this.warnings = [
      ...holds
        .filter((h) => h.kind === 'services' && h.direction === 'unassign')
        .filter(({ name }) => present.effective?.has(name) === true)
        .map(({ name }) => `${name} stays: the user has it by a service pack.`),
      ...lossesOf(pending('unassign')),
    ];
  }

  /** The write in one direction; undefined if there is nothing to do. */
  step(direction: Direction, userId: string): Step | undefined {
    const fields = fieldsOf(this.#pending[direction]);
    if (Object.keys(fields).length === 0) return undefined;
    const back = direction === 'assign' ? 'unassign' : 'assign';
    return {
      command: requests[direction],
      fields: { userId, ...fields },
      state: 'planned',
      before: Object.fromEntries(
        Object.keys(fields).map((name) => [
          name,
          name === 'serviceName' ? this.before.services : this.before.servicePacks,
        ]),
      ),
      undo: { command: requests[back], fields: { userId, ...fields } },
      withoutUndo: direction === 'assign' ? [] : ['settings'],
      notice: null,
      problem: null,
    };
  }

  /** Sends the write of a direction. */
  write(run: Run, direction: Direction, userId: string): Promise<Outcome<object>> {
    const input = { userId, ...fieldsOf(this.#pending[direction]) };
    return run.write(requests[direction], input, { path: 'steps', subject: userId });
  }

  /** Reads the services again, and tells which names of a direction are in effect. */
  async confirm(
    run: Run,
    direction: Direction,
    userId: string,
  ): Promise<
    { readonly names: readonly string[]; readonly open: readonly string[] } | Outcome<never>
  > {
    const outcome = await readAssignment(run, userId);
    if (!outcome.ok) {
      this.after = null;
      return outcome;
    }
    const present = outcome.response;
    this.after = assignedOf(present);
    const wanted = this.#pending[direction];
    const isOpen = (kind: Kind) => (name: string) =>
      (present[kind].get(name) ?? false) !== (direction === 'assign');
    return {
      names: kinds.flatMap((kind) => wanted[kind]),
      open: kinds.flatMap((kind) => wanted[kind].filter(isOpen(kind))),
    };
  }
}

/** What can be assigned to a user and is, and all that the user has: two reads. */
export async function readAssignment(run: Run, userId: string): Promise<Outcome<Assignment>> {
  const place = { path: 'services', subject: userId };
  const [table, list] = await Promise.all([
    run.ask('UserServiceGetAssignmentListRequest', { userId }, place),
    run.ask('UserAssignedServicesGetListRequest', { userId }, place),
  ]);
  if (!table.ok) return table;
  const { response } = table;
  const services = rowsOf(run, response, 'userServicesAssignmentTable', [
    'serviceName',
    'assigned',
  ]);
  const packs = rowsOf(run, response, 'servicePacksAssignmentTable', [
    'servicePackName',
    'assigned',
  ]);
  return {
    ...table,
    response: {
      services: flagsOf(services.map((row) => [row.serviceName, row.assigned])),
      servicePacks: flagsOf(packs.map((row) => [row.servicePackName, row.assigned])),
      effective: list.ok
        ? new Set((list.response.userServiceEntry ?? []).map((entry) => entry.serviceName))
        : undefined,
    },
  };
}

type Cell = string | undefined;

function flagsOf(rows: readonly (readonly [Cell, Cell])[]): ReadonlyMap<string, boolean> {
  return new Map(
    rows.flatMap(([cell, assigned]): (readonly [string, boolean])[] => {
      const name = text(cell);
      return name === undefined ? [] : [[name, flag(assigned) ?? false]];
    }),
  );
}

function assignedOf({ services, servicePacks }: Assignment): DirectServices {
  const assigned = (all: ReadonlyMap<string, boolean>): readonly string[] =>
    [...all].filter(([, isAssigned]) => isAssigned).map(([name]) => name);
  return { services: assigned(services), servicePacks: assigned(servicePacks) };
}

function fieldsOf({ services, servicePacks }: Names): Fields {
  return {
    ...(services.length === 0 ? {} : { serviceName: services }),
    ...(servicePacks.length === 0 ? {} : { servicePackName: servicePacks }),
  };
}

function lossesOf({ services, servicePacks }: Names): readonly string[] {
  const names = [...services, ...servicePacks.map((pack) => `the services of ${pack}`)];
  if (names.length === 0) return [];
  return [
    `The settings of ${names.join(', ')} are lost; to assign again does not bring them back.`,
  ];
}
