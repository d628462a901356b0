/** What the benchmark runs in a browser's worker: the same fabric and zones made there, the same engine. */
import { benchZones, checkOnce, median } from './_engine.ts';
import { makeFabric } from './_fabric.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.onmessage = ({ data }: MessageEvent<{ count: number; rounds: number }>) => {
  const began = performance.now();
  const fabric = makeFabric(data.count);
  const madeMs = performance.now() - began;
  const zones = benchZones(data.count);
  const cold = zones.map(({ rings }) => checkOnce(rings, fabric).ms);
  const warm = zones.map(({ rings }) => {
    for (let i = 0; i < 40; i++) checkOnce(rings, fabric);
    return median(Array.from({ length: data.rounds }, () => checkOnce(rings, fabric).ms));
  });
  scope.postMessage({ count: fabric.count, madeMs, cold, warm });
};
