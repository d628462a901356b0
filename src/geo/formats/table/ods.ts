import { ProblemError, problem } from '../../../model/index.ts';
import { decodeText } from '../text.ts';
import type { Format, FormatOptions, Parsed } from '../types.ts';
import { holds, isZip, unzip } from '../zip.ts';
import type { Sheet, SourceRow } from './cells.ts';
import { readTable } from './read.ts';
import { hearXml } from './xml-events.ts';

/** Columns and equal rows that count; the rest of a sheet is filled up by repeating. */
const mostColumns = 512;
const mostRepeats = 1_000;

const emptySheet = () => ({ rows: [], unseen: { rows: 0, columns: 0 } });
const isUnseen = (visibility: string | undefined): boolean =>
  visibility === 'collapse' || visibility === 'filter';

/** The tables of an OpenDocument spreadsheet's content. */
export function readOdsContent(xml: string): Sheet[] {
  const sheets: Sheet[] = [];
  /** Styles of tables that are not shown, and the style being read. */
  const unseen = new Set<string>();
  let style = '';
  let sheet: { rows: SourceRow[]; unseen: { rows: number; columns: number } } & Sheet = emptySheet();
  let hidden = false;
  let [line, rowRepeat, cellRepeat] = [1, 1, 1];
  let cells: string[] = [];
  let value: string | undefined;
  let paragraphs: string[] = [];
  let inParagraph = 0;
  let inNote = 0;
  hearXml(xml, 'content.xml', {
    open: (element, attributes) => {
      if (element === 'style') style = attributes()['name'] ?? '';
      else if (element === 'table-properties') {
        if (attributes()['display'] === 'false') unseen.add(style);
      } else if (element === 'table') {
        const { name = '', 'style-name': look = '' } = attributes();
        sheet = { ...emptySheet(), name, hidden: unseen.has(look) };
        sheets.push(sheet);
        line = 1;
      } else if (element === 'table-column') {
        const { visibility, 'number-columns-repeated': repeated = '1' } = attributes();
        if (isUnseen(visibility)) sheet.unseen.columns += Math.min(mostColumns, Number(repeated) || 1);
      } else if (element === 'table-row') {
        const { visibility, 'number-rows-repeated': repeated } = attributes();
        rowRepeat = Math.max(1, Number(repeated ?? 1) || 1);
        hidden = isUnseen(visibility);
        cells = [];
      } else if (element === 'table-cell' || element === 'covered-table-cell') {
        const cellAttributes = attributes();
        cellRepeat = Math.max(1, Number(cellAttributes['number-columns-repeated'] ?? 1) || 1);
        value =
          element === 'covered-table-cell'
            ? ''
            : (cellAttributes['date-value']?.slice(0, 10) ??
              (cellAttributes['value-type'] === 'string' ? undefined : cellAttributes['value']));
        paragraphs = [];
      } else if (element === 'annotation') inNote++;
      else if (element === 'p' && !inNote) {
        paragraphs.push('');
        inParagraph++;
      } else if (element === 's' && inParagraph) {
        const spaces = ' '.repeat(Math.min(100, Number(attributes()['c'] ?? 1) || 1));
        paragraphs[paragraphs.length - 1] += spaces;
      } else if (element === 'tab' && inParagraph) paragraphs[paragraphs.length - 1] += '\t';
    },
    text: (text) => {
      if (inParagraph && !inNote) paragraphs[paragraphs.length - 1] += text;
    },
    close: (element) => {
      if (element === 'annotation') inNote--;
      else if (element === 'p' && !inNote) inParagraph = Math.max(0, inParagraph - 1);
      else if (element === 'table-cell' || element === 'covered-table-cell') {
        const text = value ?? paragraphs.join('\n');
        for (let i = 0; i < cellRepeat && cells.length < mostColumns; i++) cells.push(text);
      } else if (element === 'table-row') {
        while (cells.at(-1) === '') cells.pop();
        if (cells.length && hidden) sheet.unseen.rows += Math.min(rowRepeat, mostRepeats);
        if (cells.length)
          for (let i = 0; i < Math.min(rowRepeat, mostRepeats); i++)
            sheet.rows.push({ cells, line: line + i });
        line += rowRepeat;
      }
    },
  });
  return sheets;
}

async function read({ bytes }: { bytes: Uint8Array }, options: FormatOptions): Promise<Parsed[]> {
  const [content] = await unzip(bytes, options.limits, (name) => name === 'content.xml');
  const sheets = readOdsContent(content ? decodeText(content.bytes) : '<empty/>');
  if (!sheets.length)
    throw new ProblemError(
      problem(
        'workbook-empty',
        { zh: '表格文件里没有可读的工作表。', en: 'The workbook holds no sheet that can be read.' },
        undefined,
        { zh: '请另存为 .ods 或 .xlsx 后再导入。', en: 'Save it as .ods or .xlsx again.' },
      ),
    );
  return readTable(sheets, options);
}

/** OpenDocument spreadsheets (LibreOffice, WPS), every sheet that is not hidden. */
export const ods: Format = {
  id: 'ods',
  name: { zh: 'ODS 电子表格', en: 'ODS spreadsheet' },
  extensions: ['ods'],
  detect: (input) =>
    isZip(input.bytes) &&
    holds(input.bytes, /^content\.xml$/) &&
    new TextDecoder('latin1').decode(input.bytes.subarray(0, 200)).includes('opendocument.spreadsheet'),
  read,
};
