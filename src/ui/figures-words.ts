import type { Words } from '../store/figures.ts';
import { spatialWords, statusWords, words } from './words.ts';

/** What the tables of figures call a status and a kind of place. */
export const figureWords: Words = {
  status: (word) => (word ? statusWords[word] : words.noStatus),
  kind: spatialWords,
};
