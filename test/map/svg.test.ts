import { createExpression } from '@maplibre/maplibre-gl-style-spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSize, patterns } from '../../src/map/sprites/patterns.ts';
import { buildStyle } from '../../src/map/style/index.ts';
import { drawStyle } from '../../src/map/svg/draw.ts';
import { evaluate, type Scope } from '../../src/map/svg/evaluate.ts';
import { hatch } from '../../src/map/svg/hatch.ts';
import { el, escapeText, type SvgNode, toMarkup } from '../../src/map/svg/node.ts';
import { flatten, pathData } from '../../src/map/svg/path.ts';
import { createRoom } from '../../src/map/svg/room.ts';
import { lookAt, mercatorViewport } from '../../src/map/svg/viewport.ts';
import { linesOf } from '../../src/map/svg/words.ts';
import type { Extent } from '../../src/model/index.ts';
import { everyLayer, input, square } from './fixture.ts';

const all = (node: SvgNode | string, tag: string): SvgNode[] =>
  typeof node === 'string'
    ? []
    : [...(node.tag === tag ? [node] : []), ...node.children.flatMap((one) => all(one, tag))];
const textOf = (node: SvgNode | string): string =>
  typeof node === 'string' ? node : node.children.map(textOf).join('');

const extent: Extent = [112.95, 27.95, 113.25, 28.25];
const viewport = mercatorViewport(lookAt(extent, 900, 900), 900, 900);
const drawing = (more: Parameters<typeof input>[0] = {}) =>
  el('svg', {}, ...drawStyle({ style: buildStyle(input(more)), viewport }));

describe('expressions', () => {
  const inStyle = (value: unknown): unknown[] =>
    Array.isArray(value) && typeof value[0] === 'string' && value.length > 1
      ? [value]
      : typeof value === 'object' && value
        ? Object.values(value).flatMap(inStyle)
        : [];
  it('have the values that the style specification gives them', () => {
    let compared = 0;
    for (const language of ['zh', 'en'] as const)
      for (const layer of buildStyle(input({ language, layers: everyLayer() })).layers) {
        const { filter, layout, paint } = layer as { filter?: unknown; layout?: object; paint?: object };
        const names = { ...layout, ...paint } as Record<string, unknown>;
        const expressions = Object.entries(names)
          .filter(([name]) => !['text-font', 'text-variable-anchor', 'line-dasharray'].includes(name))
          .flatMap(([, value]) => (Array.isArray(value) ? inStyle(value).slice(0, 1) : []));
        for (const expression of [...(filter ? [filter] : []), ...expressions]) {
          const made = createExpression(expression, 'layers[0].paint');
          if (made.result === 'error') continue;
          for (const zoom of [8, 10.3, 12, 15.7])
            for (const state of [{}, { selected: true }, { highlighted: true }])
              for (const part of ['area', 'line', 'point', 'name'])
                for (const status of ['', 'done']) {
                  const properties = {
                    id: 'x',
                    zh: '甲（示意）',
                    en: 'A (sketch)',
                    soft: 1,
                    part,
                    rank: -3,
                    status,
                    class: 'county',
                    elevationM: 12,
                    point_count: 12,
                  };
                  const scope: Scope = { zoom, properties, geometry: 'Polygon', state };
                  const theirs = made.value.evaluate(
                    { zoom },
                    { type: 'Polygon', properties } as never,
                    state,
                    undefined,
                    ['status:chapter1:done:light', 'status:chapter1::light'],
                  );
                  const plain = (value: unknown): unknown => {
                    const { sections, name } = (value ?? {}) as {
                      sections?: { text: string; scale: number | null; image: { name: string } | null }[];
                      name?: string;
                    };
                    if (sections)
                      return sections.map(({ text, scale, image }) =>
                        image
                          ? { text: '', image: image.name, scale: scale ?? 1 }
                          : { text, scale: scale ?? 1 },
                      );
                    return name ?? value;
                  };
                  const ours = evaluate(expression, scope);
                  compared += 1;
                  if (typeof ours === 'number') expect(ours).toBeCloseTo(plain(theirs) as number, 9);
                  else expect(ours ?? null).toEqual(plain(theirs));
                }
        }
      }
    expect(compared).toBeGreaterThan(2000);
  });
  it('fail by name where nobody knows them', () => {
    const scope: Scope = { zoom: 1, properties: {}, geometry: 'Point', state: {} };
    expect(() => evaluate(['within', 1], scope)).toThrow(/within/);
  });
});

