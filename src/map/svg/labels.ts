import { evaluate, type Scope } from './evaluate.ts';
import { along, placesAlong } from './line-label.ts';
import { el, figure, type SvgNode } from './node.ts';
import type { Flat, Point } from './path.ts';
import type { Box, Room } from './room.ts';
import type { Sprites } from './sprites.ts';
import { type Line, linesOf, widthOf } from './words.ts';

/** A feature on a drawing: where it is in pixels, and what expressions may ask of it. */
export interface Placed {
  flat: Flat;
  scope: Scope;
}

export interface SymbolLayer {
  id: string;
  layout: Readonly<Record<string, unknown>>;
  paint: Readonly<Record<string, unknown>>;
}

type Anchor = 'center' | 'top' | 'bottom' | 'left' | 'right';
/** How far the middle of a label lies from its place, in halves of its size and in radial offsets. */
const shifts: Record<Anchor, Point> = {
  center: [0, 0],
  top: [0, 1],
  bottom: [0, -1],
  left: [1, 0],
  right: [-1, 0],
};

/** Properties that are lists of words, not expressions. */
const words: ReadonlySet<string> = new Set(['text-font', 'text-variable-anchor']);

/** Draws the symbols of one layer into the room that is left; what finds none is left out. */
export function placeSymbols(layer: SymbolLayer, features: readonly Placed[], room: Room, sprites: Sprites) {
  const { layout, paint } = layer;
  const of = (name: string, scope: Scope): unknown =>
    words.has(name) ? layout[name] : evaluate(layout[name] ?? paint[name], scope);
  const num = (name: string, scope: Scope, otherwise: number): number => Number(of(name, scope) ?? otherwise);
  const lined = layout['symbol-placement'] === 'line';
  const rank = (one: Placed) => num('symbol-sort-key', one.scope, 0);
  const sorted = layout['symbol-sort-key'] ? [...features].sort((a, b) => rank(a) - rank(b)) : features;
  const nodes: SvgNode[] = [];
  for (const { flat, scope } of sorted) {
    const size = num('text-size', scope, 16);
    const spacing = num('text-letter-spacing', scope, 0);
    const value = of('text-field', scope);
    const opacity = num('text-opacity', scope, 1);
    const icon = of('icon-image', scope) as string | undefined;
    const lines =
      opacity > 0 ? linesOf(value, lined ? Infinity : num('text-max-width', scope, 10), spacing) : [];
    const draw: Draw = { size, spacing, lines, opacity, of, num, scope, sprites };
    if (lined) {
      const text = lines.map((one) => one.text).join(' ');
      if (text) nodes.push(...(icon ? signs(draw, flat, text, icon, room) : names(draw, flat, text, room)));
      continue;
    }
    for (const at of flat.parts.flat().slice(0, flat.kind === 'Point' ? undefined : 1))
      nodes.push(...atPoint(draw, at, icon, room));
  }
  return nodes;
}

interface Draw {
  size: number;
  spacing: number;
  lines: Line[];
  opacity: number;
  of: (name: string, scope: Scope) => unknown;
  num: (name: string, scope: Scope, otherwise: number) => number;
  scope: Scope;
  sprites: Sprites;
}

/** Colour, halo, weight and size of a label's letters. */
function look({ of, num, scope, size, spacing, opacity }: Draw): Record<string, string | number | undefined> {
  const halo = num('text-halo-width', scope, 0);
  const weight = String((of('text-font', scope) as string[] | undefined)?.[0] ?? '');
  return {
    'font-size': size,
    'font-weight': /Bold/.test(weight) ? 600 : /Medium/.test(weight) ? 500 : undefined,
    'letter-spacing': spacing ? spacing * size : undefined,
    fill: String(of('text-color', scope) ?? '#000'),
    ...(halo
      ? { stroke: String(of('text-halo-color', scope)), 'stroke-width': halo * 2, 'paint-order': 'stroke' }
      : {}),
    opacity: opacity < 1 ? opacity : undefined,
  };
}

/** Share of the letters' size by which a line's baseline lies under its middle. */
const baseline = 0.36;

function atPoint(draw: Draw, at: Point, icon: string | undefined, room: Room): SvgNode[] {
  const { num, scope, sprites } = draw;
  const nodes: SvgNode[] = [];
  if (icon && num('icon-opacity', scope, 1) > 0) {
    const sprite = sprites.use(icon, at, num('icon-size', scope, 1), num('icon-opacity', scope, 1));
    if (sprite) {
      room.take([sprite.box]);
      nodes.push(sprite.node);
    }
  }
  if (draw.lines.length) nodes.push(...label(draw, at, room));
  return nodes;
}

