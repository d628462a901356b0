import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Feature } from 'geojson';

/** `count` × `count` square fields of 0.009°, 0.01° apart, from 113°E 28°N; about half of them wood. */
export function fields(count: number): Feature[] {
  return Array.from({ length: count * count }, (_, k) => {
    const [x, y] = [113 + (k % count) / 100, 28 + Math.floor(k / count) / 100];
    const ring = [
      [x, y],
      [x + 0.009, y],
      [x + 0.009, y + 0.009],
      [x, y + 0.009],
      [x, y],
    ];
    return {
      type: 'Feature',
      id: `f.${k}`,
      properties: { id: `f.${k}`, name: `地块${k}`, kind: k % 2 ? '林地' : '耕地' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
}

const boxOf = (feature: Feature): number[] => {
  const [[west, south], , [east, north]] = (feature.geometry as GeoJSON.Polygon).coordinates[0] as [
    [number, number],
    unknown,
    [number, number],
  ];
  return [west, south, east, north];
};

export interface Query {
  url: URL;
  /** Features in the asked extent, in order. */
  found: Feature[];
  limit: number;
  offset: number;
}

/**
 * A small feature service after OGC 17-069r4 (`/collections/fields/items`) and OGC 09-025r2 (`/wfs`), over a list of
 * features. `twist` may answer instead, for servers that do not keep to the standard.
 */
export async function featureServer(
  features: readonly Feature[],
  twist?: (query: Query, req: IncomingMessage, res: ServerResponse) => unknown,
) {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
    asked.push(`${url.pathname}${url.search}`);
    const wfs = url.pathname.endsWith('/wfs');
    const parameter = (name: string) =>
      [...url.searchParams].find(([key]) => key.toLowerCase() === name)?.[1];
    const numbers = (parameter('bbox') ?? '-180,-90,180,90').split(',').slice(0, 4).map(Number);
    // The URN of EPSG:4326 puts latitude first, CRS84 longitude.
    const [w, s, e, n] = (wfs ? [1, 0, 3, 2] : [0, 1, 2, 3]).map((i) => numbers[i] as number) as [
      number,
      number,
      number,
      number,
    ];
    const found = features.filter((one) => {
      const [west, south, east, north] = boxOf(one) as [number, number, number, number];
      return west <= e && east >= w && south <= n && north >= s;
    });
    const limit = Math.min(Number(parameter(wfs ? 'count' : 'limit') ?? 10), 1000);
    const offset = Number(parameter(wfs ? 'startindex' : 'offset') ?? 0);
    const query: Query = { url, found, limit, offset };
    if (twist?.(query, req, res)) return;
    send(res, pageOf(query, wfs));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

export function pageOf({ url, found, limit, offset }: Query, wfs: boolean) {
  const page = found.slice(offset, offset + limit);
  const next = new URL(url);
  next.searchParams.set('offset', String(offset + limit));
  const more = offset + limit < found.length;
  return {
    type: 'FeatureCollection',
    features: page,
    numberReturned: page.length,
    ...(wfs ? {} : { numberMatched: found.length }),
    links: wfs || !more ? [] : [{ rel: 'next', type: 'application/geo+json', href: next.href }],
  };
}

export function send(res: ServerResponse, value: unknown, type = 'application/geo+json'): true {
  res.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
  res.end(typeof value === 'string' ? value : JSON.stringify(value));
  return true;
}
