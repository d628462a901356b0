import { ProblemError, problem } from '../../../model/index.ts';
import { decodeText } from '../text.ts';
import type { Format, FormatOptions, Parsed, SourceFile } from '../types.ts';
import { holds, isZip, unzip } from '../zip.ts';
import type { Sheet } from './cells.ts';
import { readTable } from './read.ts';
import { type CellWords, readSharedStrings, readSheetXml, readStyles } from './sheet-xml.ts';
import { hearXml } from './xml-events.ts';

const parts =
  /^\/?xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml|sharedStrings\.xml|styles\.xml)$/i;

/** Sheets of a workbook in its own order, with what of them is hidden. */
function sheetsOf(files: ReadonlyMap<string, string>): { name: string; path: string; hidden: boolean }[] {
  const targets = new Map<string, string>();
  hearXml(files.get('xl/_rels/workbook.xml.rels') ?? '<none/>', 'xl/_rels/workbook.xml.rels', {
    open: (element, attributes) => {
      if (element !== 'Relationship') return;
      const { Id = '', Target = '' } = attributes();
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    },
  });
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  hearXml(files.get('xl/workbook.xml') ?? '', 'xl/workbook.xml', {
    open: (element, attributes) => {
      if (element !== 'sheet') return;
      const { name = '', id = '', state = '' } = attributes();
      const path = (targets.get(id) ?? `xl/worksheets/sheet${sheets.length + 1}.xml`).toLowerCase();
      sheets.push({ name, path, hidden: /hidden/i.test(state) });
    },
  });
  return sheets;
}

/** Every sheet of a workbook as a table. The archive is unpacked under our limits, and only what is needed of it. */
async function read({ bytes }: { bytes: Uint8Array }, options: FormatOptions): Promise<Parsed[]> {
  const unpacked: SourceFile[] = await unzip(bytes, options.limits, (name) => parts.test(name));
  const files = new Map(
    unpacked.map((file) => [file.name.replace(/^\//, '').toLowerCase(), decodeText(file.bytes)]),
  );
  const words: CellWords = {
    strings: readSharedStrings(files.get('xl/sharedstrings.xml') ?? ''),
    dates: readStyles(files.get('xl/styles.xml') ?? ''),
  };
  const all = sheetsOf(files);
  const sheets = all.flatMap(({ name, path, hidden }): Sheet[] => {
    const xml = files.get(path);
    return xml === undefined ? [] : [{ name, hidden, ...readSheetXml(xml, path, words) }];
  });
  if (!sheets.length) throw new ProblemError(noSheet());
  return readTable(sheets, options);
}

const noSheet = () =>
  problem(
    'workbook-empty',
    { zh: '表格文件里没有可读的工作表。', en: 'The workbook holds no sheet that can be read.' },
    undefined,
    { zh: '请另存为 .xlsx 后再导入。', en: 'Save it as .xlsx again.' },
  );

/** Excel workbooks (.xlsx), every sheet that is not hidden; the old .xls is not read. */
export const xlsx: Format = {
  id: 'xlsx',
  name: { zh: 'Excel（.xlsx）', en: 'Excel (.xlsx)' },
  extensions: ['xlsx'],
  everyday: 6,
  detect: (input) => isZip(input.bytes) && holds(input.bytes, /^\/?xl\/workbook\.xml$/i),
  read,
};
