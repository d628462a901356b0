import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { CheckClient, CheckStopped, type PackageMessage } from '../../src/check/index.ts';
import { serveChecks } from '../../src/check/serve.ts';
import { ProblemError } from '../../src/model/index.ts';
import { entryOf, featureOf, options, ruleOf, square, zoneOf } from './fixture.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** The client and the worker's side joined by a real message channel; only the thread is missing. */
function connect(): CheckClient {
  const { port1, port2 } = new MessageChannel();
  const serve = serveChecks((reply, transfer) => port2.postMessage(reply, transfer));
  port2.onmessage = (event: MessageEvent<unknown>) => void serve(event.data);
  port1.start();
  ports.push(port1);
  return new CheckClient(port1 as unknown as Worker);
}

const message: PackageMessage = {
  layers: ['a', 'b'].map((id) => ({
    layer: entryOf(id),
    data: { type: 'FeatureCollection', features: [featureOf(`${id}1`, square(1, 0, 2))] },
  })),
  rules: [ruleOf('r', 'a')],
  ...options,
  asOf: '2026-01-01',
};
const parcels = {
  name: 'parcels.geojson',
  content: new TextEncoder().encode(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id: 'P1', properties: {}, geometry: square(0, 0, 1) }],
    }),
  ),
};
const entry = {
  ...{ id: 'parcels', role: 'parcels', from: 'reference' as const },
  name: { zh: '地块', en: 'Parcels' },
};

describe('the check worker', () => {
  it('loads a package and parcels, checks, keeps and forgets', async () => {
    const client = connect();
    expect(await client.loadPackage(message)).toEqual({ layers: 2 });
    const loaded = await client.loadLayer(parcels, entry);
    expect(loaded).toMatchObject({ count: 1, repaired: [], dropped: [], crs: { code: 'EPSG:4326' } });
    const zone = zoneOf(square(0, 0, 2));
    const shares: number[] = [];
    const first = await client.check(zone, { progress: (share) => shares.push(share) });
    expect(first.result.parcels.items[0]!.id).toBe('P1');
    expect(first.result.conflicts.length).toBe(1);
    expect(shares.at(-1)).toBe(1);
    const file = { files: 'worker', name: 'parcels' };
    expect(await client.keepLayer('parcels', file)).toBe('kept');
    await client.removeLayer('parcels');
    expect((await client.check(zone)).result.parcels.answer).toBe('unchecked');
    expect(await client.unpackLayer({ entry, file: { ...file, name: 'another' } })).toBeNull();
    expect(await client.unpackLayer({ entry, file })).toEqual({ ...loaded, crs: undefined });
    expect((await client.check(zone)).fingerprint).toBe(first.fingerprint);
    // For a shape on its way figures are enough.
    const quick = await client.check(zone, { geometry: false });
    expect(quick.fingerprint).toBeUndefined();
    expect(quick.result.parcels.overlapM2).toBe(first.result.parcels.overlapM2);
    expect(quick.result.parcels.items.some(({ geometry }) => geometry)).toBe(false);
  });

  it('calls nothing clear by layers that are old in the year it is given', async () => {
    const client = connect();
    const layers = message.layers.map(({ layer, data }) => ({ layer: { ...layer, date: '2017' }, data }));
    const far = zoneOf(square(200, 200, 2));
    const answerIn = async (asOf: string) => {
      await client.loadPackage({ ...message, layers, asOf });
      const { result } = await client.check(far, { geometry: false });
      return [result.layers[0]!, result.rules[0]!].map(({ answer, reason }) => [answer, reason?.code]);
    };
    expect(await answerIn('2026-11-26')).toEqual(Array(2).fill(['clear', undefined]));
    expect(await answerIn('2028-01-01')).toEqual(Array(2).fill(['unchecked', 'out-of-date']));
  });

  it('stops the check before when a new one comes, and one that is asked to', async () => {
    const client = connect();
    await client.loadPackage(message);
    const [a, b] = [
      client.check(zoneOf(square(0, 0, 2))),
      client.check(zoneOf(square(0, 0, 1), { id: 'second' })),
    ];
    await expect(a).rejects.toThrow(CheckStopped);
    expect((await b).result.zone.id).toBe('second');
    const controller = new AbortController();
    const stopped = client.check(zoneOf(square(0, 0, 2)), { signal: controller.signal });
    controller.abort();
    await expect(stopped).rejects.toThrow(CheckStopped);
  });

  it('hands problems over as they are, and goes on', async () => {
    const client = connect();
    await expect(client.check(zoneOf(square(0, 0, 2)))).rejects.toThrow(/not loaded/);
    await client.loadPackage(message);
    const bad = client.loadLayer({ name: 'a.txt', content: new TextEncoder().encode('nonsense') }, entry);
    await expect(bad).rejects.toThrow(ProblemError);
    expect((await client.check(zoneOf(square(0, 0, 2)))).result.layers.length).toBe(2);
  });
});
