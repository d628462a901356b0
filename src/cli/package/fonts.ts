import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import { ProblemError, problem } from '../../model/index.ts';
import { browseCharacters, labelCharacters, uiCharacters } from './characters.ts';

/**
 * Kerning, the narrowing of adjoining full-width punctuation, quotation marks as wide as English has them; vertical
 * and variant forms would double the size.
 */
const textFeatures = ['kern', 'ccmp', 'chws', 'halt', 'palt', 'pwid'];

/** Reads a font; a TrueType collection holds several and has to be split first. */
function readFont(path: string): Buffer {
  if (!existsSync(path))
    throw new ProblemError(
      problem('file-missing', { zh: '没有这个文件', en: 'there is no such file' }, { file: path }),
    );
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) === 'ttcf')
    throw new ProblemError(
      problem(
        'font-collection',
        { zh: '这是字体集合（TTC）', en: 'this is a collection of fonts (TTC)' },
        { file: path },
        {
          zh: '请先取出其中一款（如 Noto Sans CJK SC），另存为 OTF。',
          en: 'Take one face out of it first (Noto Sans CJK SC, say) and save it as OTF.',
        },
      ),
    );
  return bytes;
}

/**
 * `npm run package -- fonts REGULAR SEMIBOLD MEDIUM [TEXT …]`: `ui-400.woff2` and `ui-600.woff2` with the characters
 * that browsing shows, `ui-400-more.woff2` and `ui-600-more.woff2` with the others the page may show (and those of the
 * further text files), `labels.woff2` with those of the names on the map, and the lists of characters beside them.
 */
export async function writeFonts(args: string[], folder: string): Promise<void> {
  const [regular, semibold, medium, ...more] = args;
  if (!regular || !semibold || !medium)
    throw new ProblemError(
      problem('usage', {
        zh: '用法：npm run package -- fonts 常规 半粗 中等 [文本 …]',
        en: 'usage: npm run package -- fonts REGULAR SEMIBOLD MEDIUM [TEXT …]',
      }),
    );
  const out = join(folder, 'basemap/fonts');
  mkdirSync(out, { recursive: true });
  const root = join(import.meta.dirname, '../../..');
  const wanted = uiCharacters(folder, join(dirname(folder), 'seeds'), [
    join(root, 'src'),
    join(root, 'index.html'),
  ]);
  const extra = more.flatMap((path) =>
    [...readFileSync(path, 'utf8')].filter((c) => /\p{Script=Han}/u.test(c)),
  );
  const ui = [...new Set([...wanted, ...extra])].join('');
  const browse = new Set(browseCharacters(folder, root));
  const [first, rest] = [true, false].map((of) => [...ui].filter((sign) => browse.has(sign) === of).join(''));
  const labels = labelCharacters(folder);
  for (const [name, source, text] of [
    ['ui-400', regular, first],
    ['ui-600', semibold, first],
    ['ui-400-more', regular, rest],
    ['ui-600-more', semibold, rest],
    ['labels', medium, labels],
  ] as [string, string, string][]) {
    const bytes = await subsetFont(readFont(source), text, {
      targetFormat: 'woff2',
      keepFeatures: name === 'labels' ? [] : textFeatures,
      noHinting: true,
    });
    writeFileSync(join(out, `${name}.woff2`), bytes);
    console.log(`${name}.woff2: ${[...text].length} characters, ${(bytes.length / 1024).toFixed(1)} KB`);
  }
  writeFileSync(join(out, 'ui.txt'), `${ui}\n`);
  writeFileSync(join(out, 'labels.txt'), `${labels}\n`);
}
