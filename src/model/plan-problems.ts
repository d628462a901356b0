import { coverageOf } from './coverage.ts';
import { duplicates } from './duplicates.ts';
import { figureProblems } from './figure-problems.ts';
import { type Cite, itemsOf, type Plan } from './plan.ts';
import { type Problem, problem } from './problem.ts';

function citeProblems(cite: Cite, text: string, file: string, field: string): Problem[] {
  const place = { file, field };
  if (cite.end > text.length)
    return [
      problem(
        'cite-outside',
        {
          zh: `引文到第 ${cite.end} 字，原文只有 ${text.length} 字`,
          en: `the quote ends at ${cite.end}, the text has ${text.length} characters`,
        },
        place,
      ),
    ];
  const passage = text.slice(cite.start, cite.end);
  if (passage === cite.quote) return [];
  const real = text.indexOf(cite.quote);
  return [
    problem(
      'quote-moved',
      {
        zh: `第 ${cite.start}–${cite.end} 字是“${passage.slice(0, 40)}”，引文作“${cite.quote.slice(0, 40)}”`,
        en: `at ${cite.start}–${cite.end} stands “${passage.slice(0, 40)}”, the quote says “${cite.quote.slice(0, 40)}”`,
      },
      place,
      real >= 0
        ? {
            zh: `引文在第 ${real}–${real + cite.quote.length} 字。`,
            en: `The quote stands at ${real}–${real + cite.quote.length}.`,
          }
        : { zh: '原文没有这句话。', en: 'The text does not have these words.' },
    ),
  ];
}

/**
 * A plan register by itself and against its text (`undefined`: the text could not be read, quotes are not checked).
 * `prefix` stands before the ids of its items.
 */
export function planProblems(
  plan: Omit<Plan, 'later'>,
  text: string | undefined,
  { file, prefix } = { file: 'plan.json', prefix: '' },
): Problem[] {
  const out: Problem[] = [];
  const items = itemsOf(plan);
  out.push(
    ...duplicates(
      items.map((i) => i.id),
      file,
      '项目编号',
      'item id',
    ),
    ...duplicates(
      plan.chapters.map((c) => String(c.number)),
      file,
      '篇号',
      'chapter number',
    ),
    ...duplicates(
      plan.chapters.flatMap((c) => c.sections.map((s) => s.id)),
      file,
      '节号',
      'section id',
    ),
  );
  const ids = new Set(items.map((i) => i.id));
  plan.chapters.forEach((chapter, c) => {
    chapter.sections.forEach((section, s) => {
      const at = `chapters[${c}].sections[${s}]`;
      if (!section.id.startsWith(`${chapter.number}.`))
        out.push(
          problem(
            'id-chapter',
            {
              zh: `节号 ${section.id} 不属于第 ${chapter.number} 篇`,
              en: `section ${section.id} is not of chapter ${chapter.number}`,
            },
            { file, field: `${at}.id` },
          ),
        );
      section.items.forEach((item, i) => {
        const field = `${at}.items[${i}]`;
        const place = { file, record: item.id };
        if (!item.id.startsWith(`${prefix}${section.id}-`))
          out.push(
            problem(
              'id-section',
              {
                zh: `编号 ${item.id} 不属于 ${section.id} 节`,
                en: `id ${item.id} is not of section ${section.id}`,
              },
              { ...place, field: `${field}.id` },
            ),
          );
        const placeless = item.spatial === 'townwide' || item.spatial === 'none';
        if (placeless && !item.why)
          out.push(
            problem(
              'why-missing',
              { zh: '没有位置的项目须说明原因', en: 'an item without a place must say why' },
              { ...place, field: `${field}.why` },
            ),
          );
        if (!placeless && !item.features.length)
          out.push(
            problem(
              'item-without-feature',
              {
                zh: `“${item.title.zh}”有位置却没有要素`,
                en: `“${item.title.en}” has a place but no feature`,
              },
              { ...place, field: `${field}.features` },
              {
                zh: '给它加上要素，或在图层里留下原来的示意图形。',
                en: 'Add a feature to it, or keep the sketch it had in its layer.',
              },
            ),
          );
        item.related.forEach((id, r) => {
          if (!ids.has(id) || id === item.id)
            out.push(
              problem(
                'dangling',
                {
                  zh: `相关项目 ${id} 不存在或就是自己`,
                  en: `related item ${id} does not exist or is the item itself`,
                },
                { ...place, field: `${field}.related[${r}]` },
              ),
            );
        });
        out.push(...figureProblems(item, { ...place, field }));
        if (text !== undefined)
          item.cites.forEach((cite, k) => {
            out.push(
              ...citeProblems(cite, text, file, `${field}.cites[${k}]`).map((p) => ({
                ...p,
                where: { ...p.where, record: item.id },
              })),
            );
          });
      });
    });
  });
  if (text === undefined) return out;
  plan.noCommitment.forEach((n, k) => {
    out.push(...citeProblems(n, text, file, `noCommitment[${k}]`));
  });
  plan.residue.forEach((left, k) => {
    out.push(...citeProblems(left, text, file, `residue[${k}]`));
  });
  for (const sentence of coverageOf(plan, text).sentences)
    for (const clause of sentence.uncited)
      out.push(
        problem(
          'uncited',
          {
            zh: `没有项目引用这句承诺：“${clause.text}”`,
            en: `no item cites this commitment: “${clause.text}”`,
          },
          { file, field: `${clause.start}–${clause.end}` },
          {
            zh: '请由某个项目引用，或列入 noCommitment 并说明理由。',
            en: 'Cite it by an item, or list it in noCommitment with the reason.',
          },
        ),
      );
  return out;
}
