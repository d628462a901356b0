import { type Affine, apply } from './affine.ts';

type Point = readonly [number, number];

/** One piece of a picture, drawn as a quadrilateral: a rectangle of pixels and where its corners lie. */
export interface Piece {
  /** Left, top, right, bottom in pixels. */
  pixels: [number, number, number, number];
  /** Longitude, latitude of its corners: upper left, upper right, lower right, lower left. */
  corners: [Point, Point, Point, Point];
}

export interface Mesh {
  columns: number;
  rows: number;
  pieces: Piece[];
  /** How far drawing the pieces as plane quadrilaterals puts a pixel from where it is, at most, in pixels. */
  errorPx: number;
}

/** Finer than this, the picture is in no map projection that its place on the earth would bend so much. */
const finest = 32;

/** Web Mercator on the unit sphere: the plane in which a map draws its quadrilaterals. */
const mercator = ([lon, lat]: Point): [number, number] => {
  const radians = Math.PI / 180;
  return [lon * radians, Math.asinh(Math.tan(lat * radians))];
};

/**
 * A picture of a projected system (Gauss–Krüger, say) cut into a grid of pieces, each of which a map in Web Mercator may
 * draw as a quadrilateral: fine enough that no pixel is off by more than `atMostPx`.
 * @param toLonLat From the picture's system, east and north, to degrees.
 */
export function mesh(
  width: number,
  height: number,
  map: Affine,
  toLonLat: (position: Point) => Point,
  atMostPx = 0.25,
): Mesh {
  const place = (x: number, y: number) => toLonLat(apply(map, [x, y]));
  for (let parts = 1; ; parts *= 2) {
    const [columns, rows] = [Math.min(parts, width), Math.min(parts, height)];
    const errorPx = bend(width, height, columns, rows, place);
    if (!(errorPx > atMostPx) || parts >= finest) {
      const pieces: Piece[] = [];
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const [left, right] = [column, column + 1].map((i) => Math.round((width * i) / columns)) as [
            number,
            number,
          ];
          const [top, bottom] = [row, row + 1].map((i) => Math.round((height * i) / rows)) as [
            number,
            number,
          ];
          pieces.push({
            pixels: [left, top, right, bottom],
            corners: [place(left, top), place(right, top), place(right, bottom), place(left, bottom)],
          });
        }
      return { columns, rows, pieces, errorPx };
    }
  }
}

/** The largest distance between a true place and that on the plane of its piece's corners, in pixels: middles and quarters. */
function bend(
  width: number,
  height: number,
  columns: number,
  rows: number,
  place: (x: number, y: number) => Point,
): number {
  let worst = 0;
  // A projection bends evenly over a sheet: the corners' pieces and the middle one show it.
  const some = (count: number) => [...new Set([0, Math.floor(count / 2), count - 1])];
  for (const column of some(columns))
    for (const row of some(rows)) {
      const [x0, x1] = [(width * column) / columns, (width * (column + 1)) / columns];
      const [y0, y1] = [(height * row) / rows, (height * (row + 1)) / rows];
      const [p, q, r] = [mercator(place(x0, y0)), mercator(place(x1, y0)), mercator(place(x0, y1))];
      const pixel = Math.max(
        Math.hypot(q[0] - p[0], q[1] - p[1]) / (x1 - x0),
        Math.hypot(r[0] - p[0], r[1] - p[1]) / (y1 - y0),
      );
      const far = mercator(place(x1, y1));
      for (const s of [0, 0.25, 0.5, 0.75, 1])
        for (const t of [0, 0.25, 0.5, 0.75, 1]) {
          const [x, y] = mercator(place(x0 + (x1 - x0) * s, y0 + (y1 - y0) * t));
          const [mx, my] = [0, 1].map(
            (i) =>
              (p[i] as number) * (1 - s) * (1 - t) +
              (q[i] as number) * s * (1 - t) +
              (r[i] as number) * (1 - s) * t +
              (far[i] as number) * s * t,
          ) as [number, number];
          worst = Math.max(worst, Math.hypot(x - mx, y - my) / pixel);
        }
    }
  return worst;
}
