import { svg, type TemplateResult } from 'lit';
import { inRings } from '../../../geo/plane/inside.ts';
import { labelPoint } from '../../../geo/plane/label-point.ts';
import type { GroundPiece, ZoneGround } from './ground.ts';
import type { Projection } from './paper.ts';
import { type nameKeeper, pathOf, widthOf } from './shapes.ts';

const ink = '#4a4a44';
const size = 1.9;

/** Where a piece's name goes, and how wide it is there, millimetres on paper. */
function placeOf({ geometry }: GroundPiece, projection: Projection): [number, number] | undefined {
  const label = labelPoint(geometry);
  if (!label) return undefined;
  const [x, y] = projection.toPaper(label.at);
  const { width, height } = projection.frame;
  return x > 0 && y > 0 && x < width && y < height ? [x, y] : undefined;
}

const text = (x: number, y: number, words: string, fill = ink) =>
  svg`<text x=${x} y=${y} font-size=${size} text-anchor="middle" fill=${fill} stroke="#fff" stroke-width="1" stroke-linejoin="round" paint-order="stroke">${words}</text>`;

/** Borders and classes of the ground around a zone. */
export function drawAround(
  { around }: ZoneGround,
  projection: Projection,
  keep: ReturnType<typeof nameKeeper>,
  zones: readonly (readonly [number, number][])[],
): { lines: TemplateResult[]; names: TemplateResult[] } {
  const d = around.map(({ geometry }) => pathOf(geometry, projection, false)).join('');
  const names = around.flatMap((piece) => {
    const at = placeOf(piece, projection);
    const words = piece.name || piece.code;
    return at && words && !inRings(zones, ...at) && keep(words, at[0], at[1] + size / 3, size)
      ? [text(at[0], at[1] + size / 3, words, '#77776e')]
      : [];
  });
  return {
    lines: d ? [svg`<path d=${d} fill="none" stroke="#9a998c" stroke-width="0.12"/>`] : [],
    names,
  };
}

/**
 * The pieces in a zone: number over class with a line between, as on a land-use map; each owner's name once, in his
 * largest piece.
 */
export function drawInside(
  { inside }: ZoneGround,
  projection: Projection,
  keep: ReturnType<typeof nameKeeper>,
): { lines: TemplateResult[]; names: TemplateResult[] } {
  const d = inside.map(({ geometry }) => pathOf(geometry, projection, false)).join('');
  const area = new Map(inside.map((piece) => [piece, labelPoint(piece.geometry)?.size ?? 0]));
  const largest = new Map<string, GroundPiece>();
  for (const piece of inside) {
    const before = largest.get(piece.owner);
    if (piece.owner && (!before || area.get(piece)! > area.get(before)!)) largest.set(piece.owner, piece);
  }
  // The large ones first: they can be named.
  const order = [...inside].sort((a, b) => area.get(b)! - area.get(a)!);
  const names = order.flatMap((piece) => {
    const at = placeOf(piece, projection);
    if (!at) return [];
    const [x, y] = at;
    const owner = largest.get(piece.owner) === piece ? piece.owner : '';
    const lines = [piece.number, piece.code].filter(Boolean);
    const longest = [...lines, owner].reduce((a, b) => (widthOf(b) > widthOf(a) ? b : a), '');
    const rows = lines.length + (owner ? 1 : 0);
    if (!rows || !keep.room(longest, x, y, size, rows)) return [];
    const top = y - ((rows - 1) * 2.3) / 2 + size / 3;
    const half = (widthOf(lines.reduce((a, b) => (widthOf(b) > widthOf(a) ? b : a), '')) * size) / 2;
    return [
      ...lines.map((words, i) => text(x, top + i * 2.3, words)),
      ...(lines.length === 2
        ? [svg`<path d=${`M${x - half} ${top + 0.45}H${x + half}`} stroke=${ink} stroke-width="0.12"/>`]
        : []),
      ...(owner ? [text(x, top + lines.length * 2.3, owner)] : []),
    ];
  });
  return {
    lines: d
      ? [svg`<path d=${d} fill="none" stroke=${ink} stroke-width="0.15" stroke-dasharray="0.9 0.5"/>`]
      : [],
    names,
  };
}
