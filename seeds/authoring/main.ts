/**
 * `npx tsx seeds/authoring/main.ts` writes `data/plan.json` and `data/status.json`: finds every quote in the plan's
 * text, and takes the features of an item from the layers, in the catalogue's order. Run after the layout.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { chapter0 } from './chapter0.ts';
import { chapter1 } from './chapter1.ts';
import { chapter2 } from './chapter2.ts';
import { chapter3 } from './chapter3.ts';
import { chapter4 } from './chapter4.ts';
import { chapter5 } from './chapter5.ts';
import { glosses } from './glosses.ts';
import { noCommitment } from './no-commitment.ts';
import { w } from './types.ts';
import { verbs } from './verbs.ts';

const root = join(import.meta.dirname, '../..');
const file = 'seeds/弼时镇2017年工作规划.txt';
const text = readFileSync(join(root, file), 'utf8');
const catalogue = JSON.parse(readFileSync(join(root, 'data/layers.json'), 'utf8')) as {
  layers: { id: string; source: string }[];
};

function cite(quote: string): { start: number; end: number; quote: string } {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`not in the plan: ${quote}`);
  if (text.indexOf(quote, start + 1) >= 0) throw new Error(`more than once in the plan: ${quote}`);
  return { start, end: start + quote.length, quote };
}

/** A passage an item cites, with its English. */
function cited(quote: string) {
  const gloss = glosses[quote];
  if (!gloss) throw new Error(`no English in glosses.ts: ${quote}`);
  return { ...cite(quote), gloss };
}

const features = new Map<string, string[]>();
for (const layer of catalogue.layers) {
  const data = JSON.parse(readFileSync(join(root, 'data', layer.source), 'utf8')) as FeatureCollection;
  for (const feature of data.features)
    for (const item of feature.properties?.['planItems'] ?? [])
      features.set(item, [...(features.get(item) ?? []), feature.properties?.['id']]);
}

const chapters = [chapter0, chapter1, chapter2, chapter3, chapter4, chapter5];
const plan = {
  schema: 1,
  file,
  title: w('弼时镇2017年工作规划', 'Work Plan of Bishi Town for 2017'),
  date: '2017',
  chapters: chapters.map((chapter) => ({
    ...chapter,
    sections: chapter.sections.map((section) => ({
      ...section,
      items: section.items.map(({ quotes, status, why, targets, related, ...item }) => {
        void status;
        return {
          id: item.id,
          title: item.title,
          summary: item.summary,
          cites: quotes.map(cited).sort((a, b) => a.start - b.start),
          spatial: item.spatial,
          ...(why ? { why } : {}),
          ...(targets ? { targets } : {}),
          ...(features.has(item.id) ? { features: features.get(item.id) } : {}),
          ...(related ? { related } : {}),
        };
      }),
    })),
  })),
  noCommitment: noCommitment.map(({ quote, why }) => ({ ...cite(quote), why })),
  residue: [cite('[bookmark: _GoBack]')],
};
writeFileSync(join(root, 'data/plan.json'), `${JSON.stringify(plan, null, 1)}\n`);

const entries = chapters
  .flatMap((c) => c.sections.flatMap((s) => s.items))
  .flatMap((item) => {
    if (!item.status || item.status.word === 'aim') return [];
    if (!text.includes(item.status.evidence))
      throw new Error(`evidence not in the plan: ${item.status.evidence}`);
    return [
      {
        id: `plan.2017.${item.id}`,
        subject: `item:${item.id}`,
        status: item.status.word,
        date: '2017',
        evidence: item.status.evidence,
        by: '弼时镇2017年工作规划',
      },
    ];
  });
writeFileSync(join(root, 'data/status.json'), `${JSON.stringify({ schema: 1, verbs, entries }, null, 1)}\n`);
console.log(
  `${chapters.flatMap((c) => c.sections.flatMap((s) => s.items)).length} items, ${entries.length} status entries`,
);
