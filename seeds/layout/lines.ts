/** Roads, rivers and ridges of the sketch, placed by the order of things along the road and the relations in the facts. */
import { curve, geodesicLength, type LonLat, round, simplify, sway, toPlane } from './frame.ts';

const draw = (points: LonLat[], size: number, length: number, seed: number, tolerance = 5): LonLat[] =>
  simplify(sway(curve(points, 60), size, length, seed), tolerance).map((p) => round(p) as LonLat);

/** G107, north to south, from beyond the town to beyond it. */
export const g107 = draw(
  [
    [113.108, 28.742],
    [113.1195, 28.71],
    [113.127, 28.68],
    [113.1335, 28.655],
    [113.1385, 28.6355],
    [113.1435, 28.618],
    [113.1445, 28.606],
    [113.1455, 28.597],
    [113.1475, 28.586],
    [113.1495, 28.5765],
    [113.148, 28.566],
    [113.1462, 28.557],
    [113.148, 28.5495],
    [113.1497, 28.5445],
    [113.1472, 28.5395],
    [113.1452, 28.5345],
    [113.1455, 28.5285],
    [113.147, 28.5205],
    [113.1486, 28.5135],
    [113.1452, 28.5055],
    [113.1425, 28.4975],
    [113.1445, 28.4885],
    [113.1412, 28.4815],
    [113.1402, 28.4745],
    [113.138, 28.462],
    [113.1325, 28.444],
    [113.121, 28.425],
    [113.1055, 28.402],
    [113.089, 28.374],
  ],
  45,
  900,
  31,
);

/** Where G107 meets the county line towards 青山铺. */
export const countyEnd: LonLat = [113.1403, 28.4755];

/** G4, east of the town: the 广福 entrance is SE of the seat in 青山铺镇, 长沙县. */
export const g4 = draw(
  [
    [113.2905, 28.79],
    [113.276, 28.75],
    [113.262, 28.705],
    [113.252, 28.66],
    [113.2385, 28.615],
    [113.2225, 28.575],
    [113.209, 28.535],
    [113.195, 28.505],
    [113.1835, 28.487],
    [113.166, 28.462],
    [113.144, 28.43],
    [113.124, 28.395],
    [113.108, 28.36],
  ],
  60,
  2500,
  32,
);

/** The vertex of G107 nearest to a place. */
function onG107([x, y]: LonLat): LonLat {
  return g107.reduce((m, p) =>
    Math.hypot((p[0] - x) * 0.88, p[1] - y) < Math.hypot((m[0] - x) * 0.88, m[1] - y) ? p : m,
  );
}

/** 国道东移 / 桃花路: leaves G107 north of the seat, passes east of it and of the park, meets G107 at the county line. */
export const taohuaRoad = draw(
  [
    onG107([113.148, 28.5495]),
    [113.1535, 28.542],
    [113.1582, 28.534],
    [113.1618, 28.523],
    [113.163, 28.5115],
    [113.1608, 28.5005],
    [113.1552, 28.4915],
    [113.1478, 28.4835],
    onG107(countyEnd),
  ],
  12,
  900,
  33,
  3,
);

/** 湄江, upper course: north from the divide through 湄江村 towards 新市镇. */
export const meijiang = draw(
  [
    [113.137, 28.5585],
    [113.1405, 28.565],
    [113.1432, 28.573],
    [113.1418, 28.582],
    [113.1395, 28.59],
    [113.1405, 28.599],
    [113.1482, 28.607],
    [113.1535, 28.615],
    [113.1508, 28.6245],
    [113.1475, 28.638],
    [113.151, 28.655],
    [113.146, 28.675],
    [113.1425, 28.7],
    [113.134, 28.725],
  ],
  90,
  650,
  34,
);
export const meijiangBranches = [
  draw(
    [
      [113.1205, 28.578],
      [113.126, 28.5865],
      [113.1325, 28.5935],
      [113.1405, 28.599],
    ],
    60,
    500,
    35,
  ),
  draw(
    [
      [113.1785, 28.591],
      [113.1705, 28.5975],
      [113.162, 28.604],
      [113.1535, 28.615],
    ],
    60,
    500,
    36,
  ),
];

