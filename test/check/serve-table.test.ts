import { expect, it } from 'vitest';
import { tableHandlers } from '../../src/check/serve-table.ts';
import { geodesicArea } from '../../src/geo/area/index.ts';
import { collection, feature, layer, square } from '../map/fixture.ts';

const context = {
  signal: new AbortController().signal,
  progress: () => undefined,
  pause: () => Promise.resolve(),
  transfer: () => undefined,
};
const order = { unit: 'm2' as const };

it('gives areas of what was surveyed or published, and none of sketches', async () => {
  const shapes = [square(113, 28, 0.01), square(113.02, 28, 0.01), square(113.04, 28, 0.01)];
  const data = collection(
    feature('sketch', shapes[0]!, 'schematic'),
    feature('words', shapes[1]!, 'described'),
    feature('open', shapes[2]!, 'open-data'),
  );
  const layers = [
    { layer: layer({ id: 'all' }), data },
    { layer: layer({ id: 'sketches' }), data: collection(data.features[0]!) },
  ];
  const table = tableHandlers(
    () => undefined,
    () => ({ layers }),
    (id) => new Error(id),
  );
  const read = (id: string) => table.rows({ id, order, language: 'zh', from: 0, count: 9 }, context);
  const { rows, areas } = await read('all');
  expect(areas).toBe(true);
  expect(Object.fromEntries(rows.map(({ id, area }) => [id, area]))).toEqual({
    sketch: null,
    words: null,
    open: expect.closeTo(geodesicArea(shapes[2] as never), 1),
  });
  // A table of sketches alone has no column for it.
  expect((await read('sketches')).areas).toBe(false);
});
