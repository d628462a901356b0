import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, expect, it, vi } from 'vitest';
import { bench, card, openCheck, poll, textOf } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

const folder = 'test/fixtures/case/';
const scratch = mkdtempSync(join(tmpdir(), 'layer-faults-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The case's geodatabase with its largest table cut off in the middle, as a copy that was interrupted. */
function cutShort(): Buffer {
  const files = unzipSync(readFileSync(`${folder}ref.gdb.zip`));
  const [largest] = Object.keys(files)
    .filter((name) => name.endsWith('.gdbtable'))
    .sort((a, b) => files[b]!.length - files[a]!.length) as [string];
  const table = files[largest]!;
  return Buffer.from(zipSync({ ...files, [largest]: table.subarray(0, table.length * 0.6) }));
}

const [west, south] = [113.09, 28.49];
const square = (x: number) => [
  [
    [west + x, south],
    [west + x + 0.005, south],
    [west + x + 0.005, south + 0.01],
    [west + x, south + 0.01],
    [west + x, south],
  ],
];
const geojson = (features: { x: number; properties: object }[]) =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map(({ x, properties }) => ({
        type: 'Feature',
        properties,
        geometry: { type: 'Polygon', coordinates: square(x) },
      })),
    }),
  );
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

it('files with faults each say what is wrong and what to do; the others go on and nothing kept is lost', async () => {
  const page = await openCheck();
  const input = bench(page).getByLabel('添加参考图层');
  const incoming = (name: string) => bench(page).getByRole('article', { name: `待添加图层 ${name}` });
  const layers = bench(page).getByRole('list', { name: '参考图层' });
  const count = () => layers.getByRole('checkbox', { name: /^在地图上显示/ }).count();

  // One pick: a geodatabase cut short, metres of one system, degrees whose fields are not what their names say, an old datum.
  await input.setInputFiles([
    file('cut.gdb.zip', cutShort()),
    file('永农_4526.gpkg', readFileSync(`${folder}DLTB_2k_4526.gpkg`)),
    file(
      '地类图斑.geojson',
      geojson([
        { x: 0, properties: { DLBM: '水田', DLMC: '0101', TBMJ: '约八亩', KCXS: '不详', QSXZ: '30' } },
        { x: 0.005, properties: { DLBM: '0199', DLMC: '旧类', TBMJ: 12.5, KCXS: 0, QSXZ: '30' } },
      ]),
    ),
    file('学校扩建_西安80.zip', readFileSync(`${folder}学校扩建_西安80.zip`)),
  ]);
  await incoming('地类图斑').waitFor();
  const system = (name: string) =>
    incoming(name).getByRole('radiogroup', { name: '坐标系' }).getByRole('radio', { checked: true });
  const chosen = (name: string) =>
    system(name)
      .first()
      .evaluate((one) => one.closest('label')?.textContent ?? '');
  expect(await chosen('地类图斑')).toMatch(/4490|经纬度/);
  await bench(page)
    .getByRole('button', { name: /^全部添加/ })
    .click();
  await poll(() => incoming('地类图斑').count()).toBe(0);
  // Five of the geodatabase, the package and the areas; the old datum is asked about.
  await expect.poll(count, { timeout: 60_000 }).toBe(7);
  await poll(() => textOf(incoming('学校扩建'))).toMatch(/1980西安坐标系/);

  // The line says so without its card being opened, and the card begins with it.
  const cut = layers.getByRole('listitem').filter({ hasText: /项未读入/ });
  await poll(() => textOf(cut)).toMatch(/DLTB.*839 项未读入 · 1 条提醒/s);
  await cut.getByRole('button', { name: /^DLTB/ }).click();
  await poll(() => textOf(cut.locator('.card'))).toMatch(
    /^\s*文件 cut.gdb.zip.*有 839 条记录不在文件里。 请重新复制/s,
  );

  // Fields that are not what their names say: columns keep what is written; classes are listed, not guessed.
  await bench(page)
    .getByLabel('导入地块文件')
    .setInputFiles([
      file(
        'zone.geojson',
        geojson([
          { x: 0, properties: { name: '试' } },
          { x: 0.005, properties: { name: '二' } },
        ]),
      ),
    ]);
  await bench(page).getByRole('button', { name: '确认导入' }).first().click();
  await poll(() => textOf(card(page))).toMatch(/地类/);
  await card(page).getByRole('button', { name: /^地类/ }).click();
  await poll(() => textOf(card(page))).toMatch(/分类表中没有的编码：水田。/);
  await poll(() => textOf(card(page))).toMatch(/地类编码字段里是名称，不是编码.*请核对字段/);

  // 500 MB: a package with a long tail is read; more than a page can hold is refused before it is read.
  const large = join(scratch, '大.gpkg');
  writeFileSync(large, readFileSync(`${folder}DLTB_2k_4526.gpkg`));
  truncateSync(large, 500 * 2 ** 20);
  const before = await count();
  await input.setInputFiles(large);
  await incoming('DLTB').waitFor({ timeout: 60_000 });
  await poll(() => textOf(incoming('DLTB'))).toMatch(/2122 条记录/);
  await incoming('DLTB').getByRole('button', { name: '确认添加' }).click();
  await expect.poll(count, { timeout: 60_000 }).toBe(before + 1);
  const larger = join(scratch, '更大.gpkg');
  writeFileSync(larger, 'x');
  truncateSync(larger, 1100 * 2 ** 20);
  await input.setInputFiles(larger);
  await bench(page)
    .getByText(/文件大小（字节）为 1153433600，超过上限/)
    .waitFor();
  await bench(page).getByText('请拆分文件后分别导入。').waitFor();

  // All that was kept is there again.
  await page.reload();
  await expect.poll(count, { timeout: 60_000 }).toBe(before + 1);
});

