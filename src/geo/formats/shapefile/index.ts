import { asProblems } from '../../../model/index.ts';
import { knownAttributes } from '../attributes.ts';
import { ProblemList, withoutGeometry } from '../problems.ts';
import { decodeText } from '../text.ts';
import type {
  Format,
  FormatInput,
  FormatOptions,
  Parsed,
  ReadFeature,
  RecordTable,
  SourceFile,
} from '../types.ts';
import { readCpg, readDbf } from './dbf.ts';
import { shapefileTable } from './records.ts';
import { rowCount } from './row-count.ts';
import { isShp, readShp } from './shp.ts';
import { writeShapefile } from './write.ts';

const member = (files: readonly SourceFile[], base: string, extension: string) =>
  files.find((f) => f.name.toLowerCase() === `${base}.${extension}`.toLowerCase());

/** One shapefile: shapes, rows beside them, and the text of the .prj. */
function readOne(files: readonly SourceFile[], base: string, problems: ProblemList): Parsed {
  const shp = member(files, base, 'shp') ?? (files[0] as SourceFile);
  const [dbf, prj, cpg] = ['dbf', 'prj', 'cpg'].map((extension) => member(files, base, extension));
  const records = readShp(shp.bytes, problems);
  let rows: ReturnType<typeof readDbf> = [];
  if (dbf) {
    try {
      rows = readDbf(dbf.bytes, readCpg(cpg && decodeText(cpg.bytes)), problems);
      for (const one of rowCount(records.length, rows.length, problems.list)) problems.add(one);
    } catch (error) {
      for (const one of asProblems(error, { file: dbf.name })) problems.add({ ...one, severity: 'warning' });
    }
  } else
    problems.warn('dbf-missing', {
      zh: '没有 .dbf，图形不带属性。',
      en: 'There is no .dbf; shapes carry no attributes.',
    });
  const empty = records.filter(
    ({ geometry, unread }, i) => !geometry && !unread && rows[i] !== undefined,
  ).length;
  if (empty) problems.add(withoutGeometry(empty));
  const features = records.flatMap(({ record, geometry }): ReadFeature[] => {
    if (!geometry) return [];
    const row = rows[record - 1];
    if (row === undefined && record <= rows.length) return [];
    const properties = row ?? {};
    return [{ geometry, properties, ...knownAttributes(properties), place: { file: shp.name, record } }];
  });
  const wkt = prj && decodeText(prj.bytes).trim();
  if (!wkt)
    problems.warn(
      'prj-missing',
      prj
        ? { zh: '.prj 是空的，坐标系未写明。', en: 'The .prj is empty: the coordinate system is not stated.' }
        : { zh: '没有 .prj，坐标系未写明。', en: 'There is no .prj: the coordinate system is not stated.' },
      undefined,
      { zh: '请核对推测的坐标系。', en: 'Check the system that was guessed.' },
    );
  return { features, problems: [], ...(wkt ? { stated: { wkt, words: '.prj' } } : {}) };
}

async function read({ files, name }: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const problems = new ProblemList(limits.problems);
  const parsed = readOne(files, name.replace(/\.shp$/i, ''), problems);
  return { ...parsed, problems: problems.done() };
}

async function open({ files, name }: FormatInput, options: FormatOptions): Promise<RecordTable[]> {
  const base = name.replace(/\.shp$/i, '');
  const [dbf, prj, cpg] = ['dbf', 'prj', 'cpg'].map((extension) => member(files, base, extension));
  const shp = member(files, base, 'shp') ?? (files[0] as SourceFile);
  const parts = { shp, ...(dbf ? { dbf } : {}), ...(prj ? { prj } : {}), ...(cpg ? { cpg } : {}) };
  return [shapefileTable(base.replace(/^.*\//, ''), parts, options)];
}

/** ESRI Shapefile, its files side by side; .prj and .cpg are used where there are any. */
export const shapefile: Format = {
  id: 'shapefile',
  name: { zh: 'Shapefile', en: 'Shapefile' },
  extensions: ['zip', 'shp'],
  everyday: 2,
  planar: true,
  gis: true,
  detect: (input) => isShp(input.bytes),
  read,
  open,
  write: writeShapefile,
};