/** 白沙河: from below the south end of 影珠山 past the seat and the memorial, out at the southern tip. */
export const baisha = draw(
  [
    [113.1735, 28.5475],
    [113.1685, 28.541],
    [113.1605, 28.5375],
    [113.1535, 28.5325],
    [113.1462, 28.5245],
    [113.1405, 28.5175],
    [113.1388, 28.5085],
    [113.1362, 28.5],
    [113.1372, 28.4905],
    [113.1335, 28.4825],
    [113.1312, 28.4735],
    [113.127, 28.461],
    [113.129, 28.445],
    [113.122, 28.43],
  ],
  80,
  600,
  37,
);
export const baishaBranches = [
  draw(
    [
      [113.1035, 28.5815],
      [113.1045, 28.57],
      [113.1062, 28.558],
      [113.1095, 28.545],
      [113.114, 28.534],
      [113.1215, 28.5245],
      [113.131, 28.5165],
      [113.1388, 28.5085],
    ],
    90,
    600,
    38,
  ),
  draw(
    [
      [113.084, 28.569],
      [113.0835, 28.558],
      [113.0855, 28.545],
      [113.0905, 28.532],
      [113.1005, 28.525],
      [113.1115, 28.526],
      [113.1215, 28.5245],
    ],
    90,
    600,
    39,
  ),
];

/** The three western ridges, and 影珠山 on the county line. */
export const ridges = {
  mingyue: draw(
    [
      [113.1225, 28.6195],
      [113.1185, 28.607],
      [113.1165, 28.5955],
      [113.1185, 28.585],
      [113.1155, 28.574],
      [113.1175, 28.5625],
      [113.1195, 28.5525],
    ],
    110,
    800,
    41,
  ),
  damo: draw(
    [
      [113.1015, 28.6085],
      [113.0975, 28.597],
      [113.093, 28.5855],
      [113.0945, 28.574],
      [113.0925, 28.564],
      [113.0915, 28.556],
      [113.0945, 28.546],
      [113.0985, 28.5365],
    ],
    110,
    800,
    42,
  ),
  yuchi: draw(
    [
      [113.0835, 28.604],
      [113.0775, 28.595],
      [113.0745, 28.5835],
      [113.075, 28.57],
      [113.077, 28.558],
      [113.0755, 28.546],
      [113.0785, 28.534],
    ],
    110,
    800,
    43,
  ),
};

/** The highest point, on the middle ridge, and the eastern summit, on the county line. */
export const damoSummit: LonLat = [113.0915, 28.556];

/** 弼时集镇: on G107, 6.5 km before the county line. */
export const seat = (): LonLat => {
  const at = metresTo(g107, countyEnd) - 6500;
  return between(g107, at, at + 1)[0] as LonLat;
};

/** Metres along a line to the vertex nearest to `p`. */
export function metresTo(line: readonly LonLat[], p: LonLat): number {
  const [x, y] = toPlane(p);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  line.forEach((q, i) => {
    const [m, n] = toPlane(q);
    const d = Math.hypot(m - x, n - y);
    if (d < least) {
      least = d;
      best = i;
    }
  });
  return geodesicLength(line.slice(0, best + 1));
}

/** The stretch of a line between two distances from its start, metres. */
export function between(line: readonly LonLat[], from: number, to: number): LonLat[] {
  const out: LonLat[] = [];
  let run = 0;
  for (let i = 1; i < line.length; i++) {
    const p = line[i - 1] as LonLat;
    const q = line[i] as LonLat;
    const step = geodesicLength([p, q]);
    const cut = (at: number): LonLat => {
      const t = (at - run) / step;
      return round([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]) as LonLat;
    };
    if (run <= from && from < run + step) out.push(cut(from));
    if (run + step > from && run + step < to) out.push(q);
    if (run < to && to <= run + step) out.push(cut(to));
    run += step;
  }
  return out;
}
