import { contextOf } from '../../geo/crs/town.ts';
import { noteOverlaps, toZones, type ZoneOptions } from '../../geo/formats/index.ts';
import type { Problem, Town, Zone } from '../../model/index.ts';
import { type ReadFlags, readLocated } from './source.ts';

/**
 * The zones of a file of any supported format, of an archive or a folder of such files, or of standard input (`-`).
 * @throws ProblemError when nothing can be read or the system must be given
 */
export async function readZones(
  path: string,
  town: Town,
  flags: ReadFlags = {},
  options: ZoneOptions = {},
): Promise<{ zones: Zone[]; problems: Problem[] }> {
  const dataSets = await readLocated(path, { ...flags, town: contextOf(town) });
  const zoneSets = dataSets.sets.map(({ located }) => ({ located, ...toZones(located, options) }));
  const zones = zoneSets.flatMap((set) => set.zones);
  return {
    zones,
    problems: [
      ...dataSets.problems,
      ...zoneSets.flatMap(({ located, problems }) => [...located.problems, ...problems.map(withFlag)]),
      // Each set has been looked through by itself.
      ...(zoneSets.length > 1 ? noteOverlaps(zones, (a, b) => a.origin !== b.origin) : []),
    ],
  };
}

const flagWords: Record<string, string> = {
  'overlap-ambiguous': '--overlap once|exclude',
  'hole-outside-shell': '--outside-hole part|drop',
};

/** Where repair asks for a choice, how it is given here. */
function withFlag(one: Problem): Problem {
  const flag = flagWords[one.code];
  if (!flag) return one;
  return {
    ...one,
    remedy: { zh: `${one.remedy?.zh ?? ''}（${flag}）`, en: `${one.remedy?.en ?? ''} (${flag})` },
  };
}
