import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { areaFigures, gaussKruger, geodesicArea, planeArea } from '../../src/geo/area/index.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';
import { draw, east, lonLat, north, planeM2, square, type } from './plots.ts';

// Two pages with maps drawn in software take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const shape = {
  type: 'Polygon' as const,
  coordinates: [[...square, square[0]].map((point) => lonLat(point))],
};
const [west, south, right, top] = [
  ...lonLat([north - 150, east + 50]),
  ...lonLat([north - 100, east + 100]),
] as [number, number, number, number];

describe('editing in the workbench', () => {
  it('cuts a hole by typed coordinates, shows its points, and takes it out again', async () => {
    const page = await openCheck();
    await draw(page);
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    await card(page).getByRole('button', { name: '挖空' }).click();
    await type(page, [`${west},${south}`, `${right},${south}`, `${right},${top}`, `${west},${top}`]);
    await page.getByRole('button', { name: '完成' }).click();
    const hole = planeArea(
      {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [right, south],
            [right, top],
            [west, top],
            [west, south],
          ],
        ],
      },
      114,
    );
    expect(hole).toBeGreaterThan(2_400);
    await poll(() => planeM2(page)).toBeCloseTo(40_000 - hole, 0);
    await card(page).getByRole('tab', { name: '界址点' }).click();
    const table = card(page).getByRole('table', { name: '界址点' });
    await table.getByText('第 1 部分，洞 1').waitFor();
    expect(await table.getByRole('textbox').count()).toBe(16);
    // A point of the hole, in either notation.
    const field = table.getByRole('textbox', { name: /^J5 X/ });
    const x = Number(await field.inputValue());
    await field.fill((x + 10).toFixed(3));
    await field.press('Enter');
    await card(page).getByRole('button', { name: '经纬度' }).click();
    const [lon, lat] = [
      Number(await table.getByRole('textbox', { name: 'J5 经度' }).inputValue()),
      Number(await table.getByRole('textbox', { name: 'J5 纬度' }).inputValue()),
    ];
    expect(gaussKruger(lon, lat, 114).north).toBeCloseTo(x + 10, 2);
    await table.getByRole('button', { name: '删除此环' }).nth(1).click();
    await card(page).getByRole('tab', { name: '核查结果' }).click();
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    // Every step can be taken back, and still after a reload.
    await page.reload();
    await zones(page).getByText('绘制地块 1').click();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    await page.keyboard.press('Control+Shift+Z');
    await poll(() => planeM2(page)).toBeCloseTo(40_000 - hole, 0);
  });

  it('grows and shrinks a zone by a distance, round at the corners', async () => {
    const page = await openCheck();
    await draw(page);
    const by = async (metres: number) => {
      await card(page).getByLabel('缓冲距离（米，负数向内）').fill(String(metres));
      await card(page).getByRole('button', { name: '缓冲区', exact: true }).click();
    };
    await by(10);
    // Steiner's formula for a convex shape: area, perimeter times distance, a circle; on the ground, not in the plane.
    const ground = geodesicArea(shape);
    const grown = ground + 4 * Math.sqrt(ground) * 10 + Math.PI * 100;
    const scale = 40_000 / ground;
    await poll(async () => Math.abs((await planeM2(page)) / (grown * scale) - 1) < 1e-4).toBe(true);
    await page.getByRole('button', { name: '撤销：缓冲 10 米' }).click();
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    await by(-50);
    await poll(async () => Math.abs((await planeM2(page)) / 10_000 - 1) < 1e-3).toBe(true);
    await by(-500);
    await page.getByText(/向内 500 米后地块已不存在/).waitFor();
  });

  it('draws by bearing and distance from grid north: 100 m by 100 m are a hectare in the plane', async () => {
    const page = await openCheck();
    await page.getByRole('button', { name: '绘制多边形' }).click();
    const ray = async (bearing: string, metres: string) => {
      await page.getByLabel('方位角', { exact: false }).fill(bearing);
      await page.getByLabel('距离（米）').fill(metres);
      await page.keyboard.press('Enter');
    };
    await page.getByText('按方位角和距离').click();
    await ray('90', '100');
    await page.getByText(/请先定一个点/).waitFor();
    await type(page, [`${north},38${east}`]);
    await ray('90', '100');
    await ray('180°00′00″', '100');
    await ray('270', '100');
    await page.getByText('4 点', { exact: true }).waitFor();
    await page.getByRole('button', { name: '完成' }).click();
    await poll(() => planeM2(page)).toBeCloseTo(10_000, 1);
    expect(await textOf(card(page))).toContain(areaFigures(10_000).mu);
  });
});

