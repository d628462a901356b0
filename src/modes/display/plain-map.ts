import type { Geometry, Position } from 'geojson';
import { css, nothing, svg } from 'lit';
import type { Figure } from '../../map/deck/figures.ts';
import { interiorPoint } from '../../map/deck/interior.ts';
import type { Extent } from '../../model/index.ts';
import type { FeatureRecord } from '../../store/index.ts';
import type { TourPackage } from '../../store/tour/package.ts';
import { define, PlanElement } from '../../ui/element.ts';
import { base, hues } from '../../ui/theme.ts';
import { words } from '../../ui/words.ts';
import { type } from './type.ts';
import { said } from './words.ts';

/** Drawing units across the town; geometry is rounded to whole units. */
const units = 2000;
const context = ['neighbours', 'boundary', 'villages', 'rivers', 'roads', 'peaks'] as const;

/** Plate carrée at the town's middle latitude: true to scale over a few dozen kilometres. */
export function projector([west, south, east, north]: Extent) {
  const cos = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = units / Math.max((east - west) * cos, north - south);
  return {
    x: (lon: number) => Math.round((lon - west) * cos * scale),
    y: (lat: number) => Math.round((north - lat) * scale),
  };
}
type Projector = ReturnType<typeof projector>;

const line = (points: readonly Position[], { x, y }: Projector) =>
  points.map(([lon, lat], i) => `${i ? 'L' : 'M'}${x(lon as number)} ${y(lat as number)}`).join('');

