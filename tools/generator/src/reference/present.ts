/** An object of those entries that are not undefined. */
export function present<T extends object>(entries: {
  readonly [K in keyof T]: T[K] | undefined;
}): T {
  const there: Partial<T> = {};
  for (const key in entries) {
    const value = entries[key];
    if (value !== undefined) there[key] = value;
  }
  return there as T;
}

/** What stands for a fact that holds, and nothing for one that does not. */
export function mark(holds: boolean): true | undefined {
  return holds ? true : undefined;
}

/** A list that has entries. */
export function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

/** A text that says something. */
export function said(text: string): string | undefined {
  return text === '' ? undefined : text;
}
