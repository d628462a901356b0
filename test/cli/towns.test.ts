import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { area as turfArea } from '@turf/turf';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { readPackage } from '../../src/cli/package/read.ts';
import { indexTowns, withTowns } from '../../src/cli/package/towns.ts';
import { checkPackage, itemsOf, PlanSchema, statusOf, TownIndexSchema } from '../../src/model/index.ts';
import { townAddress, townChoice } from '../../src/store/towns/choice.ts';
import { orderTowns, searchTowns } from '../../src/store/towns/load.ts';
import { madeUpCode, madeUpTown, writeMadeUpTown } from '../bench/_towns.ts';

const own = JSON.parse(readFileSync('data/town.json', 'utf8')) as { code: string };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function site(): string {
  const folder = mkdtempSync(join(tmpdir(), 'towns-'));
  folders.push(folder);
  mkdirSync(join(folder, 'towns'));
  cpSync('index.html', join(folder, 'index.html'));
  return folder;
}

describe('made-up towns', () => {
  it.each([0, 1, 39, 1399])('number %i is a package without fault', (n) => {
    const folder = site();
    const root = writeMadeUpTown(folder, n);
    const { input, problems } = readPackage(join(root, 'data'));
    expect([...problems, ...checkPackage(input).problems].filter((p) => p.severity === 'error')).toEqual([]);
  });
});

describe('npm run package -- towns', () => {
  it('counts the items of each package by their present status, as the package itself says', () => {
    const folder = site();
    for (let n = 0; n < 3; n++) writeMadeUpTown(folder, n, 10 + n);
    const { index, faults } = indexTowns(folder);
    expect(faults).toEqual([]);
    const written = JSON.parse(readFileSync(join(folder, 'towns/index.json'), 'utf8'));
    expect(v.parse(TownIndexSchema, written)).toEqual(index);
    expect(index.towns.map((town) => town.code)).toEqual([0, 1, 2].map(madeUpCode));
    const files = madeUpTown(1, 11);
    const { entries } = JSON.parse(files['data/status.json'] ?? '');
    const words = itemsOf(v.parse(PlanSchema, JSON.parse(files['data/plan.json'] ?? '')))
      .map(({ id }) => statusOf(entries, `item:${id}`)?.word)
      .filter((word) => word !== undefined);
    const town = index.towns[1]!;
    expect(town.items).toBe(11);
    expect(Object.values(town.status).reduce((sum, n) => sum + n, 0)).toBe(words.length);
    for (const [word, count] of Object.entries(town.status))
      expect(words.filter((one) => one === word).length).toBe(count);
  });
  it('lists the own town of the site, found by its pinyin, and draws the outline of each from its boundary', () => {
    const folder = site();
    writeMadeUpTown(folder, 1);
    cpSync('data', join(folder, 'data'), { recursive: true });
    const { index } = indexTowns(folder);
    expect(index.towns.map(({ code, own }) => [code, own])).toEqual([
      [own.code, true],
      [madeUpCode(1), undefined],
    ]);
    for (const query of ['bishizhen', 'bsz', 'bi shi', '弼时'])
      expect(searchTowns(index.towns, query).map((town) => town.code)).toEqual([own.code]);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain(`data-own="${own.code}"`);
    const outlines = JSON.parse(readFileSync(join(folder, 'towns', index.outlines ?? ''), 'utf8'));
    expect(outlines.features.map((one: GeoJSON.Feature) => one.properties)).toEqual([
      { code: own.code },
      { code: madeUpCode(1) },
    ]);
    const boundary = JSON.parse(readFileSync('data/layers/boundary.geojson', 'utf8'));
    const shell = (geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon) =>
      geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    const full = turfArea({
      type: 'Polygon',
      coordinates: [shell(boundary.features[0].geometry)[0]],
    } as never);
    const rough = turfArea(outlines.features[0].geometry);
    expect(Math.abs(rough / full - 1)).toBeLessThan(0.02);
    expect(shell(outlines.features[0].geometry).flat().length).toBeLessThan(120);
  });
  it('lists a town once that also stands in its own folder', () => {
    const folder = site();
    const root = writeMadeUpTown(folder, 1);
    cpSync(join(root, 'data'), join(folder, 'data'), { recursive: true });
    expect(indexTowns(folder).index.towns.map(({ code, own }) => [code, own])).toEqual([
      [madeUpCode(1), undefined],
    ]);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).not.toContain('data-own');
  });
  it('leaves out a package at fault and says where the fault is', () => {
    const folder = site();
    writeMadeUpTown(folder, 1);
    const bad = writeMadeUpTown(folder, 2);
    writeFileSync(join(bad, 'data/status.json'), '{"schema":1,');
    cpSync(writeMadeUpTown(folder, 3), join(folder, 'towns/990000099'), { recursive: true });
    const { index, faults } = indexTowns(folder);
    expect(index.towns.map((town) => town.code)).toEqual([madeUpCode(1), madeUpCode(3)]);
    expect(faults.join('\n')).toMatch(/990000002\/data\/status\.json/);
    expect(faults.join('\n')).toMatch(/the folder is 990000099, but the division code 990000003/);
  });
  it('registers the page once, however often it runs', () => {
    const html = readFileSync('index.html', 'utf8');
    const once = withTowns(html, true);
    expect(withTowns(withTowns(once, false), true)).toBe(once);
    expect(once.match(/plan-towns/g)).toHaveLength(1);
  });
});

