import { html, nothing, type TemplateResult } from 'lit';
import type { CheckResult } from '../../../check/index.ts';
import { type Bilingual, say as inWords, type Language } from '../../../model/index.ts';
import { paperMargin as margin } from '../../../ui/paper-cover.ts';
import { overlapsIn } from '../painted.ts';
import type { Drawing, Page } from './chapter.ts';
import { extraMm, isLong, legend, signatures } from './front.ts';
import { inset } from './inset.ts';
import { drawMap, northArrow, scaleBar } from './map-svg.ts';
import { extentOfAll, fittingScale, layoutOf, mapPageFrame, type Projection, project } from './paper.ts';
import { adjoiningIndex } from './tile-marks.ts';
import { type Tile, tilesOf } from './tiles.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

/** Signs of a title that fit a portrait page in its full size, and in the next; a longer one goes over two lines. */
const longest: Record<Language, readonly [number, number]> = { zh: [24, 37], en: [44, 66] };
const titleClass = (heading: string, language: Language): string => {
  const [full, less] = longest[language];
  const signs = [...heading].length;
  return signs <= full ? '' : signs <= less ? 'long' : 'longest';
};
/** Millimetres around a zone for the numbers of its points. */
const edgeMm = 4;
/** Millimetres of the line that says which image lies under the map. */
const pictureMm = 4.3;

/** The map of zones on a page, at the scale asked for or the largest that holds them. */
export function draw({ store, bench, zones, settings }: Drawing, result: CheckResult | undefined) {
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
      extraMm(result, { notes: warned, landscape, long, several: zones.length > 1 }) +
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
    const map = (at: Projection, index: readonly Tile[] = [], tile?: Tile) =>
      drawMap(store, zones, overlaps, at, language, label, {
        ...{ ground, index, tile, pictures: settings.pictures.of(at) },
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
export function frontPage(
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
      <header class="head"><h1 class=${titleClass(heading, settings.language)}>${heading}</h1><div class="facts">${parts.facts.filter(Boolean).map((fact) => html`<p>${fact}</p>`)}</div>
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
export function mapPage(made: ReturnType<typeof draw>, tile: Tile, language: Language): Page {
  const { number, projection } = tile;
  const say = (text: Bilingual) => inWords(text, language);
  const tiles = made.tiles ?? [];
  const which = say(t(`图幅 ${number} / ${tiles.length}`, `Map ${number} of ${tiles.length}`));
  let map: TemplateResult | undefined;
  return (label, heading, footer) => {
    map ??= made.map(projection, [], tile).map;
    return html`<article class="page only-map" aria-label=${label}>
      <p class="running"><b>${heading}</b><span>${which}</span></p>${map}
      <div class="strip">${scaleBar(made.asked)}<span class="ratio num">1:${made.asked.toLocaleString('en-US')}</span>${adjoiningIndex(tiles, number, say(t('接图表', 'Adjoining maps')))}${northArrow(say(t('坐标北', 'grid N')))}</div>
      <div class="base"><p class="system">${say(gridWords(projection.centralMeridian))}</p>${footer}</div></article>`;
  };
}
