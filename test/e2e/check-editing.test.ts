import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { areaFigures, gaussKruger, geodesicArea, planeArea } from '../../src/geo/area/index.ts';
import { toLonLat } from '../../src/geo/crs/transform.ts';
import { bench, card, openCheck, poll, textOf, zones } from './check-page.ts';

vi.setConfig({ testTimeout: 240_000 });

/** A square of 200 m in the Gauss–Krüger plane of 114°E, its corners in surveyors' order: north, east. */
const [north, east] = [3_156_400, 413_900];
const square = [
  [north, east],
  [north, east + 200],
  [north - 200, east + 200],
  [north - 200, east],
] as const;
const lonLat = ([x, y]: readonly [number, number]) => toLonLat('EPSG:4547')([y, x]);
const shape = {
  type: 'Polygon' as const,
  coordinates: [[...square, square[0]].map((point) => lonLat(point))],
};
const [west, south, right, top] = [
  ...lonLat([north - 150, east + 50]),
  ...lonLat([north - 100, east + 100]),
] as [number, number, number, number];

/** The plane area the card shows, m². */
const planeM2 = async (page: Page) => {
  const found = /高斯平面面积（3° 带，114°）[\d.,\s]*亩 · [\d.,]+ 公顷 · ([\d.,]+) m²/.exec(
    await textOf(card(page)),
  );
  return Number(found?.[1]?.replaceAll(',', ''));
};

async function type(page: Page, points: readonly string[]): Promise<void> {
  for (const point of points) {
    await page.getByLabel('坐标：经度,纬度 或 X(北),Y(东)').fill(point);
    await page.keyboard.press('Enter');
  }
}
async function draw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '绘制多边形' }).click();
  await type(
    page,
    square.map(([x, y]) => `${x},38${y}`),
  );
  await page.getByRole('button', { name: '完成' }).click();
  await card(page).getByRole('group', { name: '各图层与规则的结果' }).waitFor();
}

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

describe('a wrong zone prefix in a surveyor’s file', () => {
  const survey = (prefix: number) =>
    [
      '[属性描述]',
      '坐标系=2000国家大地坐标系',
      '几度分带=3',
      '计量单位=米',
      `带号=${prefix}`,
      '[地块坐标]',
      '5,4.0000,DK-1,一号地块,面,,,,@',
      ...[...square, square[0]].map(([x, y], i) => `J${(i % 4) + 1},1,${x}.000,${prefix}${y}.000`),
    ].join('\r\n');
  it('is shown on a phone from its beginning, with the page where it was', async () => {
    const page = await openCheck({ viewport: { width: 390, height: 844 }, touch: true });
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '错带号.txt', mimeType: 'text/plain', buffer: Buffer.from(survey(39)) });
    const preview = page.getByRole('article', { name: /预览/ });
    await poll(() => preview.getByRole('button', { name: '确认导入' }).isEnabled()).toBe(true);
    const top = async (locator: Locator) => (await locator.boundingBox())?.y ?? -1;
    await poll(() => top(preview.getByRole('heading', { name: '错带号.txt' }))).toBeLessThan(250);
    expect(await top(preview.getByRole('heading', { name: '错带号.txt' }))).toBeGreaterThan(60);
    expect(await top(page.getByRole('heading', { name: '征地核查' }))).toBeGreaterThanOrEqual(0);
  });
  it('is named in the preview with both places; one key takes the fix, Enter imports it, and the zone says so', async () => {
    const page = await openCheck();
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '错带号.txt', mimeType: 'text/plain', buffer: Buffer.from(survey(39)) });
    const preview = page.getByRole('article', { name: /预览/ });
    const faults = preview.getByRole('list', { name: '文件中的问题' });
    await faults.getByText(/Y 的带号前缀 39 可能写错.*距本镇 29\d 公里.*前缀改为 38/).waitFor();
    // Nothing is applied unasked: as written it is chosen, far away.
    expect(await preview.getByRole('radio').first().isChecked()).toBe(true);
    await page.keyboard.press('2');
    await poll(() => preview.getByRole('radio').nth(1).isChecked()).toBe(true);
    await faults.getByText(/已按 38 读取/).waitFor();
    const accept = preview.getByRole('button', { name: '确认导入' });
    await poll(() => accept.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    );
    await page.keyboard.press('Enter');
    await poll(() => planeM2(page)).toBeCloseTo(40_000, 0);
    expect(await textOf(card(page))).toContain('已按 38 读取（每点 Y 减 1,000,000 米）');
    await card(page).getByRole('tab', { name: '界址点' }).click();
    expect(await card(page).getByRole('textbox', { name: 'J1 Y' }).inputValue()).toBe(`38${east}.000`);
  });
});

describe('a shape that only its maker can explain', () => {
  it('is asked about before it is imported, and becomes what was answered', async () => {
    const page = await openCheck();
    const ring = (east0: number, size: number) =>
      [
        [0, 0],
        [size, 0],
        [size, size],
        [0, size],
        [0, 0],
      ].map(([x, y]) => lonLat([north + (y as number), east0 + (x as number)]));
    const text = JSON.stringify({ type: 'Polygon', coordinates: [ring(east, 200), ring(east + 500, 100)] });
    await page
      .getByLabel('导入地块文件')
      .setInputFiles({ name: '洞在外.geojson', mimeType: 'application/json', buffer: Buffer.from(text) });
    const preview = page.getByRole('article', { name: /预览/ });
    const accept = preview.getByRole('button', { name: '确认导入' });
    await poll(() => accept.isEnabled()).toBe(true);
    await accept.click();
    const asked = preview.getByRole('radiogroup', { name: '外环之外的洞' });
    await asked.waitFor();
    await preview.getByText(/第 1 部分的第 1 个洞.*在外环之外/).waitFor();
    expect(await accept.isDisabled()).toBe(true);
    await asked.getByRole('radio', { name: '作为单独的部分' }).check();
    await accept.click();
    await poll(() => planeM2(page)).toBeCloseTo(50_000, 0);
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

describe('the sheet', () => {
  it('keeps the Tab key to itself, and gives the focus back', async () => {
    const page = await openCheck();
    await draw(page);
    await card(page).getByRole('tab', { name: '输出' }).click();
    const print = card(page).getByRole('button', { name: '打印图件' });
    await print.press('Enter');
    const sheet = page.getByRole('dialog', { name: '图件' });
    await sheet.waitFor();
    const inside = () => page.evaluate(() => document.activeElement?.localName);
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab');
      expect(['print-sheet', 'body']).toContain(await inside());
    }
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await poll(() => print.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(
      true,
    );
  });
});

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
