import { toMu } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';

/** A figure no finer than its error says: rounded to the decimal place of the error's first digit, grouped. */
function figure(value: number, error: number): string {
  const place = Math.floor(Math.log10(Math.max(error, 1e-9)));
  const step = 10 ** place;
  const digits = Math.max(0, -place);
  return (Math.round(value / step) * step).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Its error rounded up, so that it never seems smaller than it is. */
function doubt(error: number): string {
  const step = 10 ** Math.floor(Math.log10(Math.max(error, 1e-9)));
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return (Math.ceil(error / step - 1e-9) * step).toLocaleString('en-US', { maximumFractionDigits: digits });
}

const within = (value: number, error: number, unit: Bilingual): Bilingual => ({
  zh: `${figure(value, error)} ${unit.zh}（±${doubt(error)} ${unit.zh}）`,
  en: `${figure(value, error)} ${unit.en} (±${doubt(error)} ${unit.en})`,
});

/** A measured length and its error, metres; kilometres from one on. */
export const measuredLength = (metres: number, error: number): Bilingual =>
  metres < 1000
    ? within(metres, error, { zh: '米', en: 'm' })
    : within(metres / 1000, error / 1000, { zh: '公里', en: 'km' });

/** A measured area and its error, m²: in 亩, then in square metres, or from 1 km² on in square kilometres. */
export const measuredArea = (m2: number, error: number): Bilingual[] => [
  within(toMu(m2), toMu(error), { zh: '亩', en: 'mu' }),
  m2 < 1e6
    ? within(m2, error, { zh: '平方米', en: 'm²' })
    : within(m2 / 1e6, error / 1e6, { zh: '平方公里', en: 'km²' }),
];
