import type { DepartmentKey } from '@ocipkit/commands/common';
import { flag, sameId, text } from '../run/cells.js';
import { rowsOf } from '../run/columns.js';
import type { Problem } from '../run/problem.js';
import type { Run } from '../run/run.js';
import type { Outcome } from '../run/section.js';
import { WantedNumbers } from './number-text.js';
import { nobody, samePlace, type NumberPath } from './path.js';
import type { NumberPlace, NumberState } from './types.js';

/** What the lists say of a wanted number. */
export interface Sighting {
  /** In the writing of the lists; several if the wanted one stands for several. */
  readonly listed: readonly string[];
  readonly state: NumberState;
}

/** Where numbers are, read from the lists of all groups and service providers of a path. */
export class Survey {
  readonly #path: NumberPath;
  readonly #sightings: ReadonlyMap<string, Sighting>;

  private constructor(path: NumberPath, sightings: ReadonlyMap<string, Sighting>) {
    this.#path = path;
    this.#sightings = sightings;
  }

  /** Reads the lists, in one message; the first problem if one of them cannot be read. */
  static async read(
    run: Run,
    path: NumberPath,
    numbers: readonly string[],
  ): Promise<
    { readonly survey: Survey } | { readonly problem: Problem; readonly error?: unknown }
  > {
    const places = distinct(path);
    const outcomes = await Promise.all(places.map((place) => readPlace(run, place)));
    const wanted = new WantedNumbers(numbers);
    const found = new Map<string, { listed: Set<string>; state: NumberState }>();
    // Service providers first: a group's list tells more of the same number.
    for (const kind of ['service-provider', 'group'] as const) {
      for (const [i, place] of places.entries()) {
        const outcome = outcomes[i];
        if (outcome === undefined || place.kind !== kind) continue;
        if (!outcome.ok) return { problem: outcome.problem, error: outcome.error };
        for (const row of outcome.response) note(found, wanted, row);
      }
    }
    const sightings = new Map(
      [...found].map(([number, { listed, state }]) => [number, { listed: [...listed], state }]),
    );
    return { survey: new Survey(path, sightings) };
  }

  /** Undefined for a number that is in none of the lists. */
  sighting(number: string): Sighting | undefined {
    return this.#sightings.get(number);
  }

  /** Of a number that is in no list: with nobody. */
  state(number: string): NumberState {
    return this.#sightings.get(number)?.state ?? outside(nobody, null);
  }

  /** Which place of the path a number is at; -1 for another. */
  position(number: string): number {
    const { place } = this.state(number);
    return this.#path.findIndex((p) => samePlace(p, place));
  }
}

interface ListRow extends NumberState {
  readonly cell: string;
}

function note(
  found: Map<string, { listed: Set<string>; state: NumberState }>,
  wanted: WantedNumbers,
  { cell, ...state }: ListRow,
): void {
  for (const { wanted: number, listed } of wanted.within(cell)) {
    const known = found.get(number);
    if (known === undefined) {
      found.set(number, { listed: new Set([listed]), state });
      continue;
    }
    known.listed.add(listed);
    // The same number can have a second row, as the calling line id of its group.
    const isSame = samePlace(known.state.place, state.place);
    known.state = {
      place: state.place,
      userId: state.userId ?? (isSame ? known.state.userId : null),
      department: state.department ?? (isSame ? known.state.department : null),
      isActivated: state.isActivated ?? (isSame ? known.state.isActivated : null),
      canDelete: state.canDelete ?? known.state.canDelete,
    };
  }
}

async function readPlace(
  run: Run,
  place: Exclude<NumberPlace, { kind: 'nobody' }>,
): Promise<Outcome<readonly ListRow[]>> {
  const { serviceProviderId } = place;
  if (place.kind === 'group') {
    const { groupId } = place;
    const outcome = await run.ask(
      'GroupDnGetAssignmentListRequest18',
      { serviceProviderId, groupId },
      { path: 'numbers', subject: groupId },
    );
    if (!outcome.ok) return outcome;
    const columns = ['phoneNumbers', 'userId', 'department', 'activated'] as const;
    const rows = rowsOf(run, outcome.response, 'dnTable', columns).map((row) => ({
      cell: row.phoneNumbers ?? '',
      place,
      userId: text(row.userId) ?? null,
      department: text(row.department) ?? null,
      isActivated: flag(row.activated) ?? null,
      canDelete: null,
    }));
    return { ...outcome, response: rows };
  }
  const outcome = await run.ask(
    'ServiceProviderDnGetSummaryListRequest',
    { serviceProviderId },
    { path: 'numbers', subject: serviceProviderId },
  );
  if (!outcome.ok) return outcome;
  const columns = ['phoneNumbers', 'groupId', 'canDelete'] as const;
  const rows = rowsOf(run, outcome.response, 'dnSummaryTable', columns).map((row) => {
    const groupId = text(row.groupId);
    const canDelete = flag(row.canDelete) ?? null;
    return {
      cell: row.phoneNumbers ?? '',
      ...outside(
        groupId === undefined ? place : { kind: 'group', serviceProviderId, groupId },
        canDelete,
      ),
    };
  });
  return { ...outcome, response: rows };
}

function outside(place: NumberPlace, canDelete: boolean | null): NumberState {
  return { place, userId: null, department: null, isActivated: null, canDelete };
}

/** Each list once: those of the groups, and those of their service providers. */
function distinct(path: NumberPath): readonly Exclude<NumberPlace, { kind: 'nobody' }>[] {
  const places: Exclude<NumberPlace, { kind: 'nobody' }>[] = [];
  for (const place of path) {
    if (place.kind !== 'nobody' && !places.some((p) => samePlace(p, place))) places.push(place);
  }
  return places;
}

/** Departments of a group and of its enterprise, by name and by full path. */
export class Departments {
  readonly #known: readonly { readonly key: DepartmentKey; readonly fullPath: string }[];

  private constructor(known: readonly { key: DepartmentKey; fullPath: string }[]) {
    this.#known = known;
  }

  static async read(
    run: Run,
    serviceProviderId: string,
    groupId: string,
    path: string,
  ): Promise<Outcome<Departments>> {
    const ask = (includeEnterpriseDepartments: boolean) =>
      run.ask(
        'GroupDepartmentGetListRequest18',
        { serviceProviderId, groupId, includeEnterpriseDepartments },
        { path, subject: groupId },
      );
    let outcome = await ask(true);
    // Only groups of an enterprise have such.
    if (!outcome.ok && outcome.problem.kind === 'refused') outcome = await ask(false);
    if (!outcome.ok) return outcome;
    const columns = ['isEnterpriseDepartment', 'departmentName', 'fullPathName'] as const;
    const known = rowsOf(run, outcome.response, 'departmentTable', columns).flatMap((row) => {
      const name = text(row.departmentName);
      if (name === undefined) return [];
      const key: DepartmentKey =
        flag(row.isEnterpriseDepartment) === true
          ? { $type: 'EnterpriseDepartmentKey', serviceProviderId, name }
          : { $type: 'GroupDepartmentKey', serviceProviderId, groupId, name };
      return [{ key, fullPath: text(row.fullPathName) ?? name }];
    });
    return { ...outcome, response: new Departments(known) };
  }

  /** By full path, else by name; several if it stands for several. */
  find(nameOrPath: string): readonly { readonly key: DepartmentKey; readonly fullPath: string }[] {
    const byPath = this.#known.filter(({ fullPath }) => sameId(fullPath, nameOrPath));
    return byPath.length > 0
      ? byPath
      : this.#known.filter(({ key }) => sameId(key.name, nameOrPath));
  }
}
