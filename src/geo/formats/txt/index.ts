import { type Problem, ProblemError, problem } from '../../../model/index.ts';
import { encodeGbk } from '../gbk.ts';
import { notInGbk } from '../problems.ts';
import { encodingOf } from '../text.ts';
import type { Format } from '../types.ts';
import { changesOf, mannerOf } from './manner.ts';
import { looksLikeTxt, readTxt } from './read.ts';
import { writeTxt } from './write.ts';

/** 勘测定界 (boundary-point) TXT, the exchange file of land-use approval. */
export const txt: Format = {
  id: 'txt',
  name: { zh: '勘测定界 TXT', en: 'Boundary-point TXT (勘测定界)' },
  extensions: ['txt'],
  everyday: 1,
  written: { zh: '勘测定界 TXT', en: 'Boundary TXT' },
  planar: true,
  keepsShift: true,
  detect: (input) => looksLikeTxt(input.head()),
  read: async (input, { limits }) => {
    const { bytes } = input;
    const bom = bytes[0] === 0xef && bytes[1] === 0xbb;
    return readTxt(input.text(), limits, { encoding: encodingOf(bytes), bom });
  },
  write: async (features, options) => {
    const areas = features.filter(({ geometry }) => /Polygon$/.test(geometry.type));
    const others = features.length - areas.length;
    if (others && !areas.length) throw new ProblemError(areasOnly(others));
    const problems: Problem[] = others ? [{ ...areasOnly(others), severity: 'warning', lost: others }] : [];
    const manner = mannerOf(options.head);
    const text = writeTxt(areas, options, manner);
    problems.push(...changesOf(manner, options.encoding));
    if ((options.encoding ?? manner.encoding ?? 'gbk') !== 'gbk') {
      const bom = manner.encoding === 'utf-8-bom' ? '\ufeff' : '';
      return { bytes: new TextEncoder().encode(bom + text), problems };
    }
    const { bytes, missing } = encodeGbk(text);
    return { bytes, problems: missing.length ? [...problems, notInGbk(missing)] : problems };
  },
};

const areasOnly = (others: number): Problem =>
  problem(
    'txt-needs-polygon',
    {
      zh: `勘测定界 TXT 只写面，${others} 个点或线没有写出。`,
      en: `A boundary-point TXT holds polygons only; ${others} points or lines were not written.`,
    },
    undefined,
    {
      zh: '点和线请另写为 Shapefile、KML 或 GeoJSON。',
      en: 'Write points and lines as Shapefile, KML or GeoJSON.',
    },
  );
