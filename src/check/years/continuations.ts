import type { Bilingual, PlanItem, Sentence } from '../../model/index.ts';

/** An item that words may speak of, and what speaks for it. */
export interface Likely {
  item: PlanItem;
  /** 0 to 1; 1 where a name is shared. */
  score: number;
  why: Bilingual;
  /** The name they share, without punctuation. */
  name?: string;
}

const bare = (text: string): string => text.replace(/[\s，。；：、“”‘’（）()《》!！?？,.;:"']/g, '');

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const signs = [...bare(text)];
  for (let i = 1; i < signs.length; i++) {
    const pair = `${signs[i - 1]}${signs[i]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** How alike two texts are by pairs of signs (Sørensen–Dice): 0 without one in common, 1 for the same. */
export function likeness(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)];
  const size = (of: Map<string, number>) => [...of.values()].reduce((sum, count) => sum + count, 0);
  const total = size(x) + size(y);
  let shared = 0;
  for (const [pair, count] of x) shared += Math.min(count, y.get(pair) ?? 0);
  return total ? (2 * shared) / total : 0;
}

/** Names by which words may speak of an item: its title, what it puts into quotation marks, its features. */
function namesOf(item: PlanItem, featureName: (id: string) => string | undefined): string[] {
  const quoted = [...item.title.zh.matchAll(/“([^”]+)”/g)].map((match) => match[1] as string);
  const features = item.features.map((id) => (featureName(id) ?? '').replace(/（[^）]*）/g, ''));
  return [...new Set([item.title.zh, ...quoted, ...features].map(bare))].filter((name) => name.length > 2);
}

/** Wording less alike than this is no reason. */
const alikeEnough = 0.4;

/** A piece that stands in the names of more items than these says nothing of any. */
const mostSharing = 2;

/** The longest piece of a name that stands in a text: three signs where the name begins, four anywhere in it. */
function pieceOf(name: string, text: string): string {
  for (let size = name.length - 1; size > 2; size--)
    for (let from = 0; from + size <= name.length; from++) {
      const piece = name.slice(from, from + size);
      if ((from === 0 || size > 3) && text.includes(piece)) return piece;
    }
  return '';
}

/**
 * The items of `items` that a sentence likely speaks of, the likeliest first: by a name they share, else by near
 * wording, else by a piece of a name that few items have. Nothing is decided by it: a person confirms each.
 */
export function likelyItems(
  words: string,
  items: readonly PlanItem[],
  featureName: (id: string) => string | undefined,
): Likely[] {
  const plain = bare(words);
  const names = new Map(items.map((item) => [item.id, namesOf(item, featureName)]));
  const longest = (texts: readonly string[]) => [...texts].sort((a, b) => b.length - a.length)[0];
  const sharing = (piece: string) =>
    [...names.values()].filter((of) => of.some((name) => name.includes(piece))).length;
  return items
    .flatMap((item): Likely[] => {
      const own = names.get(item.id) ?? [];
      const shared = longest(own.filter((name) => plain.includes(name)));
      const texts = [item.title.zh, ...item.cites.map(({ quote }) => quote)];
      const score = Math.max(...texts.map((text) => likeness(words, text)));
      if (shared)
        return [
          {
            item,
            score: 1 + shared.length / 100 + score / 1000,
            name: shared,
            why: { zh: `同名“${shared}”`, en: `the same name “${shared}”` },
          },
        ];
      if (score >= alikeEnough) {
        const percent = Math.round(score * 100);
        return [{ item, score, why: { zh: `用语相近（${percent}%）`, en: `near wording (${percent} %)` } }];
      }
      const piece = longest(own.map((name) => pieceOf(name, plain)));
      if (!piece || sharing(piece) > mostSharing) return [];
      const why = { zh: `都说到“${piece}”`, en: `both speak of “${piece}”` };
      return [{ item, score: alikeEnough * Math.min(piece.length / 10, 0.9), why }];
    })
    .sort((a, b) => b.score - a.score);
}

/**
 * The clauses among `open` that speak of one item, where the clauses name several: so that each goes on with the clause
 * that names it. Undefined where the whole stands for it.
 */
export function clauseOf(
  { name }: Likely,
  open: readonly Sentence[],
  all: readonly Likely[],
): Sentence | undefined {
  const naming = (words: string | undefined) =>
    open.filter(({ text }) => words !== undefined && bare(text).includes(words));
  const itemNames = naming(name);
  const isShared = all.some((other) => {
    const [first] = naming(other.name);
    return first !== undefined && first !== itemNames[0];
  });
  return itemNames.length === 1 && isShared ? itemNames[0] : undefined;
}
