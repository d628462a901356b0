/** A worker of a browser, whose buffers may have been made by the browser itself. */
const inBrowser = typeof FileReaderSync !== 'undefined';

/**
 * Gives up the memory of arrays that nobody will read again, without waiting for the collector to come by; of a view the
 * whole buffer goes. Elsewhere than in workers, browsers that cannot (before 2023) wait.
 */
export function free(...arrays: readonly ArrayBufferView[]): void {
  // One that is gone already has no length, and cannot go again.
  const buffers = [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))].filter(
    ({ byteLength }) => byteLength,
  );
  if (!buffers.length) return;
  // What a browser has read, or was once handed, it holds on to until it collects; sent away, and the way closed, it is gone.
  if (inBrowser) {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(null, buffers);
    port1.close();
    port2.close();
  } else for (const one of buffers) (one as { transfer?: (length: number) => unknown }).transfer?.(0);
}
