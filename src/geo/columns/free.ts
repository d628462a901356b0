/**
 * Gives up the memory of arrays that nobody will read again, without waiting for the collector to come by; of a view the
 * whole buffer goes. Browsers that cannot (before 2023) wait.
 */
export function free(...arrays: readonly ArrayBufferView[]): void {
  for (const { buffer } of arrays) {
    const one = buffer as { byteLength: number; transfer?: (length: number) => unknown };
    // One that is gone already has no length, and cannot go again.
    if (one.byteLength) one.transfer?.(0);
  }
}
