import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';
import { east, north, planeM2 } from './plots.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

describe('a file of eighty plots', () => {
  /** Sides of squares in the plane, metres: no two alike, and not in the file's order. */
  const sides = Array.from({ length: 80 }, (_, k) => 40 + ((k * 37) % 80) * 2);
  const nameOf = (k: number) => `${k + 1}号地`;
  const text = [
    ...[
      '[属性描述]',
      '坐标系=2000国家大地坐标系',
      '几度分带=3',
      '投影类型=高斯克吕格',
      '带号=38',
      '[地块坐标]',
    ],
    ...sides.flatMap((side, k) => {
      const [x, y] = [north - 250 * Math.floor(k / 10), 38_000_000 + east + 250 * (k % 10)];
      const corners = [
        [x, y],
        [x, y + side],
        [x - side, y + side],
        [x - side, y],
        [x, y],
      ];
      return [
        `5,${(side * side) / 10_000},DK-${k + 1},${nameOf(k)},面,,工业用地,,@`,
        ...corners.map((corner, i) => `J${(i % 4) + 1},1,${corner.map((one) => one!.toFixed(3)).join(',')}`),
      ];
    }),
  ].join('\r\n');

  it('keeps its order, is moved by hand, checked as a whole, and summed up in a table that is sorted, filtered and saved', async () => {
    const page = await openCheck();
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '八十块.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page.getByRole('radio', { name: /每个图形一个地块/ }).check();
    await page.getByRole('button', { name: '确认导入' }).click();
    const firstNames = async () =>
      (await zones(page).getByRole('listitem').locator('b').allInnerTexts())
        .slice(0, 4)
        .map((name) => name.trim());
    await poll(firstNames).toEqual(['1号地', '2号地', '3号地', '4号地']);
    // A change of its shape does not move a plot.
    await zones(page)
      .getByRole('button', { name: /^2号地/ })
      .click();
    await card(page).getByLabel('缓冲距离（米，负数向内）').fill('-1');
    await card(page).getByRole('button', { name: '缓冲区' }).click();
    const shrunk = (sides[1]! - 2) ** 2;
    await poll(() => planeM2(page)).toBeCloseTo(shrunk, 0);
    await poll(firstNames).toEqual(['1号地', '2号地', '3号地', '4号地']);
    const grip = async (name: string) => {
      const box = await zones(page)
        .getByRole('button', { name: new RegExp(`调整 ${name} 的次序`) })
        .boundingBox();
      return { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
    };
    const [from, to] = [await grip('3号地'), await grip('1号地')];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y - 20);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    await poll(firstNames).toEqual(['3号地', '1号地', '2号地', '4号地']);

    await page.getByRole('checkbox', { name: /^全选/ }).check();
    await page.getByRole('button', { name: '停止核查' }).click();
    await page.getByText(/^已停止：核查了 \d+ \/ 80$/).waitFor();
    await page.getByRole('button', { name: '继续核查' }).click();
    await page.getByText(/^已勾选 80 个，合计/).waitFor();

    await bench(page).getByRole('button', { name: '面积汇总表' }).click();
    const table = bench(page).getByRole('region', { name: '地块面积汇总表' });
    const shownNames = async () =>
      (await table.locator('tbody td.words').allInnerTexts()).map((name) => name.trim());
    await poll(async () => (await shownNames()).slice(0, 4)).toEqual(['3号地', '1号地', '2号地', '4号地']);
    await table.getByRole('button', { name: '平面（公顷）' }).click();
    await table.getByLabel('按地块名称筛选汇总表').fill('1号地');
    /** The plane areas by name, the largest first: what the filter leaves. */
    const expected = sides
      .map((side, k) => ({ name: nameOf(k), m2: k === 1 ? shrunk : side * side }))
      .filter(({ name }) => name.includes('1号地'))
      .sort((a, b) => b.m2 - a.m2);
    await poll(shownNames).toEqual(expected.map(({ name }) => name));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      table.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .split('\r\n')
      .map((line) => line.split(','));
    const heads = lines.findIndex(([first]) => first === '序号');
    const column = lines[heads]!.indexOf('平面（公顷）');
    const rows = lines.slice(heads + 1, heads + 1 + expected.length);
    expect(rows.map((row) => ({ name: row[1], ha: row[column] }))).toEqual(
      expected.map(({ name, m2 }) => ({ name, ha: (m2 / 10_000).toFixed(4) })),
    );
    const units = expected.reduce((sum, { m2 }) => sum + Math.round(m2), 0);
    expect(lines[heads + 1 + expected.length]![column]).toBe((units / 10_000).toFixed(4));
    // A plot's line leads to its report, which says the same.
    const [first] = rows;
    await table.getByRole('button', { name: first![1]!, exact: true }).click();
    await poll(() => textOf(card(page))).toContain(`${first![2]}亩`);
    await poll(async () => Math.abs((await planeM2(page)) - expected[0]!.m2)).toBeLessThan(1);
  });
});
