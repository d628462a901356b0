import { extentOf } from '../../geo/plane/extent.ts';
import { statusShapes } from '../../map/sprites/shapes.ts';
import { el } from '../../map/svg/node.ts';
import { shapeNode } from '../../map/svg/sprites.ts';
import {
  type Chapter,
  chapterNumerals,
  type Feature,
  isKnown,
  type PlanItem,
  planWords,
  rowsOf,
  type Status,
} from '../../model/index.ts';
import type { Store } from '../../store/index.ts';
import { shapesHere, villageOf } from '../../store/village.ts';
import { mayConcern } from '../../ui/village-words.ts';
import { accuracyText, basisWords, spatialWords, statusWords, words } from '../../ui/words.ts';
import { oldestBrowsers } from '../build/floor.ts';
import { pageMap } from './maps.ts';
import { drawing, html, type Markup } from './markup.ts';
import type { Ready } from './package.ts';
import { villagesOf } from './package.ts';
import type { Themes } from './themed.ts';

/** Addresses within the site. */
export const itemPage = (id: string): string => `p/${id}.html`;
/** The file of a page's map, without its ending; without an id that of the site's first page. */
export const mapFileOf = (id: string): string => `maps/${id || 'town'}`;
export const villagePage = (code: string): string => `v/${code}.html`;

