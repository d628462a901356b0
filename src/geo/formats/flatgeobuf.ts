import { asProblems } from '../../model/index.ts';
import { knownAttributes } from './attributes.ts';
import { asGeometry } from './geometry.ts';
import { overLimit, ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, StatedCrs } from './types.ts';

const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];

async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const { geojson } = await import('flatgeobuf');
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  let stated: StatedCrs | undefined;
  let record = 0;
  const stream = geojson.deserialize(input.bytes, {
    headerMetaFn: ({ crs }) => {
      if (crs?.code) stated = { code: `${crs.org || 'EPSG'}:${crs.code}`, words: `crs ${crs.code}` };
      else if (crs?.wkt) stated = { wkt: crs.wkt, words: crs.wkt.slice(0, 60) };
    },
  });
  try {
    for await (const feature of stream) {
      if (++record > limits.features) throw overLimit('features', record, limits.features);
      const properties = feature.properties ?? {};
      try {
        const geometry = asGeometry(feature.geometry, limits.depth);
        features.push({ geometry, properties, ...knownAttributes(properties), place: { record } });
      } catch (error) {
        for (const one of asProblems(error, { record })) problems.add(one);
      }
    }
  } catch (error) {
    // What came before the damage is good.
    if (!features.length) throw error;
    for (const one of asProblems(error, { record: record + 1 })) problems.add(one);
  }
  return { features, problems: problems.done(), ...(stated ? { stated } : {}) };
}

/** FlatGeobuf, version 3. */
export const flatgeobuf: Format = {
  id: 'flatgeobuf',
  name: { zh: 'FlatGeobuf', en: 'FlatGeobuf' },
  extensions: ['fgb'],
  detect: ({ bytes }) => magic.every((value, i) => bytes[i] === value),
  read,
};
