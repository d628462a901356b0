import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/check/index.ts';
import { reportsDocx } from '../../src/check/office/docx.ts';
import { type PageRow, type Paper, pageEnds } from '../../src/check/office/sheet-layout.ts';
import { reportsXlsx } from '../../src/check/office/xlsx.ts';
import { wrappedLines } from '../../src/check/report/text-width.ts';
import { officeReports } from '../fixtures/office/make.ts';

const built = await officeReports();
const reports = () => built;
const parts = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));

describe('the reports as a workbook', () => {
  it('has a sheet a table, numbers as numbers as printed, merged headings and a paper to fit', async () => {
    const files = parts(await reportsXlsx(reports(), 'zh'));
    const workbook = files['xl/workbook.xml']!;
    for (const name of ['地块面积汇总表', '冲突', '三线', '界址点成果表', '规则', '校验'])
      expect(workbook).toContain(`<sheet name="${name}"`);
    expect(workbook).toContain('_xlnm.Print_Titles');
    const [summary] = reports()[0]!.tables;
    const sheet = files['xl/worksheets/sheet1.xml']!;
    const values = [...sheet.matchAll(/<c r="D(\d+)" s="\d+"><v>([^<]+)<\/v>/g)].map(([, , v]) => Number(v));
    expect(values).toEqual(summary!.rows.map(({ cells }) => Number(cells[3]!.zh)));
    expect(sheet).toContain('<mergeCell ref="C2:F2"/>');
    expect(sheet).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
    expect(sheet).toContain('一号 &lt;&amp;&quot;地块');
    // A share is a number with a per cent format.
    expect(files['xl/styles.xml']).toContain('formatCode="0.00%"');
  });
  it('is what LibreOffice reads', async () => {
    // test/fixtures/office/README.md: how the program's own reading of this workbook was stored.
    const stored = readFileSync('test/fixtures/office/summary.csv', 'utf8').trim().split('\n');
    const [{ rows }] = reports()[0]!.tables as [Report['tables'][0]];
    const cells = rows.map((row) => row.cells.map(({ zh, number }) => (number ? Number(zh) : zh)));
    const read = stored.slice(3, 3 + rows.length).map((line) =>
      line
        .match(/("([^"]|"")*"|[^,]*)(,|$)/g)!
        .slice(0, rows[0]!.cells.length)
        .map((one) => one.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"')),
    );
    expect(
      read.map((line, r) => line.map((one, c) => (typeof cells[r]![c] === 'number' ? Number(one) : one))),
    ).toEqual(cells);
  });
});

describe('the workbook on paper', () => {
  const narrow: Paper = { size: 9, orientation: 'portrait', places: 100, points: 200 };
  it('ends no page with a heading and begins none with a sum, and parts no short block', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ rows: fc.integer({ min: 1, max: 40 }), sum: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        (blocks) => {
          const rows = blocks.flatMap(({ rows: count, sum }): PageRow[] => [
            { points: 10, keep: 'next' },
            { points: 10, keep: 'next' },
            ...Array.from({ length: count }, () => ({ points: 10 })),
            ...(sum ? [{ points: 10, keep: 'previous' as const }] : []),
          ]);
          const ends = pageEnds(rows, { paper: narrow, widths: [50, 50], repeated: 20 });
          [...ends, rows.length].forEach((end, i) => {
            const first = ends[i - 1] ?? 0;
            expect(end).toBeGreaterThan(first);
            expect(10 * (end - first) + (i ? 20 : 0)).toBeLessThanOrEqual(narrow.points);
            expect(rows[end - 1]!.keep).not.toBe('next');
            expect(rows[end]?.keep).not.toBe('previous');
          });
          let start = 0;
          for (const { rows: count, sum } of blocks) {
            const after = start + 2 + count + (sum ? 1 : 0);
            if (after - start <= 12) expect(ends.filter((end) => end > start && end < after)).toEqual([]);
            start = after;
          }
        },
      ),
    );
  });
  it('counts the lines of a text as they are broken', () => {
    expect(wrappedLines('永久基本农田', 12)).toBe(1);
    expect(wrappedLines('永久基本农田', 11)).toBe(2);
    // A closing sign stays with what it closes.
    expect(wrappedLines('基本农田。', 8)).toBe(2);
    expect(wrappedLines('two words here', 9)).toBe(2);
    expect(wrappedLines('a'.repeat(64), 30)).toBe(3);
    expect(wrappedLines('一\n二', 30)).toBe(2);
  });
  it('gives every text the height that it needs and a plot its name as a heading', async () => {
    const long = '一个名称特别长的地块'.repeat(12);
    const [project, first, second] = reports();
    const named = { ...first!, name: { zh: long, en: long } };
    const files = parts(await reportsXlsx([project!, named, second!], 'zh'));
    const sheet = files['xl/worksheets/sheet2.xml']!;
    const height = (words: string) => {
      const row = sheet.split('<row ').find((one) => one.includes(words))!;
      return Number(/ht="(\d+)"/.exec(row)![1]);
    };
    const wide = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].reduce(
      (sum, [, one]) => sum + Number(one),
      0,
    );
    expect(height(long)).toBeGreaterThan((240 / wide) * 12);
    expect(height('二号')).toBeLessThan(20);
  });
  it('says once what rules and layers answer for all plots', async () => {
    const files = parts(await reportsXlsx(reports(), 'zh'));
    const text = Object.values(files)
      .join('')
      .replace(/<[^>]+>/g, '|');
    expect(text.split('|各地块管控规则核查结果|').length - 1).toBe(1);
    expect(text.split('|管控规则|').length - 1).toBe(0);
  });
  it('is printed whole by LibreOffice, with headings on every page', () => {
    // test/fixtures/office/README.md: how the text of the printed pages was stored.
    const pages = readFileSync('test/fixtures/office/printed.txt', 'utf8').replace(/\f$/, '').split('\f');
    const text = pages.join('').replace(/\s/g, '');
    const [{ shared = [] }, ...plots] = reports() as [Report, ...Report[]];
    const printed = new Set(['points', 'zone', 'conflicts']);
    const tables = [...plots.flatMap((one) => one.tables.filter(({ id }) => printed.has(id))), ...shared];
    for (const { rows } of tables)
      for (const { cells } of rows)
        for (const { zh } of cells) expect(text).toContain(zh.replace(/[\s,]/g, ''));
    pages.forEach((page, i) => {
      expect(page).toContain(`第 ${i + 1} 页，共 ${pages.length} 页`);
    });
  });
});

