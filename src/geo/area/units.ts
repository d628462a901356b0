import type { Bilingual } from '../../model/index.ts';

/** 亩: fifteen to the hectare. */
export const toMu = (m2: number): number => (m2 * 15) / 10_000;
/** 公顷, hectares. */
export const toHa = (m2: number): number => m2 / 10_000;

/** The units of area there are, with the decimals each is printed with. */
export const areaUnits = { mu: 2, ha: 4, m2: 2 } as const;
export type AreaUnit = keyof typeof areaUnits;
/** An area as it is printed in a unit: rounded. */
export const inUnit = (m2: number, unit: AreaUnit): number => {
  const value = unit === 'mu' ? toMu(m2) : unit === 'ha' ? toHa(m2) : m2;
  return Number(value.toFixed(areaUnits[unit]));
};

/** Made once: `toLocaleString` makes a formatter at every call, which a table of a thousand parcels feels. */
const formats = [0, 1, 2, 3, 4].map(
  (digits) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);
/** Grouped and rounded; next to nothing below zero is written 0, not -0. */
const figures = (value: number, digits: 0 | 1 | 2 | 3 | 4): string =>
  (formats[digits] as Intl.NumberFormat).format(value).replace(/^-(?=[0.]+$)/, '');

/** An area's figures as they are printed, grouped: 亩 to 2 decimals, 公顷 to 4, m² to `digits` (0 or 2). */
export const areaFigures = (m2: number, digits: 0 | 2 = 0): { mu: string; ha: string; m2: string } => ({
  mu: figures(toMu(m2), 2),
  ha: figures(toHa(m2), 4),
  m2: figures(m2, digits),
});

/** `15.00 亩（1.0000 公顷，10,000 m²）`; the 亩 first, as the field writes it. */
export function areaText(m2: number, digits: 0 | 2 = 0): Bilingual {
  const { mu, ha, m2: square } = areaFigures(m2, digits);
  return { zh: `${mu} 亩（${ha} 公顷，${square} m²）`, en: `${mu} mu (${ha} ha, ${square} m²)` };
}

/** Metres below one kilometre, kilometres from there on. */
export function lengthText(metres: number): Bilingual {
  return metres < 1000
    ? { zh: `${figures(metres, 1)} 米`, en: `${figures(metres, 1)} m` }
    : { zh: `${figures(metres / 1000, 3)} 公里`, en: `${figures(metres / 1000, 3)} km` };
}