/** A disk on which files of up to 300 kB find room. What a browser takes for its quota it remembers for minutes. */
function littleRoom(): void {
  const { prototype } = FileSystemWritableFileStream;
  const { write } = prototype;
  const written = new WeakMap<FileSystemWritableFileStream, number>();
  prototype.write = function (data) {
    const more = data instanceof Blob ? data.size : (data as Uint8Array).byteLength;
    const size = (written.get(this) ?? 0) + more;
    written.set(this, size);
    return size > 300_000
      ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
      : write.call(this, data);
  };
}

it('a full storage is told; what could not be kept serves until the page is closed, and the rest is there again', async () => {
  const page = await openCheck({ before: littleRoom });
  const input = bench(page).getByLabel('添加参考图层');
  const layers = bench(page).getByRole('list', { name: '参考图层' });
  const pictures = bench(page).getByRole('list', { name: '影像' });
  const shown = (name: string) => layers.getByRole('checkbox', { name: `在地图上显示 ${name}` });
  const add = () => bench(page).getByRole('button', { name: '确认添加' }).click();
  await input.setInputFiles([file('红线.geojson', geojson([{ x: 0, properties: { name: '红' } }]))]);
  await add();
  await shown('红线').waitFor();
  await bench(page).getByText('已保存').waitFor();
  // Layers are written by their worker.
  await Promise.all(page.workers().map((worker) => worker.evaluate(littleRoom)));

  await input.setInputFiles([file('大图.gpkg', readFileSync(`${folder}DLTB_2k_4526.gpkg`))]);
  await add();
  await shown('DLTB').waitFor();
  await page.getByText(/存储空间已满：图层“DLTB”没有存到本机，关闭本页后需要重新导入/).waitFor();
  await poll(() => textOf(layers)).toMatch(/DLTB.*2,122 个图形/s);

  // A picture of three megabytes.
  const tiff = Buffer.concat([readFileSync('test/fixtures/raster/strip-lzw.tif'), Buffer.alloc(3_000_000)]);
  await input.setInputFiles([file('航片.tif', tiff)]);
  await add();
  await pictures.getByRole('checkbox', { name: '在地图上显示 航片' }).waitFor();
  await page.getByText(/存储空间已满：影像“航片”没有存到本机，关闭本页后需要重新导入/).waitFor();
  const left = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const files: { name: string; size: number }[] = [];
    for await (const folder of root.values())
      if (folder.kind === 'directory')
        for await (const one of (folder as FileSystemDirectoryHandle).values())
          if (one.kind === 'file')
            files.push({ name: one.name, size: (await (one as FileSystemFileHandle).getFile()).size });
    return files;
  });
  expect(left.filter(({ size }) => size === 0 || size >= 300_000)).toEqual([]);

  await page.reload();
  await shown('红线').waitFor();
  await poll(() => textOf(layers)).toMatch(/DLTB\s*本机没有它的数据：请重新添加 大图\.gpkg/);
  await poll(() => textOf(pictures)).toMatch(/航片.*本机没有|本机没有.*航片/s);
});
