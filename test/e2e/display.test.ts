import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import {
  card,
  goTo,
  noWebgl,
  openDisplay,
  openLog,
  plainMap,
  screen,
  settings,
  small,
  stopOf,
  town,
  visitor,
  withoutWebgl,
} from './display-page.ts';

const plan = JSON.parse(readFileSync('data/plan.json', 'utf8'));

describe('the tour', () => {
  it('opens with the town, shows an item in the plan’s own words, and closes with source and notice', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await card(page).getByRole('heading', { name: town().name.zh }).waitFor();
    for (const chapter of plan.chapters.slice(1)) await card(page).getByText(chapter.short.zh).waitFor();
    const item = plan.chapters[2].sections[0].items[1];
    await goTo(page, `item:${item.id}`);
    await card(page).getByRole('heading', { name: item.title.zh }).waitFor();
    expect(await card(page).getByRole('blockquote').innerText()).toContain(item.cites[0].quote);
    await card(page).getByText('示意', { exact: true }).waitFor();
    await goTo(page, 'closing');
    await card(page).getByText('示意图，未经审图').waitFor();
    await card(page).getByText(town().attribution.zh).waitFor();
    await card(page).getByRole('img', { name: /扫码/ }).waitFor();
  });

  it('goes on by itself and starts over', async () => {
    const prepare = settings({ dwellSeconds: 3, chapters: [] });
    const page = await openDisplay({
      flags: noWebgl,
      expected: withoutWebgl,
      prepare,
      reducedMotion: 'no-preference',
    });
    await expect.poll(() => stopOf(page), { timeout: 40_000 }).toBe('scene:columns');
    await expect.poll(() => stopOf(page), { timeout: 40_000 }).toBe('closing');
    await expect.poll(() => stopOf(page), { timeout: 40_000 }).toBe('opening');
  });

  it('shows in its title how far it is, and takes that back on leaving', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    const { zh } = town().title;
    const title = () => page.title();
    await expect.poll(title).toMatch(new RegExp(`^${zh} 1/\\d+$`));
    await page.keyboard.press('ArrowRight');
    await expect.poll(title).toMatch(new RegExp(`^${zh} 2/\\d+$`));
    await openLog(page);
    await page.getByRole('button', { name: '退出展示' }).click();
    await expect.poll(title).toBe(zh);
  });

  it('speaks the language of the address', async () => {
    const page = await openDisplay({ hash: 'mode=display&lang=en', flags: noWebgl, expected: withoutWebgl });
    await card(page).getByRole('heading', { name: town().name.en }).waitFor();
  });

  it('draws its figures over the live map and takes them away again', async () => {
    const page = await openDisplay({ prepare: settings({ chapters: [] }) });
    await plainMap(page).waitFor({ state: 'detached', timeout: 45_000 });
    await goTo(page, 'scene:columns');
    const canvases = page.getByRole('region', { name: '地图' }).locator('canvas');
    await expect.poll(() => canvases.count(), { timeout: 40_000 }).toBe(2);
    await card(page).getByText('每根柱子一个村').waitFor();
    await goTo(page, 'opening');
    // The next tour begins without them.
    await expect.poll(() => canvases.count(), { timeout: 40_000 }).toBe(1);
  }, 150_000);

  it('shows the whole town beside the card, from the start and after the screen is turned', async () => {
    const page = await openDisplay({ reducedMotion: 'reduce' });
    await plainMap(page).waitFor({ state: 'detached', timeout: 45_000 });
    /** Corners of the town's extent on the screen, by the map's own projection, and the box of the card. */
    const framed = (extent: number[]) =>
      page.evaluate(([west, south, east, north]) => {
        const root = document.querySelector('plan-app')?.shadowRoot;
        const host = root?.querySelector('map-host') as unknown as {
          view: {
            value: { map: { project(at: number[]): { x: number; y: number }; getContainer(): HTMLElement } };
          };
        };
        const { map } = host.view.value;
        const factor = innerWidth / map.getContainer().clientWidth;
        const corners = [
          [west, south],
          [west, north],
          [east, south],
          [east, north],
        ].map((corner) => map.project(corner as number[]));
        const card = root
          ?.querySelector('display-mode')
          ?.shadowRoot?.querySelector('tour-card')
          ?.shadowRoot?.querySelector('article')
          ?.getBoundingClientRect();
        return {
          left: Math.min(...corners.map(({ x }) => x)) * factor,
          right: Math.max(...corners.map(({ x }) => x)) * factor,
          top: Math.min(...corners.map(({ y }) => y)) * factor,
          bottom: Math.max(...corners.map(({ y }) => y)) * factor,
          card: { right: card?.right ?? 0, top: card?.top ?? 0 },
        };
      }, extent);
    const inside = async (width: number, height: number) => {
      const { left, right, top, bottom, card: box } = await framed(town().extent);
      const clear = width > height ? left >= box.right : bottom <= box.top;
      // Large, too: it fills most of what is free in one direction.
      const free = width > height ? [width - box.right, height] : [width, box.top];
      const fill = Math.max((right - left) / (free[0] as number), (bottom - top) / (free[1] as number));
      return clear && left >= 0 && right <= width && top >= 0 && bottom <= height && fill > 0.7;
    };
    expect(await stopOf(page)).toBe('opening');
    await expect.poll(() => inside(960, 540), { timeout: 40_000 }).toBe(true);
    await page.setViewportSize({ width: 540, height: 960 });
    await expect.poll(() => inside(540, 960), { timeout: 40_000 }).toBe(true);
    await page.setViewportSize({ width: 960, height: 540 });
    await expect.poll(() => inside(960, 540), { timeout: 40_000 }).toBe(true);
  }, 150_000);

  it('rests in quiet hours', async () => {
    const prepare = settings({ quietHours: { from: '00:00', to: '24:00' } });
    const page = await openPage({ viewport: small, hash: 'mode=display', prepare });
    await page.getByRole('status').getByText('将于此时恢复展示').waitFor();
    expect(await card(page).count()).toBe(0);
    // Whoever looks from afar sees that it rests and lives.
    await expect.poll(() => page.title()).toMatch(/ \d\d:\d\d$/);
  });
});

