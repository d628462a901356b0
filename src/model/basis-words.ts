import type { Basis } from './layer.ts';
import type { Bilingual } from './text.ts';

/** How a geometry was obtained, in the words that screen, report, display and guide share. */
export const basisWords: Record<Basis, Bilingual> = {
  official: { zh: '官方数据', en: 'Official data' },
  survey: { zh: '实测', en: 'Surveyed' },
  'open-data': { zh: '公开数据', en: 'Open data' },
  described: { zh: '据文字描述', en: 'From a description' },
  schematic: { zh: '示意', en: 'Schematic' },
};
