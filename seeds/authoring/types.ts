/** The plan register as it is written by hand: quotes instead of offsets. `npx tsx seeds/authoring/main.ts` finds them. */
export interface Words {
  zh: string;
  en: string;
}
export const w = (zh: string, en: string): Words => ({ zh, en });

export interface ItemDraft {
  id: string;
  title: Words;
  summary: Words;
  /** Exact words of the plan, each once in the whole text. */
  quotes: string[];
  spatial: 'site' | 'line' | 'area' | 'townwide' | 'none';
  why?: Words;
  targets?: { text: Words; value?: number; unit?: string }[];
  related?: string[];
  /**
   * What the plan's own verb supports (`verbs.ts`), and the words of the plan that show it. `aim`: the words set a goal
   * and say nothing of progress, so no status is recorded.
   */
  status?: { word: 'notStarted' | 'preparing' | 'underway' | 'routine' | 'aim'; evidence: string };
}

export interface ChapterDraft {
  number: number;
  title: Words;
  short: Words;
  sections: { id: string; title: Words; items: ItemDraft[] }[];
}

export const noPlaceNamed = w(
  '规划没有说明地点，覆盖全镇。',
  'The plan names no place: the whole town is meant.',
);
