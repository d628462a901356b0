import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  type CheckFile,
  checkFile,
  checkZone,
  reportOf,
  reportsCsv,
  reportsText,
} from '../../src/check/index.ts';
import { reportsXlsx } from '../../src/check/office/xlsx.ts';
import { number } from '../../src/check/report/cells.ts';
import { featureOf, layerOf, options, referenceOf, ruleOf, square, zoneOf } from './fixture.ts';

/** Zones between a few square metres and a few hectares, which miss, touch, cross or lie within what they are checked against. */
const zones = fc
  .record({
    x: fc.integer({ min: -3000, max: 3000 }),
    y: fc.integer({ min: -3000, max: 3000 }),
    size: fc.integer({ min: 20, max: 4000 }),
    stated: fc.option(fc.double({ min: 1, max: 200_000, noNaN: true }), { nil: undefined }),
  })
  .map(({ x, y, size, stated }) =>
    zoneOf(square(x / 1000, y / 1000, size / 1000), stated === undefined ? {} : { statedAreaM2: stated }),
  );
const shapes = { a1: square(0, 0, 1), a2: square(1.3, 0, 0.7) };
const line = [
  [113.098, 28.5],
  [113.101, 28.5],
  [113.101, 28.503],
];
const layers = [
  layerOf(
    'a',
    Object.entries(shapes).map(([id, shape]) => featureOf(id, shape)),
  ),
  layerOf('thin', [
    featureOf('line', { type: 'LineString', coordinates: line }),
    featureOf('points', { type: 'MultiPoint', coordinates: line }),
  ]),
  layerOf('villages', [featureOf('v', square(-2, -2, 3))], { role: 'villages' }),
  // The same shapes again, as parcels and as a layer of the planner's own.
  referenceOf('parcels', shapes),
  referenceOf('ecological-redline', shapes),
];

/** The figures of a text's lines, in their order. */
const figures = (words: string): string[] =>
  (words.match(/-?\d[\d,]*(?:\.\d+)?(?: %)?/g) ?? []).map((one) => one.replaceAll(',', ''));

describe('one figure', () => {
  it('is rounded one way wherever it is shown or written, halves too', async () => {
    // Halves that binary figures miss by a hair, above and below.
    for (const value of [1.005, 2.675, 0.125, 1_234.565, 8.345, -0.001, 1e6 + 0.005]) {
      const cell = number(value, 'm2', 2);
      expect(cell.zh.replaceAll(',', '')).toBe(value.toFixed(2).replace(/^-(?=0\.00$)/, ''));
    }
    expect(number(1_234_567.891_2, 'ha', 4).zh).toBe('1,234,567.8912');
    expect(number(-1_234.5, 'm2', 0).zh).toMatch(/^-1,23[45]$/);
  });
  it('is the same in the page’s tables, the JSON, CSV, TXT and the workbook, for any zone', async () => {
    await fc.assert(
      fc.asyncProperty(zones, async (zone) => {
        const result = await checkZone(zone, layers, [ruleOf('r', 'a')], options);
        const file = JSON.parse(JSON.stringify(checkFile(result, zone, 'f'))) as CheckFile;
        const report = reportOf(result, { fingerprint: 'f', zone });
        // The JSON holds the figures themselves: what is printed of it is what is printed of the page's result.
        expect(reportOf(file, { fingerprint: 'f', zone })).toEqual(report);
        expect(file.zone.areaM2).toBe(result.zone.areaM2);

        // The same shapes give the same figures, whatever they are laid beside the plan as.
        const byName = ({ id, overlapM2 }: { id: string; overlapM2: number }) => [id, overlapM2] as const;
        const sorts = [
          [...result.layers[0]!.features, ...result.layers[0]!.slivers],
          [...result.parcels.items, ...result.parcels.slivers],
          result.reference!.flatMap(({ features, slivers }) => [...features, ...slivers]),
        ].map((list) => new Map(list.map(byName)));
        expect(sorts[1]).toEqual(sorts[0]);
        expect(sorts[2]).toEqual(sorts[0]);

        const [csv, txt] = [reportsCsv([report], 'en'), reportsText([report], 'en')];
        expect(figures(csv.replaceAll(/",|,"|,|"/g, '\n'))).toEqual(figures(txt));

        const workbook = unzipSync(await reportsXlsx([report], 'en'));
        const values = Object.entries(workbook)
          .filter(([path]) => path.startsWith('xl/worksheets/sheet'))
          .flatMap(([, part]) => [...strFromU8(part).matchAll(/<v>([^<]+)<\/v>/g)].map(([, v]) => Number(v)));
        const shown = report.tables
          .filter(({ on }) => !on || on.includes('file'))
          .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
          .filter((cell) => cell.number)
          .map((cell) =>
            cell.en.endsWith('%')
              ? Number(cell.en.replace(' %', '')) / 100
              : Number(cell.en.replaceAll(',', '')),
          );
        const sorted = (list: number[]) => list.toSorted((p, q) => p - q);
        expect(sorted(values)).toEqual(sorted(shown));
      }),
      { numRuns: 60 },
    );
  });
});
