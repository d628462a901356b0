import type { Chapter, Plan } from './plan.ts';

/** The chapters a plan is divided into: the numbered ones or, where its text numbers none, all there is. */
export function mainChapters({ chapters }: Plan): Chapter[] {
  const numbered = chapters.filter(({ number }) => number > 0);
  return numbered.length ? numbered : chapters;
}
