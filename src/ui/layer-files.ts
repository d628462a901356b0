import { tableCsv } from '../check/report/write.ts';
import { basisWords, type Feature, type Language, type Layer, listMark, say } from '../model/index.ts';

const words = (value: unknown, language: Language): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? String((value as Record<Language, unknown>)[language] ?? '')
      : String(value);

/** The features as they are in the package: RFC 7946, with how far each may be off and where it comes from. */
export const layerGeoJson = (features: readonly Feature[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features: features.map(({ id: _, ...feature }) => feature) });

/** What the features say of themselves, a line each, without their shapes. */
export function layerCsv(
  layer: Layer,
  features: readonly Feature[],
  village: (code: string) => string,
  language: Language,
): string {
  const both = (text: string) => ({ zh: text, en: text });
  const columns = [
    { name: { zh: '编号', en: 'Id' } },
    { name: { zh: '名称', en: 'Name' } },
    { name: { zh: '规划项目', en: 'Plan items' } },
    ...layer.attributes.map(({ name, unit }) => ({
      name: unit ? { zh: `${name.zh}（${unit}）`, en: `${name.en} (${unit})` } : name,
    })),
    { name: { zh: '依据', en: 'Basis' } },
    { name: { zh: '可能偏差（米）', en: 'May be off by (m)' } },
    { name: { zh: '所在村', en: 'Villages' } },
    { name: { zh: '来源', en: 'Source' } },
    { name: { zh: '说明', en: 'Note' } },
  ];
  const mark = say(listMark, language);
  const rows = features.map(({ properties }) => ({
    key: properties.id,
    cells: [
      properties.id,
      words(properties.name, language),
      properties.planItems.join(mark),
      ...layer.attributes.map(({ key, values }) => {
        const value = properties[key];
        return words(values?.[String(value)] ?? value, language);
      }),
      say(basisWords[properties.basis], language),
      String(properties.accuracyM),
      properties.villages.map(village).join(mark),
      words(properties.source, language),
      words(properties.note, language),
    ].map(both),
  }));
  return tableCsv({ id: layer.id, title: layer.name, columns, rows }, language);
}
