import type { SourceSpecification } from 'maplibre-gl';
import { el, type SvgNode } from './node.ts';
import type { mercatorViewport, Viewport } from './viewport.ts';

type ImageSource = Extract<SourceSpecification, { type: 'image' }>;

/** A picture with its four corners: moved, turned and sheared to three of them, as a plane viewport has it. */
function image({ url, coordinates }: ImageSource, { project }: Viewport): SvgNode {
  const [[x, y], [right, across], , [left, down]] = coordinates.map((corner) => project(corner)) as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  // A picture of one by one in pixels would be rounded away: a thousand units a side.
  const unit = 1000;
  const matrix = [right - x, across - y, left - x, down - y].map((one) => one / unit);
  return el('image', {
    href: url,
    width: unit,
    height: unit,
    preserveAspectRatio: 'none',
    transform: `matrix(${matrix.join(' ')} ${x} ${y})`,
  });
}

/** Pictures of an online base map that cover a Web Mercator viewport, none for another projection; or one picture with corners. */
export function rasterTiles(source: SourceSpecification | undefined, viewport: Viewport): SvgNode[] {
  if (source?.type === 'image') return [image(source, viewport)];
  if (source?.type !== 'raster' || !source.tiles?.[0] || !('unproject' in viewport)) return [];
  const { unproject } = viewport as ReturnType<typeof mercatorViewport>;
  const size = source.tileSize ?? 512;
  const level = Math.max(
    0,
    Math.min(source.maxzoom ?? 22, Math.round(viewport.zoom + Math.log2(512 / size))),
  );
  const count = 2 ** level;
  const columnOf = (lon: number) => Math.floor(((lon + 180) / 360) * count);
  const rowOf = (lat: number) => {
    const angle = (lat * Math.PI) / 180;
    return Math.floor((0.5 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / (2 * Math.PI)) * count);
  };
  const [from, to] = [unproject(0, 0), unproject(viewport.width, viewport.height)];
  const nodes: SvgNode[] = [];
  const side = 512 * 2 ** (viewport.zoom - level);
  for (let x = columnOf(from.lon); x <= columnOf(to.lon); x++)
    for (let y = Math.max(0, rowOf(from.lat)); y <= Math.min(count - 1, rowOf(to.lat)); y++) {
      const [left, top] = viewport.project([
        (x / count) * 360 - 180,
        (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI,
      ]);
      const template = source.tiles[(x + y) % source.tiles.length] as string;
      const address = template
        .replace('{z}', String(level))
        .replace('{x}', String(((x % count) + count) % count))
        .replace('{y}', String(y));
      // A hair wider, so that no seam is seen between two.
      nodes.push(el('image', { href: address, x: left, y: top, width: side + 0.5, height: side + 0.5 }));
    }
  return nodes;
}
