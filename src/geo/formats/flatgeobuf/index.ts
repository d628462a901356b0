import { asProblems, ProblemError } from '../../../model/index.ts';
import { knownAttributes } from '../attributes.ts';
import { overLimit, ProblemList, withoutGeometry } from '../problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from '../types.ts';
import { readFeature } from './feature.ts';
import { binaryCounter, cutShort, featureDamaged, readHeader } from './header.ts';

const magic = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
/**
 * All features, index passed over. Read here, within the bounds of the file, because the library of the format trusts
 * every count it meets and does not return from some damaged files.
 */
async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const { bytes } = input;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readHeader(view);
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  let record = 0;
  let empty = 0;
  const counter = binaryCounter(header);
  let at = header.features;
  while (at + 4 <= bytes.length) {
    const size = view.getUint32(at, true);
    if (record >= limits.features) throw overLimit('features', record + 1, limits.features);
    if (size < 8 || at + 4 + size > bytes.length) break;
    record++;
    try {
      const sizedView = new DataView(bytes.buffer, bytes.byteOffset + at + 4, size);
      const { geometry, properties } = readFeature(sizedView, header, limits.depth, counter.count);
      if (geometry)
        features.push({ geometry, properties, ...knownAttributes(properties), place: { record } });
      else empty++;
    } catch (error) {
      const faults = error instanceof ProblemError ? asProblems(error, { record }) : [featureDamaged(record)];
      for (const one of faults) problems.add(one);
    }
    at += 4 + size;
  }
  if (at < bytes.length || record < header.count) problems.add(cutShort(record, header.count));
  if (empty) problems.add(withoutGeometry(empty));
  for (const one of counter.problems()) problems.add(one);
  return { features, problems: problems.done(), ...(header.stated ? { stated: header.stated } : {}) };
}

/** FlatGeobuf, version 3. */
export const flatgeobuf: Format = {
  id: 'flatgeobuf',
  name: { zh: 'FlatGeobuf', en: 'FlatGeobuf' },
  extensions: ['fgb'],
  detect: ({ bytes }) => magic.every((value, i) => bytes[i] === value),
  read,
  open: async (input, options) => (await import('./records.ts')).openFlatGeobuf(input, options),
};