describe('the reports by a Word template', () => {
  const template = { name: '模板.docx', bytes: new Uint8Array(readFileSync('data/report-template.docx')) };
  const fill = (bytes: Uint8Array) =>
    reportsDocx(
      { name: '模板.docx', bytes },
      reports()
        .slice(1)
        .map((report) => ({ report, fields: {} })),
      { report: reports()[0]!, fields: { project: '示范项目' } },
      'zh',
    );
  /** The template with another text in it, as an office would edit it in Word. */
  const edited = (from: string, to: string) => {
    const files = unzipSync(template.bytes);
    const document = strFromU8(files['word/document.xml']!);
    expect(document).toContain(from);
    return zipSync({ ...files, 'word/document.xml': strToU8(document.replace(from, to)) });
  };
  it('has every zone, its repeated rows and whole tables, and nothing left unfilled', async () => {
    const { bytes, problems } = await fill(template.bytes);
    expect(problems).toEqual([]);
    const document = parts(bytes)['word/document.xml']!;
    expect(document).not.toMatch(/[{}]/);
    const text = document.replace(/<[^>]+>/g, '|');
    for (const part of ['示范项目', '一号 &lt;&amp;&quot;地块', '二号', '地块面积汇总表', '校验码：abc123'])
      expect(text).toContain(part);
    const rows = reports()[1]!.tables.find(({ id }) => id === 'points')!.rows;
    for (const { cells } of rows) expect(text).toContain(cells[1]!.zh);
    const open = (document.match(/<w:tc>/g) ?? []).length;
    expect((document.match(/<\/w:tc>/g) ?? []).length).toBe(open);
  });
  it('says once what rules and layers answer for all zones, or in every zone where a template has no place for it', async () => {
    const said = async (from: Uint8Array) => {
      const { bytes, problems } = await fill(from);
      expect(problems).toEqual([]);
      const text = parts(bytes)['word/document.xml']!.replace(/<[^>]+>/g, '|');
      return {
        once: text.split('各地块管控规则核查结果|').length - 1,
        each: text.split('|管控规则|').length - 1,
      };
    };
    expect(await said(template.bytes)).toEqual({ once: 1, each: 0 });
    const files = unzipSync(template.bytes);
    const document = strFromU8(files['word/document.xml']!);
    const start = document.lastIndexOf('<w:p>', document.indexOf('{#shared}'));
    const end = document.indexOf('</w:p>', document.indexOf('{/shared}')) + '</w:p>'.length;
    const older = document.slice(0, start) + document.slice(end);
    const own = zipSync({ ...files, 'word/document.xml': strToU8(older) });
    expect(await said(own)).toEqual({ once: 0, each: reports().length - 1 });
  });
  it('names a placeholder it does not know and leaves it in its place', async () => {
    const { bytes, problems } = await fill(edited('{applicant}', '{用地人}'));
    expect(problems.map(({ where }) => where)).toEqual([{ file: '模板.docx', field: '用地人' }]);
    expect(parts(bytes)['word/document.xml']).toContain('{用地人}');
  });
  it('says which part of a template is not closed, and what is no Word file', async () => {
    await expect(fill(edited('{/otherTables}', ''))).rejects.toMatchObject({
      problems: [{ code: 'template-broken', where: { field: 'otherTables' } }],
    });
    await expect(fill(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({
      problems: [{ code: 'template-unreadable' }],
    });
  });
});
