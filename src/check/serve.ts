import { extentOf } from '../geo/layer/index.ts';
import { ProblemError, problem, type Zone } from '../model/index.ts';
import { checkZone } from './check.ts';
import { fingerprint } from './fingerprint.ts';
import { handOverHandlers } from './hand-over.ts';
import { type CheckLayer, prepareLayer } from './layer.ts';
import type { Calls, PackageMessage } from './protocol.ts';
import { makePause, serveCalls } from './rpc.ts';
import { gone, layerHandlers } from './serve-layers.ts';
import { tableHandlers } from './serve-table.ts';
import type { CheckResult } from './types.ts';

const notLoaded = problem('package-not-loaded', {
  zh: '规划数据尚未载入。',
  en: 'The plan data are not loaded yet.',
});

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

/** Features a practice zone is to meet: enough to run all the code, few enough to take no time. */
const practised = 200;

/** West, south, east, north of all layers together; null without any feature. */
function boxOfLayers(layers: readonly CheckLayer[]): number[] | null {
  const boxes = layers.flatMap(({ packed }) => (packed && extentOf(packed)) ?? []);
  if (!boxes.length) return null;
  const of = (offset: number) => boxes.filter((_, i) => i % 4 === offset);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
}

/**
 * The worker's side of `protocol.ts`: answers requests with `send`. One check runs at a time in effect, since the client
 * stops the one before; a stop arrives between two layers or some thousand records.
 */
export function serveChecks(
  send: Parameters<typeof serveCalls>[1],
  sqlWasmUrl?: string,
): (request: unknown) => Promise<void> {
  let town: PackageMessage | null = null;
  let ofPackage: CheckLayer[] = [];
  const pause = makePause();

  async function check(
    zone: Zone,
    geometry: boolean,
    rest: { signal?: AbortSignal; progress?: (share: number) => void } = {},
  ): Promise<CheckResult> {
    if (!town) throw new ProblemError(notLoaded);
    const { rules, centralMeridian, dataVersion, asOf, land } = town;
    return checkZone(zone, [...ofPackage, ...layers()], rules, {
      ...{ centralMeridian, dataVersion, asOf, geometry, figuresOnly: !geometry, ...rest },
      ...(land ? { land } : {}),
      ...(rest.signal ? { pause } : {}),
    });
  }

  /** Runs the code that a check will run until it is compiled; the answers are thrown away. */
  async function warmUp(box: readonly number[]): Promise<void> {
    if (!town) return;
    const until = performance.now() + 400;
    const held = layers().reduce((most, { packed: one }) => Math.max(most, one?.count ?? 0), 0);
    const size = Math.min(0.05, Math.sqrt(practised / (1 + held)) / 2);
    for (let round = 0; round < 12 && performance.now() < until; round++)
      for (const points of [12, 60, 400]) {
        // Layers that come back are waited for, and are followed by a warming of their own.
        if (unpacking()) return;
        const zone = practiceZone(box, size * (1 + 0.4 * (round % 6)), points);
        await fingerprint(zone, await check(zone, true));
        await pause();
      }
  }
  /** Layers that come while it runs are part of what it checks: one run at a time is enough. */
  let warming: Promise<void> | undefined;
  const warm = (box: readonly number[]) => {
    warming ??= warmUp(box).finally(() => {
      warming = undefined;
    });
    return warming;
  };
  const { layers, packed, unpacking, handlers } = layerHandlers(warm, sqlWasmUrl);

  return serveCalls<Calls>(
    {
      ...handlers,
      ...handOverHandlers,
      ...tableHandlers(packed, () => town, gone),
      async package(message) {
        town = message;
        ofPackage = message.layers.map(({ layer, data, problem }) => prepareLayer(layer, data, problem));
        const box = boxOfLayers(ofPackage);
        if (box) await warm(box);
        return { layers: ofPackage.length };
      },
      async check({ zone, geometry }, { signal, progress }) {
        const result = await check(zone, geometry, { signal, progress });
        return geometry ? { result, fingerprint: await fingerprint(zone, result) } : { result };
      },
    },
    send,
  );
}
