import { lengthText } from '../../geo/area/index.ts';
import { type Bilingual, basisWords } from '../../model/index.ts';
import type { CheckResult, FeatureOverlap, ReferenceItem } from '../types.ts';
import { answerText, trustWords } from '../words.ts';
import {
  areaCells,
  areaColumns,
  type Cell,
  column,
  noArea,
  nothing,
  type Row,
  same,
  share,
  type Table,
  t,
  trustColumn,
} from './cells.ts';

const columns = [
  column('图层', 'Layer', 'name'),
  column('要素', 'Feature', 'name'),
  column('结果', 'Answer', 'detail'),
  ...areaColumns,
  column('长度', 'Length', 'figure'),
  column('占地块', 'Of the zone', 'share'),
  column('占要素', 'Of the feature'),
  trustColumn,
];

/** Area or length, and shares. */
function measures(hit: FeatureOverlap | ReferenceItem): Cell[] {
  const polygon = hit.kind === 'polygon';
  const length =
    hit.kind === 'line'
      ? { ...lengthText(hit.lengthM ?? 0), by: 0 }
      : polygon
        ? nothing
        : t('点位在内', 'inside');
  return [
    ...(polygon ? areaCells(hit.overlapM2) : noArea),
    length,
    polygon ? share(hit.shareOfZone) : nothing,
    share(hit.shareOfFeature),
  ];
}
const overlapping: Cell = { ...answerText('overlap'), answer: 'overlap' };
const sliver: Cell = t('细碎多边形', 'Sliver');
const noMeasures = [...noArea, nothing, nothing, nothing];

/** A layer without a hit, or with features that could not be computed beside those that overlap. */
const answerRow = (key: string, name: Bilingual, cell: Cell): Row => ({
  key,
  tone: cell.answer === 'unchecked' ? 'unchecked' : 'clear',
  group: name,
  cells: [name, nothing, cell, ...noMeasures, nothing],
});

export const layersTable = ({ layers }: CheckResult): Table => ({
  id: 'layers',
  title: t('图层重叠', 'Layers'),
  short: t('图层', 'Layers'),
  columns,
  rows: layers.flatMap((layer): Row[] => {
    const { name, features, slivers, reason } = layer;
    const hits = features.length + slivers.length;
    const answer = hits ? 'unchecked' : layer.answer;
    const line = (hit: FeatureOverlap, what: Cell): Row => ({
      key: `${layer.layer} ${hit.id}`,
      ids: [hit.id],
      group: name,
      cells: [name, hit.name, what, ...measures(hit), trustWords(hit)],
    });
    return [
      ...features.map((hit) => line(hit, overlapping)),
      ...slivers.map((hit) => line(hit, sliver)),
      ...(hits && !reason ? [] : [answerRow(layer.layer, name, { ...answerText(answer, reason), answer })]),
    ];
  }),
});

/** The layers a planner laid beside the package's, feature by feature. */
export const referenceTable = ({ reference = [], landUse }: CheckResult): Table => ({
  id: 'reference',
  title: t('参考图层', 'Reference layers'),
  columns,
  // The land-use layer has its own tables.
  rows: reference
    .filter(({ layer }) => layer !== landUse?.layer)
    .flatMap((layer): Row[] => {
      const { name, features, slivers, reason, answer, accuracyM, basis } = layer;
      const line = (hit: ReferenceItem, what: Cell): Row => ({
        key: `${layer.layer} ${hit.record}`,
        ids: [`${layer.layer}:${hit.record}`],
        group: name,
        cells: [
          name,
          same(hit.id),
          what,
          ...measures(hit),
          t(`${basisWords[basis].zh} ±${accuracyM} 米`, `${basisWords[basis].en} ±${accuracyM} m`),
        ],
      });
      const hits = features.length + slivers.length;
      const open = hits ? 'unchecked' : answer;
      return [
        ...features.map((hit) => line(hit, overlapping)),
        ...slivers.map((hit) => line(hit, sliver)),
        ...(hits && !reason
          ? []
          : [answerRow(layer.layer, name, { ...answerText(open, reason), answer: open })]),
      ];
    }),
});
