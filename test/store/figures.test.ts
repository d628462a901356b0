import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportsXlsx } from '../../src/check/office/xlsx.ts';
import { figuresOf, figuresReport, listCsv, listGeoJson } from '../../src/store/figures.ts';
import type { Store } from '../../src/store/index.ts';
import { figureWords } from '../../src/ui/figures-words.ts';
import { townStore } from './town-store.ts';

let store: Store;
beforeAll(async () => {
  store = await townStore();
});
const count = (pattern: RegExp) => readFileSync('data/plan.json', 'utf8').match(pattern)?.length ?? 0;

describe('the plan in figures', () => {
  it('counts what the list shows under the filter of every figure', () => {
    const { commands, select } = store;
    const wrong: string[] = [];
    const villages = [...select.villages.value.keys()];
    expect(figuresOf(store, figureWords, villages[3]).map(({ id }) => id)).toEqual(['status', 'place']);
    const all = [undefined, villages[3], villages.at(-1)].flatMap((code) =>
      figuresOf(store, figureWords, code),
    );
    for (const { id, rows, columns, counts } of all)
      rows.forEach((row, r) => {
        [...columns, { filters: {}, name: { zh: '合计' } }].forEach((column, c) => {
          commands.clearFilters();
          commands.setFilters({ ...row.filters, ...column.filters });
          if (select.shownItems.value.size !== counts[r]?.[c])
            wrong.push(
              `${id} ${row.name.zh} ${column.name.zh} ${select.shownItems.value.size} ${counts[r]?.[c]}`,
            );
        });
      });
    commands.clearFilters();
    expect(wrong).toEqual([]);
  });

  it('adds up, and says of the ground what the plan’s file says', () => {
    const [byStatus, byPlace] = figuresOf(store, figureWords);
    for (const { rows, counts } of [byStatus!, byPlace!]) {
      expect(rows.at(-1)?.name.zh).toBe('合计');
      counts.at(-1)!.forEach((sum, c) => {
        expect(counts.slice(0, -1).reduce((all, row) => all + row[c]!, 0)).toBe(sum);
      });
    }
    const kinds = byPlace!.columns.map(({ name }) => name.zh);
    expect(kinds).toEqual(['地点', '线路', '片区', '全镇', '无具体位置']);
    expect(byPlace!.counts.at(-1)).toEqual([
      ...['site', 'line', 'area', 'townwide', 'none'].map((kind) =>
        count(new RegExp(`"spatial": "${kind}"`, 'g')),
      ),
      count(/"spatial":/g),
    ]);
  });

  it('is written as a list and as a workbook', async () => {
    const ids = store.select.shownItems.value;
    const lines = listCsv(store, figureWords, ids).split('\r\n');
    expect(lines).toHaveLength(1 + count(/"spatial":/g));
    expect(lines[0]).toMatch(/^\uFEFF编号,篇章,节,项目,状态/);
    expect(lines.find((line) => line.startsWith('2.2-7,'))).toContain('污水处理厂');
    const files = unzipSync(await reportsXlsx([figuresReport(store, figureWords, ids)], 'zh'));
    const book = strFromU8(files['xl/workbook.xml']!);
    expect([...book.matchAll(/sheet name="([^"]+)"/g)].map((match) => match[1])).toHaveLength(6);
    // Village, chapter and status at once: what the two tables of villages hold, a line for each pair.
    expect(strFromU8(files['xl/worksheets/sheet6.xml']!)).toContain('桃花村 · 园区服务');
    expect(strFromU8(files['xl/worksheets/sheet1.xml']!)).toContain('没有位置的原因');
  });

  it('is written with its shapes, and with a record for every item that has none', () => {
    const ids = store.select.shownItems.value;
    const { features } = JSON.parse(listGeoJson(store, figureWords, ids)) as GeoJSON.FeatureCollection;
    expect(new Set(features.map(({ properties }) => properties!['编号']))).toEqual(new Set(ids));
    const placeless = features.filter(({ geometry }) => !(geometry as GeoJSON.Geometry | null));
    expect(placeless).toHaveLength(count(/"spatial": "(townwide|none)"/g));
    const sewage = features.filter(({ properties }) => properties!['编号'] === '2.2-7');
    expect(sewage.map(({ properties }) => properties!['图形编号'])).toEqual(['works.sewage']);
    expect(sewage[0]!.properties).toMatchObject({
      项目: '污水处理厂',
      状态: '未启动',
      '可能偏差（米）': 4000,
    });
  });
});
