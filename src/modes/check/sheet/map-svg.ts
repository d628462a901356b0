import type { MultiPolygon, Polygon, Position } from 'geojson';
import { svg, type TemplateResult } from 'lit';
import type { PaintedOverlap } from '../../../map/draw/paint.ts';
import { isSoft } from '../../../map/sources/features.ts';
import { palettes } from '../../../map/tokens.ts';
import {
  type Basis,
  type Bilingual,
  type Feature,
  type Language,
  type Layer,
  say,
} from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { pointNames } from '../point-names.ts';
import { type Projection, roundMetres } from './paper.ts';
import { insideOf, nameKeeper, pathOf, pointsOf } from './shapes.ts';
import { drawPath, drawPoint, patternDefs, type Sign, signOfFeature } from './signs.ts';

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

/** What stands in the frame of one layer with one look: firm, or described and schematic. */
export interface Entry {
  layer: Layer;
  sign: Sign;
  kinds: Set<'area' | 'line' | 'point'>;
  bases: Set<Basis>;
}

export interface Drawn {
  map: TemplateResult;
  /** What is in the frame, for the legend. */
  entries: Entry[];
  layers: Layer[];
  overlaps: Map<PaintedOverlap['kind'], Set<'area' | 'line'>>;
}

const kindOf = ({ geometry }: Feature): 'area' | 'line' | 'point' =>
  geometry.type.endsWith('Polygon') ? 'area' : geometry.type.endsWith('LineString') ? 'line' : 'point';

function layerShapes(
  store: Store,
  projection: Projection,
  language: Language,
  keep: ReturnType<typeof nameKeeper>,
) {
  const entries = new Map<string, Entry>();
  const shapes: TemplateResult[] = [];
  const points: TemplateResult[] = [];
  const names: TemplateResult[] = [];
  for (const { layer, visible, opacity } of store.select.layers.value) {
    const loaded = store.state.layers.value[layer.id];
    if (!visible || opacity === 0 || loaded?.phase !== 'ready') continue;
    const over: TemplateResult[] = [];
    for (const feature of loaded.data.features) {
      const { geometry, properties } = feature;
      const sign = signOfFeature(layer, feature);
      const path = pathOf(geometry, projection);
      const area = geometry.type.endsWith('Polygon');
      if (path) {
        const parts = drawPath(path, area, sign, opacity, layer.symbol.hollow);
        shapes.push(...parts.under);
        over.push(...parts.over);
      }
      const places = pointsOf(geometry, projection);
      points.push(...places.map(([x, y]) => drawPoint(sign, x, y)));
      if (!path && !places.length) continue;
      // Of an outline that goes around the frame nothing is seen but the name.
      if (places.length || !layer.symbol.hollow || pathOf(geometry, projection, false)) {
        const key = `${layer.id} ${isSoft(properties.basis)}`;
        const entry = entries.get(key) ?? { layer, sign, kinds: new Set(), bases: new Set() };
        entry.kinds.add(kindOf(feature));
        entry.bases.add(properties.basis);
        entries.set(key, entry);
      }
      const at = places[0] ?? (area ? insideOf(geometry, projection) : middleIn(geometry, projection));
      const lift = places.length ? 2.6 : 1.6;
      const name = say(properties.name, language);
      if (layer.role !== 'boundary' && at && keep(name, at[0], at[1] - lift, 2.6))
        names.push(
          svg`<text x=${at[0]} y=${at[1] - lift} font-size="2.6" text-anchor="middle" fill=${palette.labelSoft} stroke="#fff" stroke-width="0.6" paint-order="stroke">${name}</text>`,
        );
    }
    shapes.push(...over);
  }
  return { entries: [...entries.values()], shapes: [...shapes, ...points], names };
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

const hatches = (signs: readonly Sign[]) => svg`<defs>${patternDefs(signs)}
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
  const { entries, shapes, names } = layerShapes(store, projection, language, keep);
  const kinds: Drawn['overlaps'] = new Map();
  const hatched = overlaps.map(({ geometry, kind }) => {
    const path = pathOf(geometry, projection);
    const area = geometry.type.endsWith('Polygon');
    if (path) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(area ? 'area' : 'line'));
    return area
      ? svg`<path d=${path} fill=${`url(#${kind})`} fill-rule="evenodd" stroke=${overlapInks[kind]} stroke-width="0.25"/>`
      : svg`<path d=${path} fill="none" stroke=${overlapInks[kind]} stroke-width="0.8"/>`;
  });
  const map = svg`<svg class="map" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label=${say(label, language)}>
    ${hatches(entries.map(({ sign }) => sign))}<clipPath id="frame"><rect width=${width} height=${height}/></clipPath>
    <g clip-path="url(#frame)"><rect width=${width} height=${height} fill="#fdfcf9"/>
      ${shapes}${hatched}${grid(projection)}
      <path d=${outline} fill="none" stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/>
      <path d=${outline} fill="none" stroke=${zoneInk} stroke-width="0.6" stroke-linejoin="round"/>
      ${names}${marks}</g>
    <rect x="0.15" y="0.15" width=${width - 0.3} height=${height - 0.3} fill="none" stroke=${ink} stroke-width="0.3"/>
  </svg>`;
  const layers = [...new Set(entries.map(({ layer }) => layer))];
  return { map, entries, layers, overlaps: kinds };
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
