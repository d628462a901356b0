import type { Position } from 'geojson';
import { type Problem, ProblemError, problem } from '../../model/index.ts';
import { mover, righted } from '../crs/candidates.ts';
import { prefixReplaced } from '../crs/prefix.ts';
import { settleCrs } from '../crs/settle.ts';
import { systemOf } from '../crs/systems.ts';
import { firstPosition, mapPositions } from '../plane/positions.ts';
import { farAway, strayPoints } from './far.ts';
import type {
  CrsChoice,
  LocatedFeature,
  LocateResult,
  ReadFeature,
  ReadResult,
  TownContext,
} from './types.ts';

/**
 * Moves what was read into CGCS2000 longitude, latitude, by a choice that is settled: the guess's own when it is
 * not in doubt, otherwise the one the user took. The problems of reading come along, so that nothing is lost.
 * @throws ProblemError `crs-unknown`, or `nothing-located` when no feature has a place in that system
 */
export function locate(result: ReadResult, choice: CrsChoice | string, town?: TownContext): LocateResult {
  const settled = typeof choice === 'string' ? choiceOf(result, choice) : choice;
  const move = mover(settled);
  const replaced = prefixReplaced(settled);
  const problems: Problem[] = replaced
    ? [...result.problems.filter(({ code }) => code !== 'zone-prefix-wrong'), replaced]
    : [...result.problems];
  const features: LocatedFeature[] = [];
  for (const feature of result.features) {
    let bad = 0;
    const geometry = mapPositions(feature.geometry, ([x = 0, y = 0]): Position => {
      const [lon, lat] = move([x, y]);
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) bad++;
      return [lon, lat];
    });
    if (bad) problems.push(unplaced(bad, settled, feature.place));
    else features.push({ ...feature, geometry, source: upright(feature.geometry, settled) });
  }
  if (!features.length) throw new ProblemError(problems);
  if (town) problems.push(...farAway(features, town), ...strayPoints(features, town));
  const [x = Number.NaN, y = Number.NaN] = firstOf(result.features);
  const { crs, problems: notes } = settleCrs(settled, result.crs, [x, y]);
  problems.push(...notes);
  const layer = result.layer === undefined ? {} : { layer: result.layer };
  const head = result.head ? { head: result.head } : {};
  return { file: result.file, ...layer, features, crs, ...head, problems };
}

/** The choice of a bare code, with what the guess knows of reading the file that way: axes, packed degrees, seven parameters. */
export function choiceOf(
  result: Pick<ReadResult, 'crs'>,
  code: string,
  given: Pick<CrsChoice, 'shift' | 'packedDms'> = {},
): CrsChoice {
  const wanted = systemOf(code)?.code ?? code;
  const { chosen, alternatives } = result.crs;
  const matching = [chosen, ...alternatives].filter((one) => one?.code === wanted);
  // Numbers with a wrong prefix have no place in the system; the user who names it all the same means the right one.
  const { swapAxes, packedDms, writtenPrefix } =
    matching.find((one) => one?.writtenPrefix !== undefined) ?? matching[0] ?? {};
  // Parameters of the file belong to its own datum, however its zone is read.
  const { stated } = result.crs;
  const wantedDatum = systemOf(wanted)?.datum;
  const shift = stated?.shift && (!stated.datum || stated.datum === wantedDatum) ? stated.shift : undefined;
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

const firstOf = ([feature]: readonly ReadFeature[]): Position =>
  (feature && firstPosition(feature.geometry)) ?? [];
