import type { MultiPolygon, Polygon } from 'geojson';
import { svg, type TemplateResult } from 'lit';
import type { Store } from '../../../store/index.ts';
import { extentOfAll, type Projection, project } from './paper.ts';
import { pathOf } from './shapes.ts';

/** Millimetres. */
const width = 26;
const height = 30;

/**
 * Where in the town the sheet lies: the town's border and its villages small, the map's frame and the zone on them.
 * Undefined where the package has no border.
 */
export function inset(
  store: Store,
  main: Projection,
  zones: readonly (Polygon | MultiPolygon)[],
  name: string,
): TemplateResult | undefined {
  const shapes = (role: 'boundary' | 'villages') =>
    store.select.layers.value.flatMap(({ layer }) => {
      const loaded = store.state.layers.value[layer.id];
      return layer.role === role && loaded?.phase === 'ready'
        ? loaded.data.features.flatMap(({ geometry }) =>
            geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [geometry] : [],
          )
        : [];
    });
  const border = shapes('boundary');
  if (!border.length) return undefined;
  const { centralMeridian } = main;
  const zoneExtent = extentOfAll(zones, centralMeridian);
  const all = extentOfAll([...border, ...zones], centralMeridian);
  const scale = 1080 * Math.max((all.east - all.west) / width, (all.north - all.south) / height);
  const small = project(all, { width, height }, scale, centralMeridian);
  const draw = (list: readonly (Polygon | MultiPolygon)[]) => list.map((one) => pathOf(one, small)).join('');
  const at = (east: number, north: number) => [
    ((east - small.extent.west) * 1000) / scale,
    ((small.extent.north - north) * 1000) / scale,
  ];
  const [left, top] = at(main.extent.west, main.extent.north) as [number, number];
  const [right, bottom] = at(main.extent.east, main.extent.south) as [number, number];
  const [x, y] = at((zoneExtent.west + zoneExtent.east) / 2, (zoneExtent.south + zoneExtent.north) / 2) as [
    number,
    number,
  ];
  return svg`<svg class="inset" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label=${name}>
    <path d=${draw(border)} fill="#f3f1ea" stroke="#444" stroke-width="0.35" stroke-linejoin="round"/>
    <path d=${draw(shapes('villages'))} fill="none" stroke="#999" stroke-width="0.12"/>
    <path d=${draw(zones)} fill="#b3261e"/>
    <circle cx=${x} cy=${y} r="0.7" fill="#b3261e"/>
    <rect x=${left} y=${top} width=${right - left} height=${bottom - top} fill="none" stroke="#111" stroke-width="0.25"/>
  </svg>`;
}
