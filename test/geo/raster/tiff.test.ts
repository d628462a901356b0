import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toLonLat } from '../../../src/geo/crs/transform.ts';
import { apply } from '../../../src/geo/raster/affine.ts';
import { heldLevel, pyramid } from '../../../src/geo/raster/pyramid.ts';
import { type Box, emptyRgba } from '../../../src/geo/raster/rgba.ts';
import { openTiff } from '../../../src/geo/raster/tiff.ts';
import { type PicturePlace, tileTarget, warp } from '../../../src/geo/raster/warp.ts';
import { ProblemError } from '../../../src/model/index.ts';
import { mutate, stream } from '../../bench/_mutate.ts';

const folder = 'test/fixtures/raster/';
const blob = (name: string) => new Blob([new Uint8Array(readFileSync(folder + name))]);
const open = (name: string) => openTiff(blob(name), name);
const truth = JSON.parse(readFileSync(`${folder}truth.json`, 'utf8')) as {
  tiles: { file: string; z: number; x: number; y: number; pixels: number[][] }[];
  corners: { file: string; pixels: [number, number][]; degrees: [number, number][] }[];
};
/** What make.py drew. */
const red = (x: number, y: number) =>
  x >= 140 && x < 160 && y >= 90 && y < 110 ? 250 : Math.round(127 + 100 * Math.sin(x / 23));
const code = (stated: { code?: string } | undefined) => stated?.code ?? '';

