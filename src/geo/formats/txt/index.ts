import { warning } from '../../../model/index.ts';
import { encodeGbk } from '../gbk.ts';
import type { Format } from '../types.ts';
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
  detect: (input) => looksLikeTxt(input.head()),
  read: async (input, { limits }) => readTxt(input.text(), limits),
  write: async (features, options) => {
    const text = writeTxt(features, options);
    if (options.encoding === 'utf-8') return { bytes: new TextEncoder().encode(text), problems: [] };
    const { bytes, missing } = encodeGbk(text);
    return { bytes, problems: missing.length ? [notInGbk(missing)] : [] };
  },
};

const notInGbk = (missing: string[]) =>
  warning(
    'not-in-gbk',
    {
      zh: `GBK 中没有这些字：${missing.join('')}，已写成“?”。`,
      en: `GBK lacks these characters: ${missing.join('')}; each was written as "?".`,
    },
    undefined,
    { zh: '可改用 UTF-8 写出。', en: 'Write UTF-8 instead.' },
  );
