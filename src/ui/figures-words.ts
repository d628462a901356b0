import type { Bilingual } from '../model/index.ts';
import type { Words } from '../store/figures.ts';
import { spatialWords, statusWords, words } from './words.ts';

export const figuresName: Bilingual = { zh: '数据统计', en: 'The plan in figures' };

/** What the tables of figures call a status and a kind of place. */
export const figureWords: Words = {
  status: (word) => (word ? statusWords[word] : words.noStatus),
  kind: spatialWords,
};