describe('GeoTIFFs written by GDAL', () => {
  it.each([
    ['strip-lzw.tif', 0],
    ['tile-deflate.tif', 0],
    ['plain-planes.tif', 0],
    ['point.tif', 0],
    ['big.tif', 0],
    ['jpeg-tile.tif', 8],
  ])('%s has the colours that were written', async (name, within) => {
    const { levels, width, height } = await open(name);
    const picture = pyramid(levels);
    const { rgba } = await picture.read([0, 0, width, height], 1);
    expect([rgba.width, rgba.height]).toEqual([width, height]);
    let worst = 0;
    // The corner of the red square is hard for JPEG.
    for (let y = 0; y < height; y += 7)
      for (let x = 0; x < width; x += 3)
        if (!within || x < 128 || x > 172)
          worst = Math.max(worst, Math.abs(rgba.data[4 * (y * width + x)]! - red(x, y)));
    expect(worst).toBeLessThanOrEqual(within);
  });
  it('a palette, and sixteen bits spread over black to white with what stands for nothing left out', async () => {
    const palette = await open('palette.tif');
    const { rgba } = await pyramid(palette.levels).read([0, 0, 300, 200], 1);
    const index = Math.floor(red(50, 20) / 32);
    expect([...rgba.data.subarray(4 * (20 * 300 + 50), 4 * (20 * 300 + 50) + 3)]).toEqual([
      (index * 60) % 256,
      255 - ((index * 40) % 256),
      (index * 25) % 256,
    ]);
    const sixteen = await open('sixteen.tif');
    expect(sixteen.stretched).toBe(true);
    const shown = await pyramid(sixteen.levels).read([0, 0, 300, 200], 1);
    const values = Array.from({ length: 300 }, (_, x) => shown.rgba.data[4 * x]!);
    expect(Math.max(...values)).toBe(255);
    const nothing = Array.from({ length: 300 }, (_, x) => x).find((x) => red(x, 0) * 40 === 1080);
    if (nothing !== undefined) expect(shown.rgba.data[4 * nothing + 3]).toBe(0);
  });
  it('reductions and masks of the file are used, and nothing is read finer than needed', async () => {
    const { levels, width, height } = await open('overviews.tif');
    expect(levels.map((one) => one.width)).toEqual([1200, 600, 300]);
    const part = await pyramid(levels).read([0, 0, width, height], 4);
    expect([part.rgba.width, part.rgba.height, part.perX]).toEqual([300, 200, 4]);
    expect(part.rgba.data[3]).toBe(0);
    expect(part.rgba.data[4 * 60 + 3]).toBe(255);
  });
  it('a picture without reductions gets one, of means', async () => {
    const rgba = emptyRgba(5000, 40);
    rgba.data.forEach((_, i) => {
      rgba.data[i] = i % 4 === 3 ? 255 : Math.floor(i / 4) % 2 ? 200 : 100;
    });
    const level = { ...heldLevel(rgba), cell: [5000, 40] as const };
    const { rgba: coarse, perX } = await pyramid([level]).read([0, 0, 5000, 40], 8);
    expect(perX).toBeGreaterThanOrEqual(3);
    expect(coarse.data[0]).toBeCloseTo(150, -2);
    expect(coarse.width).toBeLessThan(1700);
  });
  it('of thin strips it is made from two lines in every step', async () => {
    const asked: number[] = [];
    const level = {
      ...{ width: 20_480, height: 400, cell: [20_480, 100] as const, lines: 1 },
      load: ([, top, , bottom]: Box) => {
        asked.push(bottom - top);
        const rgba = emptyRgba(20_480, bottom - top);
        // As bright as the tens of lines it is in.
        rgba.data.forEach((_, i) => {
          const line = top + Math.floor(i / 4 / 20_480);
          rgba.data[i] = i % 4 === 3 ? 255 : Math.floor(line / 10) * 5;
        });
        return Promise.resolve(rgba);
      },
    };
    const { rgba } = await pyramid([level]).read([0, 0, 20_480, 400], 80);
    expect(asked).toEqual(new Array(40).fill(2));
    expect(rgba.data[3]).toBe(255);
    // A step of 80 is the mean of eight tens.
    expect(rgba.data[0]).toBeCloseTo(17.5, -1);
  });
  it.each(truth.corners)(
    'the corners of $file lie where gdaltransform puts them',
    async ({ file, pixels, degrees }) => {
      const { map, stated } = await open(file);
      const move = toLonLat(code(stated));
      pixels.forEach((pixel, i) => {
        const [lon, lat] = move(apply(map!, pixel));
        // A tenth of a millimetre.
        expect(lon).toBeCloseTo(degrees[i]![0], 9);
        expect(lat).toBeCloseTo(degrees[i]![1], 9);
      });
    },
  );
  it('PixelIsPoint counts from the middle of a pixel', async () => {
    const area = await open('strip-lzw.tif');
    const point = await open('point.tif');
    expect(point.map).toEqual(area.map);
  });
  it.each(truth.tiles)(
    '$file in Web Mercator is what gdalwarp makes of it',
    async ({ file, z, x, y, pixels }) => {
      const { map, stated, levels } = await open(file);
      const place: PicturePlace = { map: map!, code: code(stated) };
      const tile = await warp(tileTarget(z, x, y, 256), pyramid(levels), place);
      const off: number[] = [];
      for (const [px, py, ...expected] of pixels as [number, number, ...number[]][]) {
        const at = 4 * (py * 256 + px);
        const found = tile!.data.subarray(at, at + 4);
        // At the very edge the two fade differently.
        if (expected[3] !== found[3]) off.push(1000);
        else if (expected[3]) for (let c = 0; c < 3; c++) off.push(Math.abs(found[c]! - expected[c]!));
      }
      expect(off.filter((one) => one === 1000).length).toBeLessThanOrEqual(3);
      const colours = off.filter((one) => one < 1000);
      // The steepest place of the pattern changes by 6 in a pixel: half a pixel off would be 3.
      expect(Math.max(...colours)).toBeLessThanOrEqual(2);
      expect(colours.length).toBeGreaterThan(150);
    },
  );
  it('what is beside a tile makes none', async () => {
    const { map, stated, levels } = await open('strip-lzw.tif');
    expect(
      await warp(tileTarget(10, 0, 0, 256), pyramid(levels), { map: map!, code: code(stated) }),
    ).toBeUndefined();
  });
  it('a file that says no place has none; a compression that is not read is named with the way out', async () => {
    expect((await open('nowhere.tif')).map).toBeUndefined();
    await expect(open('lerc.tif')).rejects.toThrow(/LERC.*gdal_translate/s);
  });
  it('damaged files end in a picture or a problem with words', async () => {
    const broken: unknown[] = [];
    for (const name of ['strip-lzw.tif', 'jpeg-tile.tif', 'palette.tif', 'big.tif', 'degrees.tif'])
      for (let seed = 1; seed <= 60; seed++) {
        const bytes = mutate(new Uint8Array(readFileSync(folder + name)), stream(seed));
        try {
          const { levels, width, height } = await openTiff(
            new Blob([bytes as Uint8Array<ArrayBuffer>]),
            name,
          );
          await pyramid(levels).read([0, 0, Math.min(width, 64), Math.min(height, 64)], 1);
        } catch (error) {
          if (!(error instanceof ProblemError)) broken.push([name, seed, error]);
          else if (error.problems.some(({ what, remedy }) => !what.zh || !what.en || !remedy?.zh))
            broken.push([name, seed, error.message]);
        }
      }
    expect(broken).toEqual([]);
  });
});
