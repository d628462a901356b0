import type { SourceSpecification } from 'maplibre-gl';
import { el, type SvgNode } from './node.ts';
import type { mercatorViewport, Viewport } from './viewport.ts';

/** Pictures of an online base map that cover a Web Mercator viewport; none for another projection or kind of source. */
export function rasterTiles(source: SourceSpecification | undefined, viewport: Viewport): SvgNode[] {
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