/** An SVG path of lines and areas; points are drawn apart. */
export function pathOf(geometry: Geometry, p: Projector): string {
  switch (geometry.type) {
    case 'LineString':
      return line(geometry.coordinates, p);
    case 'MultiLineString':
      return geometry.coordinates.map((part) => line(part, p)).join('');
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${line(ring, p)}Z`).join('');
    case 'MultiPolygon':
      return geometry.coordinates
        .flat()
        .map((ring) => `${line(ring, p)}Z`)
        .join('');
    default:
      return '';
  }
}

/** The map where there is no WebGL, and while a lost context is awaited: drawn as SVG from the package itself. */
class PlainMap extends PlanElement {
  static override properties = {
    ...PlanElement.properties,
    pkg: { attribute: false },
    lit: { attribute: false },
    soft: { attribute: false },
    extent: { attribute: false },
    figure: { attribute: false },
    chapter: { attribute: false },
    padding: { attribute: false },
  };
  declare pkg: TourPackage;
  /** Ids of the features to show. */
  declare lit: readonly string[];
  /** They are many and only say how much there is: drawn softly, without names. */
  declare soft: boolean;
  declare extent: Extent;
  declare figure: Figure | undefined;
  declare chapter: number | undefined;
  declare padding: { top: number; right: number; bottom: number; left: number };
  #drawn: { of: TourPackage; context: unknown } | undefined;

  static override styles = [
    base,
    hues,
    type,
    css`
      :host { position: absolute; inset: 0; background: var(--beyond); }
      svg { width: 100%; height: 100%; }
      path { fill: none; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
      .neighbours { fill: var(--land); stroke: var(--village); stroke-width: 1px; opacity: 0.6; }
      .boundary { fill: var(--town); stroke: var(--boundary); stroke-width: 3px; }
      .villages { stroke: var(--village); stroke-width: 1px; stroke-dasharray: 4 4; }
      .rivers { stroke: var(--water); stroke-width: 3px; }
      .roads { stroke: var(--road); stroke-width: 2.5px; }
      .lit { stroke: var(--hue, var(--accent)); stroke-width: 5px; }
      .lit.area { fill: color-mix(in srgb, var(--hue, var(--accent)) 40%, transparent); }
      .lit.sketch { stroke-dasharray: 14 9; }
      .soft .lit { stroke-width: 2px; }
      .soft .lit.sketch { stroke-dasharray: 6 5; }
      .soft .lit.area { fill: color-mix(in srgb, var(--hue, var(--accent)) 22%, transparent); }
      .place { fill: var(--label); opacity: 0.75; }
      text.place { font-weight: 400; }
      circle.lit { fill: var(--hue, var(--accent)); stroke: var(--surface); stroke-width: 3px; vector-effect: non-scaling-stroke; }
      circle.lit.sketch { fill: color-mix(in srgb, var(--hue, var(--accent)) 35%, var(--surface)); stroke: var(--hue, var(--accent)); stroke-dasharray: 5 4; }
      text { fill: var(--label); stroke: var(--halo); paint-order: stroke; text-anchor: middle; font-weight: 600; }
      .group { animation: show 700ms ease both; }
      @keyframes show { from { opacity: 0; } }
    `,
  ];

  #ground(p: Projector) {
    if (this.#drawn?.of === this.pkg) return this.#drawn.context;
    const drawn = context.map((role) =>
      this.pkg
        .withRole(role)
        .map(({ feature }) => svg`<path class=${role} d=${pathOf(feature.geometry, p)} />`),
    );
    this.#drawn = { of: this.pkg, context: drawn };
    return drawn;
  }

  #feature({ feature }: FeatureRecord, p: Projector, size: number) {
    const { geometry, properties } = feature;
    const chapter = Number(properties.planItems[0]?.split('.')[0] ?? this.chapter ?? 0);
    const look = `lit c${chapter} ${properties.basis === 'schematic' ? 'sketch' : ''}`;
    if (geometry.type === 'Point') {
      const [lon, lat] = geometry.coordinates as [number, number];
      return svg`<circle class=${look} cx=${p.x(lon)} cy=${p.y(lat)} r=${size * 0.5} />`;
    }
    const area = geometry.type.endsWith('Polygon') ? 'area' : '';
    return svg`<path class="${look} ${area}" d=${pathOf(geometry, p)} />`;
  }

  #names(records: readonly FeatureRecord[], p: Projector, size: number) {
    const seen = new Set<string>();
    return records.slice(0, 8).map(({ feature }) => {
      const name = this.t(feature.properties.name);
      const { geometry } = feature;
      const middle = geometry.type.endsWith('LineString')
        ? (geometry as { coordinates: Position[] | Position[][] }).coordinates.flat(
            geometry.type === 'LineString' ? 0 : 1,
          )
        : undefined;
      const at = middle
        ? (middle[Math.floor(middle.length / 2)] as [number, number])
        : interiorPoint([geometry]);
      if (!at || seen.has(name)) return nothing;
      seen.add(name);
      return svg`<text x=${p.x(at[0])} y=${p.y(at[1]) - size * 0.7} font-size=${size} stroke-width=${size * 0.22}>${name}</text>`;
    });
  }

  /** Settlements and summits, so that one knows where one is. */
  #places(p: Projector, size: number) {
    return (['places', 'peaks'] as const).flatMap((role) =>
      this.pkg.withRole(role).map(({ feature: { geometry, properties } }) => {
        if (geometry.type !== 'Point') return nothing;
        const [x, y] = [p.x(geometry.coordinates[0] as number), p.y(geometry.coordinates[1] as number)];
        const [r, font] = [size * 0.16, size * 0.8];
        const mark =
          role === 'peaks'
            ? svg`<polygon class="place" points="${x - 2 * r},${y + r} ${x + 2 * r},${y + r} ${x},${y - 2.4 * r}" />`
            : svg`<circle class="place" cx=${x} cy=${y} r=${r} />`;
        return svg`${mark}<text class="place" x=${x} y=${y + font * 1.4} font-size=${font} stroke-width=${font * 0.2}>${this.t(properties.name)}</text>`;
      }),
    );
  }

  #columns(p: Projector, size: number) {
    if (this.figure?.kind !== 'columns') return nothing;
    const most = Math.max(...this.figure.columns.map((column) => column.total));
    // From the back to the front, as one sees them on the map.
    const columns = [...this.figure.columns].sort((a, b) => b.at[1] - a.at[1]);
    return columns.map(({ at, total, parts }) => {
      let top = p.y(at[1]);
      const bars = parts.map(({ chapter, count }) => {
        const height = (count / most) * size * 5;
        top -= height;
        return svg`<rect class="c${chapter}" x=${p.x(at[0]) - size * 0.45} y=${top} width=${size * 0.9} height=${height} fill="var(--hue)" />`;
      });
      return svg`${bars}<text x=${p.x(at[0])} y=${top - size * 0.3} font-size=${size * 0.9} stroke-width=${size * 0.2}>${total}</text>`;
    });
  }

  override render() {
    const p = projector(this.pkg.town.extent);
    const [west, south, east, north] = this.extent;
    const { innerWidth: w, innerHeight: h } = globalThis;
    const { top, right, bottom, left } = this.padding;
    const [x0, y0] = [p.x(west), p.y(north)];
    const scale =
      Math.max((p.x(east) - x0) / (w - left - right), (p.y(south) - y0) / (h - top - bottom)) * 1.08;
    const cx = (x0 + p.x(east)) / 2 - ((left - right) / 2) * scale;
    const cy = (y0 + p.y(south)) / 2 - ((top - bottom) / 2) * scale;
    const box = `${cx - (w / 2) * scale} ${cy - (h / 2) * scale} ${w * scale} ${h * scale}`;
    const size = Math.min(w, h) * 0.026 * scale;
    const records = this.lit.flatMap((id) => this.pkg.feature(id) ?? []);
    const group =
      this.figure?.kind === 'columns'
        ? this.#columns(p, size)
        : records.map((one) => this.#feature(one, p, size));
    const names = this.soft || records.length > 4 ? nothing : this.#names(records, p, size);
    return svg`<svg viewBox=${box} preserveAspectRatio="xMidYMid slice" role="img" aria-label="${this.t(words.map)} · ${this.t(said.plainMap)}">${this.#ground(p)}${this.#places(p, size)}<g class="group ${this.soft ? 'soft' : ''}">${group}${names}</g></svg>`;
  }
}
define('plain-map', PlainMap);
