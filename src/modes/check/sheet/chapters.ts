import { html, nothing, type TemplateResult } from 'lit';
import { type CheckResult, fitted, landClassWords, type Table } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import { type Bilingual, formatProblem, say as inWords, type Language } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { paperMargin as margin, type Paper } from '../../../ui/paper-cover.ts';
import { checkedZones, projectOf } from '../output/reports.ts';
import { overlapsIn } from '../painted.ts';
import type { Workbench } from '../workbench.ts';
import { extraMm, isLong, legend, sidesOf, signatures, summary } from './front.ts';
import type { ZoneGround } from './ground.ts';
import { inset } from './inset.ts';
import { drawMap, northArrow, scaleBar } from './map-svg.ts';
import { extentOfAll, fittingScale, layoutOf, mapPageFrame, type Projection, project } from './paper.ts';
import { pictureWords, type SheetPictures } from './pictures.ts';
import { type SharedRows, sharedOf } from './shared-rows.ts';
import { type LaidParcels, sourcesTable, tablesFor } from './tables.ts';
import { mostTiles, type Tile, tilesOf } from './tiles.ts';

/** What the sheet is set to. */
export interface SheetSettings {
  paper: Paper;
  landscape: boolean;
  /** Denominator of the plots' maps; undefined takes the largest scale that fits each. */
  scale: number | undefined;
  language: Language;
  /** What is in and around each zone, by its id, as far as it is known. */
  ground: ReadonlyMap<string, ZoneGround>;
  pictures: SheetPictures;
}

/** The pages about one plot, or about all of them together: a page with a map, and tables. */
export interface Chapter {
  /** Undefined for the pages about all. */
  zone: ZoneRecord | undefined;
  /** Says what the tables were made from: while it stays, they need not be measured again. */
  key: string;
  tables: readonly Table[];
  /** How many pages the map goes over at the scale asked for; 0: too many, and it is drawn at one that fits. */
  maps: number;
  fitting: number;
  /** The page with the map; what stands under every page is handed in. */
  front: Page;
  /** Pages that are nothing but a map. */
  mapPages: readonly Page[];
}

type Page = (label: string, heading: string, footer: TemplateResult) => TemplateResult;

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const kept = new WeakMap<CheckResult, { key: string; tables: Table[] }>();

interface Drawing {
  store: Store;
  bench: Workbench;
  zones: readonly ZoneRecord[];
  settings: SheetSettings;
  laid: LaidParcels | undefined;
  /** Of a sheet of several plots. */
  shared: SharedRows | undefined;
}

/** Signs of a title that fit a portrait page in its full size. */
const longest: Record<Language, number> = { zh: 24, en: 44 };
/** Millimetres around a zone for the numbers of its points. */
const edgeMm = 4;
/** Millimetres of the line that says which image lies under the map. */
const pictureMm = 4.3;

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
    const layout = layoutOf(
      paper,
      landscape,
      extraMm(result, warned, landscape, long) +
        (paper === 'A3' && !landscape ? 6 : 0) +
        (settings.pictures.under(zones).length ? pictureMm : 0),
    );
    const fitting = fittingScale(extent, layout.frame);
    const asked = (zones.length === 1 ? settings.scale : undefined) ?? fitting;
    const whole = project(extent, layout.frame, asked, meridian);
    const [only] = zones;
    const edge = (edgeMm * asked) / 1000;
    const fits = extent.west - edge >= whole.extent.west && extent.south - edge >= whole.extent.south;
    const frame = mapPageFrame(paper, landscape);
    const tiles = !fits && only ? tilesOf(only.geometry, extent, frame, asked, meridian) : [];
    const scale = fits ? asked : fitting;
    const projection = fits ? whole : project(extent, layout.frame, scale, meridian);
    const names = zones.map(({ name }) => name).join('、');
    const label = t(`${names}，比例尺 1:${scale}`, `${names}, scale 1:${scale}`);
    const overlaps = result ? overlapsIn(bench, bench.checker.results.value[result.zone.id]?.drawn) : [];
    const ground = only && zones.length === 1 ? settings.ground.get(only.id) : undefined;
    const map = (at: Projection, index: readonly Tile[] = []) =>
      drawMap(store, zones, overlaps, at, language, label, {
        ...{ ground, index, pictures: settings.pictures.of(at) },
      });
    return {
      ...{ scale, asked, fitting, projection, long, tiles, map },
      widthMm: layout.page[0] - 2 * margin,
      drawn: map(projection, tiles),
    };
  };
  const first = attempt(false);
  return !landscape && isLong(first.drawn) ? attempt(true) : first;
}

