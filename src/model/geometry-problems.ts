import type { Geometry, Position } from 'geojson';
import { type Place, type Problem, problem } from './problem.ts';
import type { Bilingual } from './text.ts';
import type { Extent } from './town.ts';

const depths: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

const fault = (code: string, zh: string, en: string, remedy?: Bilingual) => ({
  code,
  what: { zh, en },
  remedy,
});
type Fault = ReturnType<typeof fault>;

/** Whether two segments cross or touch other than at a shared end (exact for the sign of doubles' cross products). */
function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position) =>
    (q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!);
  const same = (p: Position, q: Position) => p[0] === q[0] && p[1] === q[1];
  if (same(a, c) || same(a, d) || same(b, c) || same(b, d)) return false;
  const d1 = side(a, b, c);
  const d2 = side(a, b, d);
  const d3 = side(c, d, a);
  const d4 = side(c, d, b);
  if (d1 * d2 < 0 && d3 * d4 < 0) return true;
  const on = (p: Position, q: Position, r: Position, s: number) =>
    s === 0 &&
    r[0]! >= Math.min(p[0]!, q[0]!) &&
    r[0]! <= Math.max(p[0]!, q[0]!) &&
    r[1]! >= Math.min(p[1]!, q[1]!) &&
    r[1]! <= Math.max(p[1]!, q[1]!);
  return on(a, b, c, d1) || on(a, b, d, d2) || on(c, d, a, d3) || on(c, d, b, d4);
}

/** Where a closed ring crosses or touches itself, or undefined. Segments are swept by longitude. */
export function selfCrossing(ring: readonly Position[]): Position | undefined {
  const segments = ring.slice(1).map((b, i) => {
    const a = ring[i] as Position;
    return { a, b, i, min: Math.min(a[0]!, b[0]!), max: Math.max(a[0]!, b[0]!) };
  });
  const seen = new Set<string>();
  for (const p of ring.slice(1)) {
    const key = `${p[0]},${p[1]}`;
    if (seen.has(key)) return p;
    seen.add(key);
  }
  const order = [...segments].sort((m, n) => m.min - n.min);
  let active: typeof order = [];
  for (const s of order) {
    active = active.filter((t) => t.max >= s.min);
    for (const t of active) if (cross(s.a, s.b, t.a, t.b)) return s.a;
    active.push(s);
  }
  return undefined;
}

/** Twice the signed area in square degrees; positive is counter-clockwise. */
const turn = (ring: readonly Position[]): number => {
  let sum = 0;
  const [x0, y0] = ring[0] as [number, number];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
};

function* badPositions(value: unknown, depth: number, surroundings: Extent): Generator<Fault> {
  if (!Array.isArray(value)) {
    yield fault(
      'coordinates',
      '坐标的层次与几何类型不符',
      'the coordinates are not nested as the type needs',
    );
    return;
  }
  if (depth > 0) {
    for (const part of value) yield* badPositions(part, depth - 1, surroundings);
    return;
  }
  const [x, y, z] = value as unknown[];
  if (value.length < 2 || typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x + y)) {
    yield fault(
      'coordinates',
      `坐标 ${JSON.stringify(value)?.slice(0, 60)} 不是两个数`,
      `the position ${JSON.stringify(value)?.slice(0, 60)} is not two numbers`,
    );
    return;
  }
  if (z !== undefined && typeof z !== 'number')
    yield fault('coordinates', '高程不是数', 'the height is not a number');
  const [w, s, e, n] = surroundings;
  if (x >= w && x <= e && y >= s && y <= n) return;
  const swapped = y >= w && y <= e && x >= s && x <= n;
  const projected = Math.abs(x) > 180 || Math.abs(y) > 90;
  yield swapped
    ? fault('swapped', `坐标 ${x}, ${y} 经纬度颠倒`, `the position ${x}, ${y} has latitude first`, {
        zh: 'GeoJSON 先经度后纬度，请对调。',
        en: 'GeoJSON has longitude first: swap them.',
      })
    : projected
      ? fault(
          'projected',
          `坐标 ${x}, ${y} 像是米而不是度`,
          `the position ${x}, ${y} looks like metres, not degrees`,
          {
            zh: '请先转换为 CGCS2000 经纬度（npm run convert）。',
            en: 'Convert it to CGCS2000 longitude and latitude first (npm run convert).',
          },
        )
      : fault(
          'far-away',
          `坐标 ${x}, ${y} 不在 ${surroundings.join('、')} 范围内`,
          `the position ${x}, ${y} is outside ${surroundings.join(', ')}`,
          {
            zh: '请核对坐标系，或改 town.json 的 surroundings。',
            en: 'Check the reference system, or “surroundings” in town.json.',
          },
        );
}

