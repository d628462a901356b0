import { asProblems, ProblemError, problem } from '../../model/index.ts';
import { readGeoJson } from './geojson.ts';
import { isRecord, parseJsonText } from './json.ts';
import { topTexts } from './json-top.ts';
import { ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed } from './types.ts';

async function read(input: FormatInput, options: FormatOptions): Promise<Parsed> {
  const topology = parseJsonText(input.text(), options.limits.depth);
  if (!isRecord(topology) || !isRecord(topology['objects']) || !Array.isArray(topology['arcs']))
    throw new ProblemError(
      problem('bad-topojson', { zh: '缺少 objects 或 arcs。', en: '"objects" or "arcs" is missing.' }),
    );
  const { feature } = await import('topojson-client');
  const problems = new ProblemList(options.limits.problems);
  const features = Object.entries(topology['objects']).flatMap(([name, object]) => {
    try {
      const parsed = readGeoJson(
        feature(topology as unknown as Parameters<typeof feature>[0], object as never),
        options,
      );
      for (const one of parsed.problems) problems.add({ ...one, where: { feature: name, ...one.where } });
      return parsed.features.map((f) => ({ ...f, place: { feature: name, ...f.place } }));
    } catch (error) {
      // The library runs into undefined arcs with a TypeError.
      const worded = error instanceof ProblemError;
      for (const one of worded ? asProblems(error, { feature: name }) : [badObject(name)]) problems.add(one);
      return [];
    }
  });
  return {
    features,
    problems: problems.done(),
    stated: { code: 'EPSG:4326', words: 'TopoJSON', byFormat: true },
  };
}

const badObject = (name: string) =>
  problem(
    'bad-topojson',
    {
      zh: '对象引用了不存在的弧，未读入。',
      en: 'The object refers to arcs that are not there; it was left out.',
    },
    { feature: name },
  );

/** TopoJSON: every object of the topology. */
export const topojson: Format = {
  id: 'topojson',
  name: { zh: 'TopoJSON', en: 'TopoJSON' },
  extensions: ['topojson'],
  detect: (input) =>
    /^\{/.test(input.head()) &&
    input.text().includes('"Topology"') &&
    topTexts(input.text()).get('type') === 'Topology',
  read,
};
