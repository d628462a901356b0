import type { Bilingual } from '../model/index.ts';
import type { modes } from '../store/index.ts';

/** The names of the modes, fetched with what shows them. */
export const modeWords: Record<(typeof modes)[number], Bilingual> = {
  browse: { zh: '规划浏览', en: 'Browse' },
  check: { zh: '征地核查', en: 'Land check' },
  display: { zh: '大厅展示', en: 'Public display' },
  maintain: { zh: '数据维护', en: 'Data upkeep' },
};
