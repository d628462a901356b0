import type { Position } from 'geojson';

/** Grid points a degree: 1e-9° is about 0.1 mm, and an extent of 1° stays within exact 53-bit products' reach. */
const perDegree = 1e9;

export interface GridPoint {
  x: number;
  y: number;
}

/**
 * Whole numbers for the clipper, counted from a corner of the shape so that they stay small. The way back gives a
 * point of the input its very coordinates again.
 */
export interface Grid {
  to(position: Position): GridPoint;
  back(point: GridPoint): Position;
  /** Coordinates on the grid itself, up to 0.06 mm from the input's. */
  plain(point: GridPoint): Position;
}

export function gridOver(rings: readonly (readonly Position[])[]): Grid {
  let [west, south] = [Infinity, Infinity];
  for (const ring of rings)
    for (const [x = 0, y = 0] of ring) {
      west = Math.min(west, x);
      south = Math.min(south, y);
    }
  // A whole number of grid steps, so that the same degree always falls on the same grid point.
  const [ox, oy] = [Math.floor(west * 1e3) / 1e3, Math.floor(south * 1e3) / 1e3];
  const byCell = new Map<string, Position>();
  const to = ([lon = 0, lat = 0]: Position): GridPoint => ({
    x: Math.round((lon - ox) * perDegree),
    y: Math.round((lat - oy) * perDegree),
  });
  for (const ring of rings)
    for (const position of ring) {
      const { x, y } = to(position);
      const key = `${x},${y}`;
      if (!byCell.has(key)) byCell.set(key, position);
    }
  const plain = ({ x, y }: GridPoint): Position => [ox + x / perDegree, oy + y / perDegree];
  return { to, plain, back: (point) => byCell.get(`${point.x},${point.y}`) ?? plain(point) };
}

/** About how many square metres a square degree has at latitude `lat`: (111,320 m)² cos lat. */
export const m2PerDegree2 = (lat: number): number =>
  111_320 ** 2 * Math.max(0.05, Math.cos((lat * Math.PI) / 180));
/** The same of a cell of the grid. */
export const cellM2 = (lat: number): number => m2PerDegree2(lat) / perDegree ** 2;
