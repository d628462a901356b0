import { type Bilingual, type Problem, problem } from '../../model/index.ts';
import type { FormatInput } from './types.ts';
import { isZip, namesIn } from './zip.ts';

interface Foreign {
  name: Bilingual;
  /** By content where the format has a signature; by extension (without the dot) for those that have none. */
  test: (ascii: string, extension: string, input: FormatInput) => boolean;
  remedy: Bilingual;
}

const both = (name: string): Bilingual => ({ zh: name, en: name });
const toShapefile = (zh: string, en: string): Bilingual => ({
  zh: `请在${zh}中导出为 Shapefile、GeoPackage 或 DXF 后导入。`,
  en: `Export it from ${en} as Shapefile, GeoPackage or DXF and import that.`,
});
const unpackFirst: Bilingual = {
  zh: '请先解压，再导入里面的文件或文件夹；也可重新压缩为 zip。',
  en: 'Unpack it and import the files or the folder, or pack it again as a zip.',
};
const giveData: Bilingual = {
  zh: '请向提供单位索取矢量数据（Shapefile、GeoPackage、DXF 或界址点 TXT）。',
  en: 'Ask the supplier for vector data (Shapefile, GeoPackage, DXF or boundary-point TXT).',
};
const giveDataOrTrace: Bilingual = {
  zh: `${giveData.zh}也可在征地核查的“参考图层”中作为影像添加，配准后描绘。`,
  en: `${giveData.en} Or add it as an image under “Reference layers” of the land check, place it and trace it.`,
};
const saveXlsx: Bilingual = {
  zh: '请另存为 .xlsx 或 CSV 后导入。',
  en: 'Save it as .xlsx or CSV and import that.',
};
const starts =
  (...marks: string[]) =>
  (ascii: string) =>
    marks.some((mark) => ascii.startsWith(mark));
const named =
  (...extensions: string[]) =>
  (_ascii: string, extension: string) =>
    extensions.includes(extension);
const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const inZip =
  (pattern: RegExp) =>
  (_ascii: string, _extension: string, { bytes }: FormatInput) =>
    isZip(bytes) && namesIn(bytes).some((name) => pattern.test(name));

