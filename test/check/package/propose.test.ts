import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/check/edits/parts.ts';
import { checkParts } from '../../../src/check/edits/publish.ts';
import { soundRows, takeData } from '../../../src/check/edits/take-file.ts';
import { proposeMatches } from '../../../src/check/package/propose.ts';
import { type Row, replaceFeatures } from '../../../src/check/package/replace-features.ts';
import { readPackage } from '../../../src/cli/package/read.ts';
import { type Catalogue, checkPackage, type Feature, type LayerData } from '../../../src/model/index.ts';

const old = (id: string, zh: string): Feature =>
  ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [113, 28] },
    properties: { id, name: { zh, en: zh } },
  }) as Feature;

describe('matching a file with a sketch', () => {
  it('takes what is the same, and offers what sounds or looks nearly the same', () => {
    const features = [
      old('a', '清溪村（示意）'),
      old('b', '南龙村'),
      old('c', '白鹤庙水库'),
      old('d', '平华村'),
      old('e', '玉池村'),
    ];
    const rows = [
      { name: '甲镇清溪村' },
      { name: '南隆村' },
      { name: '白鹤庙水庫' },
      { name: '别处' },
      { id: 'd' },
      { name: '玉池村（新）' },
    ];
    const found = proposeMatches(features, rows, '甲镇');
    expect([...found].map(([row, { feature, by }]) => [row, feature.properties.id, by]).sort()).toEqual([
      [0, 'a', 'same'],
      [1, 'b', 'sound'],
      [2, 'c', 'sound'],
      [4, 'd', 'same'],
      [5, 'e', 'near'],
    ]);
  });
  it('offers nothing where two are equally near', () => {
    const found = proposeMatches(
      [old('a', '东风水库一号'), old('b', '东风水库二号')],
      [{ name: '东风水库三号' }],
      '镇',
    );
    expect(found.size).toBe(0);
  });
});

describe('a file in the place of a layer', () => {
  const { input } = readPackage(join(import.meta.dirname, '../../../data'));
  const catalogue = checkPackage(input).catalogue as Catalogue;
  const errors = (parts: typeof input) =>
    checkParts(parts)
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  const rowsOf = (data: LayerData): Row[] =>
    data.features.map(({ geometry, properties }) => ({ geometry, properties: { name: properties.name.zh } }));

  it.each(['reservoirs', 'villages', 'park'])('keeps links and villages of %s right', (id) => {
    const data = input.layers.get(id) as LayerData;
    const shifted = JSON.parse(JSON.stringify(rowsOf(data)), (_, value: unknown) =>
      Array.isArray(value) && typeof value[0] === 'number' ? [value[0] + 0.004, value[1]] : value,
    ) as Row[];
    const layer = catalogue.layers.find((one) => one.id === id) as Catalogue['layers'][number];
    const { data: next, matched } = replaceFeatures(layer, data, shifted, 'f.shp', '', { accuracyM: 1 });
    expect(matched).toBe(data.features.length);
    const { put } = takeData(input, [], id, next);
    expect(errors(applyEdits(input, put))).toEqual([]);
  });
  it('repairs what there is one way to repair, with the reason, and leaves out the rest', () => {
    const bow = [
      [113, 28],
      [113.01, 28.01],
      [113.01, 28],
      [113, 28.01],
      [113, 28],
    ];
    const { rows, notes } = soundRows(
      [
        { properties: {}, geometry: { type: 'Polygon', coordinates: [bow] } },
        {
          properties: {},
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [113, 28],
                [113, 28],
                [113, 28],
                [113, 28],
              ],
            ],
          },
        },
        { properties: {}, geometry: { type: 'LineString', coordinates: bow } },
      ],
      'polygon',
    );
    expect(rows.map((row) => row?.geometry.type)).toEqual(['MultiPolygon', undefined, undefined]);
    expect(notes[0]?.changes.map(({ code }) => code)).toContain('self-intersection');
    expect(notes[1]?.refused?.code).toBe('encloses-nothing');
    // A line is no area of a layer of areas; a layer of all kinds takes it.
    expect(notes[2]?.refused?.code).toBe('geometry-kind');
    const line = { properties: {}, geometry: { type: 'LineString' as const, coordinates: bow } };
    expect(soundRows([line], 'mixed')).toEqual({ rows: [line], notes: [] });
  });
});
