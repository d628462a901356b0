import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { axeScript, seriousFaults } from './axe.ts';
import { openPage } from './browser.ts';
import { poll, textOf } from './check-page.ts';

vi.setConfig({ testTimeout: 180_000 });

const upkeep = (page: Page) => page.getByRole('main', { name: '数据维护' });
const card = (page: Page) => page.getByRole('complementary', { name: '详情' });
const shapefile = ['shp', 'dbf', 'prj', 'cpg', 'shx'].map(
  (end) => `test/fixtures/replace/villages-4547.${end}`,
);

it('a clerk replaces a layer and records a status; it survives a reload, and the publication is taken in on the host', async () => {
  const page = await openPage({ hash: 'mode=maintain', scripts: [axeScript] });
  await upkeep(page).getByText('已保存').waitFor();

  await upkeep(page).getByRole('tab', { name: '图层' }).click();
  const villages = upkeep(page).getByRole('listitem').filter({ hasText: '村（社区）' });
  await villages.getByRole('button', { name: /村（社区）/ }).click();
  await villages.getByLabel('用文件换入').setInputFiles(shapefile);
  await villages.getByText('对上 18，新 0，文件中没有 0').waitFor();
  await villages.getByLabel('依据').selectOption({ label: '官方数据' });
  await villages.getByLabel('误差（米）').fill('5');
  await villages.getByLabel('来源').fill('行政区划勘界成果');
  await villages.getByRole('button', { name: '换入', exact: true }).click();
  await villages.getByText('未发布').waitFor();

  await upkeep(page).getByRole('tab', { name: '项目与进展' }).click();
  await upkeep(page).getByLabel('查找项目').fill('2.1-1');
  await upkeep(page)
    .getByRole('button', { name: /^2\.1-1/ })
    .click();
  await card(page).getByLabel('状态').selectOption({ label: '已完成' });
  await card(page).getByLabel('日期').fill('2018-03-01');
  await card(page).getByLabel('依据（文件、公告、现场）').fill('竣工验收单');
  await card(page).getByLabel('记录人').fill('王敏');
  await card(page).getByRole('button', { name: '记录进展' }).click();
  await card(page).getByText('已完成 · 2018-03-01 未发布').waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: '撤销：2.1-1 记录进展' }).click();
  await poll(() => textOf(card(page))).not.toContain('竣工验收单');
  await page.getByRole('button', { name: '重做：2.1-1 记录进展' }).click();
  await poll(() => textOf(card(page))).toContain('竣工验收单');

  await page.reload();
  await upkeep(page).getByRole('tab', { name: '改动与发布' }).click();
  await upkeep(page).getByRole('heading', { name: '进展 1' }).waitFor();
  await upkeep(page).getByLabel('署名').fill('王敏');
  const download = page.waitForEvent('download');
  await upkeep(page).getByRole('button', { name: '检查并导出发布包' }).click();
  const file = await (await download).path();

  const home = mkdtempSync(join(tmpdir(), 'upkeep-'));
  try {
    cpSync('data', join(home, 'data'), { recursive: true, filter: (from) => !from.includes('basemap') });
    cpSync('seeds', join(home, 'seeds'), { recursive: true });
    const zip = join(home, 'publication.zip');
    cpSync(file, zip);
    execFileSync('npx', ['tsx', 'src/cli/package.ts', 'apply', zip, '--package', join(home, 'data')]);
    const read = (name: string) => JSON.parse(readFileSync(join(home, 'data', name), 'utf8'));
    expect(read('status.json').entries.at(-1)).toMatchObject({ subject: 'item:2.1-1', status: 'done' });
    expect(read('layers/villages.geojson').features[0].properties).toMatchObject({
      basis: 'official',
      accuracyM: 5,
    });
    expect(read('changes.json').entries[0].by).toBe('王敏');
  } finally {
    rmSync(home, { recursive: true });
  }
});
