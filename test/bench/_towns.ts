import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Status, statuses } from '../../src/model/index.ts';
import { hash } from './_fabric.ts';

/*
 * Made-up towns, for tests and benchmarks only: 虚构镇 with a number, a square in the sea off any coast, a plan of a few
 * sentences. The same number gives the same town on every run.
 */

const both = (zh: string, en: string) => ({ zh, en });
const symbol = { colour: 'chapter1' };
const verbs: [Status, string][] = [
  ['preparing', '筹备'],
  ['underway', '推进'],
  ['routine', '坚持'],
  ['done', '建成'],
];

/** Division code of the made-up town `n`; 99 is no province. */
export const madeUpCode = (n: number): string => String(990000000 + n);

function square(x: number, y: number, size: number) {
  const ring = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** The files of the package of made-up town `n` with `items` plan items, by path from its folder. */
export function madeUpTown(n: number, items = 6): Record<string, string> {
  const [x, y] = [150 + (n % 40) * 0.25, 10 + Math.floor(n / 40) * 0.25];
  const name = both(`虚构镇${n}`, `Fiction Town ${n}`);
  const source = both('虚构，仅供测试', 'made up, for tests only');
  let text = `虚构镇${n}工作规划\n`;
  const entries: object[] = [];
  const features: object[] = [];
  const list = Array.from({ length: items }, (_, i) => {
    const [status, verb] = verbs[Math.floor(hash(n, i, 1) * verbs.length)] as [Status, string];
    const quote = `${verb}第${i + 1}号虚构工程`;
    const start = text.length;
    text += `${quote}。\n`;
    const id = `1.1-${i + 1}`;
    const subject = `works.${i + 1}`;
    if (i % 5 < 4)
      entries.push({
        id: `plan.${i + 1}`,
        subject: `item:${id}`,
        status: hash(n, i, 2) < 0.15 ? statuses[5] : status,
        date: '2026',
        evidence: quote,
        by: '测试',
      });
    features.push({
      type: 'Feature',
      properties: {
        id: subject,
        name: both(`虚构工程${i + 1}`, `Works ${i + 1}`),
        planItems: [id],
        basis: 'schematic',
        accuracyM: 1000,
        source,
        villages: [],
      },
      geometry: square(x + 0.02 + 0.025 * (i % 6), y + 0.03 + 0.03 * Math.floor(i / 6), 0.015),
    });
    return {
      id,
      title: both(`虚构工程${i + 1}`, `Works ${i + 1}`),
      summary: both(`${quote}。`, `Made-up works number ${i + 1}.`),
      cites: [{ start, end: start + quote.length, quote }],
      spatial: 'site',
      targets: [],
      features: [subject],
      related: [],
    };
  });
  const json = (value: unknown) => JSON.stringify(value);
  const own = {
    id: 'boundary.1',
    name,
    planItems: [],
    basis: 'schematic',
    accuracyM: 1000,
    source,
    villages: [],
  };
  const collection = (list: object[]) => json({ type: 'FeatureCollection', features: list });
  return {
    'seeds/plan.txt': text,
    'data/town.json': json({
      schema: 1,
      code: madeUpCode(n),
      name,
      title: both(`虚构镇${n}一张图`, `Plan Map of Fiction Town ${n}`),
      county: both(`虚构县${Math.floor(n / 12)}`, `Fiction County ${Math.floor(n / 12)}`),
      province: both('虚构省', 'Fiction Province'),
      extent: [x, y, x + 0.2, y + 0.2],
      surroundings: [x - 0.2, y - 0.2, x + 0.4, y + 0.4],
      centralMeridian: 3 * Math.round(x / 3),
      reviewNumber: null,
      attribution: source,
      basemaps: [{ id: 'offline', kind: 'offline', name: both('内置', 'Built in') }],
      basemap: 'offline',
      display: {},
      dataVersion: '2026.1',
    }),
    'data/plan.json': json({
      schema: 1,
      file: 'seeds/plan.txt',
      title: both(`虚构镇${n}工作规划`, `Plan of Fiction Town ${n}`),
      date: '2026',
      chapters: [
        {
          number: 1,
          title: both('第一章 虚构', 'Chapter 1: Fiction'),
          short: both('虚构', 'Fiction'),
          sections: [{ id: '1.1', title: both('工程', 'Works'), items: list }],
        },
      ],
      noCommitment: [
        {
          start: 0,
          end: text.indexOf('\n'),
          quote: text.slice(0, text.indexOf('\n')),
          why: both('标题', 'Heading'),
        },
      ],
    }),
    'data/layers.json': json({
      schema: 1,
      groups: [{ id: 'base', name: both('基础', 'Base') }],
      layers: [
        {
          id: 'boundary',
          name: both('镇界', 'Boundary'),
          group: 'base',
          source: 'layers/boundary.geojson',
          role: 'boundary',
          geometry: 'polygon',
          symbol: { colour: 'boundary' },
        },
        {
          id: 'works',
          name: both('工程', 'Works'),
          group: 'base',
          source: 'layers/works.geojson',
          geometry: 'polygon',
          symbol,
          label: true,
        },
      ],
    }),
    'data/layers/boundary.geojson': collection([
      { type: 'Feature', properties: own, geometry: square(x, y, 0.2) },
    ]),
    'data/layers/works.geojson': collection(features),
    'data/status.json': json({ schema: 1, entries }),
    'data/rules.json': json({ schema: 1, rules: [] }),
    'data/stages.json': json({ schema: 1, procedures: [] }),
  };
}

/** Writes made-up town `n` into `towns/CODE` of a site; `folder` puts its package elsewhere. */
export function writeMadeUpTown(site: string, n: number, items?: number): string {
  const root = join(site, 'towns', madeUpCode(n));
  for (const [path, content] of Object.entries(madeUpTown(n, items))) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
