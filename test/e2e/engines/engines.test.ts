import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serveFolder } from '../../../src/cli/serve.ts';
import { areaFigures, gaussKruger, geodesicArea } from '../../../src/geo/area/index.ts';
import { itemsOf, PlanSchema } from '../../../src/model/index.ts';
import { type Driver, pause, until, userOf } from './driver.ts';
import { firefox, firefoxPath } from './firefox.ts';
import { oldChromium, oldChromiumPath } from './old-chromium.ts';
import { commandPath, installMissing, virtualScreen } from './process.ts';
import { webkit, webkitPath } from './webkit.ts';

/** The browsers people have beside Chromium, whose journeys are those of the other files here, made short. */
const engines = [
  { name: 'Firefox', path: firefoxPath, packages: ['firefox-esr', 'xvfb', 'libgl1-mesa-dri'], open: firefox },
  {
    name: 'WebKit',
    path: webkitPath,
    packages: ['webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri'],
    open: webkit,
  },
  // The oldest the site is built for (`browserslist` in package.json).
  { name: 'Chromium 103', path: oldChromiumPath, packages: ['xvfb'], open: oldChromium },
];
const there = (path: () => string | undefined) => Boolean(path() && commandPath('Xvfb'));
const missing = engines.filter(({ path }) => !there(path)).flatMap(({ packages }) => packages);
if (missing.length) installMissing([...new Set(missing)]);
for (const { name, path, packages } of engines)
  if (!there(path))
    console.warn(
      `${name} is not installed, its journeys do not run (Debian: apt-get install -y ${packages.join(' ')}).`,
    );

const items = itemsOf(v.parse(PlanSchema, JSON.parse(readFileSync('data/plan.json', 'utf8'))));
const placed = items.find((item) => item.features.length > 1)!;

const corners: [number, number][] = [
  [113.118, 28.528],
  [113.126, 28.527],
  [113.128, 28.533],
  [113.121, 28.536],
];
const ring = [...corners, corners[0]!];
const mu = areaFigures(geodesicArea({ type: 'Polygon', coordinates: [ring] })).mu;
const survey = [
  '[属性描述]',
  '坐标系=2000国家大地坐标系',
  '几度分带=3',
  '投影类型=高斯克吕格',
  '计量单位=米',
  '带号=38',
  '[地块坐标]',
  `${ring.length},62.3724,DK-1,一号地块,面,,工业用地,0601,@`,
  ...ring.map(([lon, lat], index) => {
    const { north, east } = gaussKruger(lon, lat, 114);
    return `J${(index % corners.length) + 1},1,${north.toFixed(3)},${(38_000_000 + east).toFixed(3)}`;
  }),
].join('\r\n');

