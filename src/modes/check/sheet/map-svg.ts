import type { MultiPolygon, Polygon, Position } from 'geojson';
import { nothing, svg, type TemplateResult } from 'lit';
import type { PaintedOverlap } from '../../../map/draw/paint.ts';
import { lookOf } from '../../../map/style/look.ts';
import { palettes } from '../../../map/tokens.ts';
import { type Bilingual, type Language, type Layer, say } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { pointNames } from '../point-names.ts';
import { type Projection, roundMetres } from './paper.ts';
import { insideOf, nameKeeper, pathOf, pointsOf } from './shapes.ts';

const palette = palettes.light;
const ink = '#111111';
/** The zone's outline; a test finds it in the printed file by this colour. */
export const zoneInk = '#c00018';
export const overlapInks = {
  forbidden: '#b00020',
  restricted: '#b36b00',
  notice: '#1f5f7a',
  overlap: '#555555',
} as const;

export interface Drawn {
  map: TemplateResult;
  /** What is in the frame, for the legend. */
  layers: Layer[];
  overlaps: Set<PaintedOverlap['kind']>;
}

/** White roads are drawn over their casing on the screen; on paper the casing's colour has to do. */
function inkOf(layer: Layer, soft: boolean) {
  const look = lookOf(layer.symbol, palette, soft);
  return look.colour === palette.road ? { ...look, colour: palette.roadCasing } : look;
}

function layerShapes(
  store: Store,
  projection: Projection,
  language: Language,
  keep: ReturnType<typeof nameKeeper>,
) {
  const layers: Layer[] = [];
  const shapes: TemplateResult[] = [];
  const names: TemplateResult[] = [];
  for (const { layer, visible, opacity } of store.select.layers.value) {
    const loaded = store.state.layers.value[layer.id];
    if (!visible || opacity === 0 || loaded?.phase !== 'ready') continue;
    let drawn = false;
    for (const { geometry, properties } of loaded.data.features) {
      const soft = properties.basis === 'schematic' || properties.basis === 'described';
      const look = inkOf(layer, soft);
      const path = pathOf(geometry, projection);
      const area = geometry.type.endsWith('Polygon');
      if (path)
        shapes.push(
          svg`<path d=${path} fill=${area && !layer.symbol.hollow ? look.colour : 'none'} fill-opacity=${look.fillOpacity * 0.6 * opacity} fill-rule="evenodd" stroke=${look.colour} stroke-opacity=${opacity} stroke-width=${look.width * 0.2} stroke-dasharray=${look.dash ? look.dash.map((d) => d * look.width * 0.2).join(' ') : nothing}/>`,
        );
      const points = pointsOf(geometry, projection);
      for (const [x, y] of points)
        shapes.push(
          svg`<circle cx=${x} cy=${y} r="1" fill=${look.colour} stroke="#fff" stroke-width="0.3"/>`,
        );
      if (!path && !points.length) continue;
      drawn = true;
      const at = points[0] ?? (area ? insideOf(geometry, projection) : middleIn(geometry, projection));
      const name = say(properties.name, language);
      if (layer.role !== 'boundary' && at && keep(name, at[0], at[1] - 1.6, 2.6))
        names.push(
          svg`<text x=${at[0]} y=${at[1] - 1.6} font-size="2.6" text-anchor="middle" fill=${palette.labelSoft} stroke="#fff" stroke-width="0.6" paint-order="stroke">${name}</text>`,
        );
    }
    if (drawn) layers.push(layer);
  }
  return { layers, shapes, names };
}

/** The middle of those vertices that are in the frame: good enough a place for a name on paper. */
function middleIn(geometry: GeoJSON.Geometry, projection: Projection): [number, number] | undefined {
  if (geometry.type === 'GeometryCollection') return undefined;
  const flat: Position[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value) && typeof value[0] === 'number') flat.push(value as Position);
    else if (Array.isArray(value)) value.forEach(walk);
  };
  walk(geometry.coordinates);
  const { width, height } = projection.frame;
  const inside = flat.map(projection.toPaper).filter(([x, y]) => x > 0 && y > 0 && x < width && y < height);
  if (!inside.length) return undefined;
  const sum = inside.reduce((s, p) => [s[0] + p[0], s[1] + p[1]] as [number, number], [0, 0] as [
    number,
    number,
  ]);
  return [sum[0] / inside.length, sum[1] / inside.length];
}

