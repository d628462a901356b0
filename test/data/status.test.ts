import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chapter0 } from '../../seeds/authoring/chapter0.ts';
import { chapter1 } from '../../seeds/authoring/chapter1.ts';
import { chapter2 } from '../../seeds/authoring/chapter2.ts';
import { chapter3 } from '../../seeds/authoring/chapter3.ts';
import { chapter4 } from '../../seeds/authoring/chapter4.ts';
import { chapter5 } from '../../seeds/authoring/chapter5.ts';
import { verbs } from '../../seeds/authoring/verbs.ts';
import { statusByVerb } from '../../src/model/index.ts';

const root = join(import.meta.dirname, '../..');
const status = JSON.parse(readFileSync(join(root, 'data/status.json'), 'utf8'));
const readme = readFileSync(join(root, 'data/README.md'), 'utf8');
const drafts = [chapter0, chapter1, chapter2, chapter3, chapter4, chapter5]
  .flatMap((chapter) => chapter.sections.flatMap((section) => section.items))
  .map((item) => ({ id: item.id, word: item.status?.word, evidence: item.status?.evidence ?? '' }));

describe('the statuses of the plan’s own words', () => {
  it.each(drafts.filter(({ word }) => word))('$id: “$evidence” is $word', ({ word, evidence }) => {
    expect(statusByVerb(verbs, evidence)).toBe(word);
  });
  it('an aim has no status: nothing is said to be under way', () => {
    const aims = drafts.filter(({ word }) => word === 'aim').map(({ id }) => id);
    expect(aims).toEqual(['1.1-5', '1.1-6', '1.1-7', '2.1-4', '5.2-9', '5.3-6']);
    const recorded = new Set(status.entries.map((entry: { subject: string }) => entry.subject));
    for (const id of aims) expect(recorded.has(`item:${id}`)).toBe(false);
  });
  it('is recorded for every other item but the one that only announces the chapters', () => {
    expect(drafts.filter(({ word }) => !word).map(({ id }) => id)).toEqual(['0.1-2']);
  });
  it('every verb of the rule is in use, stands in the package, and in the table of its README', () => {
    expect(status.verbs).toEqual(verbs);
    const text = drafts.map(({ evidence }) => evidence).join('\n');
    for (const row of verbs)
      for (const word of row.words) {
        expect(readme, word).toContain(word);
        expect(text.includes(word) || ['打造', '实现'].includes(word), word).toBe(true);
      }
  });
});
