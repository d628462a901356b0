import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { CheckResult } from '../../src/check/index.ts';

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
    const results = JSON.parse(stdout) as CheckResult[];
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
      // The roles were told by names and fields; each brings its rules.
      const inRule = (id: string) => conflicts.filter(({ rule }) => rule === id);
      const sum = (id: string) => inRule(id).reduce((all, { overlapM2 = 0 }) => all + overlapM2, 0);
      expect(Math.abs(sum('farmland.permanent') - yj)).toBeLessThan(0.01);
      expect(Math.abs(sum('redline.ecological') - red)).toBeLessThan(0.01);
      const outside = inRule('boundary.urban').reduce((all, { outsideM2 = 0 }) => all + outsideM2, 0);
      expect(Math.abs(outside - (geod - town))).toBeLessThan(0.01);
      expect(approval.lines[0]).toMatchObject({ answer: 'overlap', exceeds: true });
      expect(approval.lines.every(({ answer }) => answer === 'overlap')).toBe(true);
    }
  });
});
