import type { CheckResult, ReportSection } from '../../../check/index.ts';
import { reportOf } from '../../../check/index.ts';
import { areaFigures } from '../../../geo/area/index.ts';
import { bearingTo, gridOf } from '../../../geo/edit/point-at.ts';
import type { Classes } from '../../../geo/layer/index.ts';
import { type Bilingual, type Layer, say } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';
import { accuracyText, basisWords } from '../../../ui/words.ts';
import { surveyPoints } from '../draw/survey-order.ts';
import { classSums } from '../layers/class-sums.ts';

/** The parcel file that lay under the zone. */
export interface LaidParcels {
  name: string;
  count: number;
  classes: Classes | undefined;
}

export type Table = Omit<ReportSection, 'id'> & { id: string };
const t = (zh: string, en: string): Bilingual => ({ zh, en });
const same = (text: string): Bilingual => ({ zh: text, en: text });

/** Boundary points, two to a line: number, X north, Y east with zone prefix, side to the next. */
export function boundaryTable(zone: ZoneRecord, centralMeridian: number): Table {
  const prefix = (centralMeridian / 3) * 1e6;
  const cells: Bilingual[][] = surveyPoints(zone, centralMeridian)
    .flat()
    .map(({ name, position, next }) => {
      const [east, north] = gridOf(position, centralMeridian);
      const side = bearingTo(position, next).metres;
      return [name, north.toFixed(3), (prefix + east).toFixed(3), side.toFixed(2)].map(same);
    });
  const half = Math.ceil(cells.length / 2);
  const blank = ['', '', '', ''].map(same);
  const columns = [
    t('点号', 'Point'),
    t('X（北）', 'X (north)'),
    t('Y（东）', 'Y (east)'),
    t('边长（m）', 'Side (m)'),
  ];
  return {
    id: 'points',
    title: t('界址点坐标', 'Boundary points'),
    columns: [...columns, ...columns],
    rows: cells.slice(0, half).map((row, index) => [...row, ...(cells[half + index] ?? blank)]),
    note: t(
      `CGCS2000 高斯-克吕格 3° 带第 ${centralMeridian / 3} 带（中央经线 ${centralMeridian}°），共 ${cells.length} 点；边长为椭球面长度。`,
      `CGCS2000 Gauss–Krüger 3° zone ${centralMeridian / 3} (central meridian ${centralMeridian}°), ${cells.length} points; sides are ellipsoidal lengths.`,
    ),
  };
}

/** The ground taken by class of its parcels, as the file classes them. */
function classesTable(result: CheckResult, classes: Classes): Table {
  return {
    id: 'classes',
    title: t(`宗地按${classes.name}`, `Parcels by ${classes.name}`),
    columns: [
      same(classes.name),
      t('宗数', 'Parcels'),
      t('面积（亩）', 'Area (mu)'),
      t('面积（公顷）', 'Area (ha)'),
      t('面积（m²）', 'Area (m²)'),
      t('占地块', 'Of zone'),
    ],
    rows: classSums(result, classes).map(({ value, m2, records }) => {
      const figures = areaFigures(m2, 2);
      const share = `${((100 * m2) / result.zone.areaM2).toFixed(2)} %`;
      return [
        value ? same(value) : t('（无值）', '(no value)'),
        ...[String(records.length), figures.mu, figures.ha, figures.m2, share].map(same),
      ];
    }),
  };
}

/** Where each layer on the sheet comes from, and how far it can be trusted. */
function sourcesTable(store: Store, layers: readonly Layer[], parcels: LaidParcels | undefined): Table {
  const laid: Bilingual[][] = parcels
    ? [
        [
          t('宗地', 'Parcels'),
          t('以所载入文件为准', 'as in the file loaded'),
          same('—'),
          t(`${parcels.name}，${parcels.count} 宗`, `${parcels.name}, ${parcels.count} parcels`),
        ],
      ]
    : [];
  return {
    id: 'sources',
    title: t('数据来源与精度', 'Sources and accuracy'),
    columns: [
      t('图层', 'Layer'),
      t('依据与精度', 'Basis and accuracy'),
      t('日期', 'Date'),
      t('来源', 'Source'),
    ],
    rows: layers
      .map((layer) => {
        const loaded = store.state.layers.value[layer.id];
        const features = loaded?.phase === 'ready' ? loaded.data.features.map((f) => f.properties) : [];
        const bases = [...new Set(features.map((f) => f.basis))];
        const worst = Math.max(0, ...features.map((f) => f.accuracyM));
        const sources = [...new Map(features.map((f) => [f.source.zh, f.source])).values()].slice(0, 3);
        const join = (language: 'zh' | 'en', separator: string) =>
          sources.map((source) => say(source, language)).join(separator);
        return [
          layer.name,
          t(
            `${bases.map((b) => basisWords[b].zh).join('、')} ${accuracyText(worst)}`,
            `${bases.map((b) => basisWords[b].en).join(', ')} ${accuracyText(worst)}`,
          ),
          same(layer.date ?? '—'),
          t(join('zh', '；'), join('en', '; ')),
        ];
      })
      .concat(laid),
  };
}

const noConflict = t(
  '有数据可核查的规则中未发现冲突；未核查的规则见“管控规则”。',
  'No conflict with the rules that could be checked; those that could not are listed under “Rules”.',
);

/** The tables behind the map, in reading order. */
export function tablesFor(
  store: Store,
  zone: ZoneRecord,
  result: CheckResult,
  layers: readonly Layer[],
  centralMeridian: number,
  parcels?: LaidParcels,
): Table[] {
  const report = reportOf(result);
  const all = new Set([...layers.map((layer) => layer.id), ...result.layers.map(({ layer }) => layer)]);
  const catalogue = store.state.catalogue.value?.layers ?? [];
  const first = report.sections.filter(({ id }) => id === 'zone' || id === 'conflicts');
  return [
    ...first.map((section) => (section.rows.length ? section : { ...section, note: noConflict })),
    boundaryTable(zone, centralMeridian),
    ...report.sections.filter(({ id }) => id !== 'zone' && id !== 'conflicts'),
    ...(parcels?.classes && result.parcels.count ? [classesTable(result, parcels.classes)] : []),
    sourcesTable(
      store,
      catalogue.filter((layer) => all.has(layer.id)),
      parcels,
    ),
  ];
}
