/** Elements sorted, or written by a merge, between two steps. */
const stepSize = 16_384;

/**
 * Sorts in steps, so that a thread can do something else between them; equal elements keep their order. Yields nothing
 * of use but the chance to pause.
 */
export function* sortSteps(
  list: Uint32Array,
  compare: (a: number, b: number) => number,
): Generator<number, Uint32Array<ArrayBuffer>> {
  const { length } = list;
  let from = Uint32Array.from(list);
  for (let at = 0; at < length; at += stepSize) {
    from.subarray(at, at + stepSize).sort(compare);
    yield at / length;
  }
  let to = new Uint32Array(length);
  for (let width = stepSize; width < length; width *= 2) {
    for (let at = 0; at < length; at += 2 * width) {
      const middle = Math.min(at + width, length);
      const end = Math.min(at + 2 * width, length);
      let [left, right] = [at, middle];
      for (let k = at; k < end; k++) {
        const takeLeft = left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0);
        to[k] = takeLeft ? from[left++]! : from[right++]!;
        if (k % stepSize === 0) yield k / length;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
