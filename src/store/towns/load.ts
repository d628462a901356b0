import * as v from 'valibot';
import {
  ProblemError,
  parseJson,
  problem,
  type TownEntry,
  type TownIndex,
  TownIndexSchema,
} from '../../model/index.ts';

/** @throws ProblemError when the index cannot be had or is not one. */
export async function loadTowns(url: string): Promise<TownIndex> {
  const file = 'towns/index.json';
  let text: string;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    text = await response.text();
  } catch (error) {
    throw new ProblemError(
      problem(
        'towns-unreachable',
        {
          zh: `乡镇目录未能读取（${String((error as Error).message)}）`,
          en: `The index of towns could not be read (${String((error as Error).message)})`,
        },
        { file },
        { zh: '请稍后重试；当前乡镇不受影响。', en: 'Try later; the present town goes on.' },
      ),
    );
  }
  const parsed = v.safeParse(TownIndexSchema, parseJson(text, file));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue);
  throw new ProblemError(
    problem(
      'schema',
      {
        zh: `乡镇目录格式不符：应为 ${issue.expected}`,
        en: `The index of towns is not as it should be: expected ${issue.expected}`,
      },
      { file, ...(field ? { field } : {}) },
      {
        zh: '请用 npm run package -- towns 重新生成。',
        en: 'Write it anew with npm run package -- towns.',
      },
    ),
  );
}

/** Towns whose name, county or code holds every word of `query`; all of them for an empty one. */
export function searchTowns(towns: readonly TownEntry[], query: string): readonly TownEntry[] {
  const words = query.normalize('NFKC').trim().toLowerCase().slice(0, 60).split(/\s+/).filter(Boolean);
  if (!words.length) return towns;
  return towns.filter(({ code, name, county, province }) => {
    const text =
      `${code} ${name.zh} ${name.en} ${county.zh} ${county.en} ${province.zh} ${province.en}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
