import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { GeoJSONSourceSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import {
  borderFeatures,
  labelFeatures,
  overlapFeatures,
  zoneFeatures,
  zonesPart,
} from '../../src/map/draw/zones.ts';
import { editedPart } from '../../src/map/edited/part.ts';
import { fabricPart } from '../../src/map/fabric/layer.ts';
import { reachStyle } from '../../src/map/reach/style.ts';
import { type DrawnFeature, drawFeatures } from '../../src/map/sources/features.ts';
import { buildStyle } from '../../src/map/style/index.ts';
import { namesOnce } from '../../src/map/style/once.ts';
import { tilesPart } from '../../src/map/style/tiles.ts';
import { evaluate } from '../../src/map/svg/evaluate.ts';
import { palettes, themeNames } from '../../src/map/tokens.ts';
import { diffStyle } from '../../src/map/view/apply.ts';
import type { FabricState } from '../../src/store/index.ts';
import { collection, everyLayer, feature, input, layer, point, square, styled, town } from './fixture.ts';

const of = (style: ReturnType<typeof buildStyle>, id: string) => {
  const found = style.layers.find((l) => l.id === id);
  if (!found) throw new Error(`no layer ${id}`);
  return found as { paint: Record<string, unknown>; layout: Record<string, unknown>; filter?: unknown };
};

/** An input with everything that code fetched at need adds to it. */
function withParts() {
  const layers = everyLayer();
  const own = layer({ id: 'tiled' });
  const zone = square(113, 28, 0.01);
  const source = {
    kind: 'pmtiles',
    url: 'a.pmtiles',
    sourceLayer: 'a',
    fields: {},
    provenance: { basis: 'official', accuracyM: 1, source: { zh: '源', en: 'source' } },
  } as const;
  const data = {
    zones: zoneFeatures([{ id: 'z', name: '甲', geometry: zone, active: true }]),
    overlaps: overlapFeatures([{ id: 'o', geometry: zone, kind: 'forbidden' }]),
    borders: borderFeatures([]),
    labels: labelFeatures([{ at: [113, 28], text: '12\n水田' }]),
  };
  const fabric: FabricState = {
    id: 'f',
    name: 'f',
    look: { colour: 'neutral', limit: false },
    visible: true,
    framing: true,
    kind: 'parcels',
    source: { tiles: ['fabric://f-1/{z}/{x}/{y}'] },
    sourceLayer: 'parcels',
    maxzoom: 15,
    idField: undefined,
    count: 1,
    extent: [113, 28, 113.1, 28.1],
    columns: [],
    colourBy: undefined,
    filter: undefined,
    picked: undefined,
    marked: [],
    single: true,
  };
  return input({
    layers: [...layers, { layer: own, visible: true, opacity: 1, drawn: undefined }],
    made: {
      tiled: tilesPart(
        { layer: own, visible: true, opacity: 1, drawn: undefined },
        source,
        'pmtiles://a',
        input(),
      ),
    },
    parts: [
      fabricPart(fabric, 'light'),
      reachStyle(feature('r', zone), 'light'),
      zonesPart(data, 'light', ['o']),
    ],
  });
}

describe('the style', () => {
  it('is valid by the style specification in every theme, language, base map and tilt', () => {
    const faults: string[] = [];
    for (const theme of themeNames)
      for (const language of ['zh', 'en'] as const)
        for (const basemap of town.basemaps)
          for (const relief of [false, true])
            for (const fault of validateStyleMin(buildStyle(input({ theme, language, basemap, relief }))))
              faults.push(`${theme} ${language} ${basemap.id}: ${fault.message}`);
    expect(faults).toEqual([]);
  });
  it('draws what was edited in the look of its layer, just over what of it is hidden meanwhile', () => {
    const layers = everyLayer().filter(({ layer: { cluster } }) => !cluster);
    const plain = input({ layers });
    const made = Object.fromEntries(
      layers.map((one) => {
        const { drawn } = one;
        if (!drawn) throw new Error(`${one.layer.id} has no data`);
        const { features } = drawn.collection;
        return [
          one.layer.id,
          editedPart(one, { held: drawn, now: drawn, features }, plain, namesOnce(layers)),
        ];
      }),
    );
    const style = buildStyle({ ...plain, made });
    expect(validateStyleMin(style)).toEqual([]);
    const look = (id: string) => {
      const { paint, layout, filter } = of(style, id);
      return { paint, layout, filter };
    };
    for (const one of layers)
      for (const { id } of buildStyle(plain).layers.filter((l) => l.id.startsWith(`${one.layer.id}/`))) {
        const { paint, layout, filter } = of(buildStyle(plain), id);
        // The shared source is told which layer is meant; one of its own is not.
        const own = Array.isArray(filter) && filter[0] === 'all' ? filter.at(-1) : undefined;
        expect(look(id.replace('/', '/edited/'))).toEqual({ paint, layout, filter: own });
        expect(JSON.stringify(look(id).paint)).toContain('outdated');
      }
  });
  it('is the same for the same input, and leaves its input alone', () => {
    const one = input();
    const before = JSON.stringify(one);
    expect(JSON.stringify(buildStyle(one))).toBe(JSON.stringify(buildStyle(one)));
    expect(JSON.stringify(one)).toBe(before);
  });
  it('is made of plain data only, parts that come later included', () => {
    const passing = structuredClone(withParts());
    expect(JSON.stringify(buildStyle(passing))).toBe(JSON.stringify(buildStyle(withParts())));
  });
  it('holds zones and overlaps, over all that the map has or is given later', () => {
    const zonesOf = (style: ReturnType<typeof buildStyle>) =>
      style.layers.flatMap(({ id }, place) => (id.startsWith('check:') ? [place] : []));
    const before = buildStyle({ ...withParts(), layers: [] });
    expect(zonesOf(before).length).toBeGreaterThan(5);
    for (const style of [before, buildStyle(withParts())])
      expect(Math.min(...zonesOf(style))).toBe(style.layers.length - zonesOf(style).length);
    const steps = diffStyle(before, buildStyle(withParts()));
    expect(steps.flatMap((step) => (step.do === 'addLayer' && !step.before ? [step.spec.id] : []))).toEqual(
      [],
    );
    expect(validateStyleMin(buildStyle(withParts()))).toEqual([]);
  });
  it('asks nothing of any other host, nor for glyphs or sprites, with the embedded base map', () => {
    const text = JSON.stringify(buildStyle(input()));
    expect(text.match(/https?:\/\/[^/"]+/g)?.filter((host) => host !== 'https://site.example')).toEqual([]);
    expect(Object.keys(buildStyle(input()))).not.toContain('glyphs');
    expect(Object.keys(buildStyle(input()))).not.toContain('sprite');
  });
  it('has each id once and no layer without its source', () => {
    const { layers, sources } = buildStyle(input());
    const ids = layers.map((l) => l.id);
    expect(new Set(ids).size).toBe(ids.length);
    const missing = layers.flatMap((l) => ('source' in l && !(String(l.source) in sources) ? [l.id] : []));
    expect(missing).toEqual([]);
  });
  it('is a bare ground before anything has arrived', () => {
    const style = buildStyle(
      input({ town: undefined, basemap: undefined, layers: [], labels: false, marked: undefined }),
    );
    expect(style.layers.map((l) => l.type)).toEqual(['background']);
  });
  it('writes no name before there is a font', () => {
    const fields = buildStyle(input({ labels: false })).layers.filter(
      (l) => l.type === 'symbol' && l.layout && 'text-field' in l.layout,
    );
    expect(fields).toEqual([]);
  });
  it('takes its colours from the palette of the theme', () => {
    for (const theme of themeNames) {
      const colours = new Set(
        JSON.stringify(
          buildStyle(input({ theme, layers: everyLayer().filter((l) => !l.layer.label) })),
        ).match(/#[0-9a-f]{6}\b/gi),
      );
      const known = new Set(Object.values(palettes[theme]).flat());
      expect([...colours].filter((c) => !known.has(c))).toEqual([]);
    }
  });
});

describe('sources', () => {
  it('are one for all layers of few features, and of its own for what clusters or has many', () => {
    const many = collection(...Array.from({ length: 501 }, (_, i) => feature(`x${i}`, point(113, 28))));
    const style = buildStyle(
      input({ layers: [...everyLayer(), styled(layer({ id: 'large', label: false }), many)] }),
    );
    const { data } = style.sources['layers'] as GeoJSONSourceSpecification;
    const features = (data as GeoJSON.FeatureCollection).features as DrawnFeature[];
    const [apart, together] = [['many', 'large'], everyLayer().map(({ layer: { id } }) => id)];
    expect(Object.keys(style.sources).filter((id) => id.startsWith('layer:'))).toEqual(
      apart.map((id) => `layer:${id}`),
    );
    expect(new Set(features.map((f) => f.properties.layer))).toEqual(
      new Set(together.filter((id) => id !== 'many')),
    );
    // Each layer of the shared source draws its own features and no other's.
    const drawn = (style.layers as { id: string; source?: string; filter?: unknown }[])
      .filter(({ source }) => source === 'layers')
      .flatMap(({ id, filter }) =>
        features.flatMap(({ properties }) => {
          const scope = { zoom: 12, geometry: 'Point', state: {}, properties: { ...properties } } as const;
          return evaluate(filter, scope) === true ? [`${id.split('/')[0]} ${properties.layer}`] : [];
        }),
      );
    expect(new Set(drawn)).toEqual(
      new Set(together.filter((id) => id !== 'many').map((id) => `${id} ${id}`)),
    );
  });
});

describe('what is not surveyed', () => {
  const own = layer({ id: 's', geometry: 'polygon' });
  const make = (basis: 'schematic' | 'official') =>
    buildStyle(input({ layers: [styled(own, collection(feature('a', square(113, 28, 0.1), basis)))] }));
  it('has a broken line and a hatch, what is official has neither', () => {
    expect(of(make('schematic'), 's/line').paint['line-dasharray']).toEqual([2.6, 1.8]);
    expect(of(make('official'), 's/line').paint).not.toHaveProperty('line-dasharray');
    expect(of(make('schematic'), 's/pattern').filter).toEqual([
      'all',
      ['==', ['get', 'layer'], 's'],
      ['all', ['==', ['get', 'part'], 'area'], ['==', ['get', 'soft'], 1]],
    ]);
  });
  it('is filled more faintly', () => {
    const plain = (style: ReturnType<typeof buildStyle>) =>
      of(style, 's/fill').paint['fill-opacity'] as number;
    expect(plain(make('schematic'))).toBeLessThan(plain(make('official')));
  });
  it('is distinguished within one layer', () => {
    const both = collection(
      feature('a', square(113, 28, 0.1)),
      feature('b', square(113, 28.1, 0.1), 'survey'),
    );
    const style = buildStyle(input({ layers: [styled(own, both)] }));
    expect(of(style, 's/line').paint['line-dasharray']).toEqual([
      'case',
      ['==', ['get', 'soft'], 1],
      ['literal', [2.6, 1.8]],
      ['literal', [1, 0]],
    ]);
  });
});

describe('the first picture', () => {
  it('has all that is to be seen, and waits with what only shows when pointed at', () => {
    const idsOf = (more: Parameters<typeof input>[0]) => buildStyle(input(more)).layers.map((l) => l.id);
    const first = idsOf({ marked: undefined });
    expect(idsOf({ marked: new Set() }).filter((id) => !first.includes(id))).toEqual(['villages/fill']);
    const later = idsOf({}).filter((id) => !first.includes(id));
    expect([...new Set(later.map((id) => id.split('/')[1]))].sort()).toEqual([
      'bright',
      'fill',
      'glow',
      'halo',
      'ring',
    ]);
    expect(later.filter((id) => id.endsWith('/fill'))).toEqual(['villages/fill']);
    const state = JSON.stringify(buildStyle(input({ marked: undefined }))).includes('feature-state');
    expect(state).toBe(false);
  });
  it('draws what stands out in the layers that have it alone', () => {
    const of = (id: string) => buildStyle(input({ marked: new Set([id]) })).layers.map((l) => l.id);
    const [one, other] = ['hollow', 'many'];
    const more = of(one).filter((id) => !of(other).includes(id));
    expect(more.length).toBeGreaterThan(0);
    expect(more.filter((id) => !id.startsWith(`${one}/`))).toEqual([]);
  });
  it('shows what stands out from farther off than its layer is drawn, as its ring of doubt asks', () => {
    const far = layer({ id: 'far', minzoom: 11 });
    const one = styled(far, collection(feature('a', square(113, 28, 0.1))));
    const zooms = (marked: Set<string>) =>
      buildStyle(input({ layers: [one], marked }))
        .layers.filter(({ id }) => id.startsWith('far/'))
        .map(({ minzoom = 0 }) => minzoom);
    expect(Math.min(...zooms(new Set()))).toBe(11);
    expect(Math.min(...zooms(new Set(['far'])))).toBe(0);
  });
});

describe('what the user chose', () => {
  const data = collection(feature('a', square(113, 28, 0.1)));
  it('hides every part of a hidden layer', () => {
    const style = buildStyle(input({ layers: [styled(layer({ id: 's' }), data, { visible: false })] }));
    const parts = style.layers.filter((l) => l.id.startsWith('s/'));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((l) => l.layout?.visibility)).toEqual(parts.map(() => 'none'));
  });
  it('multiplies opacities by the layer’s', () => {
    const at = (opacity: number) =>
      of(buildStyle(input({ layers: [styled(layer({ id: 's' }), data, { opacity })] })), 's/line').paint[
        'line-opacity'
      ];
    expect(at(0.5)).toBeCloseTo((at(1) as number) / 2, 12);
  });
  it('draws in the order asked for, and no area over a line, no line over a name, no name over a pin', () => {
    const layers = everyLayer();
    const rank = (type: string, id: string) =>
      type === 'background' || type === 'hillshade' || /\/(ground|band|band-inner)$/.test(id)
        ? 0
        : type === 'fill'
          ? 1
          : type === 'line'
            ? 2
            : /name|shield/.test(id)
              ? 3
              : 4;
    const style = buildStyle(input({ layers }));
    const ranks = style.layers.map((l) => rank(l.type, l.id));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const fills = (list: typeof layers) =>
      buildStyle(input({ layers: list }))
        .layers.filter((l) => /^s-\w+\/fill$/.test(l.id))
        .map((l) => l.id);
    expect(fills([...layers].reverse())).toEqual(fills(layers).reverse());
  });
  it('names features in the language of the interface', () => {
    const field = (language: 'zh' | 'en') =>
      JSON.stringify(
        of(buildStyle(input({ language, layers: [styled(layer({ id: 's' }), data)] })), 's/area-name').layout[
          'text-field'
        ],
      );
    expect(field('zh')).toContain('["get","zh"]');
    expect(field('zh')).not.toContain('["get","en"]');
    expect(field('en')).toContain('["get","en"]');
    expect(field('en')).not.toContain('["get","zh"]');
  });
  it('leaves out what the filters leave out', () => {
    const own = layer({ id: 's' });
    const two = collection(feature('a', square(113, 28, 0.1)), feature('b', square(113.1, 28, 0.1)));
    const drawn = drawFeatures(own, two, new Set(['b']), () => 'done');
    expect([...new Set(drawn.collection.features.map((f) => f.properties.id))]).toEqual(['b']);
    expect(drawn.collection.features[0]?.properties.status).toBe('done');
  });
});

describe('base maps', () => {
  const tiles = (id: string) => {
    const { sources } = buildStyle(input({ basemap: town.basemaps.find((b) => b.id === id) }));
    return Object.entries(sources)
      .filter(([name]) => name.startsWith('basemap:'))
      .map(([, source]) => source as { tiles?: string[]; url?: string });
  };
  it('asks Tianditu for pictures and names in Web Mercator with the key escaped', () => {
    const [pictures, names] = tiles('tdt');
    expect(pictures?.tiles?.[0]).toBe(
      'https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=k%20e%26y',
    );
    expect(names?.tiles?.[0]).toContain('/cva_w/wmts?');
  });
  it('fills the key into XYZ addresses, builds WMTS requests, finds PMTiles beside the package', () => {
    expect(tiles('xyz')[0]?.tiles).toEqual(['https://tiles.example/{z}/{x}/{y}.png?k=K']);
    expect(tiles('wmts')[0]?.tiles?.[0]).toContain('TILEMATRIXSET=GoogleMapsCompatible');
    expect(tiles('pm')[0]?.url).toBe('pmtiles://https://site.example/app/data/basemap/base.pmtiles');
  });
  it('lets an online map show instead of the embedded ground', () => {
    const style = buildStyle(input({ basemap: town.basemaps[1] }));
    expect(style.layers.filter((l) => l.id.endsWith('/ground'))).toEqual([]);
    expect(of(style, 'base/relief').layout['visibility']).toBe('none');
  });
  it('keeps the braces of the terrain’s tile address, and lifts the ground only when tilted', () => {
    const flat = buildStyle(input());
    expect((flat.sources['relief'] as { tiles: string[] }).tiles).toEqual([
      'https://site.example/app/data/basemap/terrain/{z}/{x}/{y}.png',
    ]);
    expect(flat.terrain).toBeUndefined();
    expect(buildStyle(input({ relief: true })).terrain?.source).toBe('ground');
  });
});