describe('which package a page shows', () => {
  const page = (href: string, meta?: { content: string; landing?: string; own?: string }) =>
    ({
      baseURI: href,
      location: { href },
      querySelector: () =>
        meta && { content: meta.content, dataset: { landing: meta.landing, own: meta.own } },
    }) as unknown as Document;
  const site = 'https://maps.example/x/';
  const many = { content: 'towns/index.json' };
  it.each([
    [
      'its own on a plain site, whatever the address asks',
      `${site}?town=990000001`,
      undefined,
      `${site}data/`,
      false,
    ],
    ['its own where no town is named', `${site}#lang=en`, many, `${site}data/`, false],
    ['the town named', `${site}?town=990000001`, many, `${site}towns/990000001/data/`, false],
    ['its own for a name that is no code', `${site}?town=../../evil`, many, `${site}data/`, false],
    ['its own for an address as a name', `${site}?town=https://evil.example/`, many, `${site}data/`, false],
    ['the overview when asked', `${site}?towns`, many, `${site}data/`, true],
    ['the overview where the site is set up so', site, { ...many, landing: '' }, `${site}data/`, true],
    [
      'the town named, also there',
      `${site}?town=990000001`,
      { ...many, landing: '' },
      `${site}towns/990000001/data/`,
      false,
    ],
    ['its own by its code', `${site}?town=990000005`, { ...many, own: '990000005' }, `${site}data/`, false],
    [
      'its own by its code where the overview comes first',
      `${site}?town=990000005`,
      { ...many, own: '990000005', landing: '' },
      `${site}data/`,
      false,
    ],
  ])('is %s', (_what, href, meta, base, overview) => {
    expect(townChoice(page(href, meta))).toMatchObject({ base, overview });
  });
  it('keeps language and theme on the way to another town, and nothing of the old one', () => {
    expect(townAddress(`${site}?town=1#12/28/113&lang=en&item=2.1-1&theme=dark`, '990000002')).toBe(
      `${site}?town=990000002#lang=en&theme=dark`,
    );
  });
});

describe('searching 1,400 towns', () => {
  const towns = Array.from({ length: 1400 }, (_, n) => ({
    ...JSON.parse(madeUpTown(n, 1)['data/town.json'] ?? ''),
    items: 1,
    status: {},
  }));
  it.each([
    ['虚构镇7', (n: number) => String(n).startsWith('7')],
    ['990000012', (n: number) => n === 12],
    ['fiction county 3 虚构镇36', (n: number) => n === 36 || (n >= 360 && n <= 371 - 2)],
    ['', () => true],
    ['没有的镇', () => false],
  ])('finds "%s"', (query, expected) => {
    const found = searchTowns(towns, query).map((town) => Number(town.code) - 990000000);
    expect(found).toEqual([...Array(1400).keys()].filter(expected));
  });
});

describe('the order of towns', () => {
  const town = (code: string, items: number, status: object) =>
    ({ ...JSON.parse(madeUpTown(1, 1)['data/town.json'] ?? ''), code, items, status }) as never;
  const towns = [
    town('1', 10, { done: 9 }),
    town('2', 4, { delayed: 2 }),
    town('3', 100, { delayed: 40 }),
    town('4', 0, {}),
  ];
  it.each([
    ['code', ['1', '2', '3', '4']],
    ['delayed', ['2', '3', '1', '4']],
    ['done', ['1', '2', '3', '4']],
  ] as const)('by %s goes by shares, not by counts', (order, expected) => {
    expect(orderTowns(towns, order).map(({ code }) => code)).toEqual(expected);
  });
});
