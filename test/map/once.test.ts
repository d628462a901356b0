import { describe, expect, it } from 'vitest';
import { buildStyle } from '../../src/map/style/index.ts';
import { namesOnce } from '../../src/map/style/once.ts';
import type { Feature } from '../../src/model/index.ts';
import { collection, feature, input, layer, line, point, square, styled } from './fixture.ts';

const named = (zh: string, one: Feature): Feature => ({
  ...one,
  properties: { ...one.properties, name: { zh, en: zh } },
});
const scenic = styled(
  layer({ id: 'scenic' }),
  collection(named('明月山', feature('area', square(113, 28, 0.04)))),
);
const peaks = (x: number) =>
  styled(
    layer({ id: 'peaks', role: 'peaks', geometry: 'point' }),
    collection(
      named('明月山', feature('summit', point(x, 28.02), 'described', { elevationM: 659 })),
      named('达摩岭', feature('other', point(113.01, 28.02), 'described', { elevationM: 777.5 })),
    ),
  );
const ridge = styled(
  layer({ id: 'ridge', role: 'context', geometry: 'line' }),
  collection(named('明月山', feature('crest', line([113.02, 28], [113.02, 28.02], [113.02, 28.04])))),
);
const seat = styled(
  layer({ id: 'places', role: 'places', geometry: 'point' }),
  collection(named('明月山', feature('seat', point(113.03, 28.03)))),
);
const left = (...layers: (typeof scenic)[]) => Object.fromEntries(namesOnce(layers));

describe('a name that several features bear', () => {
  it('is written by the plan’s subject rather than by the summit or the ridge, in whatever order they lie', () => {
    const expected = { peaks: ['summit'], ridge: ['crest'] };
    expect(left(scenic, peaks(113.02), ridge)).toEqual(expected);
    expect(left(ridge, peaks(113.02), scenic)).toEqual(expected);
  });
  it('is written by the place before anything else', () => {
    expect(left(scenic, seat)).toEqual({ scenic: ['area'] });
  });
  it('is written twice where the two are far apart', () => {
    expect(left(scenic, peaks(113.2))).toEqual({});
  });
  it('comes back to the summit when the subject is hidden or bears no name', () => {
    expect(left({ ...scenic, visible: false }, peaks(113.02))).toEqual({});
    expect(left({ ...scenic, drawn: undefined }, peaks(113.02))).toEqual({});
    const mute = styled(layer({ id: 'scenic', label: false }), collection());
    expect(left(mute, peaks(113.02))).toEqual({});
  });
  it('leaves the summit its height', () => {
    const style = buildStyle(input({ layers: [scenic, peaks(113.02)] }));
    const text = style.layers.find(({ id }) => id === 'peaks/name')?.layout as Record<string, unknown>;
    const field = JSON.stringify(text['text-field']);
    expect(field).toContain('["in",["get","id"],["literal",["summit"]]]');
    expect(field).toContain('elevationM');
  });
});