describe('the tree', () => {
  it('keeps text text', () => {
    const text = '</text><script>alert("1")</script>&\u0000';
    const markup = toMarkup(el('text', { 'aria-label': text }, text));
    expect(markup).not.toMatch(/<script|\p{Cc}/u);
    expect(markup.match(/&lt;script&gt;/g)).toHaveLength(2);
    fc.assert(
      fc.property(fc.string(), (any) => {
        expect(escapeText(any)).not.toMatch(/[<>"]/);
      }),
    );
  });
});

describe('the projection', () => {
  it('is that of Web Mercator, there and back', () => {
    const view = mercatorViewport({ zoom: 12, lon: 113, lat: 28.5 }, 800, 600);
    const [x, y] = view.project([113.13, 28.55]);
    expect(view.unproject(x, y).lon).toBeCloseTo(113.13, 9);
    expect(view.unproject(x, y).lat).toBeCloseTo(28.55, 9);
    // echo '113.13 28.55' | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857 (GDAL 3.6), and the same of '113 28.5'.
    const metres = (2 * Math.PI * 6378137) / (512 * 2 ** 12);
    expect((x - 400) * metres).toBeCloseTo(12593573.993443 - 12579102.4596399, 3);
    expect((300 - y) * metres).toBeCloseTo(3318494.84603242 - 3312159.85981844, 3);
    expect(view.project([113, 28.5]).map((v) => Math.round(v * 1e6) / 1e6)).toEqual([400, 300]);
  });
  it('shows an extent whole, in the room that is left', () => {
    const padding = { top: 20, right: 30, bottom: 40, left: 250 };
    const view = mercatorViewport(lookAt(extent, 900, 700, padding), 900, 700);
    const [west, north] = view.project([extent[0], extent[3]]);
    const [east, south] = view.project([extent[2], extent[1]]);
    expect(west).toBeGreaterThan(250 - 1e-6);
    expect(north).toBeGreaterThan(20 - 1e-6);
    expect(east).toBeLessThan(870 + 1e-6);
    expect(south).toBeLessThan(660 + 1e-6);
  });
});

describe('shapes', () => {
  it('are cut beyond the drawing, so that what is far away costs nothing', () => {
    const flat = flatten(square(0, 0, 60), viewport);
    for (const [x, y] of flat?.parts.flat() ?? []) {
      expect(x).toBeGreaterThanOrEqual(-101);
      expect(y).toBeLessThanOrEqual(1001);
    }
    expect(flatten(square(10, 10, 1), viewport)).toBeUndefined();
  });
  it('close their rings and leave lines open', () => {
    const ring = flatten(square(113, 28.05, 0.1), viewport);
    expect(pathData(ring as never)).toMatch(/^M[^z]+z$/);
    const line = flatten(
      {
        type: 'LineString',
        coordinates: [
          [113, 28.05],
          [113.1, 28.15],
        ],
      },
      viewport,
    );
    expect(pathData(line as never)).toMatch(/^M[^z]+$/);
  });
});

describe('names', () => {
  it('are written once each, where there is room', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(300),
            fc.nat(300),
            fc.integer({ min: 1, max: 60 }),
            fc.integer({ min: 1, max: 30 }),
          ),
        ),
        (list) => {
          const room = createRoom(300, 300);
          const taken: [number, number, number, number][] = [];
          for (const [x, y, w, h] of list) {
            const box = [x, y, x + w, y + h] as [number, number, number, number];
            if (!room.free([box])) continue;
            expect(box[2] <= 300 && box[3] <= 300).toBe(true);
            for (const other of taken)
              expect(box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]).toBe(
                false,
              );
            room.take([box]);
            taken.push(box);
          }
        },
      ),
    );
  });
  it('break into lines of about one length, and never before a closing mark', () => {
    const lines = linesOf('玉泉山省级风景名胜区、游客中心', 7, 0).map(({ text }) => text);
    expect(lines.join('')).toBe('玉泉山省级风景名胜区、游客中心');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(8);
    expect(lines.every((line) => !/^[、，。）]/.test(line))).toBe(true);
  });
  it('follow the language', () => {
    const words = (language: 'zh' | 'en') => all(drawing({ language }), 'text').map(textOf).join();
    expect(words('zh')).toMatch(/名/);
    expect(words('en')).toMatch(/Name/);
  });
});

