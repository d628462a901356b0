import { extentOf } from '../../geo/plane/extent.ts';
import {
  type Chapter,
  chapterOf,
  type Extent,
  type Language,
  mainChapters,
  nextLanguage,
  type PlanItem,
  planLanguage,
  say,
} from '../../model/index.ts';
import type { FeatureRecord } from '../index.ts';
import { villageCounts } from './counts.ts';
import { lengthOf, ownWords } from './own-words.ts';
import type { TourPackage } from './package.ts';
import type { Outlook, Scene, Stop } from './stops.ts';

/** Items without a place are shown a few to a card, as many as can be read from five metres. */
export const itemsPerPage = 4;
/** Characters of their summaries that fit on such a card. */
const charactersPerPage: Record<Language, number> = { zh: 150, en: 400 };
const metresPerDegree = 111_320;
const leastSpanM = 1500;
/** Characters a passer-by reads a second: under half the pace of a book, for people who look up in passing. */
const pace: Record<Language, number> = { zh: 6, en: 14 };

/** Widens an extent about its middle until it is `spanM` metres wide and high. */
function widen([west, south, east, north]: Extent, spanM: number): Extent {
  const lat = (south + north) / 2;
  const dy = Math.max(north - south, spanM / metresPerDegree) / 2;
  const dx = Math.max(east - west, spanM / (metresPerDegree * Math.cos((lat * Math.PI) / 180))) / 2;
  const lon = (west + east) / 2;
  return [lon - dx, lat - dy, lon + dx, lat + dy];
}

/** A number from 0 to 1 that is always the same for the same text (FNV-1a). */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 0xffffffff;
}

function outlook(pkg: TourPackage, id: string, records: readonly FeatureRecord[]): Outlook {
  const extent = extentOf(records.map(({ feature }) => feature.geometry));
  if (!extent) return { extent: pkg.town.extent, bearing: 0, pitch: 40 };
  // No nearer than the drawing deserves: a sketch good to 4 km is not shown as if it were good to 40 m.
  const spanM = Math.max(leastSpanM, ...records.map(({ feature }) => feature.properties.accuracyM));
  return { extent: widen(extent, spanM), bearing: Math.round(fraction(id) * 50 - 25), pitch: 50 };
}

function honesty(records: readonly FeatureRecord[]) {
  const properties = records.map(({ feature }) => feature.properties);
  return {
    schematic:
      properties.length > 0 && properties.every((p) => p.basis === 'schematic' || p.basis === 'described'),
    accuracyM: properties.length ? Math.max(...properties.map((p) => p.accuracyM)) : undefined,
  };
}

/** The items cut into pages that can be read from afar; an item longer than a page has one of its own. */
function pagesOf(items: readonly PlanItem[], language: Language): PlanItem[][] {
  const pages: PlanItem[][] = [];
  let characters = 0;
  for (const item of items) {
    const page = pages.at(-1);
    const { length } = item.summary[language];
    if (page && page.length < itemsPerPage && characters + length <= charactersPerPage[language]) {
      page.push(item);
      characters += length;
    } else {
      pages.push([item]);
      characters = length;
    }
  }
  return pages;
}

/** Scenes of the settings whose features are all in the package. */
function scenesOf(pkg: TourPackage): { scene: Scene; item: string; features: string[] }[] {
  return (pkg.town.display.scenes ?? []).flatMap((settings) => {
    const { features, item, kind } = settings;
    return features.every((id) => pkg.feature(id)) ? [{ scene: { kind, settings }, item, features }] : [];
  });
}

/**
 * Writes the tour from the package and its settings: opening; the items put first; chapter by chapter its title card,
 * its places, its items without one; the whole town's figure; closing. The same package gives the same tour.
 * @param round How many tours went before: with `alternateLanguage` the chapters change language from one to the next
 *   and swap from round to round.
 * @param language The language of the tour, or of its opening when languages alternate.
 */
