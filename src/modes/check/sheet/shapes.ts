import type { Geometry, Position } from 'geojson';
import type { Projection } from './paper.ts';

const figure = (value: number) => String(Math.round(value * 1000) / 1000);

/** A geometry's lines on paper as an SVG path in millimetres; empty when all of it lies outside the frame. */
export function pathOf(geometry: Geometry, projection: Projection): string {
  const { width, height } = projection.frame;
  const line = (positions: readonly Position[], close: boolean): string => {
    const points = positions.map(projection.toPaper);
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    if (Math.max(...xs) < 0 || Math.min(...xs) > width || Math.max(...ys) < 0 || Math.min(...ys) > height)
      return '';
    const kept = close ? points.slice(0, -1) : points;
    return `M${kept.map(([x, y]) => `${figure(x)} ${figure(y)}`).join('L')}${close ? 'Z' : ''}`;
  };
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates, false);
    case 'MultiLineString':
      return geometry.coordinates.map((one) => line(one, false)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => line(ring, true)).join('');
    case 'MultiPolygon':
      return geometry.coordinates
        .flat()
        .map((ring) => line(ring, true))
        .join('');
    case 'GeometryCollection':
      return geometry.geometries.map((one) => pathOf(one, projection)).join('');
    default:
      return '';
  }
}

/** The points of a point geometry within the frame, millimetres. */
export function pointsOf(geometry: Geometry, projection: Projection): [number, number][] {
  const all =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPoint'
        ? geometry.coordinates
        : [];
  const { width, height } = projection.frame;
  return all.map(projection.toPaper).filter(([x, y]) => x > 0 && y > 0 && x < width && y < height);
}

/** Places names so that none covers another; those without room are left out. Sizes in millimetres. */
export function nameKeeper(frame: Projection['frame']) {
  const taken: [number, number, number, number][] = [];
  return (text: string, x: number, y: number, size: number): boolean => {
    const width = [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.55), 0) * size;
    const box: [number, number, number, number] = [x - width / 2, y - size, x + width / 2, y + size * 0.3];
    // The grid's own figures stand along the left and the upper edge.
    if (box[0] < 9 || box[1] < 3.2 || box[2] > frame.width - 1 || box[3] > frame.height - 1) return false;
    if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) return false;
    taken.push(box);
    return true;
  };
}

/** A place for the name of an area that reaches over the frame: the middle of its part of the frame. */
export function insideOf(geometry: Geometry, projection: Projection): [number, number] | undefined {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  const rings = polygons.flat().map((ring) => ring.map(projection.toPaper));
  const { width, height } = projection.frame;
  const steps = 15;
  const found: [number, number][] = [];
  for (let i = 1; i < steps; i += 1)
    for (let j = 1; j < steps; j += 1) {
      const [x, y] = [(width * i) / steps, (height * j) / steps];
      let odd = false;
      for (const ring of rings)
        for (let k = 0; k + 1 < ring.length; k += 1) {
          const [[ax, ay], [bx, by]] = [ring[k], ring[k + 1]] as [[number, number], [number, number]];
          if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
        }
      if (odd) found.push([x, y]);
    }
  if (!found.length) return undefined;
  const mean = found.reduce(
    (sum, [x, y]) => [sum[0] + x / found.length, sum[1] + y / found.length] as [number, number],
    [0, 0] as [number, number],
  );
  const away = ([x, y]: [number, number]) => Math.hypot(x - mean[0], y - mean[1]);
  return found.reduce((a, b) => (away(b) < away(a) ? b : a));
}
