import type { Position } from 'geojson';
import { nothing, svg, type TemplateResult } from 'lit';
import { inRings } from '../../../geo/plane/inside.ts';
import { polygonsOf } from '../../../geo/plane/polygons.ts';
import type { PaintedOverlap } from '../../../map/draw/zones.ts';
import { palettes } from '../../../map/tokens.ts';
import {
  type Basis,
  type Bilingual,
  type Feature,
  isSketch,
  type Language,
  type Layer,
  say,
} from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { ZoneGround } from './ground.ts';
import { drawAround, drawInside } from './ground-svg.ts';
import { hatchOverlap } from './hatching.ts';
import { collar, type Projection, roundMetres } from './paper.ts';
import type { SheetPicture } from './pictures.ts';
import { pointMarks } from './point-marks.ts';
import { insideOf, nameKeeper, pathOf, pointsOf } from './shapes.ts';
import { type Sign, signOfFeature } from './sign-of.ts';
import { drawPath, drawPoint } from './signs.ts';
import { indexFrame, joinMarks } from './tile-marks.ts';
import type { Tile } from './tiles.ts';
import { zoneTitle } from './zone-title.ts';

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
  /** Boundary points whose number has no room. */
  unnumbered: number;
  /** Whether land-use borders are in the zone. */
  ground: boolean;
}

const kindOf = ({ geometry }: Feature): 'area' | 'line' | 'point' =>
  geometry.type.endsWith('Polygon') ? 'area' : geometry.type.endsWith('LineString') ? 'line' : 'point';

function layerShapes(
  store: Store,
  projection: Projection,
  language: Language,
  keep: ReturnType<typeof nameKeeper>,
  /** Rings of the zones on the paper: what lies around has no name in them. */
  zones: readonly (readonly [number, number][])[],
  /** The drawing's name, with which those of its clips begin. */
  frame: string,
) {
  let n = 0;
  const entries = new Map<string, Entry>();
  const areas: TemplateResult[] = [];
  const lines: TemplateResult[] = [];
  const points: TemplateResult[] = [];
  const names: TemplateResult[] = [];
  for (const { layer, visible, opacity } of store.select.layers.value) {
    const loaded = store.state.layers.value[layer.id];
    if (!visible || opacity === 0 || loaded?.phase !== 'ready') continue;
    const over: TemplateResult[] = [];
    const overLines: TemplateResult[] = [];
    for (const feature of loaded.data.features) {
      const { geometry, properties } = feature;
      const sign = signOfFeature(layer, feature);
      const path = pathOf(geometry, projection);
      const area = geometry.type.endsWith('Polygon');
      if (path) {
        const parts = drawPath(path, `${frame}-${layer.id}-${n++}`, area, sign, opacity, layer.symbol.hollow);
        (area ? areas : lines).push(...parts.under);
        (area ? over : overLines).push(...parts.over);
      }
      const places = pointsOf(geometry, projection);
      points.push(...places.map(([x, y]) => drawPoint(sign, x, y)));
      if (!path && !places.length) continue;
      // Of an outline that goes around the frame nothing is seen but the name.
      if (places.length || !layer.symbol.hollow || pathOf(geometry, projection, false)) {
        const key = `${layer.id} ${isSketch(properties.basis)}`;
        const entry = entries.get(key) ?? { layer, sign, kinds: new Set(), bases: new Set() };
        entry.kinds.add(kindOf(feature));
        entry.bases.add(properties.basis);
        entries.set(key, entry);
      }
      const at = places[0] ?? (area ? insideOf(geometry, projection) : middleIn(geometry, projection));
      const lift = places.length ? 2.6 : 1.6;
      const name = say(properties.name, language);
      if (
        layer.role !== 'boundary' &&
        at &&
        !(area && inRings(zones, ...at)) &&
        keep(name, at[0], at[1] - lift, 2.6)
      )
        names.push(
          svg`<text x=${at[0]} y=${at[1] - lift} font-size="2.6" text-anchor="middle" fill=${palette.labelSoft} stroke="#fff" stroke-width="0.6" paint-order="stroke">${name}</text>`,
        );
    }
    areas.push(...over);
    lines.push(...overLines);
  }
  return { entries: [...entries.values()], areas, lines: [...lines, ...points], names };
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

/** Where the lines of a grid fall between two coordinates, metres. */
const steps = (from: number, to: number, step: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, k) => (Math.ceil(from / step) + k) * step,
  ).filter((at) => at < to);

