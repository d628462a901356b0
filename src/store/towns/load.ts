import {
  ProblemError,
  parseJson,
  problem,
  type TownEntry,
  type TownIndex,
  TownIndexSchema,
} from '../../model/index.ts';
import { parse } from '../../model/parse.ts';

/** @throws ProblemError when the index cannot be had or is not one. */
export async function loadTowns(url: string): Promise<TownIndex> {
  const file = 'towns/index.json';
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok)
    throw new ProblemError(
      problem(
        'towns-unreachable',
        {
          zh: `乡镇目录未能读取：服务器${response ? `回答 ${response.status}` : '没有应答'}`,
          en: `The index of towns could not be read: the server ${response ? `answered ${response.status}` : 'does not answer'}`,
        },
        { file },
        { zh: '请稍后重试；当前乡镇不受影响。', en: 'Try later; the town now shown is not affected.' },
      ),
    );
  return parse(
    TownIndexSchema,
    parseJson(await response.text(), file),
    { file },
    {
      zh: '请用 npm run package -- towns 重新生成。',
      en: 'Write it again with npm run package -- towns.',
    },
  );
}

/** What a town is found by, in small letters: names, code, pinyin with and without blanks, initials. */
function textOf({ code, name, county, province, pinyin = '' }: TownEntry): string {
  const syllables = pinyin.split(' ');
  const initials = syllables.map((one) => one[0] ?? '').join('');
  const names = [name, county, province].flatMap(({ zh, en }) => [zh, en]);
  return [code, ...names, pinyin, syllables.join(''), initials].join(' ').toLowerCase();
}

/** Towns whose name, county, pinyin or code holds every word of `query`; all of them for an empty one. */
export function searchTowns(towns: readonly TownEntry[], query: string): readonly TownEntry[] {
  const words = query.normalize('NFKC').trim().toLowerCase().slice(0, 60).split(/\s+/).filter(Boolean);
  if (!words.length) return towns;
  return towns.filter((town) => {
    const text = textOf(town);
    return words.every((word) => text.includes(word));
  });
}

export const townOrders = ['code', 'delayed', 'done'] as const;
export type TownOrder = (typeof townOrders)[number];

/** Towns in the order of their codes, or those with the greatest share of delayed or finished items first. */
export function orderTowns(towns: readonly TownEntry[], order: TownOrder): readonly TownEntry[] {
  if (order === 'code') return towns;
  const share = ({ items, status }: TownEntry) => (items ? (status[order] ?? 0) / items : 0);
  return [...towns].sort((a, b) => share(b) - share(a));
}
