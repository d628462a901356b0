/**
 * The 18 units of 2017, laid out as a tiling: a power diagram on warped ground, its weights adjusted until every unit
 * has its share of the three former townships' areas; borders are traced as shared arcs, so that neighbours share every
 * vertex exactly.
 */
import { type Text, t } from './feature.ts';
import { geodesicArea, type LonLat, noise, type Plane, round, simplify, toLonLat, toPlane } from './frame.ts';

export interface Unit {
  code: string;
  name: { zh: string; en: string };
  former: '李家塅镇' | '弼时镇' | '玉池乡';
  seed: LonLat;
  /** Share of the former township's area, km²; a drawing choice, only the sums are facts. */
  km2: number;
  /** Why the former township is taken to be this one, where no source says so. */
  inferred?: Text;
}

const unit = (
  code: string,
  zh: string,
  en: string,
  former: Unit['former'],
  seed: LonLat,
  km2: number,
  inferred?: Text,
): Unit => ({
  code: `430681107${code}`,
  name: { zh, en },
  former,
  seed,
  km2,
  ...(inferred ? { inferred } : {}),
});

const byName = t('依村名', 'from the name of the village');
const byDistrict = t(
  '与弼时村同属序贤片区（2025 年），片区其他村的原属资料未见',
  'in one district with Bishi Village (Xuxian district, 2025); no source gives the former township',
);

export const units: Unit[] = [
  unit(
    '002',
    '金山社区',
    'Jinshan Community',
    '弼时镇',
    [113.1545, 28.523],
    4.6,
    t('依社区名与代码，为集镇社区', 'from its name and code, the community of the market town'),
  ),
  unit('202', '大里塘村', 'Dalitang Village', '弼时镇', [113.1396, 28.4727], 8.0),
  unit('205', '弼时村', 'Bishi Village', '弼时镇', [113.1379, 28.4972], 8.5),
  unit('208', '桃花村', 'Taohua Village', '弼时镇', [113.1529, 28.5159], 7.2),
  unit('219', '影珠山村', 'Yingzhushan Village', '李家塅镇', [113.1785, 28.5534], 7.3, byName),
  unit('220', '白沙村', 'Baisha Village', '弼时镇', [113.1705, 28.5438], 7.3, byDistrict),
  unit('221', '铜盆村', 'Tongpen Village', '李家塅镇', [113.1544, 28.5681], 6.4),
  unit('222', '平华村', 'Pinghua Village', '弼时镇', [113.1286, 28.5491], 7.0, byDistrict),
  unit('223', '序贤村', 'Xuxian Village', '弼时镇', [113.1317, 28.5408], 7.19, byDistrict),
  unit('224', '清溪村', 'Qingxi Village', '李家塅镇', [113.1331, 28.5672], 6.6),
  unit('225', '湄江村', 'Meijiang Village', '李家塅镇', [113.149, 28.6175], 7.2, byName),
  unit('226', '李家塅村', 'Lijiaduan Village', '李家塅镇', [113.149, 28.595], 7.4),
  unit('227', '明月山村', 'Mingyueshan Village', '李家塅镇', [113.1235, 28.594], 8.0),
  unit('228', '高燕村', 'Gaoyan Village', '李家塅镇', [113.1715, 28.585], 6.2),
  unit('229', '南龙村', 'Nanlong Village', '李家塅镇', [113.178, 28.6075], 5.9),
  unit('230', '白鹤洞村', 'Baihedong Village', '玉池乡', [113.1015, 28.5655], 13.9),
  unit('231', '玉池村', 'Yuchi Village', '玉池乡', [113.086, 28.591], 15.6),
  unit(
    '232',
    '大龙山村',
    'Dalongshan Village',
    '玉池乡',
    [113.0935, 28.5335],
    11.8,
    t(
      '由面积推算（41.3 平方公里），也可能原属弼时镇',
      'from the area (41.3 km²); it may have belonged to Bishi Town',
    ),
  ),
];

const cell = 40;
const warp = (p: Plane): Plane => [
  p[0] + 420 * noise(p[0] / 2300, p[1] / 2300, 21) + 130 * noise(p[0] / 700, p[1] / 700, 22),
  p[1] + 420 * noise(p[0] / 2300, p[1] / 2300, 23) + 130 * noise(p[0] / 700, p[1] / 700, 24),
];

interface Grid {
  x0: number;
  y0: number;
  nx: number;
  ny: number;
  /** Index into `units`, or -1 outside. */
  label: Int8Array;
}

function insideRows(ring: Plane[], grid: Omit<Grid, 'label'>): Uint8Array {
  const inside = new Uint8Array(grid.nx * grid.ny);
  for (let j = 0; j < grid.ny; j++) {
    const y = grid.y0 + (j + 0.5) * cell;
    const xs: number[] = [];
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as Plane;
      const [bx, by] = ring[i] as Plane;
      if (ay > y !== by > y) xs.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
    }
    xs.sort((m, n) => m - n);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.ceil(((xs[k] as number) - grid.x0) / cell - 0.5);
      const to = Math.floor(((xs[k + 1] as number) - grid.x0) / cell - 0.5);
      for (let i = from; i <= to; i++) inside[j * grid.nx + i] = 1;
    }
  }
  return inside;
}

