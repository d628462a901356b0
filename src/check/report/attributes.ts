import { writtenNumber } from '../../geo/columns/columns.ts';
import { type Bilingual, basisWords, type Feature, type Layer, listMark } from '../../model/index.ts';
import { type Cell, same, type Table, t } from './cells.ts';

/** A number with all the decimals it was written with. */
export function plainNumber(value: number): Cell {
  const text = writtenNumber(value);
  const [, decimals = '', exponent = '0'] = /(?:\.(\d+))?(?:e-(\d+))?$/.exec(text) ?? [];
  const digits = Math.min(100, decimals.length + Number(exponent));
  return { ...same(text), number: { value, unit: 'count', decimals: digits } };
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return plainNumber(value);
  if (value === undefined || value === null) return same('');
  return typeof value === 'object' ? { ...same(''), ...(value as Bilingual) } : same(String(value));
}

/**
 * What the features of a layer of the package say of themselves, a line each.
 * @param village The name of a village by its division code.
 */
export function attributeTable(
  layer: Layer,
  features: readonly Feature[],
  village: (code: string) => Bilingual,
): Table {
  const columns = [
    { name: t('编号', 'Id') },
    { name: t('名称', 'Name') },
    { name: t('规划项目', 'Plan items') },
    ...layer.attributes.map(({ name, unit }) => ({
      name: unit ? t(`${name.zh}（${unit}）`, `${name.en} (${unit})`) : name,
    })),
    { name: t('依据', 'Basis') },
    { name: t('可能偏差（米）', 'May be off by (m)') },
    { name: t('所在村', 'Villages') },
    { name: t('来源', 'Source') },
    { name: t('说明', 'Note') },
  ];
  const rows = features.map(({ properties }) => {
    const villages = properties.villages.map(village);
    return {
      key: properties.id,
      cells: [
        same(properties.id),
        cellOf(properties.name),
        t(properties.planItems.join(listMark.zh), properties.planItems.join(listMark.en)),
        ...layer.attributes.map(({ key, values }) => {
          const value = properties[key];
          return cellOf(values?.[String(value)] ?? value);
        }),
        basisWords[properties.basis],
        plainNumber(properties.accuracyM),
        t(villages.map(({ zh }) => zh).join(listMark.zh), villages.map(({ en }) => en).join(listMark.en)),
        cellOf(properties.source),
        cellOf(properties.note),
      ],
    };
  });
  return { id: layer.id, title: layer.name, columns, rows };
}
