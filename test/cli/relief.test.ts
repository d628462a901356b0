import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { heightAt, readDem } from '../../src/cli/package/dem.ts';
import { writeRelief } from '../../src/cli/package/relief.ts';
import { terrainOf } from '../../src/cli/package/terrain-model.ts';
import { terrarium } from '../../src/cli/package/tiles.ts';
import { ProblemError } from '../../src/model/index.ts';

const fixtures = join(import.meta.dirname, '../fixtures/dem');
const root = join(import.meta.dirname, '../..');
/** The plane of the fixtures (their README). */
const plane = (lon: number, lat: number) => 100 + 2000 * (lon - 113) + 1000 * (lat - 28.4);

/** Height of a place read back from the tiles: its level-12 pixel, with the place of that pixel's centre. */
function fromTiles(folder: string, lon: number, lat: number): { h: number; lon: number; lat: number } {
  const n = 256 * 2 ** 12;
  const px = Math.floor(((lon + 180) / 360) * n);
  const phi = (lat * Math.PI) / 180;
  const py = Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * n);
  const png = decode(readFileSync(join(folder, `12/${px >> 8}/${py >> 8}.png`)));
  const at = 3 * ((py & 255) * 256 + (px & 255));
  const [r, g, b] = [png.data[at], png.data[at + 1], png.data[at + 2]] as [number, number, number];
  return {
    h: r * 256 + g + b / 256 - 32768,
    lon: ((px + 0.5) / n) * 360 - 180,
    lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * (py + 0.5)) / n))) * 180) / Math.PI,
  };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relief-'));
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'seeds'));
  cpSync(join(root, 'data/town.json'), join(folder, 'data/town.json'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});
const fault = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
  } catch (error) {
    return error instanceof ProblemError ? error.problems[0]?.code : String(error);
  }
  return undefined;
};

describe('a height model', () => {
  it('gives the plane of a GeoTIFF made with GDAL, bilinearly, to a millimetre', async () => {
    const dem = await readDem(join(fixtures, 'plane.tif'));
    expect([dem.width, dem.height]).toEqual([70, 70]);
    for (const [lon, lat] of [
      [113.1, 28.5],
      [113.0333, 28.6777],
      [113.2512, 28.4001],
    ] as const)
      expect(Math.abs((heightAt(dem, lon, lat) as number) - plane(lon, lat))).toBeLessThan(0.001);
  });
  it('is shifted by half a cell where its samples are points', async () => {
    const dem = await readDem(join(fixtures, 'plane-point.tif'));
    // GDAL writes the same places with other tie points; read rightly they agree.
    expect(Math.abs((heightAt(dem, 113.1, 28.5) as number) - plane(113.1, 28.5))).toBeLessThan(0.001);
  });
  it('leaves holes out and lets their neighbours stand in at the edge', async () => {
    const dem = await readDem(join(fixtures, 'plane.tif'));
    const centre = (i: number, j: number): [number, number] => [
      112.98 + (i + 0.5) * 0.005,
      28.73 - (j + 0.5) * 0.005,
    ];
    expect(heightAt(dem, ...centre(31, 31))).toBeUndefined();
    const [lon, lat] = centre(29, 31);
    // Half-way into the hole only the column to the west has heights.
    expect(Math.abs((heightAt(dem, lon + 0.0025, lat) as number) - plane(lon, lat))).toBeLessThan(0.001);
    expect(heightAt(dem, 112, 28.5)).toBeUndefined();
  });
  it('of SRTM’s .hgt reads big-endian, from the north-west, outermost samples on whole degrees', async () => {
    const file = join(folder, 'N28E113.hgt');
    const size = 11;
    const bytes = Buffer.alloc(2 * size * size);
    for (let j = 0; j < size; j++)
      for (let i = 0; i < size; i++)
        bytes.writeInt16BE(i === 5 && j === 5 ? -32768 : 100 * i + 10 * (10 - j), 2 * (j * size + i));
    writeFileSync(file, bytes);
    const dem = await readDem(file);
    expect(heightAt(dem, 113, 28)).toBeCloseTo(0, 6);
    expect(heightAt(dem, 114, 29)).toBeCloseTo(1100, 6);
    expect(heightAt(dem, 113.25, 28.13)).toBeCloseTo(250 + 13, 4);
    expect(heightAt(dem, 113.5, 28.5)).toBeUndefined();
  });
  it('on Gauss–Krüger gives the same plane, warped there by GDAL', async () => {
    const dem = await readDem(join(fixtures, 'projected.tif'));
    for (const [lon, lat] of [
      [113.06, 28.48],
      [113.25, 28.5],
      [113.2, 28.62],
    ] as const)
      expect(Math.abs((heightAt(dem, lon, lat) as number) - plane(lon, lat))).toBeLessThan(0.05);
    expect(heightAt(dem, 112, 28.5)).toBeUndefined();
  });
  it('is refused by name where it cannot be used', async () => {
    writeFileSync(join(folder, 'bad.tif'), 'not a picture');
    writeFileSync(join(folder, 'N28E113.bad.hgt'), 'odd');
    expect(await fault(readDem(join(folder, 'none.tif')))).toBe('file-missing');
    expect(await fault(readDem(join(folder, 'bad.tif')))).toBe('tiff');
    expect(await fault(readDem(join(folder, 'N28E113.bad.hgt')))).toBe('hgt');
    expect(await fault(readDem(join(fixtures, 'albers.tif')))).toBe('dem-system');
  });
});