/** The Gauss–Krüger grid: lines, and their coordinates in kilometres along the frame, Y with the zone's prefix. */
function grid(projection: Projection): TemplateResult {
  const { extent, scale, frame, centralMeridian } = projection;
  const step = roundMetres(scale, 50);
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : 2;
  const zone = centralMeridian / 3;
  const lines: TemplateResult[] = [];
  for (let east = Math.ceil(extent.west / step) * step; east < extent.east; east += step) {
    const x = ((east - extent.west) * 1000) / scale;
    lines.push(svg`<path d=${`M${x} 0V${frame.height}`} stroke="#1f5f7a" stroke-width="0.1" stroke-opacity="0.55"/>
      <text x=${x + 0.6} y="2.6" font-size="2.1" fill="#1f5f7a">${zone}${(east / 1000).toFixed(digits).padStart(digits ? 4 + digits : 3, '0')}</text>`);
  }
  for (let north = Math.ceil(extent.south / step) * step; north < extent.north; north += step) {
    const y = ((extent.north - north) * 1000) / scale;
    lines.push(svg`<path d=${`M0 ${y}H${frame.width}`} stroke="#1f5f7a" stroke-width="0.1" stroke-opacity="0.55"/>
      <text x="0.6" y=${y - 0.6} font-size="2.1" fill="#1f5f7a">${(north / 1000).toFixed(digits)}</text>`);
  }
  return svg`<g>${lines}</g>`;
}

const hatches = svg`<defs>
  <pattern id="forbidden" width="2.2" height="2.2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0H2.2M0 0V2.2" stroke=${overlapInks.forbidden} stroke-width="0.5"/></pattern>
  <pattern id="restricted" width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V2" stroke=${overlapInks.restricted} stroke-width="0.6"/></pattern>
  <pattern id="notice" width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 0V2.4" stroke=${overlapInks.notice} stroke-width="0.4"/></pattern>
  <pattern id="overlap" width="3" height="3" patternUnits="userSpaceOnUse"><circle cx="1" cy="1" r="0.35" fill=${overlapInks.overlap}/></pattern>
</defs>`;

function boundary(
  nameOf: (position: Position, number: number) => string,
  geometry: Polygon | MultiPolygon,
  projection: Projection,
  keep: ReturnType<typeof nameKeeper>,
) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let number = 0;
  const marks: TemplateResult[] = [];
  for (const ring of polygons.flat())
    for (const position of ring.slice(0, -1)) {
      number += 1;
      const [x, y] = projection.toPaper(position);
      const name = nameOf(position, number);
      marks.push(svg`<circle cx=${x} cy=${y} r="0.55" fill="#fff" stroke=${zoneInk} stroke-width="0.3"/>`);
      if (keep(name, x, y - 1.2, 2.4))
        marks.push(
          svg`<text x=${x} y=${y - 1.2} font-size="2.4" text-anchor="middle" fill=${zoneInk} stroke="#fff" stroke-width="0.5" paint-order="stroke">${name}</text>`,
        );
    }
  return marks;
}