describe('every card', () => {
  it.each([
    ['1080p', 1920, 1080, 'zh', [1, 2, 3, 4, 5]],
    ['1080p', 1920, 1080, 'en', [1, 2, 3, 4, 5]],
    ['portrait', 1080, 1920, 'zh', [1, 2, 3, 4, 5]],
    ['portrait', 1080, 1920, 'en', [1, 2, 3, 4, 5]],
    // The same in proportion: one chapter shows it.
    ['720p', 1280, 720, 'zh', [1]],
    ['4K', 3840, 2160, 'zh', [1]],
  ])(
    'fits the screen and can be read from five metres: %s, %i × %i, %s',
    async (_, width, height, lang, chapters) => {
      const prepare = settings({ chapters });
      const hash = `mode=display&lang=${lang}`;
      const page = await openDisplay({
        viewport: { width, height },
        hash,
        prepare,
        flags: noWebgl,
        expected: withoutWebgl,
      });
      const wrong: string[] = [];
      const seen = new Set<string>();
      for (let stop = await stopOf(page); stop && !seen.has(stop); stop = await stopOf(page)) {
        seen.add(stop);
        const found = await card(page).evaluate((article) => {
          const unit = Math.min(innerWidth, innerHeight) / 100;
          const faults: string[] = [];
          const foot = innerHeight - 6 * unit;
          for (const element of article.querySelectorAll(
            'h1, p, li, b, small, span, blockquote, dt, dd, qr-code',
          )) {
            const box = element.getBoundingClientRect();
            const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
            const text = own
              .map((node) => node.textContent?.trim())
              .join('')
              .slice(0, 20);
            if (box.width === 0) continue;
            if (box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > foot)
              faults.push(
                `${text || element.tagName} at ${Math.round(box.top)}–${Math.round(box.bottom)} of ${innerHeight}`,
              );
            const size = Number.parseFloat(getComputedStyle(element).fontSize) / unit;
            const letter = element.closest('[lang]')?.getAttribute('lang') === 'en' ? 0.73 : 0.92;
            // Minutes of arc of a letter on a 55-inch screen, 685 mm high, from five metres.
            const arc = (Math.atan((size * 6.85 * letter) / 5000) * 180 * 60) / Math.PI;
            // What half of full sight reads (visus 0.5), and what three quarters of it read.
            const least = element.matches('h1, blockquote, .body, .fact, .fact *, .list b') ? 10 : 6.6;
            if (text && arc < least) faults.push(`${text} has letters of ${arc.toFixed(1)}′`);
          }
          return faults;
        });
        wrong.push(...found.map((fault) => `${stop}: ${fault}`));
        await page.keyboard.press('ArrowRight');
        await expect.poll(() => stopOf(page)).not.toBe(stop);
      }
      expect(seen.size).toBeGreaterThan(chapters.length * 8);
      expect(wrong).toEqual([]);
    },
  );
});

