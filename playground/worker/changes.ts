/** What became of a list: the longest common subsequence says which of its items stayed, went, and came. */

/** An item: its place in the old list, in the new one, or in both. */
export interface Change {
  readonly from?: number;
  readonly to?: number;
}

/** The items of both lists in one order. Beyond `most` items nothing is compared, because the work is the product of the lengths. */
export function changesBetween(before: readonly string[], after: readonly string[], most: number): Change[] {
  if (before.length === 0 || before.length > most || after.length > most)
    return after.map((_, to) => (before.length === 0 ? { to } : { from: to, to }));
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let from = before.length - 1; from >= 0; from--) {
    for (let to = after.length - 1; to >= 0; to--) {
      const [down, right, both] = [
        lengths[(from + 1) * width + to] ?? 0,
        lengths[from * width + to + 1] ?? 0,
        lengths[(from + 1) * width + to + 1] ?? 0,
      ];
      lengths[from * width + to] = before[from] === after[to] ? both + 1 : Math.max(down, right);
    }
  }
  const changes: Change[] = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    if (from < before.length && to < after.length && before[from] === after[to])
      changes.push({ from: from++, to: to++ });
    else if (
      from < before.length &&
      (to === after.length || (lengths[(from + 1) * width + to] ?? 0) >= (lengths[from * width + to + 1] ?? 0))
    ) {
      changes.push({ from: from++ });
    } else changes.push({ to: to++ });
  }
  return changes;
}