describe('the drawing', () => {
  it('has a sketch look like one: its outline broken, its ground hatched', () => {
    const areas = all(drawing(), 'g').filter((g) => /\/line$/.test(String(g.attributes['data-layer'])));
    expect(areas.flatMap((g) => [g, ...all(g, 'path')]).some((p) => p.attributes['stroke-dasharray'])).toBe(
      true,
    );
    expect(all(drawing(), 'pattern').length).toBeGreaterThan(0);
  });
  it('is the same for the same input', () => {
    expect(toMarkup(drawing())).toBe(toMarkup(drawing()));
  });
  it('uses no definition that it has not', () => {
    const markup = toMarkup(drawing());
    const defined = new Set([...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const used = [...markup.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((id) => !defined.has(id))).toEqual([]);
  });
  it('makes what is selected stand out', () => {
    const style = buildStyle(input());
    const plain = toMarkup(el('svg', {}, ...drawStyle({ style, viewport })));
    const chosen = toMarkup(
      el('svg', {}, ...drawStyle({ style, viewport, stateOf: () => ({ selected: true }) })),
    );
    expect(chosen.length).toBeGreaterThan(plain.length);
  });
});

describe('patterns on paper', () => {
  const d = 'M30 30l40 0l0 40l-40 0z';
  const made = (kind: keyof typeof patterns) =>
    hatch(patterns[kind], '#123456', { id: 'h', d, box: [30, 30, 70, 70], opacity: 0.5 });

  it('are lines cut to the area, on the places where the pattern has them', () => {
    const node = made('hatch');
    expect(all(node, 'pattern')).toEqual([]);
    expect(all(all(node, 'clipPath')[0]!, 'path')[0]?.attributes['d']).toBe(d);
    const [lines] = all(node, 'path').filter(({ attributes }) => attributes['stroke']);
    const ends = [...String(lines?.attributes['d']).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)];
    // Every end of a rising line is on a diagonal of the squares, and the squares cover the area.
    expect(ends.every(([, x, y]) => (Number(x) + Number(y)) % patternSize === 0)).toBe(true);
    for (const axis of [1, 2]) {
      const places = ends.map((end) => Number(end[axis]));
      expect(Math.min(...places)).toBeLessThanOrEqual(30);
      expect(Math.max(...places)).toBeGreaterThanOrEqual(70);
    }
  });
  it('are drawn for every area that has one', () => {
    const of = (paper: boolean) =>
      el('svg', {}, ...drawStyle({ style: buildStyle(input({ layers: everyLayer() })), viewport, paper }));
    const filled = all(of(false), 'path').filter(({ attributes }) =>
      String(attributes['fill']).startsWith('url('),
    );
    const groups = all(of(false), 'g').filter(({ attributes }) =>
      String(attributes['fill']).startsWith('url('),
    );
    expect(filled.length + groups.length).toBeGreaterThan(0);
    expect(all(of(true), 'pattern')).toEqual([]);
    expect(all(of(true), 'clipPath').length).toBeGreaterThanOrEqual(filled.length + groups.length);
  });
});