describe('a passer-by', () => {
  it('finds an item by its chapter and takes its address along', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await screen(page).click();
    await visitor(page)
      .getByRole('button', { name: /集镇建设/ })
      .click();
    await visitor(page).getByRole('button', { name: '国道东移桃花路' }).click();
    const details = visitor(page).getByRole('article', { name: '详情' });
    await details.getByRole('heading', { name: '国道东移桃花路' }).waitFor();
    const code = await details.getByRole('img', { name: /扫码/ }).getAttribute('aria-label');
    expect(code).toMatch(/#item=2\.1-2$/);
  });

  it('searches by touch in pinyin, and every target is large', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await screen(page).click();
    await visitor(page).getByRole('button', { name: '搜索' }).click();
    for (const key of 'yuchishan')
      await visitor(page).getByRole('button', { name: key, exact: true }).click();
    await visitor(page)
      .getByRole('list', { name: '搜索结果' })
      .getByText('玉池山省级风景名胜区')
      .first()
      .waitFor();
    for (const button of await visitor(page).getByRole('button').all()) {
      const box = await button.boundingBox();
      if (box) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
  });

  it('leaves nothing behind when the tour goes on', async () => {
    const prepare = settings({ resetSeconds: 10 });
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl, prepare });
    await goTo(page, 'chapter:1');
    const traces = () =>
      page.evaluate(async () => ({
        address: location.href,
        steps: history.length,
        stored: Object.keys(localStorage),
        databases: (await indexedDB.databases()).map((one) => one.name),
      }));
    const before = await traces();
    await screen(page).click();
    await visitor(page).getByRole('button', { name: '搜索' }).click();
    await visitor(page).getByRole('button', { name: 'q', exact: true }).click();
    await visitor(page).getByRole('button', { name: '搜索' }).click();
    await visitor(page)
      .getByRole('button', { name: /民生实事/ })
      .click();
    await visitor(page).getByRole('button', { name: 'EN' }).click();
    await page.getByRole('region', { name: 'Browse the plan' }).waitFor();
    await card(page).waitFor({ timeout: 40_000 });
    expect(await stopOf(page)).toBe('chapter:1');
    expect(await traces()).toEqual(before);
    await screen(page).click();
    const first = visitor(page).getByRole('button', { name: /园区服务/ });
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    await visitor(page).getByRole('button', { name: '搜索' }).click();
    expect(await visitor(page).getByRole('status', { name: '搜索' }).innerText()).toBe('输入拼音或首字母');
  });

  it('opens no menu, no dialogue, no other page', async () => {
    const page = await openDisplay({ flags: noWebgl, expected: withoutWebgl });
    await screen(page).click();
    expect(await page.getByRole('link').count()).toBe(0);
    const kept = await page.evaluate(() => {
      const events = [
        new MouseEvent('contextmenu', { cancelable: true, bubbles: true }),
        new Event('dragstart', { cancelable: true, bubbles: true }),
        new Event('drop', { cancelable: true, bubbles: true }),
        new KeyboardEvent('keydown', { key: 'o', ctrlKey: true, cancelable: true, bubbles: true }),
        new KeyboardEvent('keydown', { key: 'F1', cancelable: true, bubbles: true }),
      ];
      return events.map((event) => document.body.dispatchEvent(event));
    });
    expect(kept).toEqual([false, false, false, false, false]);
  });
});
