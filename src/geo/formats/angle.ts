import { parseNumber, toHalfWidth } from './text.ts';

/** An angle in degrees, and whether it was written with its units (`113°06′05″E`) or as a bare number. */
export interface Angle {
  degrees: number;
  marked: boolean;
  /** Hemisphere letter, if any: distinguishes longitude from latitude. */
  axis?: 'lon' | 'lat';
}

const marks =
  /^([-+]?\d+(?:\.\d+)?)\s*(?:°|º|度|d)\s*(?:(\d+(?:\.\d+)?)\s*(?:['′’‘]|分|m)\s*)?(?:(\d+(?:\.\d+)?)\s*(?:"|″|”|“|''|′′|秒|s)?\s*)?$/i;
const spaced = /^([-+]?\d+)[\s:]+(\d+)[\s:]+(\d+(?:\.\d+)?)$/;
/** With hyphens a date is written too: only with decimals of seconds it is an angle. */
const hyphened = /^(\d{2,3})-(\d{1,2})-(\d{1,2}\.\d+)$/;

/**
 * `113.101389`, `113°06′05.00″`, `113度06分05秒`, `E113°6.083′`, `113:06:05`, `113-06-05.00`, `28.5N`. Undefined when it is none of
 * them or minutes or seconds reach 60. Packed `113.0605` cannot be distinguished from decimal degrees here: see `unpackDms`.
 */
export function parseAngle(written: string): Angle | undefined {
  let text = toHalfWidth(written).trim();
  let sign = 1;
  let axis: Angle['axis'];
  const letter = /^([NSEW东西南北])(?:经|纬)?\s*|\s*([NSEW])$/i.exec(text);
  if (letter) {
    const which = (letter[1] ?? letter[2] ?? '').toUpperCase();
    if ('SW西南'.includes(which)) sign = -1;
    axis = 'EW东西'.includes(which) ? 'lon' : 'lat';
    text = letter[1] ? text.slice(letter[0].length) : text.slice(0, -letter[0].length);
  }
  const plain = parseNumber(text);
  if (plain !== undefined)
    return { degrees: sign * plain, marked: axis !== undefined, ...(axis ? { axis } : {}) };
  const match = marks.exec(text) ?? spaced.exec(text) ?? hyphened.exec(text);
  if (!match) return undefined;
  const [whole, minutes, seconds] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (minutes >= 60 || seconds >= 60) return undefined;
  const size = Math.abs(whole) + minutes / 60 + seconds / 3600;
  const negative = (match[1] as string).startsWith('-');
  return { degrees: sign * (negative ? -size : size), marked: true, ...(axis ? { axis } : {}) };
}
