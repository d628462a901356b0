import { lengthText } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';

/** A distance in metres, no finer than a doubt of so many metres allows: whole kilometres, called rough, from 500 m on. */
export function distanceText(metres: number, doubtM: number): Bilingual {
  const rough = doubtM >= 500;
  const said = rough ? lengthText(Math.max(1, Math.round(metres / 1000)) * 1000) : lengthText(metres);
  const text = (figure: string, about: string) =>
    rough ? `${about} ${figure.replace(/\.0+(?= )/, '')}` : figure;
  return { zh: text(said.zh, '约'), en: text(said.en, 'about') };
}
