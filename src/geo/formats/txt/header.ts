import { systemOfWords } from '../../crs/words.ts';
import { parseAngle } from '../angle.ts';
import { parseNumber, toHalfWidth } from '../text.ts';
import type { StatedCrs } from '../types.ts';

/** The `[属性描述]` lines, in the order of the file. */
export type TxtHeader = Map<string, string>;

/** 转换参数 as seven numbers, or undefined when it is empty (`,,,,,,`) or incomplete; a place left empty is not closed up. */
export function readShift(words: string | undefined): number[] | undefined {
  const text = (words ?? '').trim();
  const parts = /[,;]/.test(text) ? text.split(/[,;]/).map((part) => part.trim()) : text.split(/\s+/);
  const numbers = parts.map(parseNumber);
  return numbers.length === 7 && numbers.every((n) => n !== undefined) ? (numbers as number[]) : undefined;
}

/** The value of a field, by any of the names offices give it; the first that is filled in. */
export function field(header: TxtHeader, name: RegExp): string | undefined {
  for (const [key, value] of header) if (value && name.test(key.replace(/\s+/g, ''))) return value;
  return undefined;
}

const keys = {
  system:
    /^(?:大地|平面|采用|测量)?(?:坐标|参考)(?:系统?|参照系)(?:统)?(?:名称|类型)?$|^大地基准$|^(?:coordinate|reference)system$|^crs$/i,
  width: /^(?:几度分带|几度带|(?:投影)?分带(?:方式|类型)?|度带|带宽|投影带宽|分带度数)$/,
  zone: /^(?:投影|分带|高斯|[36三六]度)?(?:分?带|投影带)?带?号$|^投影带$/,
  meridian: /^中央(?:经线|子午线)(?:经度|度数)?(?:\(.*\))?$|^centralmeridian$/i,
};
/** Further fields of the head, by the names that offices give them. */
export const shiftKey = /^(?:坐标)?(?:转换|转化)参数$|^七参数$/;
/** Whether a field of the head states the reference system. */
export const statesSystem = (key: string): boolean =>
  [...Object.values(keys), shiftKey, projectionKey].some((name) => name.test(key.replace(/\s+/g, '')));
export const projectionKey = /^投影(?:类型|方式)?$/;
export const unitKey = /^(?:计量|坐标)单位$/;

/** `38`, `38带`, `第38带`. */
const whole = (words: string | undefined): number =>
  Number.parseInt(/\d+/.exec(toHalfWidth(words ?? ''))?.[0] ?? '', 10);

/** What the head says about the coordinate system; undefined when it says nothing that helps. */
export function statedByHeader(header: TxtHeader): StatedCrs | undefined {
  const { datum, code, local } = systemOfWords(toHalfWidth(field(header, keys.system) ?? ''));
  const width = whole(field(header, keys.width)?.replace('三', '3').replace('六', '6'));
  const zone = whole(field(header, keys.zone));
  const meridian = parseAngle(
    (field(header, keys.meridian) ?? '').replace(/^东经\s*|\s*(?:E|东经)$/gi, '').replace(/度$/, '°'),
  )?.degrees;
  const shift = readShift(field(header, shiftKey));
  if (!datum && !code && !local && !(zone > 0)) return undefined;
  const said = [...header].filter(
    ([key, value]) => value && Object.values(keys).some((name) => name.test(key.replace(/\s+/g, ''))),
  );
  return {
    // Another projection than Gauss–Krüger is none of the systems that datum and zone name.
    ...(datum && isGauss(header) ? { datum } : {}),
    ...(code ? { code } : {}),
    ...(local ? { local } : {}),
    ...(width === 3 || width === 6 ? { zoneWidth: width } : {}),
    ...(zone > 0 ? { zone } : {}),
    ...(meridian !== undefined ? { centralMeridian: meridian } : {}),
    ...(shift ? { shift } : {}),
    ...(isPacked(field(header, unitKey) ?? '') ? { packedDms: true } : {}),
    words: said.map(([key, value]) => `${key}=${value}`).join('，'),
  };
}

/** Whether the unit says that degrees, minutes and seconds are packed in one number (113.0605). */
const isPacked = (unit: string): boolean =>
  /^(?:度\.?分秒|d+\.?mm?ss?|dms)$/i.test(toHalfWidth(unit).replace(/\s+/g, ''));

/** Whether 投影类型 is empty or a name of the Gauss–Krüger projection. */
export const isGauss = (header: TxtHeader): boolean => {
  const words = field(header, projectionKey);
  return !words || /高斯|克吕格|克里格|gauss|kr[uü]e?ger|^(?:3|三|6|六)度/i.test(words);
};