/** Files with the look of GML and of a table that are neither: their readers leave them alone. */
export const isJml = (input: FormatInput): boolean => input.head().includes('<JCSDataFile');
/** The text of a reference system, whose figures are no table. */
export const isSystemText = (input: FormatInput): boolean =>
  /^(?:PROJ|GEOG|GEOD|GEOC|VERT|COMPD|LOCAL|BOUND)_?(?:CS|CRS)?\s*\[/i.test(input.head());
export const isGmt = (input: FormatInput): boolean => input.head().startsWith('# @VGMT');

/** What people send that is not read here, by signature first, by extension after. */
const foreign: readonly Foreign[] = [
  { name: { zh: 'RAR 压缩包', en: 'a RAR archive' }, test: starts('Rar!\x1a\x07'), remedy: unpackFirst },
  { name: { zh: '7z 压缩包', en: 'a 7z archive' }, test: starts("7z\xbc\xaf'\x1c"), remedy: unpackFirst },
  { name: { zh: 'gzip 压缩文件', en: 'a gzip file' }, test: starts('\x1f\x8b'), remedy: unpackFirst },
  { name: { zh: 'xz 压缩文件', en: 'an xz file' }, test: starts('\xfd7zXZ'), remedy: unpackFirst },
  { name: { zh: 'bzip2 压缩文件', en: 'a bzip2 file' }, test: starts('BZh'), remedy: unpackFirst },
  {
    name: { zh: 'tar 归档文件', en: 'a tar archive' },
    test: (_a, _e, { bytes }) => new TextDecoder('latin1').decode(bytes.subarray(257, 262)) === 'ustar',
    remedy: unpackFirst,
  },
  {
    name: { zh: 'DWG 图纸', en: 'a DWG drawing' },
    test: (ascii) => /^(?:AC10\d\d|AC1\.\d|MC0\.0|AC2\.1\d)/.test(ascii),
    remedy: {
      zh: '请在 CAD 中另存为 DXF（AutoCAD 2000 或以后的版本）后导入。',
      en: 'Save it in the CAD program as DXF (AutoCAD 2000 or later) and import that.',
    },
  },
  {
    name: { zh: '二进制 DXF 图纸', en: 'a binary DXF drawing' },
    test: starts('AutoCAD Binary DXF'),
    remedy: { zh: '请另存为文本（ASCII）DXF 后导入。', en: 'Save it as an ASCII DXF and import that.' },
  },
  {
    name: { zh: 'DGN 图纸', en: 'a DGN drawing' },
    test: (ascii, extension) => extension === 'dgn' || starts('\x08\x09\xfe\x02', '\xc8\x09\xfe\x02')(ascii),
    remedy: { zh: '请另存为 DXF 后导入。', en: 'Save it as DXF and import that.' },
  },
  { name: { zh: 'PDF 文档', en: 'a PDF document' }, test: starts('%PDF'), remedy: giveDataOrTrace },
  {
    name: {
      zh: '旧版 Excel 表格（.xls）或 WPS 表格（.et）',
      en: 'an old Excel workbook (.xls) or WPS sheet (.et)',
    },
    test: (ascii, extension) => ascii.startsWith(ole) && ['xls', 'et', 'xlt'].includes(extension),
    remedy: saveXlsx,
  },
  {
    name: { zh: '旧版 Office 文档（.xls、.doc 等）', en: 'an old Office document (.xls, .doc or the like)' },
    test: starts(ole),
    remedy: saveXlsx,
  },
  { name: both('Excel（.xlsb）'), test: inZip(/^xl\/workbook\.bin$/i), remedy: saveXlsx },
  {
    name: { zh: 'Word 文档', en: 'a Word document' },
    test: inZip(/^word\/document\.xml$/i),
    remedy: {
      zh: '请把其中的坐标表复制到 Excel 或文本后导入，也可直接粘贴坐标。',
      en: 'Copy its table of coordinates into Excel or a text file, or paste the coordinates.',
    },
  },
  {
    name: { zh: 'PowerPoint 文档', en: 'a PowerPoint document' },
    test: inZip(/^ppt\/presentation\.xml$/i),
    remedy: giveData,
  },
  {
    name: { zh: 'PMTiles 地图切片', en: 'PMTiles (map tiles)' },
    test: starts('PMTiles'),
    remedy: {
      zh: '切片里的图形不完整、精度不够，不能用于量算；请给切片以前的数据（FlatGeobuf、GeoPackage、Shapefile 或 GeoJSON）。',
      en: 'Shapes in tiles are simplified and cut and cannot be measured; give the data they were made from (FlatGeobuf, GeoPackage, Shapefile or GeoJSON).',
    },
  },
  {
    name: { zh: '栅格影像（TIFF/GeoTIFF）', en: 'a raster image (TIFF/GeoTIFF)' },
    test: starts('II*\x00', 'II+\x00', 'MM\x00*', 'MM\x00+'),
    remedy: giveDataOrTrace,
  },
  {
    name: { zh: '图片', en: 'a picture' },
    test: starts('\xff\xd8\xff', '\x89PNG', 'GIF8', 'RIFF'),
    remedy: giveDataOrTrace,
  },
  {
    name: { zh: 'MapGIS 文件', en: 'a MapGIS file' },
    test: starts('WMAP'),
    remedy: toShapefile(' MapGIS ', 'MapGIS'),
  },
  {
    name: { zh: 'VCT（国土交换格式）', en: 'VCT (the land survey’s exchange format)' },
    test: (_ascii, extension, input) =>
      /^(?:HeadBegin|Datamark\s*[:：]\s*(?:CNSDTF|LANDUSE))/i.test(input.head()) || extension === 'vct',
    remedy: toShapefile('生产软件', 'the program that made it'),
  },
  {
    name: { zh: 'Arc/Info 交换文件（.e00）', en: 'an Arc/Info export file (.e00)' },
    test: (ascii) => /^EXP {2}\d/.test(ascii),
    remedy: toShapefile(' ArcGIS 或 QGIS ', 'ArcGIS or QGIS'),
  },
  {
    name: { zh: '奥维对象文件', en: 'an Ovital object file' },
    test: named('ovobj', 'ovjsn', 'ovkmz', 'ovkml'),
    remedy: {
      zh: '请在奥维中导出为 KML 或 DXF 后导入。',
      en: 'Export it from Ovital as KML or DXF and import that.',
    },
  },
  {
    name: {
      zh: '工程文件（只引用数据，本身没有图形）',
      en: 'a project file, which refers to data and holds none',
    },
    test: named('mxd', 'aprx', 'qgs', 'qgz', 'lyr', 'lyrx', 'sld', 'qml', 'mpk', 'wor'),
    remedy: { zh: '请导入它引用的数据文件。', en: 'Import the data files it refers to.' },
  },
  {
    name: { zh: '空间索引或属性表（Shapefile 的一部分）', en: 'a part of a shapefile' },
    test: named('shx', 'dbf', 'prj', 'cpg', 'sbn', 'sbx', 'qpj', 'qix'),
    remedy: { zh: '请连同同名的 .shp 一起导入。', en: 'Import it together with the .shp of the same name.' },
  },
  {
    name: { zh: 'MapInfo 表的一部分', en: 'a part of a MapInfo table' },
    test: (_ascii, extension, { files }) =>
      ['map', 'id', 'ind', 'mid'].includes(extension) && files.length === 1,
    remedy: {
      zh: '请连同同名的 .tab、.dat、.map、.id 或 .mif 一起导入。',
      en: 'Import it together with the .tab, .dat, .map and .id, or the .mif, of the same name.',
    },
  },
  {
    name: {
      zh: '数据库的 SQL 脚本（如 PostGIS 转储）',
      en: 'an SQL script of a database (a PostGIS dump, say)',
    },
    test: (ascii, extension, input) =>
      /^PGDMP/.test(ascii) ||
      /^--\s*\n?--\s*PostgreSQL database/.test(input.head()) ||
      (extension === 'sql' && /\b(?:create table|insert into|copy|set|begin)\b/i.test(input.head())),
    remedy: {
      zh: '请在 QGIS 中连接该数据库，把图层导出为 GeoPackage 或 Shapefile 后导入。',
      en: 'Connect QGIS to the database, export the layer as GeoPackage or Shapefile and import that.',
    },
  },
  {
    name: { zh: '文件地理数据库（.gdb）的一部分', en: 'a part of a file geodatabase (.gdb)' },
    test: (_ascii, extension) =>
      /^(?:gdbtable|gdbtablx|gdbindexes|spx|atx|horizon|freelist)$/.test(extension),
    remedy: {
      zh: '请导入整个 .gdb 文件夹，或把它压缩为 zip。',
      en: 'Import the whole .gdb folder, or pack it as a zip.',
    },
  },
  {
    name: { zh: '单个 XML 的 OpenDocument 文件（.fods 等）', en: 'a flat OpenDocument file (.fods)' },
    test: (_ascii, _extension, input) => /<office:document[\s>]/.test(input.head()),
    remedy: {
      zh: '请另存为 .ods、.xlsx 或 CSV 后导入。',
      en: 'Save it as .ods, .xlsx or CSV and import that.',
    },
  },
  {
    name: { zh: 'GeoParquet 或 Parquet 表', en: 'a (Geo)Parquet table' },
    test: starts('PAR1'),
    remedy: toShapefile(' QGIS ', 'QGIS'),
  },
  {
    name: { zh: 'Arrow 或 Feather 表', en: 'an Arrow or Feather table' },
    test: starts('ARROW1', 'FEA1'),
    remedy: toShapefile(' QGIS ', 'QGIS'),
  },
  {
    name: { zh: '坐标系定义（.prj）', en: 'the definition of a reference system (.prj)' },
    test: (_ascii, _extension, input) => isSystemText(input),
    remedy: { zh: '请连同它所说明的数据文件一起导入。', en: 'Import it together with the data it is about.' },
  },
  {
    name: { zh: 'OpenJUMP 的 JML 文件', en: 'a JML file of OpenJUMP' },
    test: (_ascii, _extension, input) => isJml(input),
    remedy: toShapefile(' OpenJUMP 或 QGIS ', 'OpenJUMP or QGIS'),
  },
  {
    name: { zh: 'GMT 文本', en: 'a GMT text' },
    test: (_ascii, _extension, input) => isGmt(input),
    remedy: toShapefile(' QGIS ', 'QGIS'),
  },
  { name: { zh: '激光扫描数据（LAS）', en: 'a point cloud' }, test: starts('LASF'), remedy: giveData },
  {
    name: { zh: 'HTML 网页', en: 'a web page' },
    test: (_a, _e, input) => /^<(?:!doctype html|html)/i.test(input.head()),
    remedy: giveData,
  },
  {
    name: { zh: 'OpenStreetMap 数据', en: 'OpenStreetMap data' },
    test: (_a, _e, input) =>
      /^(?:<\?xml[^>]*>\s*)?<osm[\s>]/i.test(input.head()) ||
      (/^\{/.test(input.head()) && /"generator"\s*:\s*"Overpass|"elements"\s*:\s*\[/.test(input.head())),
    remedy: toShapefile(' QGIS 或 JOSM ', 'QGIS or JOSM'),
  },
  {
    name: { zh: 'XML 文件，但不是 KML、GPX 或 GML', en: 'an XML file that is neither KML, GPX nor GML' },
    test: (_a, _e, input) => /^<\?xml\s/i.test(input.head()),
    remedy: giveData,
  },
  {
    name: {
      zh: 'JSON 文件，但不是 GeoJSON、TopoJSON 或 Esri JSON',
      en: 'a JSON file that is neither GeoJSON, TopoJSON nor Esri JSON',
    },
    test: (_a, _e, input) => /^(?:\{\s*["}]|\[\s*[[{"\]])/.test(input.head()),
    remedy: { zh: '请导出为 GeoJSON 后导入。', en: 'Export it as GeoJSON and import that.' },
  },
];

/** A file that is known but not read: what it is and what to do; undefined for one that is not known at all. */
export function foreignFormat(input: FormatInput): Problem | undefined {
  const ascii = String.fromCharCode(...input.bytes.subarray(0, 64));
  const extension = /\.([^./]+)$/.exec(input.name)?.[1]?.toLowerCase() ?? '';
  const kind = foreign.find(({ test }) => test(ascii, extension, input));
  if (!kind) return undefined;
  return problem(
    'format-foreign',
    {
      zh: `这是${/^\w/.test(kind.name.zh) ? ' ' : ''}${kind.name.zh}，不能作为图形读取。`,
      en: `This is ${kind.name.en}, which cannot be read as shapes.`,
    },
    { file: input.name },
    kind.remedy,
  );
}
