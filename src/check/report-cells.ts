import { areaFigures } from '../geo/area/index.ts';
import type { Bilingual } from '../model/index.ts';

/** A table of a report, ready to be shown, printed or written: every cell is text in both languages. */
export interface ReportSection {
  id:
    | 'zone'
    | 'conflicts'
    | 'rules'
    | 'layers'
    | 'slivers'
    | 'villages'
    | 'land-use'
    | 'parcels'
    | 'approval'
    | 'warnings';
  title: Bilingual;
  columns: Bilingual[];
  rows: Bilingual[][];
  note?: Bilingual;
}

export const same = (text: string): Bilingual => ({ zh: text, en: text });
export const t = (zh: string, en: string): Bilingual => ({ zh, en });
export const nothing = same('—');
export const share = (value: number): Bilingual => same(`${(100 * value).toFixed(2)} %`);

const mu = t('面积（亩）', 'Area (mu)');
const ha = t('面积（公顷）', 'Area (ha)');
const m2 = t('面积（m²）', 'Area (m²)');
export const trust = t('依据与精度', 'Basis and accuracy');
export const areaColumns = [mu, ha, m2];
export const areaCells = (area: number): Bilingual[] => {
  const figures = areaFigures(area, 2);
  return [same(figures.mu), same(figures.ha), same(figures.m2)];
};
export const noArea = [nothing, nothing, nothing];
/** Length, shares and trust of a layer without an overlap. */
export const noMeasure = [nothing, nothing, nothing, nothing];
