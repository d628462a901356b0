import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { openPage } from './browser.ts';
import { card } from './map-page.ts';
import { filesOf, twoPlans } from './two-plans.ts';

vi.setConfig({ testTimeout: 120_000 });

const upkeep = (page: Page) => page.getByRole('main', { name: '数据维护' });
const tab = (page: Page, name: string) => upkeep(page).getByRole('tab', { name }).click();

async function retitle(page: Page, title: string): Promise<void> {
  await card(page).getByLabel('标题（中文）').fill(title);
  await card(page).getByLabel('标题（中文）').press('Tab');
  await card(page)
    .getByRole('heading', { name: `1.1-1 ${title}` })
    .waitFor();
}

/** The text of a file in the folder that stands for the site's, undefined where there is none. */
const inFolder = (page: Page, path: string) =>
  page.evaluate(async (path) => {
    const steps = path.split('/');
    const name = steps.pop() as string;
    try {
      let folder = await navigator.storage.getDirectory();
      for (const step of ['site', ...steps]) folder = await folder.getDirectoryHandle(step);
      return await (await (await folder.getFileHandle(name)).getFile()).text();
    } catch {
      return undefined;
    }
  }, path);

/** Files of the built app's own package that this town has not. */
const ownOnly = ['rules', 'stages', 'land-classes', 'layer-roles', 'synonyms', 'changes'].map(
  (name) => `${name}.json`,
);

