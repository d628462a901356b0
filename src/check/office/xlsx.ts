import type { Language } from '../../model/index.ts';
import { type Cell, type Column, figureOf, type Table } from '../report/cells.ts';
import { headCells } from '../report/head-cells.ts';
import type { Report } from '../report/report.ts';
import { xmlText } from './xml-text.ts';

/*
 * Office Open XML (ECMA-376) by hand: write-excel-file (20 KB) has neither repeated heading rows nor a paper to fit, and
 * exceljs is 270 KB. What is written is little: inline strings, numbers, merged cells, a dozen styles.
 */

/** A, B … Z, AA of a column from 0. */
const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
const at = (row: number, column: number) => `${letters(column)}${row}`;

type Look = 'title' | 'head' | 'text' | 'sum' | 'heading' | 'note';
const looks: Record<Look, { font: number; fill: number; border: number; align: string }> = {
  title: { font: 2, fill: 0, border: 0, align: '<alignment vertical="center"/>' },
  head: {
    font: 1,
    fill: 2,
    border: 1,
    align: '<alignment horizontal="center" vertical="center" wrapText="1"/>',
  },
  text: { font: 0, fill: 0, border: 1, align: '<alignment vertical="top" wrapText="1"/>' },
  sum: { font: 1, fill: 0, border: 1, align: '<alignment vertical="top" wrapText="1"/>' },
  heading: { font: 1, fill: 2, border: 1, align: '<alignment vertical="top"/>' },
  note: { font: 0, fill: 0, border: 0, align: '<alignment vertical="top" wrapText="1"/>' },
};

/** Styles by look and number format, numbered as they are first used. */
function styleBook() {
  const formats: string[] = [];
  const cells = new Map<string, string>();
  const numbers = new Map<string, number>();
  const of = (look: Look, format?: string): number => {
    const key = `${look} ${format ?? ''}`;
    const numbered = numbers.get(key);
    if (numbered !== undefined) return numbered;
    if (format && !formats.includes(format)) formats.push(format);
    const id = format ? 164 + formats.indexOf(format) : 0;
    const { font, fill, border, align } = looks[look];
    cells.set(
      key,
      `<xf numFmtId="${id}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${align}</xf>`,
    );
    // The first of the list is what a cell without a style has.
    numbers.set(key, cells.size);
    return cells.size;
  };
  const side = (name: string) => `<${name} style="thin"><color rgb="FF777777"/></${name}>`;
  const font = (size: number, bold: boolean) =>
    `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><charset val="134"/></font>`;
  const xml = () =>
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length}">${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${xmlText(code)}"/>`).join('')}</numFmts><fonts count="3">${font(10, false)}${font(10, true)}${font(14, true)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEEEEE"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.size + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${[...cells.values()].join('')}</cellXfs></styleSheet>`;
  return { of, xml };
}
type Styles = ReturnType<typeof styleBook>;

const formatOf = ({ unit, decimals }: NonNullable<Cell['number']>): string => {
  const digits = decimals ? `0.${'0'.repeat(decimals)}` : '0';
  return unit === 'share' ? `${digits}%` : digits;
};

/** The number as it is printed: what is added up in the spreadsheet is what stands on paper. */
const printed = (cell: NonNullable<Cell['number']>): number =>
  Number(figureOf(cell)) / (cell.unit === 'share' ? 100 : 1);

const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);

