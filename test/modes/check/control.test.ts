import { describe, expect, it } from 'vitest';
import { fromLonLat } from '../../../src/geo/crs/transform.ts';
import { inOtherSystem } from '../../../src/modes/check/imagery/control.ts';

const at: [number, number] = [113.1, 28.52];
const before = { code: 'EPSG:4526', from: 'user' } as const;
const inSystem = (code: string) => fromLonLat(code)(at) as [number, number];

describe('control points in another system', () => {
  it('are the same place where they were picked on the map', () => {
    const control = {
      kind: 'affine',
      points: [{ pixel: [1, 2], ground: inSystem('EPSG:4526'), from: 'map' }],
    } as const;
    const [point] = inOtherSystem({ ...control, points: [...control.points] }, before, 'EPSG:4509').points;
    const [east, north] = inSystem('EPSG:4509');
    expect(point?.ground[0]).toBeCloseTo(east, 4);
    expect(point?.ground[1]).toBeCloseTo(north, 4);
    expect(point).toMatchObject({ pixel: [1, 2], from: 'map' });
  });
  it.each([
    ['EPSG:4525', [37_412_000.5, 3_155_500]],
    ['EPSG:4526', [38_412_000.5, 3_155_500]],
    ['EPSG:4547', [412_000.5, 3_155_500]],
  ] as const)('are the same figures where they were typed: %s', (code, ground) => {
    const typed = {
      pixel: [1, 2] as [number, number],
      ground: [38_412_000.5, 3_155_500] as [number, number],
    };
    const control = { kind: 'similarity' as const, points: [{ ...typed, from: 'typed' as const }] };
    expect(inOtherSystem(control, before, code).points).toEqual([
      { ...typed, ground: [...ground], from: 'typed' },
    ]);
  });
  it('get the zone number of a system that has one', () => {
    const [point] = inOtherSystem(
      { kind: 'similarity', points: [{ pixel: [1, 2], ground: [412_000.5, 3_155_500], from: 'typed' }] },
      { code: 'EPSG:4547', from: 'user' },
      'EPSG:4526',
    ).points;
    expect(point?.ground).toEqual([38_412_000.5, 3_155_500]);
  });
});