it('two clerks change one item: what both changed is settled by choice, and goes back as one step; then it is published into a folder, or the folder stays as it was', async () => {
  const files = filesOf(twoPlans);
  const page = await openPage({
    hash: 'mode=maintain&plan=2026',
    replace: { ...files, ...Object.fromEntries(ownOnly.map((name) => [`data/${name}`, 404])) },
    expected: [/404/],
    // A folder of the browser's own stands for the one a clerk would choose: the dialogue is the browser's.
    before: () => {
      window.showDirectoryPicker = async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle('site', { create: true });
    },
  });
  await upkeep(page).getByText('已保存').waitFor();
  await upkeep(page)
    .getByRole('button', { name: /^1\.1-1/ })
    .click();
  await retitle(page, '文化大广场');
  await tab(page, '改动与发布');
  const download = page.waitForEvent('download');
  await upkeep(page).getByRole('button', { name: '导出改动' }).click();
  const theirs = readFileSync(await (await download).path(), 'utf8');

  // The colleague's machine: the same package, another title.
  const here = page.url();
  await page.goto(new URL('data/town.json', here).href);
  await page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      const gone = indexedDB.deleteDatabase(name);
      await new Promise((done) => {
        gone.onsuccess = done;
      });
    }
  });
  await page.goto(here);
  await upkeep(page)
    .getByRole('button', { name: /^1\.1-1/ })
    .click();
  await retitle(page, '中心广场');
  await tab(page, '改动与发布');
  const merge = async (text: string) => {
    await upkeep(page)
      .getByLabel('合并同事的改动')
      .setInputFiles({ name: 'package.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await merge('{"format":"plan-map-records"');
  await upkeep(page).getByRole('alert').getByText('文件不完整，或不是记录文件').waitFor();
  await merge(theirs);
  await upkeep(page).getByText('双方都改过：').waitFor();
  await upkeep(page).getByRole('button', { name: '合并', exact: true }).click();
  await upkeep(page).getByRole('heading', { name: '1 条记录有分歧' }).waitFor();
  expect(await upkeep(page).getByRole('button', { name: '检查并导出发布包' }).isDisabled()).toBe(true);
  const sides = upkeep(page).locator('.side');
  expect(
    (await sides.allTextContents())
      .join()
      .match(/文化大广场|中心广场/g)
      ?.sort(),
  ).toEqual(['中心广场', '文化大广场']);
  await sides.filter({ hasText: '文化大广场' }).getByRole('button', { name: '采用版本' }).click();
  await card(page).getByRole('heading', { name: '1.1-1 文化大广场' }).waitFor();
  await page.getByRole('button', { name: '撤销：解决冲突' }).click();
  await upkeep(page).getByRole('heading', { name: '1 条记录有分歧' }).waitFor();
  await page.getByRole('button', { name: '撤销：合并记录' }).click();
  await card(page).getByRole('heading', { name: '1.1-1 中心广场' }).waitFor();
  await upkeep(page).getByRole('heading', { name: '1 条记录有分歧' }).waitFor({ state: 'detached' });

  await upkeep(page).getByLabel('署名').fill('王敏');
  const intoFolder = upkeep(page).getByRole('button', { name: '检查并写入文件夹' });
  await intoFolder.click();
  await upkeep(page).getByRole('alert').getByText('里没有数据包').waitFor();
  const published = Object.entries(files).filter(([path]) => path.startsWith('data/'));
  await page.evaluate(
    async (published) => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('site');
      for (const [path, text] of published) {
        const steps = path.split('/');
        const name = steps.pop() as string;
        let folder = root;
        for (const step of steps) folder = await folder.getDirectoryHandle(step, { create: true });
        const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await stream.write(text);
        await stream.close();
      }
    },
    [...published, ['data/bundle.json', '{"data/town.json":""}'] as const],
  );

  // A disk that is full half way: the old package is whole again.
  await page.evaluate(() => {
    const own = FileSystemFileHandle.prototype.createWritable;
    let left = 6;
    FileSystemFileHandle.prototype.createWritable = function (...options) {
      left -= 1;
      if (left === 0) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      return own.apply(this, options);
    };
  });
  await intoFolder.click();
  await upkeep(page).getByRole('alert').getByText('文件夹里仍是原来的数据包').waitFor();
  await upkeep(page).getByRole('alert').getByText('磁盘已满').waitFor();
  for (const [path, text] of published) expect(await inFolder(page, path), path).toBe(text);
  expect(await inFolder(page, 'data/.publishing.json')).toBeUndefined();

  // The permission is taken back half way: what the browser still lets happen puts the old package back.
  await page.evaluate(() => {
    const own = FileSystemFileHandle.prototype.createWritable;
    let left = 4;
    FileSystemFileHandle.prototype.createWritable = function (...options) {
      left -= 1;
      if (left === 0) return Promise.reject(new DOMException('no', 'NotAllowedError'));
      return own.apply(this, options);
    };
  });
  await intoFolder.click();
  await upkeep(page).getByRole('alert').getByText('许可已收回').waitFor();
  for (const [path, text] of published) expect(await inFolder(page, path), path).toBe(text);

  await intoFolder.click();
  await upkeep(page)
    .getByText(/已写入“data”|已写入“site”/)
    .waitFor();
  const town = JSON.parse((await inFolder(page, 'data/town.json')) ?? '');
  expect(town.dataVersion).not.toBe('2026.1');
  expect(await inFolder(page, 'data/plan.json')).toContain('中心广场');
  expect(JSON.parse((await inFolder(page, 'data/changes.json')) ?? '').entries[0]).toMatchObject({
    version: town.dataVersion,
    by: '王敏',
  });
  // Pages read the new files, not what was put together from the old ones.
  expect(await inFolder(page, 'data/bundle.json')).toBe('{}');
  expect(await inFolder(page, 'data/.before/plan.json')).toBe(files['data/plan.json']);
  // Made from the version before, it is refused a second time.
  await intoFolder.click();
  await upkeep(page).getByRole('alert').getByText('文件夹里是').waitFor();
});

it('what a colleague published over an unpublished change stands beside it, and neither is lost', async () => {
  const files = filesOf(twoPlans);
  const page = await openPage({
    hash: 'mode=maintain&plan=2026',
    replace: { ...files, ...Object.fromEntries(ownOnly.map((name) => [`data/${name}`, 404])) },
    expected: [/404/],
  });
  const open = () =>
    upkeep(page)
      .getByRole('button', { name: /^1\.1-1/ })
      .click();
  const title = (text: string) => card(page).getByRole('heading', { name: `1.1-1 ${text}` });
  await open();
  await retitle(page, '文化大广场');
  // The colleague leaves the summary alone: it needs no choice and is kept, whichever title is taken.
  await card(page).getByLabel('摘要（中文）').fill('供居民休闲');
  await card(page).getByLabel('摘要（中文）').press('Tab');
  const newer = {
    'data/plan.json': files['data/plan.json']?.replace(
      /"title":\{"zh":"文化广场"/,
      '"title":{"zh":"市民广场"',
    ),
    'data/town.json': files['data/town.json']?.replace('"2026.1"', '"2026.11.27"'),
    'data/changes.json': JSON.stringify({
      schema: 1,
      entries: [
        {
          version: '2026.11.27',
          at: '2026-11-27T08:00:00.000Z',
          by: '李华',
          changes: [
            {
              kind: 'changed',
              subject: 'item:1.1-1',
              name: { zh: '市民广场', en: '市民广场' },
              fields: ['title'],
            },
          ],
        },
      ],
    }),
  };
  for (const [path, body] of Object.entries(newer)) {
    expect(body).not.toBe(files[path]);
    await page.context().route(`**/${path}`, (route) => route.fulfill({ body: body as string }));
  }
  await tab(page, '改动与发布');
  const overtaken = upkeep(page).getByRole('heading', { name: '1 处已有更新的发布' });
  await overtaken.waitFor();
  await title('市民广场').waitFor();
  const sides = upkeep(page).locator('.side');
  const said = (whose: string) => sides.filter({ hasText: whose }).locator('dd').allTextContents();
  expect(await said('李华')).toEqual(['市民广场 / 文化广场']);
  expect(await said('我的改动')).toEqual(['文化大广场 / 文化广场']);
  // The form takes no further change that would write over the one that waits.
  await card(page).getByLabel('标题（中文）').fill('又一个');
  await card(page).getByLabel('标题（中文）').press('Tab');
  await page.getByText('尚未选定').first().waitFor();
  await upkeep(page).getByRole('button', { name: '采用我的' }).click();
  await title('文化大广场').waitFor();
  await overtaken.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤销：选定版本' }).click();
  await overtaken.waitFor();
  await upkeep(page).getByText('已保存').waitFor();
  // Opened again it is the same.
  await page.reload();
  await page.getByText('你的改动先放在一边').first().waitFor();
  await tab(page, '改动与发布');
  await upkeep(page).getByRole('button', { name: '采用已发布的' }).click();
  const left = upkeep(page).locator('li').filter({ hasText: '市民广场' });
  expect(await left.locator('.fields').textContent()).toBe('摘要');
  await tab(page, '项目与进展');
  await open();
  await title('市民广场').waitFor();
  expect(await card(page).getByLabel('摘要（中文）').inputValue()).toBe('供居民休闲');
});