const sign = (status: Status | undefined): Markup =>
  drawing(
    el(
      'svg',
      { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
      ...(status ? statusShapes(status, 'currentColor', 'none', 8, 8, 7).map(shapeNode) : []),
    ),
  );

const word = (status: Status | undefined): string => (status ? statusWords[status] : words.noStatus).zh;

/** The plan's own words of a citation. */
const quoted = ({ state }: Store, { start, end, quote }: PlanItem['cites'][number]): string =>
  state.planText.value ? planWords(state.plan.value, state.planText.value, start, end) : quote;

/** Why there is nothing more than this, for whom it concerns: no script, a failing one, a browser that is too old. */
const why = html`<noscript><p class="why">浏览器未启用 JavaScript：这里是规划的文字和静态地图，链接可用；缩放、搜索、征地核查需要启用 JavaScript。<span lang="en">Without JavaScript this is the plan's text and a still map.</span></p></noscript>
<p class="why late" role="status">地图程序未能启动（浏览器过旧，或文件没有取到）：这里是规划的文字和静态地图，链接可用。请换用 ${oldestBrowsers} 或更新的浏览器。<span lang="en">The map did not start: the browser is too old, or a file is missing.</span></p>`;

const place = (store: Store, item: PlanItem): string => {
  const ids = store.select.featuresOfItem.value.get(item.id) ?? [];
  // How many sketches there are says nothing of how many places there are.
  const count = ids.filter((id) => isKnown(store.select.features.value.get(id)?.feature)).length;
  return count ? `${count} 处` : spatialWords[item.spatial].zh;
};

const row = (store: Store, item: PlanItem): Markup => {
  const status = store.select.itemStatus(item.id)?.word;
  const [first] = item.cites;
  return html`<li><a href="${itemPage(item.id)}">${sign(status)}<span>${item.title.zh}</span><span class="quiet">${word(status)} · ${place(store, item)}</span>${first ? html`<q>${quoted(store, first)}</q>` : undefined}</a></li>`;
};

const chapter = (store: Store, one: Chapter): Markup =>
  html`<section class="h${Math.min(one.number, 5)}"><h2><i aria-hidden="true">${chapterNumerals[one.number] ?? one.number}</i>${one.short.zh}</h2>${one.sections.map(
    (section) =>
      html`<h3>${section.title.zh}</h3><ul class="rows">${section.items.map((item) => row(store, item))}</ul>`,
  )}</section>`;

const honesty = ({ town, store }: Ready): Markup =>
  html`<p class="foot">${town.reviewNumber ? `${words.reviewNumber.zh} ${town.reviewNumber}` : words.unreviewed.zh}${store.select.attributions.value.map((one) => ` · ${one.zh}`)} · 数据版本 ${town.dataVersion}</p>`;

const head = ({ town, store }: Ready, up = ''): Markup =>
  html`<header class="head"><h1>${up ? html`<a href="./">${town.title.zh}</a>` : town.title.zh}</h1><p>${store.state.plan.value?.title.zh ?? ''}</p></header>`;

/** What stands in `index.html`: the map, and the whole plan with statuses and quotes as links. */
export function indexBody(ready: Ready, themes: Themes): Markup {
  const { store, town } = ready;
  const villages = villagesOf(store);
  const map = pageMap(
    store,
    themes,
    { extent: town.extent, name: `${town.title.zh} · ${words.map.zh}` },
    mapFileOf(''),
  );
  return html`<div id="before">${map}<main class="side" aria-label="${words.items.zh}">${head(ready)}${why}${(
    store.state.plan.value?.chapters ?? []
  ).map((one) => chapter(store, one))}${
    villages.length
      ? html`<section><h2>村（社区）</h2><ul class="rows">${villages.map(({ code, feature }) => html`<li><a href="${villagePage(code)}"><span></span>${feature.properties.name.zh}</a></li>`)}</ul></section>`
      : undefined
  }${honesty(ready)}</main></div>`;
}

const featureLine = ({ properties: { name, basis, accuracyM, source } }: Feature): Markup => {
  return html`<li>${name.zh} <span class="quiet">${basisWords[basis].zh}，${accuracyText(accuracyM)}。${source.zh}</span></li>`;
};

const section = (title: string, list: readonly (Markup | undefined)[]): Markup | undefined =>
  list.some(Boolean) ? html`<h2>${title}</h2><ul>${list.filter((one) => one !== undefined)}</ul>` : undefined;

const villageLinks = (store: Store, codes: ReadonlySet<string>): Markup[] =>
  villagesOf(store)
    .filter(({ code }) => codes.has(code))
    .map(
      ({ code, feature }) => html`<li><a href="${villagePage(code)}">${feature.properties.name.zh}</a></li>`,
    );

/** The page of one item: its words, status, place and map. */
export function itemBody(ready: Ready, themes: Themes, item: PlanItem): Markup {
  const { store, town } = ready;
  const { plan } = store.state;
  const ids = store.select.featuresOfItem.value.get(item.id) ?? [];
  const records = ids.flatMap((id) => store.select.features.value.get(id) ?? []);
  const extent = extentOf(records.map(({ feature }) => feature.geometry)) ?? town.extent;
  const map = pageMap(
    store,
    themes,
    {
      extent,
      selected: new Set(ids),
      name: `${item.title.zh} · ${words.map.zh}`,
    },
    mapFileOf(item.id),
  );
  const status = store.select.itemStatus(item.id);
  const codes = new Set(records.flatMap(({ feature }) => feature.properties.villages));
  const number = Number(item.id.split('.')[0]);
  const chapter = plan.value?.chapters.find((one) => one.number === number);
  const related = item.related.flatMap((id) => {
    const other = store.select.items.value.get(id);
    return other ? [html`<li><a href="${itemPage(id)}">${other.title.zh}</a></li>`] : [];
  });
  return html`<div id="before" class="page h${Math.min(number, 5)}">${map}<main class="side">${head(ready, '../')}${why}<article>
<p class="quiet">${chapter?.short.zh ?? ''} · ${item.id}</p><h1>${item.title.zh}</h1><p>${item.summary.zh}</p>
${item.cites.map((cite) => html`<blockquote>${quoted(store, cite)}</blockquote>`)}<p class="quiet">${plan.value?.title.zh ?? ''}</p>
<h2>状态</h2><p>${sign(status?.word)} ${word(status?.word)}${status ? html` <span class="quiet">（${status.entry.date}，依据：${status.entry.evidence}）</span>` : undefined}</p>
${section(
  '目标',
  item.targets.map((target) => html`<li>${target.text.zh}</li>`),
)}${item.why ? html`<p class="quiet">${spatialWords[item.spatial].zh}：${item.why.zh}</p>` : undefined}${section(
  '图上位置',
  rowsOf(records.map(({ feature }) => feature)).flatMap(([first]) => (first ? featureLine(first) : [])),
)}${section(records.some(({ feature }) => isKnown(feature)) ? '涉及村（社区）' : '图上所在村（示意图形，只是可能）', villageLinks(store, codes))}${section('相关项目', related)}
<p><a class="open" href="./#item=${encodeURIComponent(item.id)}">在地图中打开</a></p></article>${honesty(ready)}</main></div>`;
}

/** The page of one village: what the plan does there, and its map. */
export function villageBody(ready: Ready, themes: Themes, code: string): Markup {
  const { store } = ready;
  const feature = villagesOf(store).find((one) => one.code === code)?.feature;
  const name = feature?.properties.name.zh ?? code;
  const extent = (feature && extentOf([feature.geometry])) ?? ready.town.extent;
  const map = pageMap(
    store,
    themes,
    {
      extent,
      selected: new Set(feature ? [feature.properties.id] : []),
      name: `${name} · ${words.map.zh}`,
    },
    mapFileOf(code),
  );
  const view = villageOf(store, code);
  const listed = (title: string, items: readonly PlanItem[]) =>
    items.length
      ? html`<section><h2>${title}</h2><ul class="rows">${items.map((item) => row(store, item))}</ul></section>`
      : undefined;
  const neighbours = new Set(view?.neighbours.flatMap((one) => one.feature.properties.villages));
  return html`<div id="before" class="page">${map}<main class="side">${head(ready, '../')}${why}<article><p class="quiet">${code}</p><h1>${name}</h1>
${feature ? html`<p class="quiet">${basisWords[feature.properties.basis].zh}，${accuracyText(feature.properties.accuracyM)}。${feature.properties.source.zh}</p>` : undefined}
<p>${view?.here.length ? mayConcern(view, ready.town).zh : '规划没有在图上落到该村的项目。'}</p></article>
${listed(
  shapesHere.zh,
  (view?.here ?? []).map(({ item }) => item),
)}${listed(words.townwide.zh, view?.townwide ?? [])}
<article>${section('相邻村（社区）', villageLinks(store, neighbours))}<p><a class="open" href="./#village=${code}">在地图中打开</a></p></article>${honesty(ready)}</main></div>`;
}
