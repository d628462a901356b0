import fc from 'fast-check';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { buildStyle } from '../../src/map/style/index.ts';
import { diffStyle, type StyleStep } from '../../src/map/view/apply.ts';
import { collection, everyLayer, feature, input, layer, square, styled } from './fixture.ts';

type Loose = {
  id: string;
  source?: string;
  layout?: Record<string, unknown>;
  paint?: Record<string, unknown>;
} & Record<string, unknown>;

/** What the steps mean, by the documentation of the map library, on plain data; refuses what the library refuses. */
function take(style: StyleSpecification, steps: readonly StyleStep[]): StyleSpecification {
  const sources: Record<string, Record<string, unknown>> = structuredClone(style.sources) as never;
  let layers = structuredClone(style.layers) as unknown as Loose[];
  let terrain = style.terrain;
  const find = (id: string) => {
    const found = layers.find((l) => l.id === id);
    if (!found) throw new Error(`no layer ${id}`);
    return found;
  };
  const insert = (one: Loose, before: string | undefined) => {
    if (before !== undefined) layers.splice(layers.indexOf(find(before)), 0, one);
    else layers.push(one);
  };
  const put = (one: Loose, kind: 'layout' | 'paint', name: string, value: unknown) => {
    const bag = { ...one[kind] };
    if (value === undefined) delete bag[name];
    else bag[name] = value;
    if (Object.keys(bag).length || one[kind]) one[kind] = bag;
  };
  for (const step of steps)
    switch (step.do) {
      case 'addSource':
        if (sources[step.id]) throw new Error(`source ${step.id} is there already`);
        sources[step.id] = structuredClone(step.spec) as never;
        break;
      case 'removeSource':
        if (layers.some((l) => l.source === step.id)) throw new Error(`source ${step.id} is in use`);
        if (terrain?.source === step.id) throw new Error('terrain is in use');
        delete sources[step.id];
        break;
      case 'setData':
        (sources[step.id] as Record<string, unknown>)['data'] = structuredClone(step.data);
        break;
      case 'addLayer': {
        const spec = step.spec as unknown as Loose;
        if (layers.some((l) => l.id === spec.id)) throw new Error(`layer ${spec.id} is there already`);
        if (spec.source && !sources[spec.source]) throw new Error(`no source ${spec.source}`);
        insert(structuredClone(spec), step.before);
        break;
      }
      case 'removeLayer':
        find(step.id);
        layers = layers.filter((l) => l.id !== step.id);
        break;
      case 'moveLayer': {
        const one = find(step.id);
        layers = layers.filter((l) => l !== one);
        insert(one, step.before);
        break;
      }
      case 'setPaint':
        put(find(step.id), 'paint', step.name, step.value);
        break;
      case 'setLayout':
        put(find(step.id), 'layout', step.name, step.value);
        break;
      case 'setFilter':
        if (step.value === undefined) delete find(step.id)['filter'];
        else find(step.id)['filter'] = step.value;
        break;
      case 'setZoom':
        Object.assign(find(step.id), { minzoom: step.minzoom, maxzoom: step.maxzoom });
        break;
      case 'setTerrain':
        terrain = step.spec;
        break;
    }
  return { version: 8, sources: sources as never, layers: layers as never, ...(terrain ? { terrain } : {}) };
}

/** Defaults that may be written or left out. */
const plain = (style: StyleSpecification) => ({
  ...style,
  layers: style.layers.map((l) => ({
    minzoom: 0,
    maxzoom: 24,
    ...l,
    layout: l.layout ?? {},
    paint: l.paint ?? {},
  })),
});

const data = ['u', 'v'].map((name) => ({ type: 'FeatureCollection' as const, features: [], name }));
const styles = fc
  .record({
    order: fc.shuffledSubarray(['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'c3']),
    props: fc.array(
      fc.record({
        colour: fc.constantFrom('#111111', '#222222', undefined),
        show: fc.constantFrom('visible', 'none'),
        zoom: fc.constantFrom(undefined, 5),
        filter: fc.constantFrom(undefined, ['has', 'x']),
      }),
      { minLength: 7, maxLength: 7 },
    ),
    cluster: fc.boolean(),
    data: fc.constantFrom(...data),
  })
  .map(({ order, props, cluster, data: own }): StyleSpecification => {
    const used = [...new Set(order.map((id) => id[0] as string))];
    return {
      version: 8,
      sources: Object.fromEntries(
        used.map((id) => [id, { type: 'geojson', data: own, ...(cluster && id === 'b' ? { cluster } : {}) }]),
      ) as never,
      layers: order.map((id, index) => {
        const { colour, show, zoom, filter } = props[index] as (typeof props)[number];
        return {
          id,
          type: 'line',
          source: id[0] as string,
          layout: { visibility: show },
          paint: colour ? { 'line-color': colour } : {},
          ...(zoom === undefined ? {} : { minzoom: zoom }),
          ...(filter ? { filter } : {}),
        } as LayerSpecification;
      }),
    };
  });

describe('the steps from one style to another', () => {
  it('lead there, from anywhere to anywhere, and never use what is not there', () => {
    fc.assert(
      fc.property(styles, styles, (from, to) => {
        expect(plain(take(from, diffStyle(from, to)))).toEqual(plain(to));
      }),
      { numRuns: 400 },
    );
  });
  it('are none when nothing changed', () => {
    const layers = everyLayer();
    expect(diffStyle(buildStyle(input({ layers })), buildStyle(input({ layers })))).toEqual([]);
  });
  it('lead from theme to theme, language to language and base map to base map without new data or layers', () => {
    const layers = everyLayer();
    const from = buildStyle(input({ layers }));
    const to = buildStyle(input({ layers, theme: 'dark', language: 'en' }));
    const steps = diffStyle(from, to);
    expect([...new Set(steps.map((s) => s.do))].sort()).toEqual(['setLayout', 'setPaint']);
    expect(plain(take(from, steps))).toEqual(plain(to));
  });
  it('move one layer for one that changed its place', () => {
    const own = (ids: string[]): StyleSpecification => ({
      version: 8,
      sources: { s: { type: 'geojson', data: data[0] as never } },
      layers: ids.map((id) => ({ id, type: 'line', source: 's' }) as LayerSpecification),
    });
    expect(diffStyle(own(['a', 'b', 'c', 'd', 'e']), own(['b', 'c', 'd', 'e', 'a']))).toEqual([
      { do: 'moveLayer', id: 'a', before: undefined },
    ]);
    expect(diffStyle(own(['a', 'b', 'c', 'd', 'e']), own(['e', 'a', 'b', 'c', 'd']))).toEqual([
      { do: 'moveLayer', id: 'e', before: 'a' },
    ]);
  });
  it('set data when it is another object, not when it only looks the same', () => {
    const one = layer({ id: 's' });
    const make = () =>
      buildStyle(input({ layers: [styled(one, collection(feature('a', square(113, 28, 0.1))))] }));
    expect(diffStyle(make(), make()).map((s) => s.do)).toEqual(['setData']);
  });
});