function labelled(ring: Plane[]): Grid {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const x0 = Math.min(...xs) - 3 * cell;
  const y0 = Math.min(...ys) - 3 * cell;
  const nx = Math.ceil((Math.max(...xs) - x0) / cell) + 3;
  const ny = Math.ceil((Math.max(...ys) - y0) / cell) + 3;
  const frame = { x0, y0, nx, ny };
  const inside = insideRows(ring, frame);
  const cells: { at: number; p: Plane }[] = [];
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++)
      if (inside[j * nx + i])
        cells.push({ at: j * nx + i, p: warp([x0 + (i + 0.5) * cell, y0 + (j + 0.5) * cell]) });
  const seeds = units.map((u) => toPlane(u.seed));
  const total = units.reduce((s, u) => s + u.km2, 0);
  const want = units.map((u) => (u.km2 / total) * cells.length);
  const weight = new Float64Array(units.length);
  const label = new Int8Array(nx * ny).fill(-1);
  const have = new Float64Array(units.length);
  for (let round = 0; round < 120; round++) {
    have.fill(0);
    for (const { at, p } of cells) {
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let k = 0; k < seeds.length; k++) {
        const s = seeds[k] as Plane;
        const d = (p[0] - s[0]) ** 2 + (p[1] - s[1]) ** 2 - (weight[k] as number);
        if (d < least) {
          least = d;
          best = k;
        }
      }
      label[at] = best;
      have[best] = (have[best] as number) + 1;
    }
    const gain = round < 60 ? 0.35 : 0.2;
    for (let k = 0; k < seeds.length; k++)
      weight[k] = (weight[k] as number) + gain * cell * cell * ((want[k] as number) - (have[k] as number));
  }
  return { ...frame, label };
}

/** Lattice corners where two labels meet, walked from corner to corner of three. */
function arcsOf(grid: Grid): { line: Plane[]; ends: [string, string]; sides: [number, number] }[] {
  const { nx, ny, label } = grid;
  const at = (i: number, j: number) => label[j * nx + i] as number;
  const edges = new Map<string, { to: string; sides: [number, number] }[]>();
  const add = (p: string, q: string, sides: [number, number]) => {
    for (const [m, n] of [
      [p, q],
      [q, p],
    ] as const) {
      const list = edges.get(m) ?? [];
      list.push({ to: n, sides });
      edges.set(m, list);
    }
  };
  for (let j = 1; j < ny; j++)
    for (let i = 1; i < nx; i++) {
      const here = at(i, j);
      const left = at(i - 1, j);
      const below = at(i, j - 1);
      if (here !== left && here >= 0 && left >= 0)
        add(`${i},${j}`, `${i},${j + 1}`, [Math.min(here, left), Math.max(here, left)]);
      if (here !== below && here >= 0 && below >= 0)
        add(`${i},${j}`, `${i + 1},${j}`, [Math.min(here, below), Math.max(here, below)]);
    }
  const used = new Set<string>();
  const edgeKey = (p: string, q: string) => (p < q ? `${p}|${q}` : `${q}|${p}`);
  const plane = (k: string): Plane => {
    const [i, j] = k.split(',').map(Number) as [number, number];
    return [grid.x0 + i * cell, grid.y0 + j * cell];
  };
  const out: { line: Plane[]; ends: [string, string]; sides: [number, number] }[] = [];
  for (const [start, list] of [...edges].sort(([m], [n]) => (m < n ? -1 : 1))) {
    if (list.length === 2) continue;
    for (const first of list) {
      if (used.has(edgeKey(start, first.to))) continue;
      const path = [start];
      let before = start;
      let here = first.to;
      used.add(edgeKey(before, here));
      for (;;) {
        path.push(here);
        const next = edges.get(here) as { to: string }[];
        if (next.length !== 2) break;
        const on = (next[0]!.to === before ? next[1] : next[0])!.to;
        used.add(edgeKey(here, on));
        before = here;
        here = on;
      }
      out.push({ line: path.map(plane), ends: [start, here], sides: first.sides });
    }
  }
  return out;
}

function even(line: Plane[]): Plane[] {
  let p = line;
  for (let pass = 0; pass < 26; pass++)
    p = p.map((q, i) => {
      if (i === 0 || i === p.length - 1) return q;
      const m = p[i - 1] as Plane;
      const n = p[i + 1] as Plane;
      return [(m[0] + 2 * q[0] + n[0]) / 4, (m[1] + 2 * q[1] + n[1]) / 4];
    });
  return p;
}

const key = (p: LonLat) => `${p[0]},${p[1]}`;