/** One worksheet under way. */
function sheetWriter(styles: Styles, language: Language) {
  const rows: string[] = [];
  const merges: string[] = [];
  const widths: number[] = [];
  let row = 0;
  const text = (column: number, words: string, style: number) =>
    words === ''
      ? `<c r="${at(row, column)}" s="${style}"/>`
      : `<c r="${at(row, column)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(words)}</t></is></c>`;
  const add = (cells: string, height?: number) =>
    rows.push(`<row r="${row}"${height ? ` ht="${height}" customHeight="1"` : ''}>${cells}</row>`);
  const merge = (top: number, left: number, bottom: number, right: number) => {
    if (top !== bottom || left !== right) merges.push(`${at(top, left)}:${at(bottom, right)}`);
  };
  const widen = (column: number, words: string) => {
    widths[column] = Math.max(widths[column] ?? 8, Math.min(34, width(words) + 2));
  };
  const line = (words: string, look: Look, columns: number) => {
    row += 1;
    const lines = look === 'note' ? Math.ceil(width(words) / Math.max(40, columns * 12)) : 1;
    add(text(0, words, styles.of(look)), look === 'title' ? 24 : Math.max(14, 14 * lines));
    merge(row, 0, row, Math.max(0, columns - 1));
  };

  function heads(columns: readonly Column[]) {
    const lines = headCells(columns);
    const top = row + 1;
    for (const [level, line] of lines.entries()) {
      row += 1;
      const words = new Map(line.map(({ name, column }) => [column, name[language]]));
      const style = styles.of('head');
      add(columns.map((_, c) => text(c, words.get(c) ?? '', style)).join(''), level ? 28 : 16);
      for (const { column, columns: across, lines: down } of line)
        merge(row, column, row + down - 1, column + across - 1);
    }
    columns.forEach(({ name }, c) => {
      widen(c, name[language].slice(0, 10));
    });
    return { from: top, to: row };
  }

  function body({ rows: list }: Table) {
    for (const { cells, kind } of list) {
      row += 1;
      add(
        cells
          .map((cell, c) => {
            const look: Look = cell.span ? 'heading' : kind === 'sum' ? 'sum' : 'text';
            if (cell.span) merge(row, c, row, c + cell.span - 1);
            else widen(c, cell[language]);
            if (!cell.number) return text(c, cell[language], styles.of(look));
            return `<c r="${at(row, c)}" s="${styles.of(look, formatOf(cell.number))}"><v>${printed(cell.number)}</v></c>`;
          })
          .join(''),
      );
    }
  }

  return {
    /** One table under another, each with its title and note. Gives the heading rows of the first. */
    table(table: Table, title: string) {
      if (row) row += 1;
      line(title, 'title', table.columns.length);
      const where = heads(table.columns);
      body(table);
      if (table.note) line(table.note[language], 'note', table.columns.length);
      return where;
    },
    line,
    /** @param across Columns of the widest table: wide ones take the paper sideways, very wide ones A3. */
    xml(across: number, name: string) {
      const columns = widths.map(
        (one, c) => `<col min="${c + 1}" max="${c + 1}" width="${one}" customWidth="1"/>`,
      );
      const merged = merges.length
        ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
        : '';
      return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews><sheetFormatPr defaultRowHeight="14"/>${columns.length ? `<cols>${columns.join('')}</cols>` : ''}<sheetData>${rows.join('')}</sheetData>${merged}<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${across > 18 ? 8 : 9}" orientation="${across > 6 ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L${xmlText(xmlText(name))}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
    },
  };
}

/** A name no other sheet has, of 31 characters at most and without what a spreadsheet refuses. */
function sheetNames() {
  const used = new Set<string>();
  return (wanted: string): string => {
    const base =
      wanted
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 28) || 'Sheet';
    let name = base;
    for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${base}${n}`;
    used.add(name.toLowerCase());
    return name;
  };
}

const proofWords = {
  zh: { title: '校验', zone: '报告', fingerprint: '校验码', engine: '引擎', data: '数据版本' },
  en: { title: 'Proof', zone: 'Report', fingerprint: 'Fingerprint', engine: 'Engine', data: 'Data version' },
} as const;

const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;

/**
 * Reports as a workbook: a sheet a table, those of several zones one below the other under the zone's name. Numbers are
 * numbers as printed; heading rows repeat, and every sheet fits the width of an A4 page, or A3. A last sheet says what
 * proves them, where an engine made them.
 */
export async function reportsXlsx(reports: readonly Report[], language: Language): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate');
  const styles = styleBook();
  const name = sheetNames();
  const byId = new Map<string, { table: Table; report: Report }[]>();
  for (const report of reports)
    for (const table of report.tables)
      if (!table.on || table.on.includes('file'))
        byId.set(table.id, [...(byId.get(table.id) ?? []), { table, report }]);
  const sheets: { name: string; xml: string; titles?: string }[] = [];
  for (const list of byId.values()) {
    const [{ table: first }] = list as [{ table: Table; report: Report }];
    const writer = sheetWriter(styles, language);
    const sheetName = name((first.short ?? first.title)[language]);
    const places = list.map(({ table, report }) =>
      writer.table(
        table,
        list.length > 1 ? `${table.title[language]} · ${report.title[language]}` : table.title[language],
      ),
    );
    const [only] = places;
    sheets.push({
      name: sheetName,
      xml: writer.xml(
        Math.max(...list.map(({ table }) => table.columns.length)),
        reports[0]!.title[language],
      ),
      ...(places.length === 1 && only ? { titles: `'${sheetName}'!$${only.from}:$${only.to}` } : {}),
    });
  }
  const proof = proofWords[language];
  const writer = sheetWriter(styles, language);
  const bilingual = (words: string) => ({ zh: words, en: words });
  const proven = reports.some(({ engine }) => engine.name);
  writer.table(
    {
      id: 'proof',
      title: bilingual(proof.title),
      columns: [proof.zone, proof.engine, proof.data, proof.fingerprint].map((one) => ({
        name: bilingual(one),
      })),
      rows: reports.map((report, i) => ({
        key: `${i}`,
        cells: [
          report.title,
          bilingual(`${report.engine.name} ${report.engine.version}`),
          bilingual(report.dataVersion),
          bilingual(report.fingerprint || '—'),
        ],
      })),
    },
    proof.title,
  );
  if (proven) sheets.push({ name: name(proof.title), xml: writer.xml(4, reports[0]?.title[language] ?? '') });

  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const titles = sheets.flatMap(({ titles: ref }, i) =>
    ref ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xmlText(ref)}</definedName>`] : [],
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${main}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${sheets.map((sheet, i) => `<sheet name="${xmlText(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets>${titles.length ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${relation}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles.xml(),
  };
  sheets.forEach((sheet, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = sheet.xml;
  });
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [path, strToU8(xml(content))])),
  );
}