/** The map of a sheet as vectors in millimetres; text stays text. */
export function drawMap(
  store: Store,
  zone: ZoneRecord,
  overlaps: readonly PaintedOverlap[],
  projection: Projection,
  language: Language,
  label: Bilingual,
): Drawn {
  const { width, height } = projection.frame;
  const keep = nameKeeper(projection.frame);
  const outline = pathOf(zone.geometry, projection);
  // The boundary's own point names come first, then the names around it.
  const marks = boundary(pointNames(zone, projection.centralMeridian), zone.geometry, projection, keep);
  const { layers, shapes, names } = layerShapes(store, projection, language, keep);
  const kinds = new Set<PaintedOverlap['kind']>();
  const hatched = overlaps.map(({ geometry, kind }) => {
    const path = pathOf(geometry, projection);
    if (path) kinds.add(kind);
    return geometry.type.endsWith('Polygon')
      ? svg`<path d=${path} fill=${`url(#${kind})`} fill-rule="evenodd" stroke=${overlapInks[kind]} stroke-width="0.25"/>`
      : svg`<path d=${path} fill="none" stroke=${overlapInks[kind]} stroke-width="0.8"/>`;
  });
  const map = svg`<svg class="map" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label=${say(label, language)}>
    ${hatches}<clipPath id="frame"><rect width=${width} height=${height}/></clipPath>
    <g clip-path="url(#frame)"><rect width=${width} height=${height} fill="#fdfcf9"/>
      ${shapes}${hatched}${grid(projection)}
      <path d=${outline} fill="none" stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/>
      <path d=${outline} fill="none" stroke=${zoneInk} stroke-width="0.6" stroke-linejoin="round"/>
      ${names}${marks}</g>
    <rect x="0.15" y="0.15" width=${width - 0.3} height=${height - 0.3} fill="none" stroke=${ink} stroke-width="0.3"/>
  </svg>`;
  return { map, layers, overlaps: kinds };
}

/** A layer's sign for the legend of the sheet, drawn as the map draws it. */
export function swatch(layer: Layer): TemplateResult {
  const look = inkOf(layer, false);
  const width = look.width * 0.2;
  const dash = look.dash ? look.dash.map((d) => d * width).join(' ') : nothing;
  const sign =
    layer.geometry === 'point'
      ? svg`<circle cx="4" cy="1.5" r="1" fill=${look.colour}/>`
      : layer.geometry === 'line'
        ? svg`<path d="M0.3 1.5H7.7" stroke=${look.colour} stroke-width=${Math.max(0.3, width)} stroke-dasharray=${dash}/>`
        : svg`<rect x="0.4" y="0.4" width="7.2" height="2.2" fill=${layer.symbol.hollow ? 'none' : look.colour} fill-opacity=${look.fillOpacity * 0.6} stroke=${look.colour} stroke-width=${width} stroke-dasharray=${dash}/>`;
  return svg`<svg width="8mm" height="3mm" viewBox="0 0 8 3">${sign}</svg>`;
}

/** Scale bar of four parts with its length in metres, and an arrow to grid north; millimetres. */
export function scaleBar(scale: number): TemplateResult {
  const part = roundMetres(scale, 18);
  const mm = (part * 1000) / scale;
  const text = (metres: number) => (metres >= 1000 ? `${metres / 1000} km` : `${metres} m`);
  return svg`<svg class="bar" width="${mm * 4 + 14}mm" height="9mm" viewBox="-4 0 ${mm * 4 + 14} 9">
    ${[0, 1, 2, 3].map((i) => svg`<rect x=${i * mm} y="4" width=${mm} height="1.6" fill=${i % 2 ? '#ffffff' : ink} stroke=${ink} stroke-width="0.2"/>`)}
    ${[0, 1, 2, 4].map((i) => svg`<text x=${i * mm} y="3" font-size="2.5" text-anchor="middle" fill=${ink}>${i === 4 ? text(part * 4) : i * part >= 1000 ? (i * part) / 1000 : i * part}</text>`)}
  </svg>`;
}

export const northArrow = (word: string): TemplateResult =>
  svg`<svg class="north" width="12mm" height="17mm" viewBox="0 0 12 17"><path d="M6 1 9 11 6 9.2 3 11Z" fill=${ink}/><path d="M6 1 6 9.2 3 11Z" fill="#fff" stroke=${ink} stroke-width="0.25"/><text x="6" y="15.500" font-size="2.6" text-anchor="middle" fill=${ink}>${word}</text></svg>`;
