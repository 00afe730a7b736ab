import { integerOf, numberRangeOf, written, type NumberRange } from '../run/number-ranges.js';

/** How the lists of a platform write a number. */
const phoneNumber = /^\+?\d(?:[\d-]*\d)?$/;

/** The numbers of one cell of a list; undefined if it holds neither a number nor a range. */
export function numbersOfCell(cell: string): NumberRange | undefined {
  return numberRangeOf(cell, (end) => phoneNumber.test(end));
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
    spans.push({ row, from: integerOf(first), to: integerOf(last) });
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
