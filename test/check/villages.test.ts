import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { checkZone } from '../../src/check/index.ts';
import { geodesicArea } from '../../src/geo/area/index.ts';
import type { Feature } from '../../src/model/index.ts';
import { featureOf, layerOf, options, square, zoneOf } from './fixture.ts';

const zone = zoneOf(square(0, 0, 2));
const zoneM2 = geodesicArea(zone.geometry);

describe('villages', () => {
  it('divides the zone among villages so that they add up, and shows what lies outside', async () => {
    const village = (code: string, x: number) =>
      featureOf(`v${code}`, square(x, -1, 4), 'official', 5, { code: `43068110720${code}` });
    const layer = layerOf('villages', [village('1', -3), village('2', 1)], { role: 'villages' });
    const wide = zoneOf(square(0, 0, 6));
    const { villages, villageBalance: balance, zone: figures } = await checkZone(wide, [layer], [], options);
    expect(villages.map(({ code }) => code)).toEqual(['430681107202', '430681107201']);
    const sum = villages.reduce((total, { overlapM2 }) => total + overlapM2, 0);
    expect((sum + balance.outsideM2) / figures.areaM2).toBeCloseTo(1, 9);
    expect(balance.adjusted).toBe(true);
    expect(Math.abs(balance.residualM2)).toBeLessThan(1e-5 * figures.areaM2);
  });

  it('adds up for edges of ten kilometres, too, whose cut is worth more than the closing error of small zones', async () => {
    const strips = Array.from({ length: 8 }, (_, i) =>
      featureOf(`v${i}`, square(-200 + 25 * i, -200, 25), 'official', 5, { code: `43068110720${i}` }),
    );
    for (const strip of strips) {
      const ring = (strip.geometry as Polygon).coordinates[0]!;
      for (const at of [2, 3]) ring[at] = [ring[at]![0]!, 28.8];
    }
    const layer = layerOf('villages', strips, { role: 'villages' });
    const at = (x: number, y: number) => [113.1 + x / 1000, 28.5 + y / 1000];
    const long = zoneOf({
      type: 'Polygon',
      coordinates: [[at(-180, -100), at(-60, -60), at(-20, 60), at(-180, -100)]],
    });
    const { villages, villageBalance: balance, zone: figures } = await checkZone(long, [layer], [], options);
    expect(Math.abs(balance.residualM2)).toBeGreaterThan(5e-5 * figures.areaM2);
    expect(balance.adjusted).toBe(true);
    const sum = villages.reduce((total, { overlapM2 }) => total + overlapM2, 0);
    expect((sum + balance.outsideM2) / figures.areaM2).toBeCloseTo(1, 9);
  });

  it('leaves a residual standing when village borders overlap', async () => {
    const layer = layerOf('villages', [featureOf('a', square(0, 0, 2)), featureOf('b', square(1, 0, 2))], {
      role: 'villages',
    });
    const { villageBalance: balance } = await checkZone(zone, [layer], [], options);
    expect(balance.adjusted).toBe(false);
    expect(balance.residualM2 / zoneM2).toBeCloseTo(-0.5, 5);
  });

  it('add up to any zone over this town, with the ground outside it reported (120 zones)', async () => {
    const file = resolve(import.meta.dirname, '../../data/layers/villages.geojson');
    const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] };
    const layer = layerOf('villages', features, { role: 'villages' });
    let seed = 20261125;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    let across = 0;
    for (let n = 0; n < 120; n++) {
      const [x, y] = [113.05 + 0.16 * random(), 28.46 + 0.18 * random()];
      const size = 0.001 * 60 ** random();
      const corners = [4, 9, 60][n % 3] as number;
      const ring = Array.from({ length: corners }, (_, i) => {
        const turn = (2 * Math.PI * (i + 0.8 * random())) / corners;
        const far = size * (0.5 + 0.5 * random());
        return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
      });
      const one = zoneOf({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] });
      const { villages, villageBalance, zone: figures } = await checkZone(one, [layer], [], options);
      const sum = villages.reduce((total, { overlapM2 }) => total + overlapM2, 0);
      if (!villages.length) expect(villageBalance.outsideM2).toBe(figures.areaM2);
      expect(Math.abs((sum + villageBalance.outsideM2) / figures.areaM2 - 1)).toBeLessThan(1e-9);
      if (villages.length && villageBalance.outsideM2 > 0.01 * figures.areaM2) across++;
    }
    expect(across).toBeGreaterThan(10);
  });
});