/**
 * The Gauss–Krüger grid: lines in the frame, and around it their coordinates in kilometres, Y with the zone's prefix,
 * between the neat line and the outer line.
 */
function grid({ extent, scale, frame, centralMeridian }: Projection) {
  const step = roundMetres(scale, 50);
  const digits = step >= 1000 ? 0 : step >= 100 ? 1 : 2;
  const { width, height } = frame;
  const ink = '#1f4e63';
  const text = (x: number, y: number, words: string, upright = false) =>
    svg`<text x=${x} y=${y} font-size="2.2" text-anchor="middle" fill=${ink} transform=${upright ? `rotate(-90 ${x} ${y})` : ''}>${words}</text>`;
  const lines: TemplateResult[] = [];
  const figures: TemplateResult[] = [];
  for (const east of steps(extent.west, extent.east, step)) {
    const x = ((east - extent.west) * 1000) / scale;
    lines.push(svg`<path d=${`M${x} 0V${height}`} stroke=${ink} stroke-width="0.1" stroke-opacity="0.5"/>`);
    const words = `${centralMeridian / 3}${(east / 1000).toFixed(digits).padStart(digits ? 4 + digits : 3, '0')}`;
    if (x > 5 && x < width - 5) figures.push(text(x, -1.6, words), text(x, height + 3.2, words));
  }
  for (const north of steps(extent.south, extent.north, step)) {
    const y = ((extent.north - north) * 1000) / scale;
    lines.push(svg`<path d=${`M0 ${y}H${width}`} stroke=${ink} stroke-width="0.1" stroke-opacity="0.5"/>`);
    const words = (north / 1000).toFixed(digits);
    if (y > 5 && y < height - 5) figures.push(text(-1.6, y, words, true), text(width + 3.2, y, words, true));
  }
  return { lines, figures };
}