describe('terrain tiles', () => {
  it('encode a height to an eighth of a metre', () => {
    for (const h of [-12.3, 0, 0.1, 85, 509.4, 777.5, 8848.86]) {
      const [r, g, b] = terrarium(h);
      expect(Math.abs(r * 256 + g + b / 256 - 32768 - h)).toBeLessThanOrEqual(0.125);
    }
  });
  it('made from a height model give its heights back, and town.json says measured', async () => {
    await writeRelief([join(fixtures, 'plane.tif')], join(folder, 'data'));
    const tiles = join(folder, 'data/basemap/relief');
    for (const [lon, lat] of [
      [113.1, 28.5],
      [113.06, 28.47],
      [113.2, 28.62],
      [113.13, 28.671],
    ] as const) {
      const back = fromTiles(tiles, lon, lat);
      expect(Math.abs(back.h - plane(back.lon, back.lat))).toBeLessThan(0.13);
    }
    expect(readdirSync(tiles).sort()).toEqual(['10', '11', '12', '8', '9']);
    const { terrain } = JSON.parse(readFileSync(join(folder, 'data/town.json'), 'utf8'));
    expect(terrain).toMatchObject({
      kind: 'measured',
      minzoom: 8,
      maxzoom: 12,
      source: { en: 'Height model plane.tif' },
    });
  });
  it('of a model of a part of the town are not made', async () => {
    // One cell of a degree's tenth has heights, the rest of the file none.
    const file = join(folder, 'N28E113.part.hgt');
    const bytes = Buffer.alloc(2 * 11 * 11);
    for (let i = 0; i < 121; i++) bytes.writeInt16BE(i % 11 === 2 ? 100 : -32768, 2 * i);
    writeFileSync(file, bytes);
    expect(await fault(writeRelief([file], join(folder, 'data')))).toBe('dem-partial');
  });
  it('of a model that is elsewhere are not made, and the old ones stay', async () => {
    const file = join(folder, 'N30E120.hgt');
    writeFileSync(file, Buffer.alloc(2 * 11 * 11));
    const before = readdirSync(join(folder, 'data/basemap/relief'), { recursive: true }).length;
    expect(before).toBeGreaterThan(5);
    expect(await fault(writeRelief([file], join(folder, 'data')))).toBe('dem-elsewhere');
    expect(readdirSync(join(folder, 'data/basemap/relief'), { recursive: true })).toHaveLength(before);
  });
  it('need a model of the ground where there is no height model', async () => {
    expect(await fault(writeRelief([], join(folder, 'data')))).toBe('file-missing');
    writeFileSync(join(folder, 'seeds/relief.json'), '{"schema":1}');
    expect(await fault(writeRelief([], join(folder, 'data')))).toBe('schema');
  });
});

describe('modelled ground', () => {
  const extent: [number, number, number, number] = [113, 28.4, 113.06, 28.46];
  const ground = terrainOf(
    {
      schema: 1,
      note: 'test',
      source: { zh: '试', en: 'test' },
      plainM: 80,
      hillsM: 60,
      reachM: 3000,
      ridges: [
        {
          name: 'r',
          line: [
            [113.015, 28.41],
            [113.015, 28.45],
          ],
          heights: [300, 500, 300],
          widthM: 500,
          outlet: false,
        },
      ],
      valleys: [
        {
          name: 'v',
          line: [
            [113.045, 28.402],
            [113.045, 28.458],
          ],
          heights: [90, 70],
          widthM: 300,
          outlet: true,
        },
      ],
      summits: [{ name: 's', at: [113.015, 28.43], heightM: 512.5 }],
    },
    extent,
  );
  it('meets the summit exactly and is nowhere higher', () => {
    expect(ground(113.015, 28.43)).toBeCloseTo(512.5, 9);
    let top = 0;
    for (let i = 0; i <= 120; i++)
      for (let j = 0; j <= 120; j++) top = Math.max(top, ground(113 + i * 0.0005, 28.4 + j * 0.0005));
    expect(top).toBeLessThanOrEqual(512.5);
  });
  it('lies low in the valley and stays finite', () => {
    for (const lat of [28.41, 28.43, 28.45]) {
      expect(ground(113.045, lat)).toBeGreaterThan(60);
      expect(ground(113.045, lat)).toBeLessThan(110);
    }
    expect(Number.isFinite(ground(112.5, 28))).toBe(true);
  });
});

describe('our relief', () => {
  const tiles = join(root, 'data/basemap/relief');
  it('stays under 3 MB', () => {
    const bytes = readdirSync(tiles, { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile())
      .reduce((sum, f) => sum + readFileSync(join(f.parentPath, f.name)).length, 0);
    expect(bytes).toBeLessThan(3e6);
  });
  it('has the known summits at their heights', () => {
    const peaks = JSON.parse(readFileSync(join(root, 'data/layers/peaks.geojson'), 'utf8')).features as {
      geometry: { coordinates: [number, number] };
      properties: { elevationM?: number };
    }[];
    const known = peaks.filter((p) => p.properties.elevationM !== undefined);
    expect(known.length).toBe(2);
    for (const { geometry, properties } of known) {
      // The middle of a pixel may be 24 m away, on a steep crest a dozen metres of height.
      const back = fromTiles(tiles, ...geometry.coordinates);
      expect(Math.abs(back.h - (properties.elevationM as number))).toBeLessThan(16);
    }
  });
  it('is called modelled', () => {
    const { terrain } = JSON.parse(readFileSync(join(root, 'data/town.json'), 'utf8'));
    expect(terrain.kind).toBe('modelled');
    expect(terrain.source.zh).toContain('示意地形');
  });
});