/** Puts `p` on the ring as a vertex: the nearest point of the nearest edge, or the vertex there if it is within 25 m. */
function insert(ring: LonLat[], p: Plane): LonLat {
  let best = { d: Number.POSITIVE_INFINITY, i: 0, q: p };
  for (let i = 1; i < ring.length; i++) {
    const m = toPlane(ring[i - 1] as LonLat);
    const n = toPlane(ring[i] as LonLat);
    const len2 = (n[0] - m[0]) ** 2 + (n[1] - m[1]) ** 2;
    const t = Math.max(
      0,
      Math.min(1, ((p[0] - m[0]) * (n[0] - m[0]) + (p[1] - m[1]) * (n[1] - m[1])) / len2),
    );
    const q: Plane = [m[0] + t * (n[0] - m[0]), m[1] + t * (n[1] - m[1])];
    const d = Math.hypot(q[0] - p[0], q[1] - p[1]);
    if (d < best.d) best = { d, i, q };
  }
  for (const at of [best.i - 1, best.i]) {
    const v = toPlane(ring[at] as LonLat);
    if (Math.hypot(v[0] - best.q[0], v[1] - best.q[1]) < 25) return ring[at] as LonLat;
  }
  const fresh = round(toLonLat(best.q)) as LonLat;
  ring.splice(best.i, 0, fresh);
  return fresh;
}

/** The villages' closed counter-clockwise rings by code, and the outline with the corners they add to it. */
export function villages(outline: LonLat[]): { outline: LonLat[]; rings: Map<string, LonLat[]> } {
  const ring = [...outline];
  const grid = labelled(ring.map(toPlane));
  const arcs = arcsOf(grid);
  const degree = new Map<string, number>();
  for (const arc of arcs) for (const end of arc.ends) degree.set(end, (degree.get(end) ?? 0) + 1);
  const nodes = new Map<string, LonLat>();
  const outer = new Set<string>();
  for (const arc of arcs)
    arc.ends.forEach((end, side) => {
      if (nodes.has(end)) return;
      const p = (side ? arc.line.at(-1) : arc.line[0]) as Plane;
      if (degree.get(end) === 1) {
        const q = insert(ring, p);
        nodes.set(end, q);
        outer.add(key(q));
      } else nodes.set(end, round(toLonLat(p)) as LonLat);
    });
  const inner = arcs.map((arc) => {
    const line = even(arc.line).map(toLonLat);
    line[0] = nodes.get(arc.ends[0]) as LonLat;
    line[line.length - 1] = nodes.get(arc.ends[1]) as LonLat;
    return { sides: arc.sides, line: simplify(line, 7).map((p) => round(p) as LonLat) };
  });
  const pieces = outline.length ? outerPieces(ring, outer, grid) : [];
  const rings = new Map<string, LonLat[]>();
  units.forEach((u, k) => {
    const parts = [
      ...inner.filter((a) => a.sides.includes(k)).map((a) => a.line),
      ...pieces.filter((p) => p.side === k).map((p) => p.line),
    ];
    rings.set(u.code, stitch(parts, u.name.zh));
  });
  return { outline: ring, rings };
}

/** The outline cut at the corners; each piece with the unit that lies inside it (a point just inside its middle). */
function outerPieces(ring: LonLat[], corners: Set<string>, grid: Grid): { line: LonLat[]; side: number }[] {
  const open = ring.slice(0, -1);
  const start = open.findIndex((p) => corners.has(key(p)));
  const turned = [...open.slice(start), ...open.slice(0, start), open[start] as LonLat];
  const out: { line: LonLat[]; side: number }[] = [];
  let line: LonLat[] = [turned[0] as LonLat];
  for (const p of turned.slice(1)) {
    line.push(p);
    if (!corners.has(key(p))) continue;
    const votes = new Map<number, number>();
    for (let i = 1; i < line.length; i++) {
      const m = toPlane(line[i - 1] as LonLat);
      const n = toPlane(line[i] as LonLat);
      const len = Math.hypot(n[0] - m[0], n[1] - m[1]);
      // The ring runs counter-clockwise: inside is to the left.
      const x = (m[0] + n[0]) / 2 - ((n[1] - m[1]) / len) * 1.5 * cell;
      const y = (m[1] + n[1]) / 2 + ((n[0] - m[0]) / len) * 1.5 * cell;
      const k = grid.label[Math.floor((y - grid.y0) / cell) * grid.nx + Math.floor((x - grid.x0) / cell)];
      if (k !== undefined && k >= 0) votes.set(k, (votes.get(k) ?? 0) + len);
    }
    const side = [...votes].sort((m, n) => n[1] - m[1])[0]?.[0] ?? -1;
    out.push({ line, side });
    line = [p];
  }
  return out;
}

function stitch(parts: LonLat[][], name: string): LonLat[] {
  const left = [...parts];
  const ring = [...(left.shift() as LonLat[])];
  while (left.length) {
    const end = key(ring.at(-1) as LonLat);
    const i = left.findIndex((l) => key(l[0] as LonLat) === end || key(l.at(-1) as LonLat) === end);
    if (i < 0) throw new Error(`${name}: the border does not close (a unit in two pieces?)`);
    const [next] = left.splice(i, 1) as [LonLat[]];
    ring.push(...(key(next[0] as LonLat) === end ? next : [...next].reverse()).slice(1));
  }
  if (key(ring[0] as LonLat) !== key(ring.at(-1) as LonLat)) throw new Error(`${name}: open border`);
  return geodesicArea(ring) < 0 ? ring.reverse() : ring;
}
