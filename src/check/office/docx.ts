import type Docxtemplater from 'docxtemplater';
import { type Language, type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import type { Cell, Table } from '../report/cells.ts';
import { fitted } from '../report/fitted.ts';
import type { Report } from '../report/report.ts';
import { withoutShared } from '../report/shared-rows.ts';
import { wordTable } from './word-table.ts';

/** Placeholders of what a planner may leave open: empty, not unknown. */
const projectBlanks = { project: '', applicant: '', batch: '', stage: '', date: '', dataVersion: '' };
const zoneBlanks = { project: '', planItem: '', purpose: '', landClass: '', origin: '', notes: '' };

/** A checked zone as a template names it. */
export interface DocxZone {
  report: Report;
  /** What the record says of the zone, by placeholder. */
  fields: Readonly<Record<string, string>>;
}

const cellOf = (report: Report, table: string, row: string): readonly Cell[] =>
  report.tables.find(({ id }) => id === table)?.rows.find(({ key }) => key === row)?.cells ?? [];

/** Columns of a table by the names that a template's repeated row uses. */
const columnNames: Readonly<Record<string, readonly string[]>> = {
  conflicts: ['severity', 'rule', 'feature', 'extent', 'ha', 'm2', 'accuracy', 'law'],
  points: ['point', 'x', 'y', 'side'],
  rules: ['severity', 'rule', 'answer', 'data', 'law'],
  lines: ['line', 'answer', 'mu', 'ha', 'm2', 'share', 'data', 'date', 'source', 'accuracy'],
};

function rowsOf(report: Report, id: string, names: readonly string[], language: Language) {
  const rows = report.tables.find((table) => table.id === id)?.rows ?? [];
  return rows.map(({ cells }) =>
    Object.fromEntries(names.map((name, c) => [name, cells[c]?.[language] ?? ''])),
  );
}

function tablesFor(tables: readonly Table[], language: Language, widthMm: number) {
  return tables
    .filter(({ on }) => !on || on.includes('sheet'))
    .flatMap((table) => fitted(table, widthMm, language))
    .map((table) => ({
      id: table.id,
      title: table.title[language],
      table: wordTable(table, language),
      note: table.note?.[language] ?? '',
    }));
}

function zoneData(
  { report, fields }: DocxZone,
  shared: readonly Table[],
  language: Language,
  widthMm: number,
) {
  const figure = (row: string, c: number) => cellOf(report, 'zone', row)[c]?.[language] ?? '';
  const own = shared.length ? report.tables.flatMap((table) => withoutShared(table, shared)) : report.tables;
  const tables = tablesFor(own, language, widthMm);
  return {
    ...zoneBlanks,
    name: report.name[language],
    ...fields,
    ...{ mu: figure('area', 1), ha: figure('area', 2), m2: figure('area', 3) },
    ...{ planeMu: figure('plane', 1), planeHa: figure('plane', 2), planeM2: figure('plane', 3) },
    ...{ statedHa: figure('stated', 2), perimeter: figure('perimeter', 1), crs: figure('crs', 1) },
    title: report.title[language],
    fingerprint: report.fingerprint,
    engine: `${report.engine.name} ${report.engine.version}`,
    dataVersion: report.dataVersion,
    approval: report.tables.find(({ id }) => id === 'approval')?.note?.[language] ?? '',
    tables,
    otherTables: tables.filter(({ id }) => id !== 'conflicts' && id !== 'points'),
    conflicts: rowsOf(report, 'conflicts', columnNames.conflicts!, language),
    points: rowsOf(report, 'points', columnNames.points!, language),
    rules: rowsOf(report, 'rules', columnNames.rules!, language),
    lines: rowsOf(report, 'three-lines', columnNames.lines!, language),
  };
}

/** Millimetres between the margins of a document's last section; those of A4 where it says nothing. */
function textWidthMm(documentXml: string): number {
  const section = documentXml.slice(documentXml.lastIndexOf('<w:sectPr'));
  const of = (pattern: RegExp, otherwise: number) => Number(pattern.exec(section)?.[1] ?? otherwise);
  const twips =
    of(/<w:pgSz[^>]*w:w="(\d+)"/, 11_906) -
    of(/<w:pgMar[^>]*w:left="(\d+)"/, 1134) -
    of(/<w:pgMar[^>]*w:right="(\d+)"/, 1134);
  return (twips / 1440) * 25.4;
}

const faultWords: Readonly<Record<string, string>> = {
  unclosed_loop: '重复的部分没有结束',
  unopened_loop: '重复的部分没有开头',
  closing_tag_does_not_match_opening_tag: '重复部分的开头和结尾不是同一个名称',
  unclosed_tag: '占位符缺少“}”',
  unopened_tag: '占位符缺少“{”',
  raw_xml_tag_should_be_only_text_in_paragraph: '整张表的占位符应独占一段',
};

interface TemplateError {
  properties?: {
    errors?: readonly TemplateError[];
    explanation?: string;
    xtag?: string;
    id?: string;
  };
  message?: string;
}

/** What a template has wrong, each place with its placeholder. */
function templateProblems(error: unknown, file: string): Problem[] {
  const { properties } = error as TemplateError;
  const list = properties?.errors ?? (properties?.id ? [error as TemplateError] : []);
  if (!list.length)
    return [
      problem(
        'template-unreadable',
        { zh: '这个文件不是 Word 文档（DOCX）。', en: 'This file is not a Word document (DOCX).' },
        { file },
        {
          zh: '在 Word 中另存为“Word 文档（*.docx）”后再选；旧的 .doc 不能用作模板。',
          en: 'Save it in Word as “Word document (*.docx)” and choose it again; an old .doc cannot be used as a template.',
        },
      ),
    ];
  return list.map(({ properties: own, message = '' }) =>
    problem(
      'template-broken',
      {
        zh: `模板占位符“${own?.xtag ?? ''}”有误：${faultWords[own?.id ?? ''] ?? own?.explanation ?? message}。`,
        en: `The placeholder "${own?.xtag ?? ''}" of the template is wrong: ${own?.explanation ?? message}`,
      },
      { file, ...(own?.xtag ? { field: own.xtag } : {}) },
      {
        zh: '占位符写作 {名称}，重复的部分写作 {#名称}…{/名称}，须成对。',
        en: 'A placeholder is {name}; what repeats is {#name}…{/name}, always in pairs.',
      },
    ),
  );
}

/**
 * Fills a Word template. Placeholders are `{name}`, a repeated part or table row is `{#name}…{/name}`, and `{@table}` in
 * a paragraph of its own is a whole table; a placeholder that is not known stays as it is and is named in `problems`.
 * @throws ProblemError `template-unreadable`, `template-broken`
 */
export async function reportsDocx(
  template: { name: string; bytes: Uint8Array },
  zones: readonly DocxZone[],
  project: { report?: Report; fields: Readonly<Record<string, string>> },
  language: Language,
): Promise<{ bytes: Uint8Array; problems: Problem[] }> {
  const [{ default: PizZip }, { default: Templater }] = await Promise.all([
    import('pizzip'),
    import('docxtemplater'),
  ]);
  const unknown = new Set<string>();
  let document: Docxtemplater;
  try {
    const zip = new PizZip(template.bytes);
    const widthMm = textWidthMm(zip.file('word/document.xml')?.asText() ?? '');
    document = new Templater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      nullGetter: ({ value, module }: { value?: string; module?: string }) => {
        if (value) unknown.add(value);
        return module === 'rawxml' || !value ? '' : `{${value}}`;
      },
    });
    // A template that has no place for them has every zone say them itself.
    const placed = document.getFullText().includes('{#shared}');
    const shared = (placed && project.report?.shared) || [];
    document.render({
      ...projectBlanks,
      ...project.fields,
      count: String(zones.length),
      summary: tablesFor(project.report?.tables ?? [], language, widthMm),
      shared: shared.length ? [{ tables: tablesFor(shared, language, widthMm) }] : [],
      zones: zones.map((zone) => zoneData(zone, shared, language, widthMm)),
    });
  } catch (error) {
    throw new ProblemError(templateProblems(error, template.name));
  }
  return {
    bytes: document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' }) as Uint8Array,
    problems: [...unknown].map((name) =>
      warning(
        'template-placeholder',
        {
          zh: `模板中的占位符“{${name}}”没有对应的内容，原样留在文件中。`,
          en: `The template's placeholder "{${name}}" stands for nothing and was left as it is.`,
        },
        { file: template.name, field: name },
        {
          zh: '名称见“Word 模板”说明；请在模板中改正。',
          en: 'The names are listed in the guide; correct it in the template.',
        },
      ),
    ),
  };
}
