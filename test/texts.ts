/**
 * Every text of the interface in both languages, one a line, to be read as a whole: `npx tsx test/texts.ts`.
 * A text that is put together stands with its `${…}`.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export interface Text {
  /** File and line, from `src`. */
  at: string;
  zh: string;
  en: string;
}

const src = resolve(import.meta.dirname, '../src');
const pair = /zh:\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1,\s*en:\s*(['"`])((?:\\.|(?!\3)[\s\S])*)\3/g;

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : [];
  });

/** The texts written as `{ zh, en }` literals, in the order of the files. */
export function texts(): Text[] {
  return filesIn(src).flatMap((path) => {
    const code = readFileSync(path, 'utf8');
    return [...code.matchAll(pair)].map((found) => ({
      at: `${relative(src, path)}:${code.slice(0, found.index).split('\n').length}`,
      zh: found[2] as string,
      en: found[4] as string,
    }));
  });
}

if (process.argv[1] === import.meta.filename)
  for (const { at, zh, en } of texts()) console.log(`${at}\n  ${zh}\n  ${en}`);
