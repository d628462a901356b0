import type { MultiPolygon, Polygon, Position } from 'geojson';

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const close = (ring: Position[]): Position[] => [...ring, ring[0] as Position];
const at = (x: number, y: number): Position => [113 + x / 1000, 28 + y / 1000];
const ring = (text: string): Position[] =>
  close(text.split(' ').map((pair) => at(...(pair.split(',').map(Number) as [number, number]))));
const polygon = (...rings: string[]): Polygon => ({ type: 'Polygon', coordinates: rings.map(ring) });
const multi = (...parts: string[][]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: parts.map((part) => part.map(ring)),
});

const square = '0,0 10,0 10,10 0,10';

/** Shapes with one thing wrong each (or nothing), in thousandths of a degree about 113, 28. */
export const named: Record<string, Polygon | MultiPolygon> = {
  square: polygon(square),
  'square-clockwise': polygon('0,0 0,10 10,10 10,0'),
  'square-with-hole': polygon(square, '2,2 2,4 4,4 4,2'),
  'hole-touching-once': polygon(square, '0,5 2,6 2,4'),
  'hole-touching-twice': polygon(square, '0,5 5,7 10,5 5,3'),
  'hole-equal-to-shell': polygon(square, '0,0 0,10 10,10 10,0'),
  'hole-sharing-edge': polygon(square, '0,2 0,4 4,4 4,2'),
  'hole-across-shell': polygon(square, '8,2 8,4 14,4 14,2'),
  'holes-overlapping': polygon(square, '2,2 2,6 6,6 6,2', '4,4 4,8 8,8 8,4'),
  'hole-in-hole': polygon(square, '1,1 1,9 9,9 9,1', '3,3 3,5 5,5 5,3'),
  'bow-tie': polygon('0,0 10,10 10,0 0,10'),
  'bow-tie-uneven': polygon('0,0 10,8 10,0 0,3'),
  'figure-of-eight-at-a-point': polygon('0,0 5,5 10,0 10,10 5,5 0,10'),
  spike: polygon('0,0 10,0 10,10 5,10 5,20 5,10 0,10'),
  slit: polygon('0,0 10,0 10,10 5,10 5,4 5,10 0,10'),
  keyhole: polygon('0,0 10,0 10,10 0,10 0,5 3,5 3,7 5,7 5,3 3,3 3,5 0,5'),
  'parts-overlapping': multi([square], ['5,5 15,5 15,15 5,15']),
  'parts-sharing-edge': multi([square], ['10,0 20,0 20,10 10,10']),
  'parts-touching': multi([square], ['10,10 20,10 20,20 10,20']),
  'part-inside-part': multi([square], ['2,2 4,2 4,4 2,4']),
  'part-in-hole': multi([square, '1,1 1,9 9,9 9,1'], ['2,2 4,2 4,4 2,4']),
  'part-filling-hole': multi([square, '2,2 2,4 4,4 4,2'], ['2,2 4,2 4,4 2,4']),
  'self-touching-inside': polygon('0,0 10,0 10,10 5,10 3,6 7,6 5,10 0,10'),
};

/** Small nasty shapes on a coarse lattice, so that corners, edges and rings coincide often. */
export function lattice(seed: number): Polygon | MultiPolygon {
  const next = random(seed);
  const whole = (n: number) => Math.floor(next() * n);
  const one = (size: number): Position[] => {
    const ox = whole(8);
    const oy = whole(8);
    return close(Array.from({ length: 3 + whole(size) }, () => at(ox + whole(6), oy + whole(6))));
  };
  const parts = Array.from({ length: 1 + whole(3) }, () =>
    Array.from({ length: 1 + whole(3) }, () => one(6)),
  );
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] as Position[][] }
    : { type: 'MultiPolygon', coordinates: parts };
}

/** A simple shape most of the time: triangles and boxes set apart or touching. */
export function tame(seed: number): Polygon | MultiPolygon {
  const next = random(seed);
  const whole = (n: number) => Math.floor(next() * n);
  const box = (x: number, y: number, w: number, h: number) =>
    close([at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)]);
  const parts = Array.from({ length: 1 + whole(3) }, (_, i) => {
    const holes = Array.from({ length: whole(3) }, () =>
      box(i * 9 + whole(6), whole(6), 1 + whole(3), 1 + whole(3)),
    );
    return [box(i * 9, 0, 8 + whole(2), 8), ...holes];
  });
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0] as Position[][] }
    : { type: 'MultiPolygon', coordinates: parts };
}

/** One ring through random places: crosses itself, but no two edges lie on each other. */
export function tangle(seed: number): Polygon {
  const next = random(seed);
  const points = Array.from({ length: 4 + Math.floor(next() * 9) }, () => at(next() * 20, next() * 20));
  return { type: 'Polygon', coordinates: [close(points)] };
}
