import { basename } from 'node:path';
import { contextOf } from '../../geo/crs/town.ts';
import { locate, readGeometry } from '../../geo/formats/index.ts';
import { type Fabric, readFabric, readFeatures, runToEnd } from '../../geo/parcels/index.ts';
import { asProblems, ProblemError, type Town } from '../../model/index.ts';

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
    const result = await readGeometry([{ name, bytes }], { town: context }).catch(() => null);
    const chosen = result?.crs.chosen;
    const settled = result && ['stated', 'likely'].includes(result.crs.confidence);
    if (!chosen || !settled) throw new ProblemError(asProblems(error, { file: name }));
    const { features } = locate(result, chosen, context);
    return runToEnd(
      readFeatures(
        features.map(({ geometry, properties }) => ({ type: 'Feature' as const, geometry, properties })),
      ),
      progress,
    );
  }
}
