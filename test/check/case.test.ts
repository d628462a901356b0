import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  type CheckFile,
  compareTable,
  projectReport,
  reportOf,
  reportsCsv,
  reportsText,
} from '../../src/check/index.ts';

vi.setConfig({ testTimeout: 180_000 });

interface Truth {
  cross: Record<string, number>;
  yj: number;
  red: number;
  town: number;
  geod: number;
}

describe("a planner's case on the command line", () => {
  it('goes from the files offices deliver to land use, the three lines and who approves', () => {
    const folder = 'test/fixtures/case';
    const layers = ['DLTB_2k_shp_gbk', 'YJJBNTTB_shp', 'STBHHX_shp', 'CZKFBJ_shp'];
    const args = layers.flatMap((name) => ['--layer', `${folder}/${name}.zip`]);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/zone-check.ts', `${folder}/勘测定界_示范园.txt`, ...args, '--json'],
      { cwd: resolve(import.meta.dirname, '../..'), encoding: 'utf8', maxBuffer: 1e8 },
    );
    expect(status).toBe(0);
    const truth = JSON.parse(readFileSync(`${folder}/truth.json`, 'utf8')) as Record<string, Truth>;
    const results = JSON.parse(stdout) as [CheckFile, ...CheckFile[]];
    expect(results.map(({ zone }) => zone.name)).toEqual(Object.keys(truth));
    for (const { zone, landUse, conflicts, approval } of results) {
      const { cross, yj, red, town, geod } = truth[zone.name]!;
      const found: Record<string, number> = {};
      for (const { ownership, owner, class: code, areaM2 } of landUse!.rows) {
        const key = `${ownership}|${owner}|${code}`;
        found[key] = (found[key] ?? 0) + areaM2;
      }
      for (const [key, area] of Object.entries(cross))
        expect(Math.abs((found[key] ?? 0) - area), key).toBeLessThan(0.01);
      // The roles were detected by names and fields; each brings its rules.
      const inRule = (id: string) => conflicts.filter(({ rule }) => rule === id);
      const sum = (id: string) => inRule(id).reduce((all, { overlapM2 = 0 }) => all + overlapM2, 0);
      expect(Math.abs(sum('farmland.permanent') - yj)).toBeLessThan(0.01);
      expect(Math.abs(sum('redline.ecological') - red)).toBeLessThan(0.01);
      const outside = inRule('boundary.urban').reduce((all, { outsideM2 = 0 }) => all + outsideM2, 0);
      expect(Math.abs(outside - (geod - town))).toBeLessThan(0.01);
      expect(approval.lines[0]).toMatchObject({ answer: 'overlap', exceeds: true });
      expect(approval.lines.every(({ answer }) => answer === 'overlap')).toBe(true);
    }

    // The tables an office signs, in every file: they add up as printed and close with the true areas.
    const table = (at: number, id: string) =>
      reportOf(results[at]!)
        .tables.find((one) => one.id === id)!
        .rows.map(({ cells }) => cells);
    results.forEach(({ zone, threeLines, boundary }, at) => {
      const { geod, yj, red, town } = truth[zone.name]!;
      const lines = table(at, 'three-lines').map((cells) => Number(cells[3]!.zh));
      [yj, red, town, geod - town].forEach((m2, row) => {
        expect(Math.abs(lines[row]! - m2 / 10_000), `${zone.name} ${row}`).toBeLessThan(0.00006);
      });
      expect(threeLines.map(({ role }) => role)).toEqual([
        'permanent-farmland',
        'ecological-redline',
        'urban-boundary',
      ]);
      for (const { points } of boundary)
        for (const { x, y } of points) {
          expect(Math.floor(y / 1e6)).toBe(38);
          expect(Math.floor(x / 1e6)).toBe(3);
        }
    });
    const project = projectReport(results);
    const [summary, land] = project.tables;
    const units = (text: string) => Math.round(1e4 * Number(text));
    const [total, ...zones] = [...summary!.rows].reverse().map(({ cells }) => cells);
    for (const c of [3, 6, 7, 8, 9, 10, 11, 12])
      expect(
        zones.reduce((sum, cells) => sum + units(cells[c]!.zh), 0),
        `${c}`,
      ).toBe(units(total![c]!.zh));
    for (const cells of zones)
      expect(units(cells[6]!.zh) + units(cells[8]!.zh) + units(cells[9]!.zh)).toBe(units(cells[3]!.zh));
    expect(compareTable(results, undefined).rows[0]!.cells.at(-1)!.zh).toBe(total![2]!.zh);
    // The land of all zones together is what is printed for each, added up: its totals are those of the other table.
    const sums = land!.rows.find(({ key }) => key === 'total')!.cells;
    expect(units(land!.rows.at(-1)!.cells[2]!.zh)).toBe(units(total![3]!.zh));
    expect(units(sums[2]!.zh)).toBe(units(total![3]!.zh));
    const subtotals = sums.filter(
      (_, c) => land!.columns[c]!.name.zh === '小计' && land!.columns[c]!.heads!.length === 1,
    );
    expect(subtotals.map(({ zh }) => units(zh))).toEqual([6, 8, 9].map((c) => units(total![c]!.zh)));
    const reports = [project, ...results.map((one) => reportOf(one))];
    for (const text of [reportsCsv(reports, 'zh'), reportsText(reports, 'zh')])
      for (const title of ['地块面积汇总表', '土地分类面积表（公顷）', '三线（公顷）', '审批权限提示'])
        expect(text).toContain(title);
  });
});