/** The page with the map: title, facts, map, legend, place, what was found, places to sign. */
function frontPage(
  drawing: Drawing,
  made: ReturnType<typeof draw>,
  parts: {
    facts: readonly string[];
    areas: TemplateResult;
    sides?: TemplateResult;
    found: TemplateResult;
    notes: readonly string[];
  },
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
    html`<article class="page front ${settings.landscape ? 'wide' : long ? 'tall' : ''} ${settings.paper === 'A3' ? 'a3' : ''}" aria-label=${label}>
      <header class="head"><h1 class=${[...heading].length > longest[settings.language] ? 'long' : ''}>${heading}</h1><div class="facts">${parts.facts.filter(Boolean).map((fact) => html`<p>${fact}</p>`)}</div>
        <div class="area num">${parts.areas}</div></header>
      ${drawn.map}
      <div class="under"><div class="marks">${scaleBar(scale, settings.landscape ? 8 : 14)}<span class="ratio num">1:${scale.toLocaleString('en-US')}</span>${northArrow(say(t('坐标北', 'grid N')))}</div>
        ${place ? html`<figure class="place">${place}<figcaption>${where}</figcaption></figure>` : nothing}
        <div class="key"><h3>${say(t('图例', 'Legend'))}</h3>${legend(drawn, say)}</div>
        ${settings.landscape ? nothing : parts.sides}${parts.found}${signatures(say)}</div>
      <div class="base">${settings.landscape ? parts.sides : nothing}${parts.notes.filter(Boolean).map((one) => html`<p class="note">${one}</p>`)}<p class="system">${say(gridWords(projection.centralMeridian))}</p>${footer}</div></article>`;
}

/** Datum, projection and units of the map and the points. */
const gridWords = (meridian: number): Bilingual =>
  t(
    `坐标系：2000 国家大地坐标系（CGCS2000），高斯-克吕格投影 3° 带第 ${meridian / 3} 带，中央经线 ${meridian}°，单位米；平面图，不含高程`,
    `System: CGCS2000, Gauss–Krüger 3° zone ${meridian / 3}, central meridian ${meridian}°, metres; no heights`,
  );

