import { type Bilingual, type Problem, warning } from '../../model/index.ts';
import { type System, systemOf } from './systems.ts';
import type { CrsCandidate } from './types.ts';

/**
 * Names the everyday mistake that leads from the reading a file claims to the one that lands right, or undefined if
 * the two differ in more than one way. `middle` is a typical position in the file's own numbers.
 */
export function mistakeBetween(
  said: CrsCandidate,
  right: CrsCandidate,
  middle: readonly [number, number],
): Problem | undefined {
  const [a, b] = [systemOf(said.code) as System, systemOf(right.code) as System];
  const place = `${Number(middle[0].toFixed(3))}, ${Number(middle[1].toFixed(3))}`;
  const offer: Bilingual = {
    zh: `建议按“${right.name.zh}”读取，请在地图上核对后确认。`,
    en: `Suggested: read it as "${right.name.en}"; check on the map, then confirm.`,
  };
  const named = (code: string, zh: string, en: string) => warning(code, { zh, en }, undefined, offer);
  if (right.swapAxes && !said.swapAxes) {
    if (a.kind !== b.kind && a.code !== b.code) return undefined;
    return named(
      'axes-swapped',
      `坐标 ${place} 的两轴似乎颠倒了（测量上 X 为北、Y 为东）。`,
      `The axes of ${place} seem to be swapped (in surveying X is north and Y is east).`,
    );
  }
  if (right.swapAxes || right.packedDms) return undefined;
  if (a.kind === 'geographic' && b.kind === 'gauss')
    return named(
      'metres-as-degrees',
      `文件称坐标为经纬度，但 ${place} 是以米为单位的投影坐标。`,
      `The file claims degrees, but ${place} are projected metres.`,
    );
  if (a.kind === 'gauss' && b.kind === 'geographic')
    return named(
      'degrees-as-metres',
      `文件称坐标为高斯投影（米），但 ${place} 是经纬度。`,
      `The file claims Gauss–Krüger metres, but ${place} are degrees.`,
    );
  if (a.kind === 'gauss' && b.kind === 'gauss' && a.datum === b.datum) {
    if (a.zone !== undefined && b.zone === undefined)
      return named(
        'zone-prefix-missing',
        `文件称 Y 含带号 ${a.zone}，但 ${place} 的 Y 不含带号。`,
        `The file claims Y with zone prefix ${a.zone}, but ${place} carry none.`,
      );
    if (a.zone === undefined && b.zone !== undefined)
      return named(
        'zone-prefix-unexpected',
        `文件称 Y 不含带号，但 ${place} 的 Y 含带号 ${b.zone}。`,
        `The file claims Y without zone prefix, but ${place} begin with ${b.zone}.`,
      );
    return named(
      'wrong-zone',
      `按文件所写的${a.name.zh}，图形落在 ${said.distanceKm === undefined ? '别处' : `${said.distanceKm.toFixed(0)} 公里外`}，带号或中央经线可能写错。`,
      `In ${a.name.en}, as stated, the shape lands ${said.distanceKm === undefined ? 'elsewhere' : `${said.distanceKm.toFixed(0)} km away`}: the zone or central meridian may be wrong.`,
    );
  }
  return undefined;
}
