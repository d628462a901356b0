import type { Bilingual } from '../../../model/index.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

/** Size of a picture. */
export const pixelWords = (width: number, height: number): Bilingual => ({
  zh: `${grouped(width)} × ${grouped(height)} 像素`,
  en: `${grouped(width)} × ${grouped(height)} pixels`,
});

/** Metres as they are said of an accuracy: two figures, centimetres at the finest. */
export const accuracyWords = (metres: number): string =>
  metres >= 10 ? metres.toFixed(0) : metres >= 1 ? metres.toFixed(1) : metres.toFixed(2);
