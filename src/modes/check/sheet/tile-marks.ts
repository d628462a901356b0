import { nothing, svg, type TemplateResult } from 'lit';
import type { Side } from '../../../check/boundary/adjoining.ts';
import { type Bilingual, type Language, say } from '../../../model/index.ts';
import type { Projection } from './paper.ts';
import { type nameKeeper, widthOf } from './shapes.ts';
import { overlapMm, type Tile } from './tiles.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const ink = '#111111';

/** The frame of a map page on the map that leads to it, with its number, which no name covers. */
export function indexFrame(
  { number, projection: of }: Tile,
  { extent, scale }: Projection,
  keep: ReturnType<typeof nameKeeper>,
): TemplateResult {
  const at = (east: number, north: number) => [
    ((east - extent.west) * 1000) / scale,
    ((extent.north - north) * 1000) / scale,
  ];
  const [x, y] = at(of.extent.west, of.extent.north) as [number, number];
  const [right, bottom] = at(of.extent.east, of.extent.south) as [number, number];
  keep(`${number}`, x + 3, y + 4.5, 4);
  return svg`<rect x=${x} y=${y} width=${right - x} height=${bottom - y} fill="none" stroke=${ink} stroke-width="0.3"/>
    <text x=${x + 1.5} y=${y + 4.5} font-size="4" font-weight="600" fill=${ink} stroke="#fff" stroke-width="0.8" paint-order="stroke">${number}</text>`;
}

const size = 2.8;

/** On a map page, along each side on which the map goes on: the line at which the next page takes over, and its number. */
export function joinMarks(
  { beside, projection: { frame } }: Tile,
  language: Language,
  keep: ReturnType<typeof nameKeeper>,
): TemplateResult[] {
  const { width, height } = frame;
  const half = overlapMm / 2;
  const across = (y: number) => ({ d: `M0 ${y}H${width}`, x: width / 2, upright: false });
  const down = (x: number) => ({ d: `M${x} 0V${height}`, x, upright: true });
  const places: Record<Side, { d: string; x: number; y: number; upright: boolean }> = {
    north: { ...across(half), y: half - 1.6 },
    south: { ...across(height - half), y: height - half + size + 0.8 },
    west: { ...down(half), x: half - 1.6, y: height / 2 },
    east: { ...down(width - half), x: width - half + size + 0.8, y: height / 2 },
  };
  return (Object.keys(places) as Side[]).flatMap((side) => {
    const number = beside[side];
    if (!number) return [];
    const { d, x, y, upright } = places[side];
    const words = say(t(`接图幅 ${number}`, `joins map ${number}`), language);
    // Lines of a single sign stand for words that run upward.
    if (upright) keep.room('图', x - size / 3, y, size, widthOf(words) / 1.25);
    else keep(words, x, y, size);
    return [
      svg`<path d=${d} fill="none" stroke=${ink} stroke-width="0.15" stroke-dasharray="4 1 0.6 1"/>
        <text x=${x} y=${y} font-size=${size} text-anchor="middle" fill=${ink} stroke="#fff" stroke-width="1" paint-order="stroke" transform=${upright ? `rotate(-90 ${x} ${y})` : ''}>${words}</text>`,
    ];
  });
}

/** Millimetres of the small picture of all map pages. */
const indexMm = { width: 34, height: 13 };

/** All map pages as they lie to each other, with the one it stands on filled. */
export function adjoiningIndex(
  tiles: readonly Tile[],
  current: number,
  label: string,
): TemplateResult | typeof nothing {
  if (tiles.length < 2) return nothing;
  const middles = tiles.map(({ projection: { extent } }) => ({
    x: (extent.west + extent.east) / 2,
    y: (extent.south + extent.north) / 2,
  }));
  const [first] = tiles as [Tile, ...Tile[]];
  const { frame, scale } = first.projection;
  const [stepX, stepY] = [frame.width, frame.height].map((mm) => ((mm - overlapMm) * scale) / 1000) as [
    number,
    number,
  ];
  const west = Math.min(...middles.map(({ x }) => x)) - stepX / 2;
  const north = Math.max(...middles.map(({ y }) => y)) + stepY / 2;
  const [columns, rows] = [
    Math.max(...middles.map(({ x }) => (x - west) / stepX)) + 0.5,
    Math.max(...middles.map(({ y }) => (north - y) / stepY)) + 0.5,
  ];
  const fit = Math.min(indexMm.width / (columns * stepX), indexMm.height / (rows * stepY));
  const [w, h] = [stepX * fit, stepY * fit];
  const text = Math.min(2.4, h * 0.75, w * 0.6);
  return svg`<svg class="joins" width="${columns * w + 0.4}mm" height="${rows * h + 0.4}mm" viewBox="-0.2 -0.2 ${columns * w + 0.4} ${rows * h + 0.4}" role="img" aria-label=${label}>${tiles.map(
    ({ number }, i) => {
      const [x, y] = [(middles[i]!.x - west) * fit - w / 2, (north - middles[i]!.y) * fit - h / 2];
      const isCurrent = number === current;
      return svg`<rect x=${x} y=${y} width=${w} height=${h} fill=${isCurrent ? ink : '#fff'} stroke=${ink} stroke-width="0.15"/><text x=${x + w / 2} y=${y + h / 2 + text * 0.36} font-size=${text} text-anchor="middle" fill=${isCurrent ? '#fff' : ink}>${number}</text>`;
    },
  )}</svg>`;
}
