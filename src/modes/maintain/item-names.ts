import { itemsIn } from '../../check/edits/parts.ts';
import type { Bilingual, PlanItem } from '../../model/index.ts';
import type { Work } from '../../store/edits/work.ts';

/** Titles of the items of all plans in work, whichever plan is shown, by id. */
export const itemTitles = (work: Work): ReadonlyMap<string, Bilingual> =>
  new Map((itemsIn(work.parts.value) as unknown as PlanItem[]).map(({ id, title }) => [id, title]));
