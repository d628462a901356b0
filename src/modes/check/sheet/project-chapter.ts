import { html } from 'lit';
import { fitted } from '../../../check/index.ts';
import { type Bilingual, say as inWords } from '../../../model/index.ts';
import { projectOf, zoneResults } from '../output/reports.ts';
import { type Chapter, type Drawing, isSame } from './chapter.ts';
import { draw, frontPage } from './map-page.ts';
import { pictureWords } from './pictures.ts';
import { sourcesTable } from './tables.ts';

const t = (zh: string, en: string): Bilingual => ({ zh, en });

/** What all plots come to: the overview map and the sums. */
function projectChapter(drawing: Drawing): Chapter {
  const { bench, zones, settings } = drawing;
  const say = (text: Bilingual) => inWords(text, settings.language);
  const checked = zoneResults(zones, bench.checker);
  const report = projectOf(checked);
  const drawnChapter = draw(drawing, undefined);
  // As the table of zones has them: what is printed twice is the same twice.
  const total = report?.tables[0]?.rows.find(({ kind }) => kind === 'sum')?.cells ?? [];
  const [mu, ha, plane] = [total[2], total[3], total[4]].map((cell) => (cell ? say(cell) : '—'));
  const list = (key: 'project' | 'applicant' | 'batch') =>
    [...new Set(zones.map((zone) => zone[key] ?? '').filter(Boolean))].join('、');
  return {
    zone: undefined,
    key: JSON.stringify([
      zones.map(({ id, name }) => [id, name, bench.checker.results.value[id]?.fingerprint]),
      { ...settings, pictures: undefined },
    ]),
    tables: (report?.tables ?? []).flatMap((one) => fitted(one, drawnChapter.widthMm, settings.language)),
    maps: 1,
    fitting: drawnChapter.fitting,
    mapPages: [],
    front: frontPage(drawing, drawnChapter, {
      facts: [
        [list('project'), list('applicant'), list('batch')].filter(Boolean).join(' · '),
        say(t(`共 ${zones.length} 个地块`, `${zones.length} zones`)),
      ],
      areas: html`<p>${say(t('合计', 'Together'))} <b>${mu}</b> ${say(t('亩', 'mu'))} · ${ha} ${say(t('公顷', 'ha'))}</p><p>${say(t('高斯平面面积', 'Gauss–Krüger plane'))} ${plane} ${say(t('公顷', 'ha'))}</p>`,
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

export function keptProjectChapter(drawing: Drawing): Chapter {
  const { store, bench, zones, settings } = drawing;
  const { paper, landscape, language } = settings;
  const from = [
    ...[paper, landscape, language, settings.pictures.drawn],
    ...[bench.checker.results.value, bench.checker.classes.value],
    ...[store.select.layers.value, store.state.layers.value, store.state.town.value, ...zones],
  ];
  if (!keptProject || !isSame(keptProject.from, from))
    keptProject = { from, chapter: projectChapter(drawing) };
  return keptProject.chapter;
}

/** Behind all plots: what stands once for them, and where the data come from. */
export function appendixOf(drawing: Drawing): Chapter {
  const { store, bench, zones, shared, laid } = drawing;
  const checked = zones.flatMap(({ id }) => bench.checker.results.value[id]?.result?.layers ?? []);
  const shown = store.select.layers.value.flatMap(({ layer, visible }) => (visible ? layer.id : []));
  const ids = new Set([...checked.map(({ layer }) => layer), ...shown]);
  const layers = (store.state.catalogue.value?.layers ?? []).filter(({ id }) => ids.has(id));
  const tables = [...(shared ?? []), sourcesTable(store, layers, laid)];
  return {
    zone: undefined,
    key: JSON.stringify([
      'appendix',
      tables.map(({ rows }) => rows.map(({ cells }) => cells.map(({ zh }) => zh))),
      drawing.settings.language,
    ]),
    tables,
    maps: 1,
    fitting: 500,
    mapPages: [],
    front: undefined,
  };
}
