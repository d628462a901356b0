import { CheckStopped, type Rows, type TableMessage } from '../../../check/index.ts';
import { layerWorker } from '../../../check/layer-worker.ts';

type RowOf = Rows['rows'][number];
const blockSize = 128;
/** Blocks kept; what is scrolled past long ago is asked for again. */
const mostBlocks = 64;

/**
 * The rows of a table as they are needed, block by block from the layers' worker.
 * @param changed Called when something came, or when it could not (with the error).
 */
export function tableRows(changed: (error?: unknown) => void) {
  const blocks = new Map<number, readonly RowOf[]>();
  const asked = new Set<number>();
  let message: TableMessage | undefined;
  let head: Omit<Rows, 'rows'> | undefined;
  let running = new AbortController();

  async function fetchBlock(block: number): Promise<void> {
    if (!message || asked.has(block)) return;
    asked.add(block);
    const { signal } = running;
    try {
      const { rows, ...rest } = await layerWorker().rows(
        { ...message, from: block * blockSize, count: blockSize },
        { signal },
      );
      if (signal.aborted) return;
      blocks.set(block, rows);
      const [oldest] = blocks.keys();
      if (blocks.size > mostBlocks && oldest !== undefined) blocks.delete(oldest);
      head = rest;
      changed();
    } catch (error) {
      if (!(error instanceof CheckStopped) && !signal.aborted) changed(error);
    } finally {
      if (!signal.aborted) asked.delete(block);
    }
  }

  return {
    /** Another layer or another order: what was on its way is stopped. What was known of the table stays until then. */
    async show(next: TableMessage): Promise<void> {
      running.abort();
      running = new AbortController();
      if (next.id !== message?.id) head = undefined;
      message = next;
      blocks.clear();
      asked.clear();
      await fetchBlock(0);
    },
    need(from: number, to: number): void {
      if (!head || to <= from) return;
      for (let block = Math.floor(from / blockSize); block <= Math.floor((to - 1) / blockSize); block++)
        if (!blocks.has(block)) void fetchBlock(block);
    },
    row: (row: number): RowOf | undefined => blocks.get(Math.floor(row / blockSize))?.[row % blockSize],
    head: () => head,
    stop: () => running.abort(),
  };
}
export type TableRows = ReturnType<typeof tableRows>;