function label(draw: Draw, [x, y]: Point, room: Room): SvgNode[] {
  const { size, spacing, lines, of, num, scope, sprites } = draw;
  const height = num('text-line-height', scope, 1.2) * size;
  const heights = lines.map(({ image, scale }) => (image !== undefined ? 14 : height * scale));
  const whole = heights.reduce((sum, one) => sum + one, 0);
  const wide = Math.max(
    ...lines.map(({ text, image, scale }) => (image ? 14 : widthOf(text, spacing) * size * scale)),
  );
  const padding = num('text-padding', scope, 2);
  const anchors = (of('text-variable-anchor', scope) as Anchor[] | undefined) ?? ['center'];
  const radial = num('text-radial-offset', scope, 0) * size;
  const always = of('text-allow-overlap', scope) === true;
  for (const anchor of anchors) {
    const [ax, ay] = shifts[anchor];
    const middle = [x + ax * (wide / 2 + radial), y + ay * (whole / 2 + radial - 0.25 * size)] as const;
    const box: Box = [
      middle[0] - wide / 2 - padding,
      middle[1] - whole / 2 - padding,
      middle[0] + wide / 2 + padding,
      middle[1] + whole / 2 + padding,
    ];
    if (!always && !room.free([box])) continue;
    room.take([box]);
    const nodes: SvgNode[] = [];
    const spans: SvgNode[] = [];
    const left =
      anchor === 'left' ? middle[0] - wide / 2 : anchor === 'right' ? middle[0] + wide / 2 : middle[0];
    let top = middle[1] - whole / 2;
    lines.forEach(({ text, image, scale }, index) => {
      const height = heights[index] as number;
      if (image !== undefined) {
        const sprite = sprites.use(image, [middle[0], top + height / 2], 1, draw.opacity);
        if (sprite) nodes.push(sprite.node);
      } else
        spans.push(
          el(
            'tspan',
            {
              x: left,
              y: top + height / 2 + baseline * size * scale,
              'font-size': scale === 1 ? undefined : size * scale,
            },
            text,
          ),
        );
      top += height;
    });
    const end = anchor === 'left' ? undefined : anchor === 'right' ? 'end' : 'middle';
    if (spans.length) nodes.push(el('text', { ...look(draw), 'text-anchor': end }, ...spans));
    return nodes;
  }
  return [];
}

/** Numbers of roads in their signs: upright, spaced along the line. */
function signs(draw: Draw, flat: Flat, text: string, icon: string, room: Room): SvgNode[] {
  const { size, num, scope, sprites } = draw;
  const [wide, high] = [widthOf(text) * size + 9, size * 1.2 + 3];
  return placesAlong(flat.parts, num('symbol-spacing', scope, 250), wide).flatMap(({ line, at }) => {
    const [x, y] = along(line, at).point;
    const box: Box = [x - wide / 2 - 8, y - high / 2 - 8, x + wide / 2 + 8, y + high / 2 + 8];
    if (!room.free([box])) return [];
    room.take([box]);
    return [
      ...sprites.shield(icon, x, y, wide, high),
      el('text', { ...look(draw), 'text-anchor': 'middle', x, y: y + baseline * size }, text),
    ];
  });
}

/** Names along lines, each letter turned with the line; none where the line bends too sharply under it. */
function names(draw: Draw, flat: Flat, text: string, room: Room): SvgNode[] {
  const { size, spacing, of, num, scope } = draw;
  const letters = [...text];
  const advance = letters.map((letter) => (widthOf(letter) + spacing) * size);
  const wide = advance.reduce((sum, one) => sum + one, 0);
  const most = num('text-max-angle', scope, 45);
  const offset = ((of('text-offset', scope) as number[] | undefined)?.[1] ?? 0) * size;
  const padding = num('text-padding', scope, 2);
  return placesAlong(flat.parts, num('symbol-spacing', scope, 250), wide * 1.1).flatMap((place) => {
    const from = along(place.line, place.at - wide / 2).point;
    const to = along(place.line, place.at + wide / 2).point;
    // Read from left to right.
    const back = from[0] > to[0];
    let done = 0;
    const set = letters.map((_, index) => {
      const middle = done + (advance[index] as number) / 2;
      done += advance[index] as number;
      const { point, angle } = along(place.line, place.at + (back ? -1 : 1) * (middle - wide / 2));
      const turned = back ? angle + Math.PI : angle;
      const [cos, sin] = [Math.cos(turned), Math.sin(turned)];
      const down = offset + baseline * size;
      const half = ((advance[index] as number) - spacing * size) / 2;
      return {
        angle: turned,
        centre: [point[0] - sin * offset, point[1] + cos * offset] as const,
        start: [point[0] - cos * half - sin * down, point[1] - sin * half + cos * down] as const,
      };
    });
    const bends = set.some(({ angle }, index) => {
      const before = set[index - 1];
      return before !== undefined && Math.abs(turn(angle - before.angle)) > (most * Math.PI) / 180;
    });
    if (bends) return [];
    const reach = size / 2 + Math.min(padding, 4);
    const boxes = set.map(({ centre: [x, y] }): Box => [x - reach, y - reach, x + reach, y + reach]);
    if (!room.free(boxes)) return [];
    room.take(boxes);
    const list = (values: number[]) => values.map((value) => figure(Math.round(value * 10) / 10)).join(' ');
    return [
      el(
        'text',
        {
          ...look(draw),
          'letter-spacing': undefined,
          x: list(set.map(({ start }) => start[0])),
          y: list(set.map(({ start }) => start[1])),
          rotate: list(set.map(({ angle }) => (turn(angle) * 180) / Math.PI)),
        },
        text,
      ),
    ];
  });
}

/** An angle between minus and plus half a turn, radians. */
const turn = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));
