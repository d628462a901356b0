import type { PackageInput } from '../../../src/model/index.ts';

const both = (text: string) => ({ zh: text, en: text });
const text = '柳溪镇2026年工作规划\n加快建设文化广场。\n坚持河道保洁。\n';
const cite = (words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length, quote: words };
};
const ring = [
  [113.1, 28.5],
  [113.102, 28.5],
  [113.102, 28.502],
  [113.1, 28.502],
  [113.1, 28.5],
];

/** A made-up town with a plan of two items. */
export const town: PackageInput = {
  town: {
    schema: 1,
    code: '999999001',
    name: both('柳溪镇'),
    title: both('柳溪一张图'),
    county: both('示例县'),
    province: both('示例省'),
    extent: [113, 28.4, 113.2, 28.6],
    surroundings: [112.8, 28.2, 113.4, 28.8],
    centralMeridian: 114,
    reviewNumber: null,
    attribution: both('柳溪镇'),
    basemaps: [{ id: 'offline', kind: 'offline', name: both('内置') }],
    basemap: 'offline',
    dataVersion: '2026.1',
  },
  catalogue: {
    schema: 1,
    groups: [{ id: 'plan', name: both('规划') }],
    layers: [
      {
        id: 'works',
        name: both('建设项目'),
        group: 'plan',
        source: 'layers/works.geojson',
        geometry: 'polygon',
        symbol: { colour: 'chapter1' },
        date: '2026',
      },
    ],
  },
  layers: new Map([
    [
      'works',
      {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: {
              id: 'works.square',
              name: both('文化广场'),
              planItems: ['1.1-1'],
              basis: 'schematic',
              accuracyM: 2000,
              source: both('按规划文字示意'),
              villages: [],
            },
            geometry: { type: 'Polygon', coordinates: [ring] },
          },
        ],
      },
    ],
  ]),
  plan: {
    schema: 1,
    file: 'seeds/plan.txt',
    title: both('柳溪镇2026年工作规划'),
    date: '2026',
    chapters: [
      {
        number: 1,
        title: both('建设'),
        short: both('建设'),
        sections: [
          {
            id: '1.1',
            title: both('建设'),
            items: [
              {
                id: '1.1-1',
                title: both('文化广场'),
                summary: both('建设文化广场。'),
                cites: [cite('加快建设文化广场。')],
                spatial: 'site',
                features: ['works.square'],
              },
              {
                id: '1.1-2',
                title: both('河道保洁'),
                summary: both('保洁。'),
                cites: [cite('坚持河道保洁。')],
                spatial: 'none',
                why: both('没有固定地点'),
              },
            ],
          },
        ],
      },
    ],
    noCommitment: [{ ...cite('柳溪镇2026年工作规划'), why: both('标题') }],
  },
  status: { schema: 1, entries: [] },
  rules: undefined,
  stages: undefined,
  text,
};
