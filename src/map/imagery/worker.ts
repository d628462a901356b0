import { Caller } from '../../check/rpc.ts';
import { startWorker } from '../../check/start-worker.ts';
import type { RasterCalls } from '../../geo/raster/calls.ts';
import imageryWorker from '../../worker/imagery.ts?worker&url';

let caller: Caller<RasterCalls> | undefined;

/** The worker that reads and warps the planner's pictures, one a page, started at the first picture. */
export function rasterWorker(): Caller<RasterCalls> {
  caller ??= new Caller<RasterCalls>(startWorker(imageryWorker));
  return caller;
}
