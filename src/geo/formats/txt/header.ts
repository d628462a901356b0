import type { Datum } from '../../crs/systems.ts';
import { parseNumber } from '../text.ts';
import type { StatedCrs } from '../types.ts';

/** The `[属性描述]` lines, in the order of the file. */
export type TxtHeader = Map<string, string>;

const datums: [RegExp, Datum][] = [
  [/2000|CGCS/i, 'CGCS2000'],
  [/80|西安|xi'?an/i, 'Xian80'],
  [/54|北京|beijing/i, 'Beijing54'],
  [/WGS|84/i, 'WGS84'],
];

/** The datum behind 坐标系=…: `2000国家大地坐标系`, `CGCS2000`, `1980西安坐标系`, `80国家大地坐标系`, `北京54`, …. */
export const datumOfWords = (words: string): Datum | undefined =>
  datums.find(([pattern]) => pattern.test(words))?.[1];

/** 转换参数 as seven numbers, or undefined when it is empty (`,,,,,,`) or incomplete; a place left empty is not closed up. */
export function readShift(words: string | undefined): number[] | undefined {
  const text = (words ?? '').trim();
  const parts = /[,;]/.test(text) ? text.split(/[,;]/).map((part) => part.trim()) : text.split(/\s+/);
  const numbers = parts.map(parseNumber);
  return numbers.length === 7 && numbers.every((n) => n !== undefined) ? (numbers as number[]) : undefined;
}

/** What the head says about the coordinate system; undefined when it says nothing that helps. */
export function statedByHeader(header: TxtHeader): StatedCrs | undefined {
  const words = header.get('坐标系') ?? '';
  const datum = datumOfWords(words);
  const width = Number.parseInt(header.get('几度分带') ?? '', 10);
  const zone = Number.parseInt(header.get('带号') ?? '', 10);
  const meridian = parseNumber(
    (header.get('中央经线') ?? header.get('中央子午线') ?? '').replace(/[°度E]/gi, ''),
  );
  const shift = readShift(header.get('转换参数'));
  if (!datum && !(zone > 0)) return undefined;
  const said = ['坐标系', '几度分带', '带号', '中央经线', '中央子午线'].filter((key) => header.get(key));
  return {
    ...(datum ? { datum } : {}),
    ...(width === 3 || width === 6 ? { zoneWidth: width } : {}),
    ...(zone > 0 ? { zone } : {}),
    ...(meridian !== undefined ? { centralMeridian: meridian } : {}),
    ...(shift ? { shift } : {}),
    words: said.map((key) => `${key}=${header.get(key)}`).join('，'),
  };
}
