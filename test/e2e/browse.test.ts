import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { itemsOf, PlanSchema } from '../../src/model/index.ts';
import { openPage, type PageOptions } from './browser.ts';
import { card, itemList } from './map-page.ts';

const plan = v.parse(PlanSchema, JSON.parse(readFileSync('data/plan.json', 'utf8')));
const items = itemsOf(plan);
const placed = items.find((item) => item.features.length > 1)!;
const unplaced = items.find((item) => item.spatial === 'none')!;

const row = (page: Page, title: string) => itemList(page).getByRole('button', { name: title }).first();

/** A page whose package is in and whose list stands. */
async function open(options: PageOptions = {}): Promise<Page> {
  const page = await openPage(options);
  await itemList(page).getByRole('button').nth(3).waitFor({ state: 'attached' });
  return page;
}

describe('the list of plan items', () => {
  it('has every item of the plan, under its chapter', async () => {
    const page = await open();
    for (const chapter of plan.chapters)
      await expect(
        itemList(page).getByRole('heading', { name: chapter.short.zh }).count(),
      ).resolves.toBeGreaterThan(0);
    const titles = await itemList(page).getByRole('listitem').allInnerTexts();
    expect(titles.length).toBe(items.length);
    for (const item of items) expect(titles.some((text) => text.includes(item.title.zh))).toBe(true);
  });

  it('opens the card of an item: words of the plan, status with evidence, features with their honesty', async () => {
    const page = await open();
    await row(page, placed.title.zh).click();
    await card(page).getByRole('heading', { name: placed.title.zh }).waitFor();
    const text = await card(page).getByRole('article').innerText();
    expect(text).toContain(placed.summary.zh);
    expect(text.replace(/\s/g, '')).toContain(placed.cites[0]!.quote.replace(/\s/g, ''));
    expect(text).toContain('状态记录');
    expect(text).toContain('依据：');
    expect(text).toMatch(/示意|据文字描述/);
    await expect.poll(() => page.url()).toContain(`item=${placed.id}`);
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'hidden' });
    // The focus is back on the row it left.
    expect(
      await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return (active as HTMLElement | null)?.dataset['item'];
      }),
    ).toBe(placed.id);
  });

  it('says why an item has no place', async () => {
    const page = await open();
    await row(page, unplaced.title.zh).click();
    await card(page).getByText(unplaced.why!.zh).waitFor();
  });

  it('opens a feature inside its item, with measures on the ellipsoid', async () => {
    const page = await open({ hash: `item=${placed.id}`, reducedMotion: 'no-preference' });
    const feature = card(page).locator('[data-feature]').first();
    await feature.click();
    await card(page)
      .getByText(/图上(面积|长度)/)
      .waitFor();
    expect(await feature.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => page.url()).toContain('feature=');
    await card(page)
      .getByText(/不可用于量算或权属/)
      .waitFor();
  });
});

describe("the plan's text", () => {
  it('marks every cited passage and no other, and opens its item', async () => {
    const page = await open();
    await page.getByRole('tab', { name: '规划原文' }).click();
    const article = page.getByRole('article', { name: '规划原文' });
    await article.getByRole('button').first().waitFor();
    // All the plan's words, and nothing that the file's conversion left among them.
    const whole = readFileSync(plan.file, 'utf8');
    const words = plan.residue.reduce((text, { quote }) => text.replace(quote, ''), whole);
    expect(plan.residue.map(({ quote }) => quote)).toEqual(['[bookmark: _GoBack]']);
    const shown = (await article.locator('p:not(.key)').allInnerTexts()).join('');
    expect(shown.replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
    const marked = (await article.getByRole('button').allInnerTexts()).join('').replace(/\s/g, '');
    for (const item of items)
      for (const { quote } of item.cites) expect(marked).toContain(quote.replace(/\s/g, '').slice(0, 6));
    for (const plain of plan.noCommitment.filter(({ quote }) => quote.length < 15))
      expect(await article.getByRole('button', { name: plain.quote, exact: true }).count()).toBe(0);
    await article
      .getByRole('button')
      .filter({ hasText: placed.cites[0]!.quote.slice(0, 8) })
      .first()
      .click();
    await card(page).getByRole('heading').first().waitFor();
    await expect.poll(() => page.url()).toContain('item=');
  });
});

describe('search', () => {
  it.each(['玉池山', 'ycs', 'yuchishan'])('finds 玉池山 by %s with the keyboard alone', async (query) => {
    const page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type(query);
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('玉池');
    await page.keyboard.press('Enter');
    await card(page).getByRole('heading', { name: /玉池/ }).first().waitFor();
  });
});

describe('layers, filters and language', () => {
  it('keeps what is changed in the link, and brings it back', async () => {
    const page = await open();
    await page.getByRole('tab', { name: '图层' }).click();
    const box = page.getByRole('region', { name: '图层' }).getByRole('checkbox').first();
    await box.click();
    await expect.poll(() => page.url()).toContain(',f');
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('button', { name: '常态化', exact: true }).click();
    await expect.poll(() => page.url()).toContain('status=routine');
    await page.getByRole('button', { name: 'EN: switch to English' }).click();
    await expect.poll(() => page.url()).toContain('lang=en');
    const again = await openPage({ hash: new URL(page.url()).hash.slice(1) });
    await again.getByRole('tab', { name: 'Layers' }).click();
    await again.getByRole('button', { name: 'Filter (on)' }).waitFor();
    expect(
      await again.getByRole('region', { name: 'Layers' }).getByRole('checkbox').first().isChecked(),
    ).toBe(false);
  });

  it('says everything in English when asked', async () => {
    const page = await openPage({ hash: `lang=en&item=${placed.id}` });
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('heading', { name: placed.title.en }).waitFor();
    await page.getByRole('tab', { name: 'Layers' }).click();
    await page.getByRole('button', { name: 'Filter' }).click();
    // Chinese stays only where the plan itself or its author is quoted, and in what the page says to machines.
    const foreign = await page.evaluate(() => {
      const found: string[] = [];
      const visit = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) visit(element.shadowRoot);
          if (element.closest('[lang=zh], .evidence, .history, noscript, script, .language')) continue;
          for (const node of element.childNodes)
            if (node.nodeType === Node.TEXT_NODE && /[\u4e00-\u9fff]/.test(node.textContent ?? ''))
              found.push(node.textContent!.trim());
        }
      };
      visit(document);
      return found;
    });
    expect(foreign).toEqual([]);
  });

  it('filters the list and says how many are left', async () => {
    const page = await open({ hash: 'chapter=3' });
    const titles = await itemList(page).getByRole('listitem').allInnerTexts();
    expect(titles.length).toBe(items.filter((item) => item.id.startsWith('3.')).length);
  });
});

