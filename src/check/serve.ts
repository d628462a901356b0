import { bytesOf, extentOf } from '../geo/parcels/fabric.ts';
import { encodeFabric, type Fabric, readFabric } from '../geo/parcels/index.ts';
import { outlinesIn } from '../geo/parcels/outlines.ts';
import { asProblems, ProblemError, problem, type Zone } from '../model/index.ts';
import { checkZone } from './check.ts';
import { fingerprint } from './fingerprint.ts';
import { type CheckLayer, prepareLayer } from './layer.ts';
import type { Calls, PackageMessage, Reply, Request } from './protocol.ts';
import { CheckStopped } from './stopped.ts';
import type { CheckResult } from './types.ts';

const notLoaded = problem('package-not-loaded', {
  zh: '规划数据尚未载入。',
  en: 'The plan data are not loaded yet.',
});

type Send = (reply: Reply, transfer?: Transferable[]) => void;

/** Lets messages in: a task of its own, without the delay a timer would have. */
function makePause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/** A made-up zone for warming up: a wavy ring in the middle of a box. */
function practiceZone([minX, minY, maxX, maxY]: readonly number[], size: number, points: number): Zone {
  const [x, y] = [(minX! + maxX!) / 2, (minY! + maxY!) / 2];
  const ring = Array.from({ length: points }, (_, k) => {
    const turn = (2 * Math.PI * k) / points;
    const r = size * (1 + 0.1 * Math.sin(7 * turn));
    return [x + r * (maxX! - x) * Math.cos(turn), y + r * (maxY! - y) * Math.sin(turn)];
  });
  const geometry = { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] };
  const crs = { code: 'EPSG:4490', from: 'user' as const };
  return { id: 'practice', name: '', geometry, crs, warnings: [], origin: '' };
}

/**
 * The worker's side: answers requests with `send`. One check runs at a time in effect, since the client stops the one
 * before; a stop arrives between two layers or two thousand records.
 */
export function serveChecks(send: Send): (request: Request) => Promise<void> {
  let town: PackageMessage | null = null;
  let layers: CheckLayer[] = [];
  let parcels: Fabric | null = null;
  const running = new Map<number, AbortController>();
  const pause = makePause();

  async function check(
    zone: Zone,
    geometry: boolean,
    signal?: AbortSignal,
    progress?: (share: number) => void,
  ): Promise<CheckResult> {
    if (!town) throw new ProblemError(notLoaded);
    const { rules, centralMeridian, dataVersion, asOf, land } = town;
    return checkZone(zone, layers, rules, {
      ...{ centralMeridian, dataVersion, asOf, parcels, geometry },
      ...(land ? { land } : {}),
      ...(signal ? { signal, pause } : {}),
      ...(progress ? { progress } : {}),
    });
  }

  /** Runs the code that a check will run until it is compiled; the answers are thrown away. */
  async function warmUp(box: readonly number[]): Promise<void> {
    const until = performance.now() + 400;
    for (let round = 0; round < 12 && performance.now() < until; round++)
      for (const points of [12, 60, 400]) {
        const zone = practiceZone(box, 0.05 + 0.02 * (round % 6), points);
        await fingerprint(zone, await check(zone, true));
        await pause();
      }
  }

  function layerBox(): number[] | null {
    const boxes = layers.flatMap(({ features }) =>
      (features ?? []).flatMap(({ polygon }) => polygon?.box ?? []),
    );
    if (!boxes.length) return null;
    const of = (offset: number) => boxes.filter((_, i) => i % 4 === offset);
    return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
  }

  async function answer(request: Exclude<Request, { call: 'stop' }>, signal: AbortSignal): Promise<void> {
    const { id } = request;
    const progress = (share: number) => send({ id, kind: 'progress', share });
    const done = (gives: Calls[keyof Calls]['gives'], transfer?: Transferable[]) =>
      send({ id, kind: 'done', gives }, transfer);
    switch (request.call) {
      case 'package': {
        town = request.takes;
        layers = request.takes.layers.map(({ layer, data, problem }) => prepareLayer(layer, data, problem));
        const box = layerBox();
        if (box) await warmUp(box);
        return done({ layers: layers.length });
      }
      case 'parcels': {
        const { bytes, idProperty } = request.takes;
        const content = new Uint8Array(bytes instanceof ArrayBuffer ? bytes : await bytes.arrayBuffer());
        const steps = readFabric(content, idProperty === undefined ? {} : { idProperty });
        let step = steps.next();
        while (!step.done) {
          progress(step.value);
          await pause();
          if (signal.aborted) throw new CheckStopped();
          step = steps.next();
        }
        parcels = step.value;
        const extent = extentOf(parcels);
        if (extent && town) await warmUp(extent);
        const { coordinates, tables, index } = bytesOf(parcels);
        const { count, mended, dropped } = parcels;
        return done({
          ...{ count, mended: mended.length, dropped: dropped.length, extent },
          bytes: coordinates + tables + index,
        });
      }
      case 'keep': {
        const kept = parcels && (encodeFabric(parcels).buffer as ArrayBuffer);
        return done(kept, kept ? [kept] : []);
      }
      case 'forget':
        parcels = null;
        return done(null);
      case 'outlines':
        return done(parcels && outlinesIn(parcels, request.takes));
      case 'check': {
        const { zone, geometry } = request.takes;
        const result = await check(zone, geometry, signal, progress);
        return done(geometry ? { result, fingerprint: await fingerprint(zone, result) } : { result });
      }
    }
  }

  return async (request) => {
    if (request.call === 'stop') return running.get(request.id)?.abort();
    const controller = new AbortController();
    running.set(request.id, controller);
    try {
      await answer(request, controller.signal);
    } catch (error) {
      if (error instanceof CheckStopped) send({ id: request.id, kind: 'stopped' });
      else send({ id: request.id, kind: 'failed', problems: asProblems(error) });
    } finally {
      running.delete(request.id);
    }
  };
}
