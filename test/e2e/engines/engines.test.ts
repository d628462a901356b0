import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { serveFolder } from '../../../src/cli/serve.ts';
import { areaFigures, gaussKruger, geodesicArea } from '../../../src/geo/area/index.ts';
import { itemsOf, PlanSchema } from '../../../src/model/index.ts';
import { type Driver, until, userOf } from './driver.ts';
import { firefox, firefoxPath } from './firefox.ts';
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

  it('shows a place found by its name, its item and the words of the plan', async () => {
    await go('');
    await user.sees('button', placed.title.zh);
    await until('the live map', () =>
      driver.run<boolean>(`return performance.getEntriesByName('map:complete').length > 0`),
    );
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
    await user.click('tab', '输出');
    await user.click('button', '打印图件');
    await user.reads('dialog', '', '一号地块');
    await go('mode=check');
    await user.reads('main', '征地核查', '一号地块');
    expect(await driver.faults()).toEqual([]);
  });

  it('tours the plan on the public display', async () => {
    await go('mode=display');
    await user.sees('article');
    const stop = () =>
      driver.run<string>(`const all = (root) => [...root.querySelectorAll('*')].flatMap((el) => [el, ...(el.shadowRoot ? all(el.shadowRoot) : [])]);
      return all(document).find((el) => el.dataset?.stop)?.dataset.stop`);
    const first = await until('a stop', stop);
    await user.press('ArrowRight');
    await until('the next stop', async () => ((await stop()) ?? first) !== first);
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
