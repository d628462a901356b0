/** A list by whole numbers, its keys; equal ones stay as they came. Sorted as numbers, without a call for every comparison. */
export function inOrder<T>(list: readonly T[], keys: readonly number[]): T[] {
  const sorted = new Float64Array(keys.length);
  for (let k = 0; k < sorted.length; k++) sorted[k] = keys[k]! * list.length + k;
  sorted.sort();
  const ordered: T[] = [];
  for (let k = 0; k < sorted.length; k++) ordered.push(list[sorted[k]! % list.length]!);
  return ordered;
}