/** The map of a sheet as vectors in millimetres; text stays text. The points of a zone are marked where it is alone. */
export function drawMap(
  store: Store,
  zones: readonly ZoneRecord[],
  overlaps: readonly PaintedOverlap[],
  projection: Projection,
  language: Language,
  label: Bilingual,
  {
    ground,
    index = [],
    tile,
    pictures = [],
  }: {
    ground?: ZoneGround | undefined;
    /** The map pages that this one leads to. */
    index?: readonly Tile[];
    /** Which of them it is. */
    tile?: Tile | undefined;
    pictures?: readonly SheetPicture[];
  } = {},
): Drawn {
  const { width, height } = projection.frame;
  const keep = nameKeeper(projection.frame);
  const outline = zones.map(({ geometry }) => pathOf(geometry, projection)).join('');
  const { extent, scale } = projection;
  const frame = `frame-${scale}-${Math.round(extent.west)}-${Math.round(extent.north)}-${zones.length}`;
  const rings = zones.flatMap(({ geometry }) => polygonsOf(geometry).flat());
  const paperRings = rings.map((ring) => ring.map(projection.toPaper));
  for (const ring of paperRings) keep.avoid(ring);
  const frames = index.map((one) => indexFrame(one, projection, keep));
  const joins = tile ? joinMarks(tile, language, keep) : [];
  // The boundary's own point names come first, then the zone's name, what is in it, and the names around it.
  const [only] = zones;
  const { marks, left } =
    only && zones.length === 1
      ? pointMarks(only, projection, keep, zoneInk)
      : { marks: [] as TemplateResult[], left: 0 };
  const title = zones.flatMap((zone, i) =>
    zoneTitle(zone, projection, language, keep, zoneInk, only === zones.at(-1) ? undefined : `${i + 1}`),
  );
  const inside = ground ? drawInside(ground, projection, keep) : { lines: [], names: [] };
  const {
    entries,
    areas,
    lines: others,
    names,
  } = layerShapes(store, projection, language, keep, paperRings, frame);
  const around = ground ? drawAround(ground, projection, keep, paperRings) : { lines: [], names: [] };
  const kinds: Drawn['overlaps'] = new Map();
  const hatched = overlaps.map(({ geometry, kind }, n) => {
    const path = pathOf(geometry, projection);
    const area = geometry.type.endsWith('Polygon');
    if (path) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(area ? 'area' : 'line'));
    return area
      ? svg`${hatchOverlap({ d: path, id: `${frame}-o${n}` }, kind, overlapInks[kind])}<path d=${path} fill="none" stroke=${overlapInks[kind]} stroke-width="0.25"/>`
      : svg`<path d=${path} fill="none" stroke=${overlapInks[kind]} stroke-width="0.8"/>`;
  });
  const { lines, figures } = grid(projection);
  const map = svg`<svg class="map" width="${width + 2 * collar}mm" height="${height + 2 * collar}mm" viewBox="${-collar} ${-collar} ${width + 2 * collar} ${height + 2 * collar}" role="img" aria-label=${say(label, language)}>
    <clipPath id=${frame}><rect width=${width} height=${height}/></clipPath>
    <g clip-path=${`url(#${frame})`}><rect width=${width} height=${height} fill="#fdfcf9"/>
      ${pictures.map(({ href, opacity }) => svg`<image href=${href} width=${width} height=${height} opacity=${opacity} preserveAspectRatio="none"/>`)}${areas}${around.lines}${pictures.length ? nothing : svg`<path d=${outline} fill="#fdfcf9" fill-rule="evenodd"/>`}${others}${around.names}
      <path d=${outline} fill=${zoneInk} fill-opacity="0.06" fill-rule="evenodd"/>${hatched}${inside.lines}${lines}
      <path d=${outline} fill="none" stroke="#ffffff" stroke-width="1.3" stroke-linejoin="round"/>
      <path d=${outline} fill="none" stroke=${zoneInk} stroke-width="0.6" stroke-linejoin="round"/>
      ${names}${inside.names}${marks}${frames}${joins}${title}</g>${figures}
    <rect width=${width} height=${height} fill="none" stroke=${ink} stroke-width="0.2"/>
    <rect x=${0.4 - collar} y=${0.4 - collar} width=${width + 2 * collar - 0.8} height=${height + 2 * collar - 0.8} fill="none" stroke=${ink} stroke-width="0.8"/>
  </svg>`;
  const layers = [...new Set(entries.map(({ layer }) => layer))];
  return { map, entries, layers, overlaps: kinds, unnumbered: left, ground: inside.lines.length > 0 };
}

/**
 * Scale bar of four parts with its length in metres, and an arrow to grid north; millimetres.
 * @param longest Of a part.
 */
export function scaleBar(scale: number, longest = 14): TemplateResult {
  const part = roundMetres(scale, longest);
  const mm = (part * 1000) / scale;
  const text = (metres: number) => (metres >= 1000 ? `${metres / 1000} km` : `${metres} m`);
  return svg`<svg class="bar" width="${mm * 4 + 14}mm" height="9mm" viewBox="-4 0 ${mm * 4 + 14} 9">
    ${[0, 1, 2, 3].map((i) => svg`<rect x=${i * mm} y="4" width=${mm} height="1.6" fill=${i % 2 ? '#ffffff' : ink} stroke=${ink} stroke-width="0.2"/>`)}
    ${(mm > 6 ? [0, 1, 2, 4] : [0, 2, 4]).map((i) => svg`<text x=${i * mm} y="3" font-size="2.5" text-anchor="middle" fill=${ink}>${i === 4 ? text(part * 4) : i * part >= 1000 ? (i * part) / 1000 : i * part}</text>`)}
  </svg>`;
}

export const northArrow = (word: string): TemplateResult =>
  svg`<svg class="north" width="12mm" height="17mm" viewBox="0 0 12 17"><path d="M6 1 9 11 6 9.2 3 11Z" fill=${ink}/><path d="M6 1 6 9.2 3 11Z" fill="#fff" stroke=${ink} stroke-width="0.25"/><text x="6" y="15.500" font-size="2.6" text-anchor="middle" fill=${ink}>${word}</text></svg>`;
