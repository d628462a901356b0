import { asProblems } from '../../model/index.ts';
import { ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from './types.ts';
import { isHexWkb, readHexWkb } from './wkb.ts';

async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  const srids = new Set<number | undefined>();
  for (const [i, line] of input.text().split(/\r?\n/).entries()) {
    if (!line.trim()) continue;
    const place = { line: i + 1 };
    try {
      const { geometry, srid } = readHexWkb(line, limits.depth);
      srids.add(srid);
      features.push({ geometry, properties: {}, place });
    } catch (error) {
      for (const one of asProblems(error, place)) problems.add(one);
    }
  }
  const [srid] = srids;
  const stated = srid && srids.size === 1 ? { stated: { code: `EPSG:${srid}`, words: `SRID=${srid}` } } : {};
  return { features, problems: problems.done(), ...stated };
}

/** Geometries in hexadecimal well-known binary, one a line, as databases show them. */
export const wkbText: Format = {
  id: 'wkb',
  name: { zh: 'WKB（十六进制）', en: 'WKB (hexadecimal)' },
  extensions: ['wkb'],
  detect: (input) =>
    isHexWkb(new TextDecoder('latin1').decode(input.bytes.subarray(0, 42)).replace(/\s[\s\S]*$/, '')),
  read,
};