describe('without WebGL', () => {
  it('has the SVG map: moved, zoomed, picked from, with what is selected standing out', async () => {
    const page = await open({
      flags: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
      viewport: { width: 1280, height: 800 },
    });
    await page.getByRole('list', { name: '提示' }).getByText('矢量图').waitFor();
    const map = page.getByRole('application', { name: /地图画面/ });
    const label = map.getByText('任弼时纪念馆').first();
    await label.waitFor();
    const before = await label.boundingBox();
    await page.getByRole('button', { name: '放大' }).click();
    await expect.poll(async () => (await label.boundingBox())?.y).not.toBe(before?.y);
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\d/);
    const box = (await map.boundingBox()) as { x: number; y: number; width: number; height: number };
    const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.5];
    const hash = new URL(page.url()).hash;
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => new URL(page.url()).hash).not.toBe(hash);

    await row(page, placed.title.zh).click();
    await card(page).getByRole('heading', { name: placed.title.zh }).waitFor();
    await expect.poll(() => map.locator('g[data-layer$="/halo"]').count()).toBeGreaterThan(0);
    await page.getByRole('tab', { name: '规划原文' }).click();
    await page.getByRole('article', { name: '规划原文' }).waitFor();
  });
});

describe('with the keyboard', () => {
  it('reaches everything by keyboard: a feature is opened without a pointer', async () => {
    const page = await open();
    await row(page, placed.title.zh).focus();
    await page.keyboard.press('Enter');
    await card(page).getByRole('heading', { name: placed.title.zh }).waitFor();
    await card(page).locator('[data-feature]').first().focus();
    await page.keyboard.press('Enter');
    await card(page)
      .getByText(/图上(面积|长度)/)
      .waitFor();
  });
});

describe('on a tablet', () => {
  it('lays the card under the map, whose buttons and notice stay free', async () => {
    const page = await open({
      viewport: { width: 820, height: 1180 },
      touch: true,
      hash: `item=${placed.id}`,
    });
    await card(page).getByRole('heading').first().waitFor();
    const box = (await card(page).boundingBox())!;
    for (const free of [page.getByRole('button', { name: '显示全镇' }), page.getByText('示意图，未经审图')]) {
      const { y, height, width } = (await free.boundingBox())!;
      expect(y + height).toBeLessThanOrEqual(box.y);
      expect(width).toBeGreaterThan(40);
    }
    expect(box.y).toBeGreaterThan(500);
    // Opening the filters shows them, however far the list was scrolled to its current item.
    await page.getByRole('button', { name: '筛选' }).click();
    await expect.poll(async () => (await page.locator('filter-panel').boundingBox())?.y).toBeGreaterThan(150);
  });
});

