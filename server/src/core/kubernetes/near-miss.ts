/**
 * Whether two names differ by a slip of the fingers: one or, in names of eight letters and more, two letters added,
 * dropped, changed or swapped. Equal names are no near miss, nor are names that somebody counts: `shard-1`, `shard-2`,
 * `shard-a`.
 */
export function isNearMiss(a: string, b: string): boolean {
  const allowed = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  if (
    withoutCount(a) === withoutCount(b) ||
    Math.abs(a.length - b.length) > allowed ||
    Math.min(a.length, b.length) < 3
  )
    return false;
  return distance(a, b) <= allowed;
}

function withoutCount(name: string): string {
  return name.replaceAll(/\d+|(?<=-)[a-z](?=-|$)/g, '#');
}

/** The optimal string alignment distance: edits of one letter, and swaps of neighbours, that lead from one to the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
