import { spriteShapes } from '../sprites/image.ts';
import { type Pattern, patterns } from '../sprites/patterns.ts';
import type { Shape } from '../sprites/shapes.ts';
import { palettes, type ThemeName } from '../tokens.ts';
import { hatch } from './hatch.ts';
import { el, type SvgNode } from './node.ts';
import type { Point } from './path.ts';
import type { Box } from './room.ts';

export const shapeNode = ({ path, fill, stroke, width, dash, at }: Shape): SvgNode =>
  el('path', {
    d: path,
    fill: fill ?? 'none',
    stroke,
    'stroke-width': stroke ? width : undefined,
    'stroke-linecap': stroke ? 'round' : undefined,
    'stroke-linejoin': stroke ? 'round' : undefined,
    'stroke-dasharray': dash?.join(' '),
    transform: at ? `translate(${at[0]} ${at[1]}) scale(${Math.round(at[2] * 1e4) / 1e4})` : undefined,
  });

/** The map's signs and patterns as definitions of a drawing, each made once, at its first use. */
export function createSprites(prefix: string) {
  let hatched = 0;
  const patternNodes = new Map<string, { id: string; size: number; node: SvgNode }>();
  const define = (name: string, make: (id: string, shapes: SvgNode[], size: number) => SvgNode) => {
    const pattern = patternNodes.get(name);
    if (pattern) return pattern;
    const sprite = spriteShapes(name);
    if (!sprite?.size) return undefined;
    const id = `${prefix}${patternNodes.size + 1}`;
    const one = { id, size: sprite.size, node: make(id, sprite.shapes.map(shapeNode), sprite.size) };
    patternNodes.set(name, one);
    return one;
  };
  return {
    defs: (): SvgNode[] => [...patternNodes.values()].map(({ node }) => node),
    /** A pattern for `fill`; undefined for a name that is none of ours. */
    pattern(name: string): string | undefined {
      const one = define(name, (id, shapes, size) =>
        el('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse' }, ...shapes),
      );
      return one && `url(#${one.id})`;
    },
    /** The pattern over an area as lines, for paper; undefined for a name that is none of ours. */
    hatch(name: string, area: { d: string; box: Box; opacity: number }): SvgNode | undefined {
      const [, kind = ''] = name.split(':');
      const [shape] = spriteShapes(name)?.shapes ?? [];
      const colour = shape?.stroke ?? shape?.fill;
      if (!colour || !(kind in patterns)) return undefined;
      hatched += 1;
      return hatch(patterns[kind as Pattern], colour, { ...area, id: `${prefix}h${hatched}` });
    },
    /** A sign with its middle at a point, and the room it takes. */
    use(
      name: string,
      [x, y]: Point,
      scale: number,
      opacity: number,
    ): { node: SvgNode; box: Box } | undefined {
      const one = define(name, (id, shapes) => el('g', { id }, ...shapes));
      if (!one) return undefined;
      const half = (one.size * scale) / 2;
      const transform = `translate(${Math.round((x - half) * 10) / 10} ${Math.round((y - half) * 10) / 10})`;
      return {
        node: el('use', {
          href: `#${one.id}`,
          transform: scale === 1 ? transform : `${transform} scale(${Math.round(scale * 1000) / 1000})`,
          opacity: opacity < 1 ? opacity : undefined,
        }),
        box: [x - half, y - half, x + half, y + half],
      };
    },
    /** The sign behind a road's number. */
    shield(name: string, x: number, y: number, width: number, height: number): SvgNode[] {
      const palette = palettes[name.split(':').at(-1) as ThemeName];
      if (!palette) return [];
      const rect = (grow: number, rx: number, fill: string) =>
        el('rect', {
          x: x - width / 2 - grow,
          y: y - height / 2 - grow,
          width: width + 2 * grow,
          height: height + 2 * grow,
          rx,
          fill,
        });
      return [rect(1, 4, palette.halo), rect(0, 3, palette.labelSoft)];
    },
  };
}
export type Sprites = ReturnType<typeof createSprites>;