export function planTour(pkg: TourPackage, round = 0, language: Language = 'zh'): Stop[] {
  const settings = pkg.town.display;
  const dwell = settings.dwellSeconds;
  const skip = new Set(settings.skip);
  const scenes = scenesOf(pkg);
  // The settings name chapters of the plan they were written for; a later one may have none of them. An empty list wants none.
  const named = settings.chapters;
  const fits = named?.length === 0 || pkg.plan.chapters.some(({ number }) => named?.includes(number));
  const order = fits ? named : undefined;
  const chapters = order
    ? pkg.plan.chapters.filter(({ number }) => order.includes(number))
    : [...mainChapters(pkg.plan)];
  if (order) chapters.sort((a, b) => order.indexOf(a.number) - order.indexOf(b.number));

  const languageOf = (chapter: number | undefined): Language => {
    if (!settings.alternateLanguage) return language;
    const index = chapter === undefined ? 0 : chapters.findIndex((c) => c.number === chapter) + 1;
    const other = nextLanguage(language);
    return (round + index) % 2 ? other : language;
  };

  const stop = (part: Partial<Stop> & Pick<Stop, 'id' | 'kind'>, length = 0): Stop => {
    const tongue = languageOf(part.chapter);
    const records = (part.features ?? []).flatMap((id) => pkg.feature(id) ?? []);
    return {
      chapter: undefined,
      items: [],
      features: [],
      outlook: outlook(pkg, part.id, records),
      scene: undefined,
      language: tongue,
      // Nothing is so long that a passer-by should wait for it; nothing so short that it flickers.
      seconds: Math.round(Math.min(Math.max(dwell, 4 + length / pace[tongue]), dwell * 2.5)),
      ...honesty(records),
      ...part,
    };
  };

  const itemStops = (item: PlanItem): Stop[] => {
    const chapter = chapterOf(item.id);
    const tongue = languageOf(chapter);
    const features = pkg.featuresOf(item.id).map(({ feature }) => feature.properties.id);
    const length =
      tongue === planLanguage ? lengthOf(ownWords(item, pkg.planText)) : say(item.summary, tongue).length;
    const card = stop({ id: `item:${item.id}`, kind: 'item', chapter, items: [item.id], features }, length);
    const itemScenes = scenes.filter((one) => one.item === item.id);
    return [
      card,
      ...itemScenes.map(({ scene, features: used }, index) =>
        stop({
          id: `scene:${scene.kind}:${item.id}${index ? `:${index}` : ''}`,
          kind: 'scene',
          chapter,
          items: [item.id],
          features: used,
          scene,
        }),
      ),
    ];
  };

  const isPlaced = (item: PlanItem) => pkg.featuresOf(item.id).length > 0;
  const wanted = (chapter: Chapter) =>
    chapter.sections.flatMap((section) => section.items).filter((item) => !skip.has(item.id));
  const byId = new Map(chapters.flatMap(wanted).map((item) => [item.id, item]));
  const firstItems = [...new Set(settings.first)].flatMap((id) => byId.get(id) ?? []).filter(isPlaced);
  const done = new Set(firstItems.map((item) => item.id));

  const chapterStops = (chapter: Chapter): Stop[] => {
    const items = wanted(chapter);
    const chapterOnly = { chapter: chapter.number };
    const features = items.flatMap((item) =>
      pkg.featuresOf(item.id).map(({ feature }) => feature.properties.id),
    );
    const title = stop({
      ...chapterOnly,
      id: `chapter:${chapter.number}`,
      kind: 'chapter',
      items: items.map((item) => item.id),
      features: [...new Set(features)],
    });
    const placeless = items.filter((item) => !isPlaced(item));
    const pages: Stop[] = [];
    for (const page of pagesOf(placeless, languageOf(chapter.number))) {
      const length = page.reduce((sum, item) => sum + item.title[languageOf(chapter.number)].length, 0);
      pages.push(
        stop(
          {
            ...chapterOnly,
            id: `townwide:${chapter.number}:${pages.length + 1}`,
            kind: 'townwide',
            items: page.map((item) => item.id),
          },
          length * 1.5,
        ),
      );
    }
    const places = items.filter((item) => isPlaced(item) && !done.has(item.id));
    return [
      { ...title, outlook: { extent: pkg.town.extent, bearing: 0, pitch: 40 } },
      ...places.flatMap(itemStops),
      ...pages,
    ];
  };

  const villages = new Set(pkg.withRole('villages').map(({ feature }) => feature.properties['code']));
  const counted = villageCounts(pkg).filter(({ code }) => villages.has(code));
  const columns: Stop[] =
    counted.length > 1
      ? [{ ...stop({ id: 'scene:columns', kind: 'scene', scene: { kind: 'columns' } }), schematic: true }]
      : [];
  return [
    stop({ id: 'opening', kind: 'opening' }),
    ...firstItems.flatMap(itemStops),
    ...chapters.flatMap(chapterStops),
    ...columns,
    stop({ id: 'closing', kind: 'closing' }),
  ];
}
