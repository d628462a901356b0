import type { Bilingual, Feature } from '../../model/index.ts';

type Properties = Readonly<Record<string, unknown>>;

/** A value that can stand for a feature: text, or a number as text. */
const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** A name without the 示意 in brackets that says it is a sketch. */
export const withoutSketch = (name: string) => name.replace(/（示意）|\(sketch\)/g, '').trim();

/** A name as it is compared: without 示意, and with the word of an office's committee as that of its village. */
export const plainName = (name: string): string =>
  withoutSketch(name)
    .replace(/村?村民委员会$|村?村委会$/, '村')
    .replace(/(社区)?(居民委员会|居委会)$/, '社区')
    .trim();

const texts = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value as Partial<Bilingual>).map(text)
    : [text(value)];

/** The column in which offices name a feature: name, 名称, XZQMC, XMMC and the like. */
export const isNameColumn = (key: string) => /^(name|title)$|名称?$|MC$/i.test(key);

/** What the file calls a feature; empty when it does not say. A running number is no name. */
export function nameOf(properties: Properties): string {
  for (const [key, value] of Object.entries(properties)) {
    if (!isNameColumn(key)) continue;
    const name = texts(value)[0] ?? '';
    if (name && !/^\d+$/.test(name)) return name;
  }
  return '';
}

/** Pairs each row with a feature one of whose `keys` stands in the column; no feature serves twice. */
function byColumn(
  rows: readonly Properties[],
  column: string,
  old: readonly Feature[],
  keys: (feature: Feature) => string[],
  tidy: (value: string) => string,
): Map<number, Feature> {
  const waiting = new Map<string, Feature[]>();
  for (const feature of old)
    for (const key of new Set(keys(feature)))
      if (key) waiting.set(key, [...(waiting.get(key) ?? []), feature]);
  const matched = new Set<Feature>();
  const pairs = new Map<number, Feature>();
  rows.forEach((row, index) => {
    for (const value of texts(row[column])) {
      const twin = waiting.get(tidy(value))?.find((feature) => !matched.has(feature));
      if (!twin) continue;
      matched.add(twin);
      pairs.set(index, twin);
      return;
    }
  });
  return pairs;
}

/**
 * Which old feature each row of a new file stands for: by the column that holds most ids or division codes, then, for
 * those left, by the column that holds most names. Nothing is taken from how a column is called.
 * @param town The town's name, which files of a county write before those of its villages.
 */
export function pairRows(
  old: readonly Feature[],
  rows: readonly Properties[],
  town: string,
): Map<number, Feature> {
  const bare = (name: string) =>
    plainName(name.startsWith(town) && name !== town ? name.slice(town.length) : name);
  const ways: [(feature: Feature) => string[], (value: string) => string][] = [
    [({ properties: { id, code } }) => [id, text(code)], (value) => value],
    [({ properties: { name } }) => [bare(name.zh), plainName(name.en)], bare],
  ];
  const pairs = new Map<number, Feature>();
  for (const [keys, tidy] of ways) {
    const left = rows.map((row, index) => (pairs.has(index) ? {} : row));
    const matched = new Set(pairs.values());
    const free = old.filter((feature) => !matched.has(feature));
    const columns = new Set(left.flatMap((row) => Object.keys(row)));
    const matches = [...columns].map((column) => byColumn(left, column, free, keys, tidy));
    const best = matches.reduce((a, b) => (b.size > a.size ? b : a), new Map<number, Feature>());
    for (const [index, feature] of best) pairs.set(index, feature);
  }
  return pairs;
}
