import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import type { FormatInput } from '../types.ts';
import type { Layer } from './layer.ts';

/** The blob of a geometry does not begin as one. */
export const badHeader = (): ProblemError =>
  new ProblemError(
    problem('gpkg-geometry', { zh: '图形的 GP 头有误。', en: 'The GP header of the geometry is wrong.' }),
  );

export const viewLeftOut = (layer: Layer): Problem => ({
  ...warning(
    'gpkg-view',
    {
      zh: '该图层是视图，不是实际的表，未读入。',
      en: 'The layer is a view (a stored query) and was not read.',
    },
    { feature: layer.table },
    { zh: '请把它导出为普通图层。', en: 'Export it as a layer of its own.' },
  ),
  lost: 1,
});

/**
 * Programs that keep a database open write what is new into a `-wal` file beside it; copied without that file the
 * database is an old state, or empty. SQLite's header says so in bytes 18 and 19 (file format, 1.3.3).
 */
const isWal = (bytes: Uint8Array): boolean => bytes[18] === 2 || bytes[19] === 2;

const walHint = (given: boolean): Problem =>
  warning(
    'gpkg-wal',
    given
      ? {
          zh: '最新的改动还在旁边的 -wal 文件里，没有合入，未读入。',
          en: 'The latest changes are still in the -wal file beside it and were not read.',
        }
      : {
          zh: '文件是在程序打开着它时复制的：最新的改动可能还在旁边的 -wal 文件里，这里读到的可能是旧内容。',
          en: 'The file was copied while a program had it open: the latest changes may still be in the -wal file beside it, and what was read may be an old state.',
        },
    undefined,
    {
      zh: '请关闭正在使用它的程序（如 QGIS），待 -wal 文件消失后重新复制、导入。',
      en: 'Close the program that uses it (QGIS, say), wait until the -wal file is gone, then copy and import it again.',
    },
  );

/** A database of fewer pages than its header counts, where the header says that its count is up to date. */
function cutShort(bytes: Uint8Array): Problem | undefined {
  if (bytes.length < 100) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stated = view.getUint16(16);
  const wanted = view.getUint32(28) * (stated === 1 ? 65_536 : stated);
  if (!wanted || view.getUint32(24) !== view.getUint32(92) || bytes.length >= wanted) return undefined;
  const [has, needs] = [bytes.length.toLocaleString('en'), wanted.toLocaleString('en')];
  return problem(
    'gpkg-cut-short',
    {
      zh: `数据库不完整：应有 ${needs} 字节，只有 ${has} 字节，后面的内容缺失。`,
      en: `The database is cut short: it should have ${needs} bytes and has ${has}; what stood behind is missing.`,
    },
    undefined,
    { zh: '文件可能没有传完，请重新获取。', en: 'The file may be incomplete; get it again.' },
  );
}

/** Whether the file is one of a program that keeps it open (`wal`), and what is to be said of it. */
export function walHints({ bytes, files }: FormatInput): { wal: boolean; hints: Problem[] } {
  const wal = isWal(bytes);
  const beside = files.some((file) => /-wal$/i.test(file.name) && file.bytes.length > 32);
  const short = cutShort(bytes);
  return { wal, hints: [...(short ? [short] : []), ...(wal || beside ? [walHint(beside)] : [])] };
}

/** SQLite holds more than GeoPackages: map tiles, SpatiaLite, a program's own data. */
export const noFeatureTables = (): Problem =>
  problem(
    'gpkg-no-tables',
    {
      zh: '这个 SQLite 数据库里没有 GeoPackage 的图形表（可能是地图切片 MBTiles、SpatiaLite 或其他程序的数据）。',
      en: 'This SQLite database has no feature table of a GeoPackage (it may be tiles, SpatiaLite or another program’s data).',
    },
    undefined,
    {
      zh: '请在 QGIS 中导出为 GeoPackage 或 Shapefile 后导入。',
      en: 'Export it from QGIS as GeoPackage or Shapefile and import that.',
    },
  );

/** Pages of the database that are not there or make no sense. */
export const pagesLost = (table: string, pages: number): Problem =>
  problem(
    'gpkg-damaged',
    {
      zh: `数据库损坏或没有传完：该图层有 ${pages} 处数据页读不出，其中的记录未读入。`,
      en: `The database is damaged or incomplete: ${pages} of the layer's pages cannot be read, and the records on them were left out.`,
    },
    { feature: table },
    { zh: '请重新获取该文件。', en: 'Get the file again.' },
  );

/** A row that leads outside the file or whose lengths do not fit. */
export const rowDamaged = (table: string, record: number): Problem =>
  problem(
    'gpkg-row',
    { zh: '该记录损坏，未读入。', en: 'The record is damaged and was left out.' },
    { feature: table, record },
    { zh: '请重新获取该文件。', en: 'Get the file again.' },
  );
