import type { Position } from 'geojson';

/** Above so many pairs each is taken for the next one, without looking for the nearest. */
const mostPairs = 1e6;

/**
 * Which of `old` points each of `next` is taken to have been, both in order: as many pairs as the shorter list has
 * points, none crossing another, with the least sum of distances. Undefined for points that are new.
 */
export function inOrder(next: readonly Position[], old: readonly Position[]): (number | undefined)[] {
  const [n, m] = [next.length, old.length];
  if (n === m || n * m > mostPairs) return next.map((_, i) => (i < m ? i : undefined));
  const distance = (i: number, j: number) =>
    Math.hypot(next[i]![0]! - old[j]![0]!, next[i]![1]! - old[j]![1]!);
  // cost[i][j]: the first i against the first j with min(i, j) … pairs; the longer list may leave out its points.
  const most = Math.abs(n - m);
  const cost = Array.from({ length: n + 1 }, () => new Float64Array(m + 1).fill(Infinity));
  cost[0]![0] = 0;
  for (let i = 0; i <= n; i += 1)
    for (let j = 0; j <= m; j += 1) {
      if (i === 0 && j === 0) continue;
      const skipNext = n > m && i > 0 && i - j <= most ? cost[i - 1]![j]! : Infinity;
      const skipOld = m > n && j > 0 && j - i <= most ? cost[i]![j - 1]! : Infinity;
      const pair = i > 0 && j > 0 ? cost[i - 1]![j - 1]! + distance(i - 1, j - 1) : Infinity;
      cost[i]![j] = Math.min(skipNext, skipOld, pair);
    }
  const matches: (number | undefined)[] = Array(n).fill(undefined);
  for (let i = n, j = m; i > 0 || j > 0; ) {
    const here = cost[i]![j]!;
    if (i > 0 && j > 0 && here === cost[i - 1]![j - 1]! + distance(i - 1, j - 1)) {
      matches[i - 1] = j - 1;
      i -= 1;
      j -= 1;
    } else if (n > m && i > 0 && here === cost[i - 1]![j]!) i -= 1;
    else j -= 1;
  }
  return matches;
}