describe('the mouse on a wide screen', () => {
  /** Pixels drawn on the canvas of what is under the pen. */
  const ink = (page: Page) =>
    page.locator('map-host canvas[aria-hidden=true]').evaluate((canvas: HTMLCanvasElement) =>
      canvas.width && canvas.height
        ? canvas
            .getContext('2d')!
            .getImageData(0, 0, canvas.width, canvas.height)
            .data.filter((value, i) => i % 4 === 3 && value > 0).length
        : 0,
    );
  /** Corners of the open zone on the page. */
  const corners = (page: Page) =>
    page.locator('check-mode').evaluate((mode) => {
      const host = (mode.getRootNode() as ShadowRoot).querySelector('map-host') as HTMLElement & {
        view: { value: { project(lon: number, lat: number): { x: number; y: number } } };
      };
      const { session } = (
        mode as unknown as {
          bench: { session: { activeZone: { value: { geometry: { coordinates: [number, number][][] } } } } };
        }
      ).bench;
      return session.activeZone.value.geometry.coordinates
        .flat()
        .map(([lon, lat]) => host.view.value.project(lon, lat));
    });
  const clickAt = async (page: Page, points: readonly (readonly [number, number])[]) => {
    for (const [x, y] of points) {
      await page.mouse.move(x, y, { steps: 2 });
      // Two clicks in the time of one double click would end the shape.
      await page.mouse.click(x, y, { delay: 400 });
    }
  };

  it('leaves nothing of what Escape gives up, and finds the zone it drew beside the card', async () => {
    const page = await openCheck({ viewport: { width: 1920, height: 1080 } });
    const tool = page.getByRole('button', { name: '绘制多边形' });
    const right = [
      [1600, 250],
      [1800, 260],
      [1790, 420],
    ] as const;
    await tool.click();
    await clickAt(page, right);
    await poll(() => ink(page)).toBeGreaterThan(500);
    await page.keyboard.press('Escape');
    await tool.waitFor();
    await page.mouse.move(1700, 300, { steps: 3 });
    expect(await ink(page)).toBe(0);
    // The same from a field of the tool.
    await tool.click();
    await clickAt(page, [[900, 500]]);
    await poll(() => ink(page)).toBeGreaterThan(20);
    await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').press('Escape');
    await tool.waitFor();
    expect(await ink(page)).toBe(0);

    await tool.click();
    await clickAt(page, right);
    await page.keyboard.press('Enter');
    await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
    const cardLeft = (await card(page).boundingBox())!.x;
    const sideRight = 392;
    await poll(async () =>
      (await corners(page)).every(({ x, y }) => x > sideRight && x < cardLeft && y > 0 && y < 1080),
    ).toBe(true);

    await card(page).getByRole('button', { name: '改界址点' }).click();
    await poll(() => ink(page)).toBeGreaterThan(500);
    const area = await planeM2(page);
    const [first] = await corners(page);
    await page.mouse.move(first!.x, first!.y);
    await page.mouse.down();
    await page.mouse.move(first!.x - 80, first!.y - 60, { steps: 5 });
    await poll(() => planeM2(page)).not.toBe(area);
    await page.keyboard.press('Escape');
    await poll(() => planeM2(page)).toBe(area);
    await page.mouse.move(first!.x - 90, first!.y - 90, { steps: 3 });
    await page.mouse.up();
    await page.getByRole('button', { name: '撤销：绘制地块' }).waitFor();
    expect(await planeM2(page)).toBe(area);
    await page.keyboard.press('Escape');
    await poll(() => ink(page)).toBe(0);

    await card(page).getByRole('button', { name: '分割' }).click();
    await clickAt(page, [
      [500, 500],
      [560, 520],
    ]);
    await poll(() => ink(page)).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    await poll(() => ink(page)).toBe(0);
  });
});

describe('the comparison', () => {
  it('is widened over the map and put back by Escape, wherever the focus is', async () => {
    const page = await openCheck();
    await draw(page);
    await page.getByRole('button', { name: '绘制多边形' }).click();
    await type(
      page,
      square.map(([x, y]) => `${x},38${y + 100}`),
    );
    await page.getByRole('button', { name: '完成' }).click();
    await poll(() => zones(page).getByRole('listitem').count()).toBe(2);
    for (const box of await zones(page).getByRole('checkbox').all()) await box.check();
    const table = bench(page).getByRole('table', { name: '多地块对比' });
    await table.waitFor();
    // The two overlap by half.
    const rows = (await table.innerText()).split('\n');
    expect(rows.find((row) => row.startsWith('两者重叠'))).toContain(areaFigures(geodesicArea(shape) / 2).mu);
    const widen = bench(page).getByRole('button', { name: '展开表格' });
    const back = bench(page).getByRole('button', { name: '收起表格' });
    await widen.click();
    await back.waitFor();
    await page.evaluate(() => {
      let held = document.activeElement;
      while (held?.shadowRoot?.activeElement) held = held.shadowRoot.activeElement;
      (held as HTMLElement | null)?.blur();
    });
    await page.keyboard.press('Escape');
    await back.waitFor({ state: 'detached' });
    await poll(() => widen.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    );
  });
});

describe('the date of a step', () => {
  it('is recorded once it is typed whole, and refused when it cannot be', async () => {
    const page = await openCheck();
    await draw(page);
    await card(page).getByRole('tab', { name: '档案' }).click();
    await card(page).getByLabel('适用程序').selectOption({ index: 1 });
    const date = card(page).getByLabel('征收土地预公告（征收启动公告） 日期');
    const documents = card(page).getByLabel('征收土地预公告（征收启动公告） 文件名称或文号');
    const typed = async (text: string) => {
      // From the start, so that typing begins with the first part of the date.
      await card(page).getByRole('tab', { name: '档案' }).focus();
      await date.focus();
      for (const part of text.split('-')) await page.keyboard.type(part);
    };
    // Half typed, 2026 is the year 26.
    await typed('11-20-26');
    await page.waitForTimeout(300);
    expect(await documents.count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByText(/预公告.*无效，未记录/).waitFor();
    await page.getByText(/请输入 1949-10-01 至 \d{4}-\d\d-\d\d 的日期/).waitFor();
    expect(await documents.count()).toBe(0);
    expect(await date.inputValue()).toBe('');
    await typed('11-20-2025');
    expect(await documents.count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await documents.waitFor();
    expect(await date.inputValue()).toBe('2025-11-20');
  });
});
