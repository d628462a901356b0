/** `npm run bench -- paper [PLOTS]`: plots of one project to a PDF, an XLSX and a DOCX, in the built app. */
import { existsSync, statSync } from 'node:fs';
import { chromium, type Download } from 'playwright-core';
import { browserFlags, findBrowser } from '../../src/cli/browser.ts';
import { serveFolder } from '../../src/cli/serve.ts';
import { keepNames } from './_page.ts';
import { tasksDuring } from './_tasks.ts';

/** Plots of `points` corners in a row, as a text to paste. */
function plots(count: number, points: number): string {
  const features = Array.from({ length: count }, (_, k) => {
    const [x, y] = [113.1 + (k % 4) * 0.005, 28.5 + Math.floor(k / 4) * 0.005];
    const ring = Array.from({ length: points }, (_, i) => {
      const angle = (-2 * Math.PI * i) / points;
      const reach = 0.0018 * (1 + 0.2 * Math.sin(5 * angle + k));
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    });
    const coordinates = [[...ring, ring[0]]];
    return {
      type: 'Feature',
      properties: { name: `${k + 1}号地块` },
      geometry: { type: 'Polygon', coordinates },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/**
 * Makes the papers and prints what they took. By the clock a task waits for the renderer in software and for whatever
 * else the machine does; what is the page's own is the processor's time. Printing is the browser's own work.
 */
export default async function paper(args: string[]): Promise<void> {
  const count = Number(args[0] ?? 12);
  if (!existsSync('dist/index.html')) throw new Error('Build the app first: npm run build');
  const serving = await serveFolder('dist', { port: 0 });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
    await page.addInitScript({ content: keepNames });
    const devtools = await page.context().newCDPSession(page);
    const heap = async (): Promise<number> => {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
    };
    await page.goto(`${serving.url}#mode=check`);
    await page.getByText('已保存').waitFor();
    // The page is to be at rest: its own start is another benchmark's.
    await page.waitForTimeout(6000);
    const rows: Record<string, object> = {};
    const measured = async (name: string, act: () => Promise<object | undefined>): Promise<void> => {
      const began = performance.now();
      let more: object | undefined;
      const tasks = await tasksDuring(browser, page, async () => {
        more = await act();
      });
      const ms = Math.round(performance.now() - began);
      const most = (of: (one: (typeof tasks)[number]) => number) => Math.round(Math.max(0, ...tasks.map(of)));
      rows[name] = {
        ms,
        'over 50 ms by the clock': tasks.filter((one) => one.ms > 50).length,
        'longest by the clock': most((one) => one.ms),
        'over 50 ms of the processor': tasks.filter((one) => one.cpuMs > 50).length,
        'longest of the processor': most((one) => one.cpuMs),
        'heap MB': Math.round(await heap()),
        ...more,
      };
      console.log(name, JSON.stringify(rows[name]));
    };
    const bytes = async (download: Download) => ({
      KB: Math.round(statSync(await download.path()).size / 1024),
    });
    const results = page.getByRole('complementary', { name: '核查结果' });
    const save = (button: string) => async () => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        results.getByRole('button', { name: button }).click(),
      ]);
      return bytes(download);
    };

    await measured(`${count} plots read`, async () => {
      await page.getByLabel('导入地块文件').setInputFiles({
        name: 'plots.geojson',
        mimeType: 'application/geo+json',
        buffer: Buffer.from(plots(count, 40)),
      });
      await page.getByRole('radio', { name: /每个图形一个地块/ }).check();
      await page.getByRole('button', { name: '确认导入' }).click();
      await page
        .getByText(`共 ${count} 个`)
        .or(page.getByRole('checkbox', { name: /^全选/ }))
        .first()
        .waitFor();
      return undefined;
    });
    await measured('all ticked and checked', async () => {
      await page.getByRole('checkbox', { name: /^全选/ }).check();
      await page.getByText(`已勾选 ${count} 个`).waitFor();
      await page
        .getByRole('progressbar', { name: '核查进度' })
        .waitFor({ state: 'detached', timeout: 120_000 });
      return undefined;
    });
    await measured('batch table', async () => {
      await page.getByRole('button', { name: '面积汇总表' }).click();
      const table = page.getByRole('region', { name: /汇总表/ });
      await table.getByRole('row').nth(3).waitFor();
      await table.getByRole('button', { name: '收起汇总表' }).click();
      return undefined;
    });
    await results.getByRole('tab', { name: '输出' }).click();
    await measured('XLSX', save('Excel（XLSX）'));
    await measured('DOCX', save('Word（DOCX）'));
    if (count <= 40) {
      const sheet = page.getByRole('dialog', { name: '图件' });
      await measured('sheet laid out', async () => {
        await results.getByRole('button', { name: /^打印/ }).click();
        await sheet.locator('.pages[aria-busy=false]').waitFor({ timeout: 120_000 });
        await page.waitForTimeout(1000);
        return { pages: await sheet.getByRole('article').count() };
      });
      await measured('PDF', async () => ({
        KB: Math.round((await page.pdf({ preferCSSPageSize: true, printBackground: true })).length / 1024),
      }));
      await measured('sheet closed', async () => {
        await sheet.getByRole('button', { name: '关闭' }).click();
        await sheet.waitFor({ state: 'detached' });
        return undefined;
      });
    }
    console.table(rows);
  } finally {
    await browser.close();
    await serving.close();
  }
}