function* badRings(rings: Position[][]): Generator<Fault> {
  for (const [i, ring] of rings.entries()) {
    const name = { zh: i ? `第 ${i} 个内环` : '外环', en: i ? `hole ${i}` : 'the outer ring' };
    const first = ring[0];
    const last = ring.at(-1);
    if (ring.length < 4 || !first || !last) {
      yield fault('ring-short', `${name.zh}不足 4 个点`, `${name.en} has fewer than 4 positions`);
      continue;
    }
    if (first[0] !== last[0] || first[1] !== last[1]) {
      yield fault('ring-not-closed', `${name.zh}没有闭合`, `${name.en} is not closed`, {
        zh: '末点应与首点相同。',
        en: 'The last position must repeat the first.',
      });
      continue;
    }
    const sense = turn(ring);
    if (sense === 0) {
      yield fault('ring-empty', `${name.zh}面积为零`, `${name.en} has no area`);
      continue;
    }
    if (sense > 0 !== (i === 0))
      yield fault(
        'winding',
        `${name.zh}方向不合 RFC 7946（外环逆时针、内环顺时针）`,
        `${name.en} is wound against RFC 7946 (outer counter-clockwise, holes clockwise)`,
      );
    const at = selfCrossing(ring);
    if (at)
      yield fault(
        'self-intersection',
        `${name.zh}在 ${at[0]}, ${at[1]} 附近自相交`,
        `${name.en} crosses itself near ${at[0]}, ${at[1]}`,
      );
  }
}

/**
 * Everything wrong with a geometry: nesting, finite positions within `surroundings` (degrees), lines of at least two
 * positions, rings closed, simple and wound per RFC 7946. At most one message of each kind.
 */
export function geometryProblems(geometry: unknown, surroundings: Extent, where: Place): Problem[] {
  const place: Place = { ...where, field: 'geometry' };
  const toProblem = (f: Fault): Problem => problem(f.code, f.what, place, f.remedy);
  if (typeof geometry !== 'object' || geometry === null)
    return [toProblem(fault('no-geometry', '没有几何', 'there is no geometry'))];
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const depth = typeof type === 'string' && Object.hasOwn(depths, type) ? depths[type] : undefined;
  if (depth === undefined)
    return [
      toProblem(
        fault(
          'geometry-type',
          `几何类型 ${String(JSON.stringify(type)).slice(0, 40)} 不能用`,
          `the geometry type ${String(JSON.stringify(type)).slice(0, 40)} cannot be used`,
        ),
      ),
    ];
  const faults = [...badPositions(coordinates, depth, surroundings)];
  if (!faults.some((f) => f.code === 'coordinates')) {
    const g = geometry as Exclude<Geometry, { type: 'GeometryCollection' }>;
    const lines =
      g.type === 'LineString' ? [g.coordinates] : g.type === 'MultiLineString' ? g.coordinates : [];
    if (lines.some((l) => l.length < 2))
      faults.push(fault('line-short', '线不足 2 个点', 'a line has fewer than 2 positions'));
    const parts = g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : [];
    for (const rings of parts) faults.push(...badRings(rings));
    if (depth > 0 && !(coordinates as unknown[]).length)
      faults.push(fault('no-geometry', '几何是空的', 'the geometry is empty'));
  }
  const first = new Map<string, Fault>();
  for (const f of faults) if (!first.has(f.code)) first.set(f.code, f);
  return [...first.values()].map(toProblem);
}
