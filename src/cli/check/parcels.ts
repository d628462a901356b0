import { basename } from 'node:path';
import { contextOf } from '../../geo/crs/town.ts';
import { locate, readDataSets } from '../../geo/formats/index.ts';
import { type Fabric, readFabric, readFeatures, runToEnd } from '../../geo/parcels/index.ts';
import { asProblems, ProblemError, problem, type Town } from '../../model/index.ts';

import { filesOf } from './source.ts';

const inDoubt = (file: string) =>
  problem(
    'crs-in-doubt',
    { zh: '宗地的坐标系不能确定。', en: 'The coordinate system of the parcels is in doubt.' },
    { file },
    {
      zh: '请先用 convert 命令指定坐标系转换，再载入。',
      en: 'Convert the file with its system named (the convert command), then load it.',
    },
  );

/**
 * A parcel file as a fabric: FlatGeobuf and GeoJSON in degrees straight into arrays, anything else the readers know by
 * way of them.
 * @throws ProblemError when it can be read neither way, or its coordinate system is in doubt.
 */
export async function readParcels(
  path: string,
  bytes: Uint8Array,
  town: Town,
  progress: (share: number) => void,
): Promise<Fabric> {
  const name = basename(path);
  try {
    return runToEnd(readFabric(bytes), progress);
  } catch (error) {
    const context = contextOf(town);
    const { sets, problems } = await readDataSets(filesOf(path), { town: context });
    if (!sets.length) throw new ProblemError(problems.length ? problems : asProblems(error, { file: name }));
    const features = sets.flatMap((set) => {
      const { chosen, confidence } = set.crs;
      if (!chosen || !['stated', 'likely'].includes(confidence)) throw new ProblemError(inDoubt(set.file));
      return locate(set, chosen, context).features;
    });
    return runToEnd(
      readFeatures(
        features.map(({ geometry, properties }) => ({ type: 'Feature' as const, geometry, properties })),
      ),
      progress,
    );
  }
}
