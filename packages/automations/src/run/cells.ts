/*
 * Table cells are text. What a column promises is made of them here; text that does not fit stays out,
 * never becomes a value of another meaning.
 */

/** A cell that is not empty. */
export function text(cell: string | undefined): string | undefined {
  return cell === undefined || cell.trim() === '' ? undefined : cell;
}

/** `true`, `false`, `1` or `0`; undefined for anything else. */
export function flag(cell: string | undefined): boolean | undefined {
  switch (cell?.trim().toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** Digits only; undefined for anything else. */
export function integer(cell: string | undefined): number | undefined {
  return cell !== undefined && /^\s*-?\d{1,15}\s*$/.test(cell) ? Number(cell) : undefined;
}

/** A share of a hundred, with or without its sign; undefined for anything else. */
export function percentage(cell: string | undefined): number | undefined {
  return integer(cell?.replace(/%\s*$/, ''));
}

/**
 * A count: a number, `unlimited`, or the text as it is where it is neither. The schemas don't promise how
 * such cells are written.
 */
export function quantity(cell: string | undefined): number | string | undefined {
  const count = integer(cell);
  if (count !== undefined) return count;
  return cell?.trim().toLowerCase() === 'unlimited' ? 'unlimited' : text(cell);
}

/** The entries of a comma list, blanks kept: their places matter. */
export function list(cell: string | undefined): readonly string[] {
  return cell === undefined || cell === '' ? [] : cell.split(',').map((entry) => entry.trim());
}

/** An object without the fields that are undefined. */
export function compact<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;
}

/** Ids as the platform compares them. */
export function sameId(a: string | undefined, b: string | undefined): boolean {
  return b !== undefined && a?.toLowerCase() === b.toLowerCase();
}
