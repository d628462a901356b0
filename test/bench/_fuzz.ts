import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import {
  groupFiles,
  locate,
  readGeometry,
  type SourceFile,
  type TownContext,
  toZones,
} from '../../src/geo/formats/index.ts';
import { faultsOf } from '../../src/geo/repair/index.ts';
import { ProblemError } from '../../src/model/index.ts';
import { mutate, stream } from './_mutate.ts';

const town: TownContext = { centre: [113.1, 28.5], centralMeridian: 114 };

/** What became of one damaged file. `broken` is a fault of ours: the words say which. */
export type Outcome = 'refused' | 'read' | { broken: string };

/** The files of a folder that are data sets by themselves; the parts of a shapefile or a MapInfo table stand together. */
export function fixturesIn(folder: string): { name: string; files: SourceFile[] }[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(sh|md|py|json)$/.test(entry.name))
    .map(({ name }) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder, name))) }));
  const sets = groupFiles(files).map((set) => ({ name: (set.at(-1) as SourceFile).name, files: set }));
  return [
    ...sets,
    // Damage inside a geodatabase, which in the archive only the checksum would see.
    ...files
      .filter((file) => /\.gdb\.zip$/.test(file.name))
      .map(({ name, bytes }) => ({
        name: name.replace('.zip', ''),
        files: Object.entries(unzipSync(bytes)).map(([path, content]) => ({ name: path, bytes: content })),
      })),
  ];
}

/** Reads, places and repairs a damaged copy: anything but a result or a ProblemError is a fault. */
export async function fuzzOnce(files: readonly SourceFile[], seed: number): Promise<Outcome> {
  const next = stream(seed);
  const chosen = Math.floor(next() * files.length);
  const damaged = files.map((file, i) =>
    i === chosen ? { ...file, bytes: mutate(file.bytes, next) } : file,
  );
  try {
    const result = await readGeometry(damaged, { town });
    for (const feature of result.features)
      if (!JSON.stringify(feature.geometry)) return { broken: 'a feature without geometry' };
    const located = locate(result, result.crs.chosen ?? 'EPSG:4526', town);
    for (const zone of toZones(located).zones)
      if (faultsOf(zone.geometry, 1).length) return { broken: 'a zone that is not valid' };
    return 'read';
  } catch (error) {
    if (!(error instanceof ProblemError))
      return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const silent = error.problems.find((p) => !p.what.zh || !p.what.en || p.code === 'unexpected');
    return silent || !error.problems.length
      ? { broken: `a problem without words: ${error.message}` }
      : 'refused';
  }
}
