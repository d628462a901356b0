import type { Language } from '../../model/index.ts';
import { same, type Table } from '../report/cells.ts';
import type { Report } from '../report/report.ts';
import { withoutShared } from '../report/shared-rows.ts';
import { joined } from './joined.ts';
import { styleBook, type Worksheet, worksheet } from './sheet-xml.ts';
import { xmlText } from './xml-text.ts';

/*
 * Office Open XML (ECMA-376) by hand: write-excel-file (20 KB) has neither repeated heading rows nor a paper to fit, and
 * exceljs is 270 KB. What is written is little: inline strings, numbers, merged cells, a dozen styles.
 */

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

/** What proves the reports. */
function proofTable(reports: readonly Report[], language: Language): Table {
  const { title, ...heads } = proofWords[language];
  return {
    id: 'proof',
    title: same(title),
    columns: [heads.zone, heads.engine, heads.data, heads.fingerprint].map((one) => ({ name: same(one) })),
    rows: reports.map((report, i) => ({
      key: `${i}`,
      cells: [
        report.title,
        same(`${report.engine.name} ${report.engine.version}`),
        same(report.dataVersion),
        same(report.fingerprint || '—'),
      ],
    })),
  };
}

const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;

/**
 * Reports as a workbook: a sheet a table, with the rows of several zones one below the other, each under its zone's name;
 * what is the same for all zones stands once. Numbers are numbers as printed; headings repeat on every page, and every
 * sheet fits the width of an A4 page, or A3. A last sheet says what proves them, where an engine made them.
 */
export async function reportsXlsx(reports: readonly Report[], language: Language): Promise<Uint8Array> {
  const { strToU8, zipSync } = await import('fflate');
  const styles = styleBook();
  const name = sheetNames();
  const byId = new Map<string, { table: Table; report: Report }[]>();
  const add = (table: Table, report: Report) => {
    if (!table.on || table.on.includes('file'))
      byId.set(table.id, [...(byId.get(table.id) ?? []), { table, report }]);
  };
  const together = reports.find(({ shared }) => shared?.length);
  for (const report of reports)
    for (const table of report.tables)
      if (report === together) add(table, report);
      else for (const one of withoutShared(table, together?.shared ?? [])) add(one, report);
  for (const table of together?.shared ?? []) add(table, together!);
  const title = reports[0]?.title[language] ?? '';
  const sheets: (Worksheet & { name: string })[] = [];
  for (const list of byId.values()) {
    const table = joined(list);
    sheets.push({ name: name(table.short[language]), ...worksheet(table, styles, title, language) });
  }
  if (reports.some(({ engine }) => engine.name)) {
    const proof = proofTable(reports, language);
    sheets.push({
      name: name(proof.title[language]),
      ...worksheet(joined([{ table: proof, report: reports[0]! }]), styles, title, language),
    });
  }

  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const titles = sheets.map(
    ({ name: of, heads }, i) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${xmlText(`'${of}'!$${heads.from}:$${heads.to}`)}</definedName>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${main}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${sheets.map((sheet, i) => `<sheet name="${xmlText(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`,
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
