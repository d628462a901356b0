import { html, nothing, type TemplateResult } from 'lit';
import { type CheckResult, fitted, landClassWords, type Table } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import { type Bilingual, formatProblem, say as inWords, type Language } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { checkedZones, projectOf } from '../output/reports.ts';
import { overlapsIn } from '../stage.ts';
import type { Workbench } from '../workbench.ts';
import { extraMm, isLong, legend, signatures, summary } from './front.ts';
import { inset } from './inset.ts';
import { drawMap, northArrow, scaleBar } from './map-svg.ts';
import { extentOfAll, fittingScale, layoutOf, margin, type Paper, project } from './paper.ts';
import { type LaidParcels, tablesFor } from './tables.ts';

/** What the sheet is set to. */
export interface SheetSettings {
  paper: Paper;
  landscape: boolean;
  /** Denominator of the plots' maps; undefined takes the largest scale that fits each. */
  scale: number | undefined;
  language: Language;
}

/** The pages about one plot, or about all of them together: a page with a map, and tables. */
export interface Chapter {
  /** Undefined for the pages about all. */
  zone: ZoneRecord | undefined;
  /** Says what the tables were made from: while it stays, they need not be measured again. */
  key: string;
  tables: readonly Table[];
  fits: boolean;
  fitting: number;
  /** The page with the map; what stands under every page is handed in. */
  front(label: string, heading: string, footer: TemplateResult): TemplateResult;
}

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const kept = new WeakMap<CheckResult, { key: string; tables: Table[] }>();

interface Drawing {
  store: Store;
  bench: Workbench;
  zones: readonly ZoneRecord[];
  settings: SheetSettings;
}

/** The map of zones on a page, at the scale asked for or the largest that holds them. */
function draw({ store, bench, zones, settings }: Drawing, result: CheckResult | undefined) {
  const meridian = store.state.town.value?.centralMeridian ?? 114;
  const { paper, landscape, language } = settings;
  const warned = zones.length === 1 && (zones[0]?.warnings.length ?? 0) > 0;
  const extent = extentOfAll(
    zones.map(({ geometry }) => geometry),
    meridian,
  );
  const attempt = (long: boolean) => {
    const layout = layoutOf(paper, landscape, extraMm(result, warned, landscape, long));
    const fitting = fittingScale(extent, layout.frame);
    const scale = (zones.length === 1 ? settings.scale : undefined) ?? fitting;
    const projection = project(extent, layout.frame, scale, meridian);
    const names = zones.map(({ name }) => name).join('、');
    const label = t(`${names}，比例尺 1:${scale}`, `${names}, scale 1:${scale}`);
    const overlaps = result ? overlapsIn(bench, bench.checker.results.value[result.zone.id]?.drawn) : [];
    return {
      ...{ scale, fitting, projection, long },
      fits: extent.west >= projection.extent.west && extent.south >= projection.extent.south,
      widthMm: layout.page[0] - 2 * margin,
      drawn: drawMap(store, zones, overlaps, projection, language, label),
    };
  };
  const first = attempt(false);
  return !landscape && isLong(first.drawn) ? attempt(true) : first;
}

/** The page with the map: title, facts, map, legend, place, what was found, places to sign. */
function frontPage(
  drawing: Drawing,
  made: ReturnType<typeof draw>,
  parts: { facts: readonly string[]; areas: TemplateResult; found: TemplateResult; notes: string },
) {
  const { store, zones, settings } = drawing;
  const say = (text: Bilingual) => inWords(text, settings.language);
  const { drawn, scale, projection, long } = made;
  const where = say(t('位置示意', 'Location'));
  const place = inset(
    store,
    projection,
    zones.map(({ geometry }) => geometry),
    where,
  );
  return (label: string, heading: string, footer: TemplateResult) =>
    html`<article class="page front ${settings.landscape ? 'wide' : long ? 'tall' : ''}" aria-label=${label}>
      <header class="head"><h1>${heading}</h1><div class="facts">${parts.facts.filter(Boolean).map((fact) => html`<p>${fact}</p>`)}</div>
        <div class="area num">${parts.areas}</div></header>
      ${drawn.map}
      <div class="under"><div class="marks">${scaleBar(scale)}<span class="ratio num">1:${scale.toLocaleString('en-US')}</span>${northArrow(say(t('坐标北', 'grid N')))}</div>
        ${place ? html`<figure class="place">${place}<figcaption>${where}</figcaption></figure>` : nothing}
        <div class="key"><h3>${say(t('图例', 'Legend'))}</h3>${legend(drawn, say)}</div>
        ${parts.found}${signatures(say)}</div>
      <div class="base">${parts.notes ? html`<p class="note">${parts.notes}</p>` : nothing}${footer}</div></article>`;
}

/** 2000 国家大地坐标系, its datum of heights aside: the plane in which the map and the points are. */
const gridWords = (meridian: number): Bilingual =>
  t(
    `2000 国家大地坐标系（CGCS2000），高斯-克吕格 3° 带第 ${meridian / 3} 带，中央经线 ${meridian}°`,
    `CGCS2000, Gauss–Krüger 3° zone ${meridian / 3}, central meridian ${meridian}°`,
  );

