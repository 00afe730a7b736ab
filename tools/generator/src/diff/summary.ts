import { groupNames, type GroupName, type ReleaseDiff } from './types.js';

export const groupTitles: Readonly<Record<GroupName, string>> = {
  requests: 'Requests',
  responses: 'Responses',
  types: 'Types with fields',
  enums: 'Enumerations',
  simpleTypes: 'Simple types',
};

/** The counts as a table: headings, then a row for each group. */
export function summaryRows({ from, to, counts }: ReleaseDiff): readonly (readonly string[])[] {
  const head = [
    '',
    from.label,
    to.label,
    'Added',
    'Removed',
    'Changed',
    'Breaks older client',
    'Breaks newer client',
    'Deprecated',
    'Moved',
  ];
  const rows = groupNames.map((name) => {
    const c = counts[name];
    const numbers = [
      c.from,
      c.to,
      c.added,
      c.removed,
      c.changed,
      c.breaksOlderClient,
      c.breaksNewerClient,
      c.deprecated,
      c.moved,
    ];
    return [groupTitles[name], ...numbers.map(String)];
  });
  return [head, ...rows];
}

/** True if no type differs; documentation may. */
export function isEmpty(diff: ReleaseDiff): boolean {
  return groupNames.every((name) => {
    const { added, removed, changed, deprecated, restored, moved } = diff[name];
    const lists = [added, removed, changed, deprecated, restored, moved];
    return lists.every((list) => list.length === 0);
  });
}

export interface FileMove {
  readonly before: string;
  readonly after: string;
  readonly types: number;
}

/** How many types moved from file to file; one by one they say little. */
export function fileMoves(diff: ReleaseDiff): readonly FileMove[] {
  const moves = new Map<string, FileMove>();
  for (const { before, after } of groupNames.flatMap((name) => diff[name].moved)) {
    const key = `${before}\n${after}`;
    moves.set(key, { before, after, types: (moves.get(key)?.types ?? 0) + 1 });
  }
  return [...moves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move);
}
