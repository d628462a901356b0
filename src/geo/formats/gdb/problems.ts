import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import type { Refused } from './shapes.ts';

const again = {
  zh: '请重新复制整个 .gdb 文件夹（其中所有文件），或请提供方重新导出。',
  en: 'Copy the whole .gdb folder again (every file in it), or ask for a new export.',
};

export const noTable = (name: string): ProblemError =>
  new ProblemError(
    problem(
      'gdb-table-missing',
      {
        zh: `图层“${name}”的数据文件（.gdbtable）不在其中。`,
        en: `The file (.gdbtable) of layer "${name}" is not there.`,
      },
      { feature: name },
      again,
    ),
  );

export const tableCompressed = (name: string): ProblemError =>
  new ProblemError(
    problem(
      'gdb-compressed',
      {
        zh: `图层“${name}”是压缩的（CDF/SDC），格式未公开，无法读取。`,
        en: `Layer "${name}" is compressed (CDF or SDC), a form that is not published and cannot be read.`,
      },
      { feature: name },
      {
        zh: '请在 ArcGIS 中用“解压缩文件地理数据库数据”工具解压，或导出为 Shapefile、GeoPackage。',
        en: 'Uncompress it in ArcGIS (Uncompress File Geodatabase Data), or export it as Shapefile or GeoPackage.',
      },
    ),
  );

export const tableDamaged = (name: string): ProblemError =>
  new ProblemError(
    problem(
      'gdb-table-damaged',
      {
        zh: `图层“${name}”的表头认不出来：文件损坏、不完整，或被加密。`,
        en: `The header of the table of layer "${name}" cannot be recognised: damaged, cut short, or encrypted.`,
      },
      { feature: name },
      again,
    ),
  );

export const personal = (): ProblemError =>
  new ProblemError(
    problem(
      'gdb-personal',
      {
        zh: '这是个人地理数据库或 Access 数据库（.mdb/.accdb），浏览器无法读取。',
        en: 'This is a personal geodatabase or Access database (.mdb, .accdb), which cannot be read here.',
      },
      undefined,
      {
        zh: '请在 ArcGIS 中导出为文件地理数据库（.gdb）、Shapefile 或 GeoPackage。',
        en: 'Export it in ArcGIS as a File Geodatabase (.gdb), Shapefile or GeoPackage.',
      },
    ),
  );

export const noLayers = (): ProblemError =>
  new ProblemError(
    problem(
      'gdb-empty',
      { zh: '地理数据库里没有图层。', en: 'The geodatabase holds no layers.' },
      undefined,
      again,
    ),
  );

export const catalogueUnread = (name: string): Problem =>
  warning(
    'gdb-catalogue',
    {
      zh: `系统表 ${name} 缺失或损坏，图层的名称、别名可能不全。`,
      en: `The system table ${name} is missing or damaged; names and aliases of layers may be incomplete.`,
    },
    { feature: name },
    again,
  );

export const withoutIndex = (name: string, damaged: boolean): Problem =>
  warning(
    'gdb-index',
    {
      zh: `图层“${name}”的行索引（.gdbtablx）${damaged ? '损坏' : '缺失'}，改为顺序读取：记录号可能与原数据不同，改动过的记录可能有旧的一份。`,
      en: `The index of rows (.gdbtablx) of layer "${name}" is ${damaged ? 'damaged' : 'missing'}; rows were read in sequence: their numbers may differ from the original, and an edited record may appear as it was before.`,
    },
    { feature: name },
    again,
  );

export const withoutShapes = (name: string): Problem =>
  warning(
    'gdb-no-geometry',
    {
      zh: `“${name}”是没有图形的属性表，未作为图层读入。`,
      en: `"${name}" is a table without shapes and was not read as a layer.`,
    },
    { feature: name },
  );

export const withoutSystem = (name: string): Problem =>
  warning(
    'gdb-crs-missing',
    { zh: `图层“${name}”没有写明坐标系。`, en: `Layer "${name}" does not state its coordinate system.` },
    { feature: name },
    { zh: '请核对推测的坐标系。', en: 'Check the system that was guessed.' },
  );

export const columnsLeftOut = (name: string, columns: readonly string[]): Problem => ({
  ...warning(
    'gdb-columns',
    {
      zh: `字段 ${columns.join('、')} 是二进制或影像，未读入。`,
      en: `The fields ${columns.join(', ')} hold binary data or pictures and were not read.`,
    },
    { feature: name },
  ),
  // An attribute of every record: each column counts as one loss.
  lost: columns.length,
});

export const rowDamaged = (name: string, record: number): Problem =>
  problem(
    'gdb-row',
    { zh: '这条记录损坏，未读入。', en: 'This record is damaged and was left out.' },
    { feature: name, record },
    again,
  );

export const indexLoops = (name: string, record: number): Problem =>
  problem(
    'gdb-index-loops',
    {
      zh: `行索引（.gdbtablx）损坏：多条记录指向同一处，从第 ${record} 条起未读入。`,
      en: `The index of rows (.gdbtablx) is damaged: records point at the same place; from number ${record} on they were not read.`,
    },
    { feature: name, record },
    again,
  );

export const rowsBeyond = (name: string, count: number, record: number): Problem => ({
  ...problem(
    'gdb-cut-short',
    {
      zh: `数据文件不完整：从第 ${record} 条起有 ${count} 条记录不在文件里。`,
      en: `The data file is cut short: ${count} records, from number ${record} on, are not in it.`,
    },
    { feature: name, record },
    again,
  ),
  lost: count,
});

export const rowsMissing = (name: string, found: number, stated: number): Problem => ({
  ...problem(
    'gdb-row-count',
    {
      zh: `表头写明有 ${stated} 条记录，只找到 ${found} 条。`,
      en: `The table states ${stated} records, but only ${found} were found.`,
    },
    { feature: name },
    again,
  ),
  lost: stated - found,
});

const shapeWords: Record<Refused, { zh: string; en: string; remedy: { zh: string; en: string } }> = {
  multipatch: {
    zh: '三维多面体（MultiPatch）',
    en: 'multipatches (3D surfaces)',
    remedy: {
      zh: '请在 ArcGIS 中用“多面体轮廓”转成面。',
      en: 'Turn them into polygons in ArcGIS (Multipatch Footprint).',
    },
  },
  curve: {
    zh: '椭圆弧等曲线',
    en: 'elliptic arcs or other curves that are not drawn here',
    remedy: {
      zh: '请在 ArcGIS 中用“增密”转成折线后再导出。',
      en: 'Densify them in ArcGIS before the export.',
    },
  },
  type: {
    zh: '未知的图形类型',
    en: 'shapes of an unknown type',
    remedy: { zh: '请导出为 Shapefile 或 GeoPackage。', en: 'Export the layer as Shapefile or GeoPackage.' },
  },
};

export const shapesRefused = (name: string, why: Refused, count: number, record: number): Problem => ({
  ...problem(
    `gdb-${why}`,
    {
      zh: `${count} 条记录的图形是${shapeWords[why].zh}，未读入（第一条：${record}）。`,
      en: `${count} records have ${shapeWords[why].en} and were left without a shape (the first: ${record}).`,
    },
    { feature: name, record },
    shapeWords[why].remedy,
  ),
  lost: count,
});

export const curvesDrawn = (name: string, count: number): Problem => ({
  ...warning(
    'gdb-curves-drawn',
    {
      zh: `${count} 条记录含圆弧或贝塞尔曲线，已按 1 毫米以内的折线读入。`,
      en: `${count} records have arcs or Bézier curves; they were read as chords within 1 mm.`,
    },
    { feature: name },
  ),
  severity: 'info',
});
