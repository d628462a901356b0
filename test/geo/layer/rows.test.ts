import { describe, expect, it } from 'vitest';
import { type PackedLayer, packFeatures, runToEnd } from '../../../src/geo/layer/index.ts';
import { areaColumn, orderRows, type RowsOrder, valuesOf } from '../../../src/geo/layer/rows.ts';
import { sortSteps } from '../../../src/geo/layer/steps.ts';

const square = (k: number, side: number) => {
  const [x, y] = [113 + 0.01 * k, 28.5];
  const [e, n] = [x + side, y + side];
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, y],
        [e, y],
        [e, n],
        [x, n],
        [x, y],
      ],
    ],
  };
};
const table = [
  { no: 'D10', owner: '张家组', n: 5, day: '2023-12-31' },
  { no: 'D9', owner: '李家组', n: -1.5, day: '2024-01-02' },
  { no: 'D2', owner: null, n: null, day: null },
  { no: 'd11', owner: '白水村', n: 40, day: '2020-06-01' },
  { no: 'X', owner: '李家组', n: 5, day: '2023-02-01' },
];
const layer = packFeatures(
  table.map((properties, k) => ({ geometry: square(k, 0.001 * (k + 1)), properties })),
);
const place = (name: string) => layer.columns.findIndex((one) => one.name === name);
const numbers = (order: Partial<RowsOrder>, of: PackedLayer = layer) =>
  [...runToEnd(orderRows(of, { unit: 'mu', ...order }))].map((f) => valuesOf(of, f)[place('no')]);

describe('rows of an attribute table', () => {
  it('come in the order of the file, or sorted as numbers, dates and Chinese are, those without a value last', () => {
    expect(numbers({})).toEqual(['D10', 'D9', 'D2', 'd11', 'X']);
    const by = (name: string, descending = false) => numbers({ sort: { column: place(name), descending } });
    expect(by('no')).toEqual(['D2', 'D9', 'D10', 'd11', 'X']);
    expect(by('n')).toEqual(['D9', 'D10', 'X', 'd11', 'D2']);
    expect(by('n', true)).toEqual(['d11', 'D10', 'X', 'D9', 'D2']);
    // By sound: bái, lǐ, zhāng.
    expect(by('owner')).toEqual(['d11', 'D9', 'X', 'D10', 'D2']);
    expect(by('day', true)).toEqual(['D9', 'D10', 'X', 'd11', 'D2']);
    expect(numbers({ sort: { column: areaColumn, descending: true } })).toEqual([
      'X',
      'd11',
      'D2',
      'D9',
      'D10',
    ]);
  });

  it('pass by a text anywhere and by conditions of columns, which all have to be met', () => {
    const where = (name: string, test: NonNullable<RowsOrder['where']>[number]['test'], value = '') =>
      numbers({ where: [{ column: place(name), test, value }] });
    expect(numbers({ text: '李家' })).toEqual(['D9', 'X']);
    expect(numbers({ text: 'D1' })).toEqual(['D10', 'd11']);
    expect(where('no', 'contains', 'd1')).toEqual(['D10', 'd11']);
    expect(where('no', 'equals', 'd9')).toEqual(['D9']);
    expect(where('n', 'more', '4.9')).toEqual(['D10', 'd11', 'X']);
    expect(where('n', 'less', '0')).toEqual(['D9']);
    expect(where('n', 'equals', '5.0')).toEqual(['D10', 'X']);
    expect(where('n', 'equals', 'five')).toEqual([]);
    expect(where('n', 'empty')).toEqual(['D2']);
    expect(where('owner', 'filled')).toEqual(['D10', 'D9', 'd11', 'X']);
    expect(where('day', 'less', '2023-12-31')).toEqual(['d11', 'X']);
    expect(where('day', 'more', '2023')).toEqual(['D10', 'D9', 'X']);
    expect(
      numbers({
        text: '组',
        where: [
          { column: place('n'), test: 'equals', value: '5' },
          { column: place('owner'), test: 'contains', value: '李' },
        ],
      }),
    ).toEqual(['X']);
    // Some 98 m by 111 m: 16.3 mu, as it is shown in each unit.
    expect(numbers({ where: [{ column: areaColumn, test: 'less', value: '17' }] })).toEqual(['D10']);
    expect(numbers({ unit: 'ha', where: [{ column: areaColumn, test: 'less', value: '1.1' }] })).toEqual([
      'D10',
    ]);
    expect(numbers({ unit: 'm2', where: [{ column: areaColumn, test: 'less', value: '11,000' }] })).toEqual([
      'D10',
    ]);
  });

  it('are sorted in steps as at one go, equals in their order', () => {
    const keys = Float64Array.from({ length: 50_000 }, (_, k) => (k * 7919) % 1013);
    const list = Uint32Array.from(keys, (_, k) => k);
    const compare = (a: number, b: number) => keys[a]! - keys[b]!;
    expect(runToEnd(sortSteps(list, compare))).toEqual(Uint32Array.from(list).sort(compare));
    expect(runToEnd(sortSteps(new Uint32Array(), compare))).toEqual(new Uint32Array());
  });
});
