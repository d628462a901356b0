import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  groupFiles,
  locate,
  readGeometry,
  type SourceFile,
  toZones,
  writeGeometry,
} from '../../../src/geo/formats/index.ts';
import { asProblems, formatProblem, type Problem } from '../../../src/model/index.ts';
import { text, town } from './fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const folders = ['case', 'cases', 'formats', 'formats/field', 'gdb', 'txt', 'written'].map((name) =>
  join(root, 'test/fixtures', name),
);

/** What no message may hold: a program's own words, bytes, an empty value, a stop after a stop. */
const unclean: [RegExp, string][] = [
  [/[.。!！?？]\s*[.。]/, 'a stop after a stop'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are looked for
  [/[\u0000-\u0008\u000e-\u001f\ufffd]/, 'bytes'],
  [
    /\b(?:undefined|null|NaN|\[object|TypeError|RangeError|SyntaxError|Cannot read|is not a function|Unexpected token|not valid for encoding)\b/,
    'a program’s words',
  ],
  [/\bSQLITE_|no such (?:table|column)|syntax error|malformed|\bSELECT\b|near "/i, 'a database’s words'],
  [/“\s*”|(?<=[\s(])""(?=[\s),.])/, 'an empty quotation'],
  [/\s[,，。；;]|\(\s*\)|（\s*）/, 'a gap'],
];

function check(problem: Problem, from: string): string[] {
  const found: string[] = [];
  for (const language of ['zh', 'en'] as const) {
    const words = formatProblem(problem, language);
    for (const [pattern, what] of unclean)
      if (pattern.test(words)) found.push(`${from}: ${what} in ${words.slice(0, 300)}`);
  }
  const english = problem.what.en.replace(/["“][^"”]*["”]|\([^)]*\)/g, '');
  if (!/\p{Script=Han}/u.test(problem.what.zh) || !/[a-z]{3}/.test(english))
    found.push(`${from}: ${problem.code} in one language`);
  if (problem.code === 'unexpected') found.push(`${from}: ${formatProblem(problem, 'en')}`);
  return found;
}

/** Every problem a file gives on its way in and out. */
async function problemsOf(name: string, files: readonly SourceFile[]): Promise<Problem[]> {
  try {
    const read = await readGeometry(files, { town });
    const found = [...read.problems];
    const choice = read.crs.chosen ?? read.crs.alternatives[0];
    if (!choice) return found;
    for (const code of [choice, 'EPSG:2362', 'GCJ-02', 'EPSG:4526'])
      try {
        const located = locate(read, code, town);
        found.push(...located.problems, ...toZones(located).problems);
        for (const format of ['txt', 'csv', 'kml', 'shp', 'geojson', 'dwg'])
          for (const to of ['EPSG:4526', 'EPSG:2414', 'EPSG:4490'])
            found.push(...(await writeGeometry(format, located.features, { code: to, name: 'a' })).problems);
      } catch (error) {
        found.push(...asProblems(error));
      }
    return found;
  } catch (error) {
    return [...asProblems(error, { file: name })];
  }
}

const filesIn = (folder: string): SourceFile[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:sh|md|py)$/.test(entry.name))
    .map(({ name }) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder, name))) }))
    .filter(({ bytes }) => bytes.length <= 200_000);
const cut = ({ name, bytes }: SourceFile): SourceFile => ({
  name,
  bytes: bytes.slice(0, Math.floor(bytes.length * 0.6)),
});

describe('messages', () => {
  it('of every fixture, whole and cut short, in both languages', async () => {
    let count = 0;
    const bad = new Set<string>();
    for (const folder of folders)
      for (const files of groupFiles(filesIn(folder))) {
        const name = files.map((file) => file.name).join(' ');
        // Whole, and with each part of the data set cut short in its turn.
        const copies = [files, ...files.map((_, i) => files.map((file, k) => (k === i ? cut(file) : file)))];
        for (const copy of copies)
          for (const problem of await problemsOf(name, copy)) {
            for (const one of check(problem, name)) bad.add(one);
            count++;
          }
      }
    expect([...bad]).toEqual([]);
    expect(count).toBeGreaterThan(200);
  }, 240_000);
  it('a file cut short is named for what it is, and where or how it ends', async () => {
    const bad = new Set<string>();
    for (const folder of folders)
      for (const [file, ...others] of groupFiles(filesIn(folder))) {
        if (!file || others.length) continue;
        for (const share of [0.1, 0.5, 0.9]) {
          const part = { ...file, bytes: file.bytes.slice(0, Math.floor(file.bytes.length * share)) };
          for (const { code, what } of await problemsOf(file.name, [part]))
            if (/^(?:unreadable|unexpected)$/.test(code)) bad.add(`${file.name} ${share}: ${what.en}`);
        }
      }
    expect([...bad]).toEqual([]);
  }, 240_000);
  it.each([
    [
      'a.txt',
      '[属性描述]\n坐标系=2000国家大地坐标系\n转换参数=1,2\n[地块坐标]\n4,x,1,甲,面,,,,@\nJ1,1,3154000,384125x\n',
    ],
    ['b.csv', '点号,X,Y\nJ1,a,b\nJ2,1,2\n'],
    [
      'c.json',
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1]]]}}]}',
    ],
    ['d.kml', '<kml><Document><Placemark><Polygon></Document></kml>'],
    ['e.dxf', '0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n10\nx\n20\ny\n0\nENDSEC\n'],
    ['f.csv', 'WKT\n"POLYGON ((1 2, 3"\n'],
    ['broken.gpkg', 'SQLite format 3\u0000 and nothing more'],
    ['h.tab', '!table\n!version 300\nDefinition Table\n  Type NATIVE Charset "WindowsSimpChinese"\n'],
    ['i.mif', 'Version 300\nCoordSys Earth Projection 8\nColumns 1\n  A Char(\nData\nRegion 1\n  4\n1 x\n'],
    ['j.sql', 'BEGIN;\nCREATE TABLE "dk" (id int);\nINSERT INTO "dk" VALUES (1);\n'],
    ['g.bin', '\u0001\u0002\u0003\u0004'],
  ])('of broken input: %s', async (name, content) => {
    const found = await problemsOf(name, [text(content, name)]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.flatMap((problem) => check(problem, name))).toEqual([]);
  });
  it('as they stand in the code: no stop after a stop, both languages end alike', () => {
    const files = ['src/geo', 'src/check', 'src/cli'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(root, folder, name)),
    );
    for (const file of files)
      for (const [, words = ''] of readFileSync(file, 'utf8').matchAll(
        /\b(?:zh|en): [`']((?:[^`'\\]|\\.)*)[`'],?$/gm,
      ))
        expect(/[.。]\s*[.。](?!\.)/.test(words.replace(/…|\.\.\./g, '')) ? `${file}: ${words}` : '').toBe(
          '',
        );
  });
});
