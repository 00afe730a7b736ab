/*
 * Phone numbers as lists of numbers have them: one by one, or as ranges. They are text all the way; the
 * digits are counted with as many bits as they need, and never become a floating-point number.
 */

/** The numbers of one cell, first and last included. */
export interface NumberRange {
  /** As the platform writes it. */
  readonly first: string;
  /** The same as `first` for a single number. */
  readonly last: string;
  readonly count: number;
}

/** A range has blanks around its hyphen; those inside numbers have none. */
const SEPARATOR = ' - ';
const phoneNumber = /^\+?\d(?:[\d-]*\d)?$/;

/**
 * The number or the range that a cell holds; undefined if it is neither. Both ends of a range must be
 * equally long, differ in their last digits only, and be in order.
 */
export function numberRangeOf(cell: string): NumberRange | undefined {
  const [first = '', last = first, ...more] = cell.trim().split(SEPARATOR);
  if (more.length > 0 || !phoneNumber.test(first) || !phoneNumber.test(last)) return undefined;
  if (first.length !== last.length) return undefined;
  let tail = 0;
  while (tail < first.length && first[tail] === last[tail]) tail += 1;
  if (first !== last && !/^\d+$/.test(first.slice(tail) + last.slice(tail))) return undefined;
  const count = Number(digitsOf(last) - digitsOf(first) + 1n);
  return count >= 1 && Number.isSafeInteger(count) ? { first, last, count } : undefined;
}

/** A stretch of consecutive numbers that the same rows cover. */
export interface Stretch {
  /** Indexes of the rows, in order. */
  readonly rows: readonly number[];
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/**
 * Cuts ranges, which may overlap, into stretches that don't, in ascending order. Numbers are the same if
 * their digits are: hyphens in other places make no difference.
 */
export function stretchesOf(ranges: readonly NumberRange[]): readonly Stretch[] {
  const byShape = new Map<string, Span[]>();
  ranges.forEach(({ first, last }, row) => {
    const shape = shapeOf(first);
    const spans = byShape.get(shape) ?? [];
    byShape.set(shape, spans);
    spans.push({ row, from: digitsOf(first), to: digitsOf(last) });
  });
  return [...byShape.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, spans]) => cut(spans))
    .map(({ rows, from, to }): Stretch => {
      // The first row that has them tells where their hyphens are.
      const pattern = ranges[rows[0] ?? 0]?.first ?? '';
      return {
        rows,
        first: written(from, pattern),
        last: written(to, pattern),
        count: Number(to - from + 1n),
      };
    });
}

/** Every number of a range, one at a time. */
export function* numbersIn({ first, last }: NumberRange): Generator<string, void> {
  const end = digitsOf(last);
  for (let digits = digitsOf(first); digits <= end; digits += 1n) yield written(digits, first);
}

interface Span {
  readonly row: number;
  readonly from: bigint;
  readonly to: bigint;
}

interface Piece {
  readonly rows: readonly number[];
  readonly from: bigint;
  readonly to: bigint;
}

function cut(spans: readonly Span[]): readonly Piece[] {
  const edges = spans
    .flatMap(({ row, from, to }) => [
      { at: from, row, opens: true },
      { at: to + 1n, row, opens: false },
    ])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.row - b.row));
  const open = new Set<number>();
  const pieces: Piece[] = [];
  let from = 0n;
  for (const { at, row, opens } of edges) {
    if (at > from && open.size > 0) {
      pieces.push({ rows: [...open].sort((a, b) => a - b), from, to: at - 1n });
    }
    from = at;
    if (opens) open.add(row);
    else open.delete(row);
  }
  return pieces;
}

/** What numbers must have in common to be compared: a plus or none, and how many digits. */
function shapeOf(number: string): string {
  const digits = number.replace(/\D/g, '').length;
  return `${number.startsWith('+') ? '+' : ''}${String(digits).padStart(3, '0')}`;
}

function digitsOf(number: string): bigint {
  return BigInt(number.replace(/\D/g, ''));
}

/** Digits in the places that a number of the same shape has them in, zeros in front included. */
function written(digits: bigint, pattern: string): string {
  const places = pattern.replace(/\D/g, '').length;
  const text = String(digits).padStart(places, '0');
  let next = 0;
  return pattern.replace(/\d/g, () => text.charAt(next++));
}
