import type { Bilingual, Town } from '../model/index.ts';
import type { VillageView } from '../store/village.ts';
import { accuracyText } from './words.ts';

/** What shapes that are drawn in a village say of it, and what they do not. */
export function mayConcern({ here, doubtM }: VillageView, town: Town | undefined): Bilingual {
  const name = town?.name ?? { zh: '镇', en: 'the town' };
  const [count, off] = [here.length, accuracyText(doubtM)];
  const [items, have] = count === 1 ? ['item', 'has'] : ['items', 'have'];
  return {
    zh: `图形落在本村的项目有 ${count} 项。图形多为示意，位置可能偏差 ${off}：只表示可能涉及本村，以${name.zh}人民政府公布的为准。`,
    en: `${count} ${items} ${have} a shape in this village. Most shapes are sketches and may be off by ${off}: they may concern the village, and what the government of ${name.en} publishes prevails.`,
  };
}
