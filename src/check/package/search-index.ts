import { pinyin } from 'pinyin-pro';
import { itemsOf, type PackageReport } from '../../model/index.ts';

/** What the page's search needs to know of pronunciation: `search.json`. */
export interface SearchIndex {
  schema: 1;
  /** `item:ID` or `feature:ID` with the syllables of its Chinese name, without tones, ü as v, Latin and digits as they are. */
  entries: { ref: string; syllables: string[] }[];
  /**
   * The Chinese characters of each pinyin: those of names and plan text by the reading they have where they first stand, and
   * all in everyday use, with which people ask.
   */
  sounds: Record<string, string>;
}

const han = /\p{Script=Han}/u;

/** The characters in everyday use: the first level of GB 2312, 3,755 of them. */
function everyday(): string {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
  return new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
}

/** Readings are chosen by the words they stand in: 银行 yin hang, 行政 xing zheng. */
export function syllablesOf(text: string): string[] {
  const readings = pinyin(text, { toneType: 'none', type: 'array', v: true });
  const out: string[] = [];
  let run = '';
  const flush = () => {
    if (run) out.push(run.toLowerCase());
    run = '';
  };
  [...text].forEach((sign, i) => {
    if (/[a-z0-9]/i.test(sign)) {
      run += sign;
      return;
    }
    flush();
    if (han.test(sign)) out.push(readings[i] ?? sign);
  });
  flush();
  return out;
}

/** The index of a package with the items and texts of all its plans; the same package gives the same index. */
export function indexOf({
  plans,
  catalogue,
  data,
}: Pick<PackageReport, 'plans' | 'catalogue' | 'data'>): SearchIndex {
  // Tiled layers are not at hand in the page, so that nothing of them can be found.
  const tiled = (id: string) => {
    const source = catalogue?.layers.find((layer) => layer.id === id)?.source;
    return typeof source === 'object' && source.kind === 'pmtiles';
  };
  const features = [...data].flatMap(([id, layer]) => (tiled(id) ? [] : layer.features));
  const names: [string, string][] = [
    ...plans
      .flatMap(({ plan }) => itemsOf(plan))
      .map((item): [string, string] => [`item:${item.id}`, item.title.zh]),
    ...features.map((f): [string, string] => [`feature:${f.properties.id}`, f.properties.name.zh]),
  ];
  const chars = new Map<string, string>();
  const learn = (text: string) => {
    const readings = pinyin(text, { toneType: 'none', type: 'array', v: true });
    [...text].forEach((sign, i) => {
      if (han.test(sign) && !chars.has(sign)) chars.set(sign, readings[i] ?? '');
    });
  };
  for (const [, name] of names) learn(name);
  for (const line of plans.flatMap(({ text }) => text.split('\n'))) learn(line);
  for (const sign of everyday()) learn(sign);
  const sounds = new Map<string, string[]>();
  for (const [sign, sound] of chars) if (sound) sounds.set(sound, [...(sounds.get(sound) ?? []), sign]);
  return {
    schema: 1,
    entries: names.map(([ref, name]) => ({ ref, syllables: syllablesOf(name) })),
    sounds: Object.fromEntries(
      [...sounds]
        .sort(([m], [n]) => (m < n ? -1 : 1))
        .map(([sound, signs]) => [sound, signs.sort().join('')]),
    ),
  };
}

/** The index as its file holds it. */
export const indexText = (index: SearchIndex): string =>
  `{"schema":1,"entries":[\n${index.entries.map((e) => JSON.stringify(e)).join(',\n')}\n],"sounds":${JSON.stringify(index.sounds)}}\n`;
