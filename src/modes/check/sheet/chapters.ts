import { html } from 'lit';
import { type CheckResult, isCode, purposeOf } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import { type Bilingual, formatProblem, say as inWords } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import type { Workbench } from '../workbench.ts';
import { type Chapter, type Drawing, isSame, type SheetSettings } from './chapter.ts';
import { sidesOf, summary } from './front.ts';
import { draw, frontPage, mapPage } from './map-page.ts';
import { pictureWords } from './pictures.ts';
import { appendixOf, keptProjectChapter } from './project-chapter.ts';
import { sharedOf } from './shared-rows.ts';
import type { SheetTable } from './table-parts.ts';
import { tablesFor } from './tables.ts';
import { mostTiles } from './tiles.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });
const kept = new WeakMap<CheckResult, { key: string; tables: SheetTable[] }>();

/** The last chapter of each zone, with all it was made from: what is around one zone arriving draws no other again. */
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
  const zoneDrawing = { ...drawing, zones: [zone] };
  const drawnChapter = draw(zoneDrawing, result);
  const { drawn, fitting, widthMm, tiles, asked, scale } = drawnChapter;
  const layers = drawn.layers.map(({ id }) => id).join();
  const key = JSON.stringify([
    ...[zone.id, zone.name, state?.fingerprint, layers, widthMm, language],
    ...[laid?.name, laid?.classes?.name],
    shared?.at(2)?.rows.length,
  ]);
  const before = result && kept.get(result);
  const tables = !result
    ? []
    : before?.key === key
      ? before.tables
      : tablesFor(store, zone, result, drawn.layers, widthMm, language, laid, shared);
  if (result) kept.set(result, { key, tables });
  const figures = areaFigures(result?.zone.areaM2 ?? 0, 2);
  const plane = areaFigures(result?.zone.planeAreaM2 ?? 0, 2);
  const item = zone.planItem ? store.select.items.value.get(zone.planItem) : undefined;
  const { landClass, warnings } = zone;
  const purpose = purposeOf(zone);
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
      purpose ? `${say(t('地块用途', 'Land use'))} ${purpose}` : '',
      isCode(landClass) ? `${say(t('地类编码', 'Land class'))} ${landClass}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return {
    ...{ zone, key, tables, fitting, maps: asked === scale ? 1 : over },
    mapPages: (tiles ?? []).map((tile) => mapPage(drawnChapter, tile, language)),
    front: frontPage(zoneDrawing, drawnChapter, {
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

/**
 * The chapters of a sheet: of one zone its own; of several, first what they come to and last what stands once for all.
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
  if (!most) return [];
  if (!several) return zones.slice(0, most).map((zone) => zoneChapter(drawing, zone));
  return [
    keptProjectChapter(drawing),
    ...zones.slice(0, most - 1).map((zone) => zoneChapter(drawing, zone)),
    ...(most > zones.length + 1 ? [appendixOf(drawing)] : []),
  ];
}
