import { asProblems, ProblemError } from '../../../model/index.ts';
import { knownAttributes } from '../attributes.ts';
import { overLimit, ProblemList } from '../problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from '../types.ts';
import { readFeature } from './feature.ts';
import { damaged, readHeader } from './header.ts';

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
  for (let at = header.features; at + 4 <= bytes.length; ) {
    const size = view.getUint32(at, true);
    if (++record > limits.features) throw overLimit('features', record, limits.features);
    if (size < 8 || at + 4 + size > bytes.length) {
      problems.error(
        'fgb-cut-short',
        {
          zh: `要素长 ${size} 字节，文件还剩 ${bytes.length - at - 4} 字节；此后未读入。`,
          en: `The feature claims ${size} bytes, but ${bytes.length - at - 4} are left; nothing from here on was read.`,
        },
        { record },
      );
      break;
    }
    try {
      const own = new DataView(bytes.buffer, bytes.byteOffset + at + 4, size);
      const { geometry, properties } = readFeature(own, header, limits.depth);
      if (geometry)
        features.push({ geometry, properties, ...knownAttributes(properties), place: { record } });
    } catch (error) {
      const known =
        error instanceof ProblemError ? error : damaged('要素内部损坏。', 'The feature is damaged inside.');
      for (const one of asProblems(known, { record })) problems.add(one);
    }
    at += 4 + size;
  }
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
