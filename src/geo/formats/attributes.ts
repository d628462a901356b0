import { parseNumber } from './text.ts';
import type { ReadFeature } from './types.ts';

const nameKeys = /^(?:name|title|label|名称|名字|地块名称|地块名|项目名称|标题|DKMC|XMMC|MC)$/i;
const idKeys = /^(?:id|fid|code|编号|地块编号|DKBH|BH|OBJECTID)$/i;
const classKeys = /^(?:地类编码|地类名称|地类|DLBM|DLMC|landclass|land_class)$/i;
/** Only columns that name their unit can be trusted for an area. */
const areaKeys: [RegExp, number][] = [
  [/^(?:地块)?(?:面积|area)\s*[_(（[]?\s*(?:公顷|ha|hm2|hm²)\s*[)）\]]?$/i, 10_000],
  [/^(?:地块)?(?:面积|area)\s*[_(（[]?\s*(?:亩|mu)\s*[)）\]]?$/i, 10_000 / 15],
  [/^(?:地块)?(?:面积|area)\s*[_(（[]?\s*(?:平方米|平米|m2|m²|㎡)\s*[)）\]]?$/i, 1],
  [/^TBMJ$/i, 1],
];

const text = (value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const written = String(value).trim();
  return written === '' ? undefined : written;
};

/** What a table's columns are usually called: name, land class and stated area of a record. */
export function knownAttributes(
  properties: Record<string, unknown>,
): Pick<ReadFeature, 'name' | 'landClass' | 'statedAreaM2'> {
  const pick = (pattern: RegExp) => {
    const key = Object.keys(properties).find((k) => pattern.test(k) && text(properties[k]) !== undefined);
    return key === undefined ? undefined : text(properties[key]);
  };
  const name = pick(nameKeys) ?? pick(idKeys);
  const landClass = pick(classKeys);
  const area = areaKeys.flatMap(([pattern, factor]) => {
    const value = parseNumber(pick(pattern) ?? '');
    return value !== undefined && value > 0 ? [value * factor] : [];
  })[0];
  return {
    ...(name ? { name } : {}),
    ...(landClass ? { landClass } : {}),
    ...(area !== undefined ? { statedAreaM2: area } : {}),
  };
}