describe('on a phone', () => {
  it('shows an item’s words in the text in the place of its card', async () => {
    const late = items.filter((item) => item.features.length).at(-1)!;
    const page = await openPage({
      viewport: { width: 390, height: 844 },
      touch: true,
      hash: `item=${late.id}`,
    });
    // By touch: a mouse would go on pointing at what comes to lie under it.
    await card(page).getByRole('button', { name: '在原文中查看' }).tap();
    await card(page).waitFor({ state: 'hidden' });
    const passage = page.locator(`plan-reader [data-start="${late.cites[0]!.start}"]`);
    await expect.poll(async () => (await passage.boundingBox())?.y ?? 1e4).toBeLessThan(844);
    await expect.poll(() => passage.getAttribute('class')).toContain('highlighted');
  });

  it('has a sheet that drags between three stops', async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, touch: true });
    const handle = page.getByRole('button', { name: /拖动或点按/ });
    const top = async () => (await handle.boundingBox())!.y;
    await expect.poll(top).toBeGreaterThan(380);
    const drag = async (to: number) => {
      const box = (await handle.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, to, { steps: 8 });
      await page.mouse.up();
    };
    await drag(120);
    await expect.poll(top).toBeLessThan(140);
    await drag(800);
    await expect.poll(top).toBeGreaterThan(680);
  });
});

describe('list, map and text in step', () => {
  it('lights the passages of a feature that is pointed at, and the rows of a passage', async () => {
    const page = await open({ hash: `item=${placed.id}` });
    await page.getByRole('tab', { name: '规划原文' }).click();
    const article = page.getByRole('article', { name: '规划原文' });
    await card(page).locator('[data-feature]').first().focus();
    await expect.poll(() => article.locator('.passage.highlighted').count()).toBeGreaterThan(0);
    await article
      .getByRole('button')
      .filter({ hasText: placed.cites[0]!.quote.slice(0, 8) })
      .first()
      .focus();
    await expect.poll(() => card(page).locator('.feature.highlighted').count()).toBeGreaterThan(0);
  });
});

describe('printing', () => {
  it('puts the map, its legend, its honesty and the review notice on paper', async () => {
    const page = await open({
      before: () => {
        window.print = () => {
          (window as unknown as { printed: boolean }).printed = true;
        };
      },
    });
    await expect
      .poll(() => page.getByRole('region', { name: '地图' }).locator('canvas').count())
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '打印当前地图' }).click();
    await expect.poll(() => page.evaluate(() => 'printed' in window), { timeout: 90_000 }).toBe(true);
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('print-page');
    await sheet.getByRole('heading', { name: '图例' }).waitFor();
    const text = await sheet.locator('footer').innerText();
    expect(text).toContain('示意图，未经审图');
    expect(text).toContain('示意地形');
    // Whose data it is, as the package says.
    expect(text).toContain(JSON.parse(readFileSync('data/town.json', 'utf8')).attribution.zh);
    // In the picture's corner a white plate bears the scale's bar, a line of black, and beside it the arrow.
    const seen = await sheet.locator('img').evaluate((img: HTMLImageElement) => {
      const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(img, 0, 0);
      // Two device pixels to the picture's pixel.
      const plate = context.getImageData(20, canvas.height - 104, 600, 88);
      const isDark = (x: number, y: number) => (plate.data[4 * (y * plate.width + x)] ?? 255) < 60;
      let bar = 0;
      for (let y = 0; y < plate.height; y++) {
        let run = 0;
        for (let x = 0; x < plate.width; x++) {
          run = isDark(x, y) ? run + 1 : 0;
          bar = Math.max(bar, run);
        }
      }
      // The arrow's left half is filled: of its column some 30 pixels are dark, of the plate round it none.
      const columns = Array.from(
        { length: plate.width },
        (_, x) => Array.from({ length: plate.height }, (_, y) => isDark(x, y)).filter(Boolean).length,
      );
      const arrow = columns.slice(20 + bar).findIndex((dark) => dark > 20);
      return { width: canvas.width, bar, arrow };
    });
    expect(seen.width).toBeGreaterThan(500);
    // A round length of 75 to 150 CSS pixels; the arrow stands beside it.
    expect(seen.bar).toBeGreaterThan(120);
    expect(seen.bar).toBeLessThan(310);
    expect(seen.arrow).toBeGreaterThan(0);
    expect(seen.arrow).toBeLessThan(110);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await sheet.waitFor({ state: 'detached' });
  });
});

describe('how far it is', () => {
  it('tells the distance from the seat, and from oneself once allowed', async () => {
    const page = await open({ hash: 'item=3.1-5' });
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ longitude: 113.06136, latitude: 28.80986, accuracy: 20 });
    const away = card(page).getByText(/^距/);
    await card(page).locator('[data-feature]').first().click();
    await expect.poll(() => away.count()).toBe(1);
    await page.getByRole('button', { name: '我的位置' }).click();
    await expect.poll(() => away.count()).toBe(2);
    // From the county's seat to a hill some 25 km to the south-south-east, told no finer than the sketch is good.
    expect(await away.last().innerText()).toMatch(/^距我的位置约 2\d 公里$/);
    await page.getByRole('button', { name: '我的位置' }).click();
    await expect.poll(() => away.count()).toBe(1);
  });
});
