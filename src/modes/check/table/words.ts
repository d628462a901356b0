import { type AreaUnit, areaUnits } from '../../../geo/area/units.ts';
import { writtenNumber } from '../../../geo/columns/columns.ts';
import type { Value } from '../../../geo/layer/index.ts';
import type { RowTest } from '../../../geo/layer/rows.ts';
import type { Bilingual } from '../../../model/index.ts';

export const testWords: Record<RowTest, Bilingual> = {
  contains: { zh: '包含', en: 'contains' },
  equals: { zh: '等于', en: 'equals' },
  less: { zh: '小于', en: 'is less than' },
  more: { zh: '大于', en: 'is more than' },
  empty: { zh: '为空', en: 'is empty' },
  filled: { zh: '不为空', en: 'is not empty' },
};
export const needsValue = (test: RowTest): boolean => test !== 'empty' && test !== 'filled';

export const unitNames: Record<AreaUnit, Bilingual> = {
  mu: { zh: '亩', en: 'mu' },
  ha: { zh: '公顷', en: 'ha' },
  m2: { zh: 'm²', en: 'm²' },
};

export const grouped = (count: number): string => count.toLocaleString('en-US');

/** What a cell shows. */
export const textOfValue = (value: Value | undefined): string =>
  typeof value === 'number' ? writtenNumber(value) : (value ?? '');
export const textOfArea = (area: number | null, unit: AreaUnit): string =>
  area === null ? '' : area.toFixed(areaUnits[unit]);

/** Pixels a text takes in the table, about. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e7f ? 13 : 7.4), 0);