/** The site with a display that waits for nobody: the shortest time a package may give a visitor. */
const folder = mkdtempSync(join(tmpdir(), 'engines-'));
let quick: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  cpSync('dist', folder, { recursive: true });
  const file = join(folder, 'data/town.json');
  const town = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...town, display: { ...town.display, resetSeconds: 10 } }));
  writeFileSync(join(folder, 'data/bundle.json'), '{}');
  quick = await serveFolder(folder);
});
afterAll(async () => {
  await quick?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(engines.filter(({ path }) => there(path)))('in $name', ({ open }) => {
  let screen: { display: string; close(): void };
  let driver: Driver;
  let user: ReturnType<typeof userOf>;
  beforeAll(async () => {
    screen = await virtualScreen();
    driver = await open(screen.display);
    user = userOf(driver);
    await driver.resize(1100, 760);
  });
  afterAll(async () => {
    await driver?.quit();
    screen?.close();
  });
  const go = async (hash: string, app = inject('app')) => {
    await driver.navigate('about:blank');
    // WebKit takes its language from the system.
    await driver.navigate(`${app}#lang=zh&${hash}`);
  };

  /** Files of the interface's own font that were fetched. */
  const fonts = () =>
    driver.run<string[]>(
      `return performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1)).filter((name) => /^ui-/.test(name)).sort()`,
    );

  it('shows a place found by its name, its item and the words of the plan', async () => {
    await go('');
    await user.sees('button', placed.title.zh);
    await until('the live map', () =>
      driver.run<boolean>(`return performance.getEntriesByName('map:complete').length > 0`),
    );
    await until('the fonts', async () => (await fonts()).length > 1);
    // Long enough to draw with them.
    await pause(500);
    expect(await fonts()).toEqual(['ui-400.woff2', 'ui-600.woff2']);
    await user.click('combobox', '搜索');
    await user.type('yuchishan');
    await user.sees('option', '玉池');
    await user.press('Enter');
    await user.sees('heading', '玉池');
    await go('');
    await user.click('button', placed.title.zh);
    await user.reads('complementary', '详情', placed.summary.zh);
    await user.click('tab', '规划原文');
    await user.sees('button', placed.cites[0]!.quote.slice(0, 8));
    await user.click('tab', '图层');
    await user.click('checkbox');
    await until('the layer in the address', () =>
      driver.run<boolean>(`return location.hash.includes('layers')`),
    );
    expect(await driver.faults()).toEqual([]);
  });

  it('checks a surveyed zone, prints it, and has it again after a reload', async () => {
    await go('mode=check');
    await user.reads('main', '征地核查', '已保存');
    await user.choose('导入地块文件', '测试勘测定界.txt', survey);
    await user.click('button', '确认导入');
    await user.reads('complementary', '核查结果', mu);
    // Words that browsing has no characters for.
    await until('the rest of the font', async () => (await fonts()).includes('ui-400-more.woff2'));
    await user.click('tab', '输出');
    await user.click('button', '打印图件');
    await user.reads('dialog', '', '一号地块');
    await go('mode=check');
    await user.reads('main', '征地核查', '一号地块');
    expect(await driver.faults()).toEqual([]);
  });

  it('tours the plan on the public display', async () => {
    await go('mode=display', quick.url);
    await user.sees('article');
    const stop = () =>
      driver.run<string>(`const all = (root) => [...root.querySelectorAll('*')].flatMap((el) => [el, ...(el.shadowRoot ? all(el.shadowRoot) : [])]);
      return all(document).find((el) => el.dataset?.stop)?.dataset.stop`);
    const first = await until('a stop', stop);
    await user.press('ArrowRight');
    await until('the next stop', async () => ((await stop()) ?? first) !== first);
    // Who touches it has the plan to browse; when they have gone the tour goes on.
    await user.press('Enter');
    await user.sees('region', '规划浏览');
    await user.seesNo('region', '规划浏览');
    await until('the tour', stop);
    expect(await driver.faults()).toEqual([]);
  });

  it('publishes what a clerk changed', async () => {
    await go('mode=maintain');
    await user.reads('main', '数据维护', '已保存');
    await user.click('button', placed.title.zh);
    await user.click('textbox', '标题（English）');
    await user.type(' X');
    await user.press('Enter');
    await user.click('tab', '改动与发布');
    await user.sees('button', placed.title.zh);
    await user.click('textbox', '署名');
    await user.type('A clerk');
    await user.click('button', '检查并导出发布包');
    await user.reads('main', '数据维护', '已导出');
    await go('mode=maintain');
    await user.click('tab', '改动与发布');
    await user.click('button', placed.title.zh);
    await until('the title', () =>
      driver.run<boolean>(
        `const all = (root) => [...root.querySelectorAll('*')].flatMap((el) => [el, ...(el.shadowRoot ? all(el.shadowRoot) : [])]);
        return all(document).some((el) => el.value === args[0])`,
        `${placed.title.en} X`,
      ),
    );
    expect(await driver.faults()).toEqual([]);
  });

  it('starts without a network once it was there', async () => {
    const serving = await serveFolder('dist');
    await go('', serving.url);
    await until(
      'the copy for offline use',
      () =>
        driver.run<boolean>(
          `return (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'`,
        ),
      90_000,
    );
    await serving.close();
    await driver.navigate('about:blank');
    await driver.navigate(`${serving.url}#lang=zh&item=${placed.id}`);
    await user.reads('complementary', '详情', placed.summary.zh);
    await driver.faults();
  });
});
