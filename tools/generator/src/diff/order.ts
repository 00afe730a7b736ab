/**
 * Finds what left its place: the fewest items without which the rest are in the same order.
 *
 * @param positions where each item of the old order stands in the new one
 * @returns indexes into `positions`
 */
export function outOfOrder(positions: readonly number[]): ReadonlySet<number> {
  // For each item the longest run in order that ends with it: its length, and the item before.
  const lengths: number[] = [];
  const previous: (number | undefined)[] = [];
  let end: number | undefined;
  positions.forEach((position, i) => {
    let length = 1;
    let before: number | undefined;
    for (let j = 0; j < i; j++) {
      if ((positions[j] ?? 0) <= position && (lengths[j] ?? 0) >= length) {
        length = (lengths[j] ?? 0) + 1;
        before = j;
      }
    }
    lengths.push(length);
    previous.push(before);
    if (end === undefined || length > (lengths[end] ?? 0)) end = i;
  });
  const moved = new Set(positions.keys());
  for (let i = end; i !== undefined; i = previous[i]) moved.delete(i);
  return moved;
}
