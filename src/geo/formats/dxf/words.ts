import type { Position } from 'geojson';
import { boxOfPositions } from '../../plane/box.ts';
import type { Box } from '../../plane/extent.ts';
import { locatePoint } from '../../plane/inside.ts';
import { numberOf, type RawEntity } from './pairs.ts';

/** A text of the drawing where it is anchored. */
export interface Word {
  text: string;
  at: Position;
  height: number;
}

/** The words of a TEXT, ATTRIB or MTEXT without the codes that format them. */
export function wordsOf(entity: RawEntity): string {
  const raw = entity.pairs
    .filter(({ code }) => code === 1 || (code === 3 && entity.type === 'MTEXT'))
    // The pieces of a long text (code 3) come before its end (code 1).
    .map(({ value }) => value)
    .join('');
  const plain = raw
    .replace(/%%d/gi, '°')
    .replace(/%%p/gi, '±')
    .replace(/%%c/gi, '\u2300')
    .replace(/%%[uok]/gi, '');
  if (entity.type !== 'MTEXT') return plain.trim();
  return plain
    .replace(/\\[Pp](?![a-z])/g, ' ')
    .replace(/\\[ACFHLQTWfpc][^;\\]*;/g, '')
    .replace(/\\[LlOoKk]/g, '')
    .replace(/\\S([^;]*);/g, '$1')
    .replace(/\\([\\{}])/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a text stands: its second point when it is centred or aligned by one. */
export function anchorOf(entity: RawEntity): Position {
  const aligned = entity.type !== 'MTEXT' && (numberOf(entity, 72) !== 0 || numberOf(entity, 73) !== 0);
  const placeCodes = aligned && entity.pairs.some(({ code }) => code === 11) ? [11, 21] : [10, 20];
  return [numberOf(entity, placeCodes[0] as number), numberOf(entity, placeCodes[1] as number)];
}

const figure = /^[-+\d.,\s°′″'"×x*]*(?:m|m2|m²|㎡|米|平方米|亩|公顷|ha)?$/i;
/** An area under a name in one text. */
const areaIn = /\s+[\d.,]+\s*(?:m2|m²|㎡|平方米|亩|公顷|ha)$/i;
const pointName = /^(?:[A-Za-z]|J[A-Z]{1,2}|GD|TP|界址?点?)[-_]?\d+$/i;

/** The name a ring's texts give it, and the other words inside: the largest that is no figure and no point's name. */
export function nameFrom(words: readonly Word[]): { name?: string; others: string[] } {
  const speaking = words.filter(({ text }) => !figure.test(text) && !pointName.test(text));
  const pool = speaking.length ? speaking : words.length === 1 ? words : [];
  const [name] = [...pool].sort((a, b) => b.height - a.height);
  return {
    ...(name ? { name: name.text.replace(areaIn, '') } : {}),
    others: words.flatMap((word) =>
      word === name ? (areaIn.exec(word.text)?.map((area) => area.trim()) ?? []) : [word.text],
    ),
  };
}

/** The texts that stand in each polygon: every text belongs to the smallest that holds it. */
export function wordsInside(
  polygons: readonly (readonly Position[][])[],
  sizes: readonly number[],
  words: readonly Word[],
): Word[][] {
  const inside = polygons.map((): Word[] => []);
  const boxes = polygons.map(([shell = []]) => boxOfPositions(shell));
  for (const word of words) {
    const [x = 0, y = 0] = word.at;
    let best = -1;
    for (const [i, [shell = [], ...holes]] of polygons.entries()) {
      const [west, south, east, north] = boxes[i] as Box;
      if (x < west || x > east || y < south || y > north) continue;
      if (best >= 0 && (sizes[i] as number) >= (sizes[best] as number)) continue;
      if (locatePoint(shell, word.at) > 0 && !holes.some((hole) => locatePoint(hole, word.at) > 0)) best = i;
    }
    inside[best]?.push(word);
  }
  return inside;
}
