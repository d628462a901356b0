import type { Format, FormatOptions, Parsed } from '../types.ts';
import { holds, isZip, unzip } from '../zip.ts';
import { readTable } from './read.ts';

const show = (cell: unknown): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : String(cell);

/** The first sheet of a workbook as a table. The archive is unpacked once under our limits before the library sees it. */
async function read({ bytes }: { bytes: Uint8Array }, options: FormatOptions): Promise<Parsed> {
  await unzip(bytes, options.limits, () => true);
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  return readTable(
    rows.map((row) => row.map(show)),
    options,
  );
}

/** Excel workbooks (.xlsx); the old .xls is not read. */
export const xlsx: Format = {
  id: 'xlsx',
  name: { zh: 'Excel（.xlsx）', en: 'Excel (.xlsx)' },
  extensions: ['xlsx'],
  detect: (input) => isZip(input.bytes) && holds(input.bytes, /^xl\/workbook\.xml$/i),
  read,
};
