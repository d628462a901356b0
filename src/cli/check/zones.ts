import { basename } from 'node:path';
import { type CrsGuess, locate, readGeometry, type TownContext, toZones } from '../../geo/formats/index.ts';
import { type Problem, ProblemError, problem, type Town, warning, type Zone } from '../../model/index.ts';

/** What the reading of files asks about the town. */
export function contextOf(town: Town): TownContext {
  const [west, south, east, north] = town.extent;
  return { centre: [(west + east) / 2, (south + north) / 2], centralMeridian: town.centralMeridian };
}

const list = (guess: CrsGuess): string =>
  [guess.chosen, ...guess.alternatives].flatMap((one) => (one ? [one.code] : [])).join(', ');

/**
 * The zones of a file of any supported format. The system is the one given, or the file's own, or a guess that is not in
 * doubt; a doubtful one is an error that names the candidates, since nobody is there to ask.
 * @throws ProblemError when nothing can be read or the system must be given.
 */
export async function readZones(
  path: string,
  bytes: Uint8Array,
  town: Town,
  crs?: string,
): Promise<{ zones: Zone[]; problems: Problem[] }> {
  const context = contextOf(town);
  const name = basename(path);
  const result = await readGeometry([{ name, bytes }], { town: context });
  const { chosen, confidence, reasons } = result.crs;
  const zh = reasons.map((reason) => reason.zh).join('');
  const en = reasons.map((reason) => reason.en).join(' ');
  if (!crs && (!chosen || confidence === 'doubtful' || confidence === 'unknown'))
    throw new ProblemError([
      ...result.problems,
      problem(
        'crs-in-doubt',
        { zh: `坐标系不能确定。${zh}`, en: `The coordinate system is in doubt. ${en}` },
        { file: name },
        {
          zh: `请用 --crs 指定，候选：${list(result.crs) || 'EPSG:4526'}。`,
          en: `Give it with --crs; candidates: ${list(result.crs) || 'EPSG:4526'}.`,
        },
      ),
    ]);
  const located = locate(result, crs ?? chosen!, context);
  const { zones, problems } = toZones(located);
  const told =
    !crs && confidence === 'likely'
      ? [
          warning(
            'crs-guessed',
            {
              zh: `坐标系按 ${chosen!.code} 处理。${zh}`,
              en: `Read as ${chosen!.code}. ${en}`,
            },
            { file: name },
            { zh: '不对请用 --crs 指定。', en: 'If that is wrong, give it with --crs.' },
          ),
        ]
      : [];
  return { zones, problems: [...located.problems, ...told, ...problems] };
}
