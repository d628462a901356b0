import type { Position } from 'geojson';
import { type Problem, ProblemError, problem, warning, type ZoneCrs } from '../../model/index.ts';
import { mover, righted, roughKm } from '../crs/candidates.ts';
import { prefixReplaced } from '../crs/prefix.ts';
import { datumNames, isOldDatum, type System, systemOf } from '../crs/systems.ts';
import { hasShift, toLonLat } from '../crs/transform.ts';
import { farAway, strayPoints } from './far.ts';
import type { CrsChoice, LocatedFeature, LocateResult, ReadResult, TownContext } from './types.ts';
import { firstPosition, mapPositions } from './walk.ts';

/**
 * Moves what was read into CGCS2000 longitude, latitude, by a choice that is settled: the guess's own when it is
 * not in doubt, otherwise the one the user took. The problems of reading come along, so that nothing is lost.
 * @throws ProblemError `crs-unknown`, or `nothing-located` when no feature has a place in that system
 */
export function locate(result: ReadResult, choice: CrsChoice | string, town?: TownContext): LocateResult {
  const settled = typeof choice === 'string' ? settle(result, choice) : choice;
  const system = systemOf(settled.code);
  if (!system) mover(settled);
  const replaced = prefixReplaced(settled);
  const problems: Problem[] = replaced
    ? [...result.problems.filter(({ code }) => code !== 'zone-prefix-wrong'), replaced]
    : [...result.problems];
  const features: LocatedFeature[] = [];
  const movers = new Map<string, ReturnType<typeof mover>>();
  for (const feature of result.features) {
    const own: CrsChoice = feature.crsCode ? { ...settled, code: feature.crsCode } : settled;
    const move = movers.get(own.code) ?? mover(own);
    movers.set(own.code, move);
    let bad = 0;
    const geometry = mapPositions(feature.geometry, ([x = 0, y = 0]): Position => {
      const [lon, lat] = move([x, y]);
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) bad++;
      return [lon, lat];
    });
    if (bad) problems.push(unplaced(bad, own, feature.place));
    else features.push({ ...feature, geometry, source: upright(feature.geometry, own) });
  }
  if (!features.length) throw new ProblemError(problems);
  if (town) problems.push(...farAway(features, town), ...strayPoints(features, town));
  const crs: ZoneCrs = { code: system?.code ?? settled.code, from: settled.from };
  if (system) problems.push(...datumNotes(system, settled, features[0] as LocatedFeature));
  if (system && isOldDatum(system.datum) && hasShift(settled.shift)) crs.shift = settled.shift;
  const layer = result.layer === undefined ? {} : { layer: result.layer };
  return { file: result.file, ...layer, features, crs, problems };
}

/** A bare code, with what the guess knows of reading the file that way: axes, packed degrees, seven parameters. */
function settle(result: ReadResult, code: string): CrsChoice {
  const wanted = systemOf(code)?.code ?? code;
  const { chosen, alternatives } = result.crs;
  const known = [chosen, ...alternatives].filter((one) => one?.code === wanted);
  // Numbers with a wrong prefix have no place in the system; the user who names it all the same means the right one.
  const { swapAxes, packedDms, writtenPrefix, shift } =
    known.find((one) => one?.writtenPrefix !== undefined) ?? known[0] ?? {};
  return {
    code: wanted,
    from: 'user',
    ...(swapAxes ? { swapAxes } : {}),
    ...(packedDms ? { packedDms } : {}),
    ...(writtenPrefix === undefined ? {} : { writtenPrefix }),
    ...(shift ? { shift } : {}),
  };
}

/** The file's own numbers, east before north, packed degrees unpacked, a wrong prefix put right. */
function upright<T extends LocatedFeature['geometry']>(geometry: T, choice: CrsChoice): T {
  if (!choice.swapAxes && !choice.packedDms && choice.writtenPrefix === undefined) return geometry;
  const right = righted(choice);
  return mapPositions(geometry, ([x = 0, y = 0]) => right([x, y]));
}

function unplaced(count: number, choice: CrsChoice, where: LocatedFeature['place']): Problem {
  return problem(
    'outside-system',
    {
      zh: `有 ${count} 个坐标在 ${choice.code} 中没有对应的经纬度，该要素未读入。`,
      en: `${count} positions have no longitude and latitude in ${choice.code}; the feature was left out.`,
    },
    where,
    { zh: '坐标系可能选错。', en: 'The coordinate system may be the wrong one.' },
  );
}

function datumNotes(system: System, choice: CrsChoice, sample: LocatedFeature): Problem[] {
  const name = datumNames[system.datum];
  if (system.kind === 'obfuscated')
    return [
      warning('obfuscated-source', {
        zh: `坐标由 ${system.code} 按公开算法换算，可能有数米误差，不能作为勘测成果。`,
        en: `Converted from ${system.code} by the public algorithm; metres of error are possible. Not survey quality.`,
      }),
    ];
  if (!isOldDatum(system.datum))
    return hasShift(choice.shift)
      ? [
          warning('shift-not-applied', {
            zh: `文件给出了转换参数，但坐标系已是${name.zh}，参数未使用。`,
            en: `The file gives conversion parameters, but its system already is ${name.en}; they were not applied.`,
          }),
        ]
      : [];
  if (!hasShift(choice.shift))
    return [
      warning(
        'datum-shift-unknown',
        {
          zh: `${name.zh}与 2000 国家大地坐标系之间的转换参数未公开，文件也没有给出完整的七参数：位置可能偏移约 100 米，结果仅供参考。`,
          en: `The shift from ${name.en} to CGCS2000 is not public and the file does not give the seven parameters: positions may be off by about 100 m; results are indicative only.`,
        },
        undefined,
        {
          zh: '请向提供单位索取七参数或 CGCS2000 成果。',
          en: 'Ask the supplier for the seven parameters or for CGCS2000 data.',
        },
      ),
    ];
  return [shiftApplied(choice, sample)];
}

function shiftApplied(choice: CrsChoice, sample: LocatedFeature): Problem {
  const start = firstPosition(sample.source) ?? [Number.NaN, Number.NaN];
  const at: [number, number] = [start[0] as number, start[1] as number];
  const metres = roughKm(toLonLat(choice.code)(at), toLonLat(choice.code, choice.shift)(at)) * 1000;
  const what = {
    zh: `按文件的转换参数（七参数，坐标框架旋转）平移了约 ${metres.toFixed(1)} 米。`,
    en: `The file's seven parameters (coordinate-frame rotation) moved the shape by about ${metres.toFixed(1)} m.`,
  };
  // Parameters between these datums move places by tens of metres; far more means a wrong sign, order or unit.
  const odd = {
    zh: '移动过大，请核对参数的次序、单位和符号。',
    en: 'That is too much: check order, units and signs.',
  };
  const note = warning('datum-shift-applied', what, undefined, metres > 250 ? odd : undefined);
  return metres > 250 ? note : { ...note, severity: 'info' };
}