function zoneChapter(drawing: Drawing, zone: ZoneRecord, laid: LaidParcels | undefined): Chapter {
  const { store, bench, settings } = drawing;
  const { language } = settings;
  const say = (text: Bilingual) => inWords(text, language);
  const state = bench.checker.results.value[zone.id];
  const result = state?.result;
  const own = { ...drawing, zones: [zone] };
  const made = draw(own, result);
  const { drawn, fits, fitting, widthMm } = made;
  const layers = drawn.layers.map(({ id }) => id).join();
  const key = JSON.stringify([
    ...[zone.id, zone.name, state?.fingerprint, layers, widthMm, language],
    laid?.name,
    laid?.classes?.name,
  ]);
  const before = result && kept.get(result);
  const tables = !result
    ? []
    : before?.key === key
      ? before.tables
      : tablesFor(store, zone, result, drawn.layers, widthMm, laid);
  if (result) kept.set(result, { key, tables });
  const figures = areaFigures(result?.zone.areaM2 ?? 0, 2);
  const plane = areaFigures(result?.zone.planeAreaM2 ?? 0, 2);
  const item = zone.planItem ? store.select.items.value.get(zone.planItem) : undefined;
  const { landClass, warnings } = zone;
  const line = (name: Bilingual, { mu, ha, m2 }: typeof figures, strong: boolean) =>
    html`<p>${say(name)} ${strong ? html`<b>${mu}</b>` : mu} ${say(t('亩', 'mu'))} · ${ha} ${say(t('公顷', 'ha'))} · ${m2} m²</p>`;
  const notes = warnings
    .slice(0, 2)
    .map((one) => formatProblem(one, language))
    .join(' ');
  const owner = [zone.project, zone.applicant, zone.batch].filter(Boolean).join(' · ');
  const facts = [
    owner,
    [
      item ? `${item.id} ${say(item.title)}` : '',
      landClass ? `${say(landClassWords(landClass))} ${landClass}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    say(gridWords(store.state.town.value?.centralMeridian ?? 114)),
  ];
  return {
    ...{ zone, key, tables, fits, fitting },
    front: frontPage(own, made, {
      facts,
      areas: html`${line(t('椭球面积', 'Ellipsoidal area'), figures, true)}${line(t('高斯平面面积', 'Gauss–Krüger plane'), plane, false)}`,
      found: result ? summary(result, say) : html``,
      notes: notes ? `${say(t('提示：', 'Notes: '))}${notes}${warnings.length > 2 ? '…' : ''}` : '',
    }),
  };
}

/** What all plots come to: the overview map and the sums. */
function projectChapter(drawing: Drawing): Chapter {
  const { bench, zones, settings, store } = drawing;
  const say = (text: Bilingual) => inWords(text, settings.language);
  const checked = checkedZones(zones, bench.checker);
  const report = projectOf(checked);
  const made = draw(drawing, undefined);
  const sum = areaFigures(
    checked.reduce((all, { result }) => all + result.zone.areaM2, 0),
    2,
  );
  const list = (key: 'project' | 'applicant' | 'batch') =>
    [...new Set(zones.map((zone) => zone[key] ?? '').filter(Boolean))].join('、');
  return {
    zone: undefined,
    key: JSON.stringify([
      zones.map(({ id, name }) => [id, name, bench.checker.results.value[id]?.fingerprint]),
      settings,
    ]),
    tables: (report?.tables ?? []).flatMap((table) => fitted(table, made.widthMm)),
    fits: made.fits,
    fitting: made.fitting,
    front: frontPage(drawing, made, {
      facts: [
        [list('project'), list('applicant'), list('batch')].filter(Boolean).join(' · '),
        say(t(`共 ${zones.length} 个地块`, `${zones.length} zones`)),
        say(gridWords(store.state.town.value?.centralMeridian ?? 114)),
      ],
      areas: html`<p>${say(t('合计', 'Together'))} <b>${sum.mu}</b> ${say(t('亩', 'mu'))} · ${sum.ha} ${say(t('公顷', 'ha'))}</p><p>${sum.m2} m²</p>`,
      found: html``,
      notes: '',
    }),
  };
}

/** The chapters of a sheet: of one zone its own; of several, first what they come to. */
export function chaptersOf(
  store: Store,
  bench: Workbench,
  zones: readonly ZoneRecord[],
  settings: SheetSettings,
): Chapter[] {
  const drawing = { store, bench, zones, settings };
  const parcels = bench.layers.layers.value.filter(({ value }) => value.entry.role === 'parcels').at(-1);
  const laid = parcels?.loaded && {
    name: parcels.value.entry.name.zh,
    count: parcels.loaded.count,
    classes: bench.checker.classes.value,
  };
  return [
    ...(zones.length > 1 ? [projectChapter(drawing)] : []),
    ...zones.map((zone) => zoneChapter(drawing, zone, laid)),
  ];
}