/** A page of the map at the scale asked for, one of several. */
function mapPage(made: ReturnType<typeof draw>, { number, projection }: Tile, language: Language): Page {
  const say = (text: Bilingual) => inWords(text, language);
  const count = made.tiles?.length ?? 0;
  const which = say(t(`图幅 ${number} / ${count}`, `Map ${number} of ${count}`));
  let map: TemplateResult | undefined;
  return (label, heading, footer) => {
    map ??= made.map(projection).map;
    return html`<article class="page only-map" aria-label=${label}>
      <p class="running"><b>${heading}</b><span>${which}</span></p>${map}
      <div class="strip">${scaleBar(made.asked)}<span class="ratio num">1:${made.asked.toLocaleString('en-US')}</span>${northArrow(say(t('坐标北', 'grid N')))}</div>
      <div class="base"><p class="system">${say(gridWords(projection.centralMeridian))}</p>${footer}</div></article>`;
  };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** The last chapter of each zone, with all it was made from: what is around one zone arriving draws no other anew. */
const keptChapters = new WeakMap<ZoneRecord, { from: readonly unknown[]; chapter: Chapter }>();

function zoneChapter(drawing: Drawing, zone: ZoneRecord): Chapter {
  const { store, bench, settings, laid, shared } = drawing;
  const { paper, landscape, scale, language, ground } = settings;
  const from = [
    ...[paper, landscape, scale, language, ground.get(zone.id), laid?.name, laid?.count, laid?.classes],
    ...[bench.checker.results.value[zone.id]?.result, bench.checker.results.value[zone.id]?.drawn],
    ...[settings.pictures.drawn, shared],
    ...[store.select.layers.value, store.state.layers.value, store.state.town.value],
    store.select.items.value,
  ];
  const before = keptChapters.get(zone);
  if (before && isSame(from, before.from)) return before.chapter;
  const chapter = drawChapter(drawing, zone);
  keptChapters.set(zone, { from, chapter });
  return chapter;
}

function drawChapter(drawing: Drawing, zone: ZoneRecord): Chapter {
  const { store, bench, settings, laid, shared } = drawing;
  const { language } = settings;
  const say = (text: Bilingual) => inWords(text, language);
  const state = bench.checker.results.value[zone.id];
  const result = state?.result;
  const own = { ...drawing, zones: [zone] };
  const made = draw(own, result);
  const { drawn, fitting, widthMm, tiles, asked, scale } = made;
  const layers = drawn.layers.map(({ id }) => id).join();
  const key = JSON.stringify([
    ...[zone.id, zone.name, state?.fingerprint, layers, widthMm, language],
    ...[laid?.name, laid?.classes?.name],
    shared?.tables.map(({ rows }) => rows.map((row) => row.key)),
  ]);
  const before = result && kept.get(result);
  const tables = !result
    ? []
    : before?.key === key
      ? before.tables
      : tablesFor(store, zone, result, drawn.layers, widthMm, laid, shared);
  if (result) kept.set(result, { key, tables });
  const figures = areaFigures(result?.zone.areaM2 ?? 0, 2);
  const plane = areaFigures(result?.zone.planeAreaM2 ?? 0, 2);
  const item = zone.planItem ? store.select.items.value.get(zone.planItem) : undefined;
  const { landClass, warnings } = zone;
  const line = (name: Bilingual, { mu, ha, m2 }: typeof figures, strong: boolean) =>
    html`<p>${say(name)} ${strong ? html`<b>${mu}</b>` : mu} ${say(t('亩', 'mu'))} · ${ha} ${say(t('公顷', 'ha'))} · ${m2} m²</p>`;
  const said = warnings
    .slice(0, 2)
    .map((one) => formatProblem(one, language))
    .join(' ');
  const over = tiles?.length ?? 0;
  const cut =
    asked === scale
      ? ''
      : over
        ? say(
            t(
              `1:${asked} 的地图分 ${over} 幅，图中方框和号码为图幅索引；本页比例尺 1:${scale}。`,
              `The map at 1:${asked} goes over ${over} pages; frames and numbers here are their index, this page is 1:${scale}.`,
            ),
          )
        : say(
            t(
              `所选比例尺 1:${asked} 需 ${mostTiles} 幅以上，未分幅；本页按能容下全地块的 1:${scale} 出图。`,
              `1:${asked} would take more than ${mostTiles} pages; this map is 1:${scale}, at which the whole zone fits.`,
            ),
          );
  const crowded = drawn.unnumbered
    ? say(
        t(
          `有 ${drawn.unnumbered} 个界址点因过密未注点号，见界址点成果表。`,
          `${drawn.unnumbered} boundary points are too close together to be numbered here; see their table.`,
        ),
      )
    : '';
  const owner = [zone.project, zone.applicant, zone.batch].filter(Boolean).join(' · ');
  const facts = [
    owner,
    [
      item ? `${item.id} ${say(item.title)}` : '',
      landClass ? `${say(landClassWords(landClass))} ${landClass}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return {
    ...{ zone, key, tables, fitting, maps: asked === scale ? 1 : over },
    mapPages: (tiles ?? []).map((tile) => mapPage(made, tile, language)),
    front: frontPage(own, made, {
      facts,
      areas: html`${line(t('椭球面积', 'Ellipsoidal area'), figures, true)}${line(t('高斯平面面积', 'Gauss–Krüger plane'), plane, false)}`,
      sides: sidesOf(settings.ground.get(zone.id)?.sides, say),
      found: result ? summary(result, say) : html``,
      notes: [
        `${cut}${crowded}`,
        say(pictureWords(settings.pictures.under([zone]))),
        said ? `${say(t('提示：', 'Notes: '))}${said}${warnings.length > 2 ? '…' : ''}` : '',
      ],
    }),
  };
}

/** What all plots come to: the overview map and the sums. */
function projectChapter(drawing: Drawing): Chapter {
  const { store, bench, zones, settings, laid, shared } = drawing;
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
      { ...settings, pictures: undefined },
    ]),
    tables: [
      ...[...(report?.tables ?? []), ...(shared?.tables ?? [])].flatMap((one) => fitted(one, made.widthMm)),
      sourcesTable(store, store.state.catalogue.value?.layers ?? [], laid),
    ],
    maps: 1,
    fitting: made.fitting,
    mapPages: [],
    front: frontPage(drawing, made, {
      facts: [
        [list('project'), list('applicant'), list('batch')].filter(Boolean).join(' · '),
        say(t(`共 ${zones.length} 个地块`, `${zones.length} zones`)),
      ],
      areas: html`<p>${say(t('合计', 'Together'))} <b>${sum.mu}</b> ${say(t('亩', 'mu'))} · ${sum.ha} ${say(t('公顷', 'ha'))}</p><p>${sum.m2} m²</p>`,
      found: html``,
      notes: [
        say(
          t(
            '图上只注号码的地块，号码即地块面积汇总表的序号。',
            'Zones that have only a number on the map are called by it in the table of zones.',
          ),
        ),
        say(pictureWords(settings.pictures.under(zones))),
      ],
    }),
  };
}

/** What all plots come to, as last made, with all it was made from. */
let keptProject: { from: readonly unknown[]; chapter: Chapter } | undefined;

function keptProjectChapter(drawing: Drawing): Chapter {
  const { store, bench, zones, settings, shared } = drawing;
  const { paper, landscape, language } = settings;
  const from = [
    ...[paper, landscape, language, settings.pictures.drawn],
    ...[bench.checker.results.value, bench.checker.classes.value, shared],
    ...[store.select.layers.value, store.state.layers.value, store.state.town.value, ...zones],
  ];
  if (!keptProject || !isSame(keptProject.from, from))
    keptProject = { from, chapter: projectChapter(drawing) };
  return keptProject.chapter;
}

/**
 * The chapters of a sheet: of one zone its own; of several, first what they come to.
 * @param most How many of them are made; a long sheet is laid out chapter by chapter.
 */
export function chaptersOf(
  store: Store,
  bench: Workbench,
  zones: readonly ZoneRecord[],
  settings: SheetSettings,
  most: number,
): Chapter[] {
  const parcels = bench.layers.layers.value.filter(({ value }) => value.entry.role === 'parcels').at(-1);
  const laid = parcels?.loaded && {
    name: parcels.value.entry.name.zh,
    count: parcels.loaded.count,
    classes: bench.checker.classes.value,
  };
  const several = zones.length > 1;
  const drawing = { store, bench, zones, settings, laid, shared: sharedOf(bench.checker, zones) };
  return [
    ...(several ? [keptProjectChapter(drawing)] : []),
    ...zones.slice(0, several ? most - 1 : most).map((zone) => zoneChapter(drawing, zone)),
  ];
}
