import type { Position } from 'geojson';
import { type Problem, ProblemError, problem, type ZoneCrs } from '../../model/index.ts';
import { mover, righted } from '../crs/candidates.ts';
import { contradicted, datumNotes } from '../crs/notes.ts';
import { prefixReplaced } from '../crs/prefix.ts';
import { isOldDatum, systemOf } from '../crs/systems.ts';
import { hasShift } from '../crs/transform.ts';
import { firstPosition, mapPositions } from '../plane/positions.ts';
import { farAway, strayPoints } from './far.ts';
import type { CrsChoice, LocatedFeature, LocateResult, ReadResult, TownContext } from './types.ts';

/**
 * Moves what was read into CGCS2000 longitude, latitude, by a choice that is settled: the guess's own when it is
 * not in doubt, otherwise the one the user took. The problems of reading come along, so that nothing is lost.
 * @throws ProblemError `crs-unknown`, or `nothing-located` when no feature has a place in that system
 */
export function locate(result: ReadResult, choice: CrsChoice | string, town?: TownContext): LocateResult {
  const settled = typeof choice === 'string' ? choiceOf(result, choice) : choice;
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
  if (system) problems.push(...contradicted(settled, result.crs), ...datumsOf(features, settled));
  if (system && isOldDatum(system.datum) && hasShift(settled.shift)) crs.shift = settled.shift;
  const layer = result.layer === undefined ? {} : { layer: result.layer };
  return { file: result.file, ...layer, features, crs, problems };
}

/** The choice of a bare code, with what the guess knows of reading the file that way: axes, packed degrees, seven parameters. */
export function choiceOf(
  result: Pick<ReadResult, 'crs'>,
  code: string,
  given: Pick<CrsChoice, 'shift' | 'packedDms'> = {},
): CrsChoice {
  const wanted = systemOf(code)?.code ?? code;
  const { chosen, alternatives } = result.crs;
  const known = [chosen, ...alternatives].filter((one) => one?.code === wanted);
  // Numbers with a wrong prefix have no place in the system; the user who names it all the same means the right one.
  const { swapAxes, packedDms, writtenPrefix } =
    known.find((one) => one?.writtenPrefix !== undefined) ?? known[0] ?? {};
  // Parameters of the file belong to its own datum, however its zone is read.
  const { stated } = result.crs;
  const own = systemOf(wanted)?.datum;
  const shift = stated?.shift && (!stated.datum || stated.datum === own) ? stated.shift : undefined;
  return {
    code: wanted,
    from: 'user',
    ...(swapAxes ? { swapAxes } : {}),
    ...(packedDms ? { packedDms } : {}),
    ...(writtenPrefix === undefined ? {} : { writtenPrefix }),
    ...(shift ? { shift } : {}),
    ...given,
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

/** What is to be said of the datum, once for each system among the layers. */
function datumsOf(features: readonly LocatedFeature[], choice: CrsChoice): Problem[] {
  const first = new Map<string, LocatedFeature>();
  for (const feature of features) {
    const code = feature.crsCode ?? choice.code;
    if (!first.has(code)) first.set(code, feature);
  }
  const found = [...first].flatMap(([code, feature]) => {
    const system = systemOf(code);
    const [x = Number.NaN, y = Number.NaN] = firstPosition(feature.source) ?? [];
    return system ? datumNotes(system, { ...choice, code }, [x, y]) : [];
  });
  return [...new Map(found.map((one) => [one.what.zh, one])).values()];
}
