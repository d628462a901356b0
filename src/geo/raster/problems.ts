import { type Bilingual, ProblemError, problem } from '../../model/index.ts';

const fault = (code: string, file: string, what: Bilingual, remedy: Bilingual): ProblemError =>
  new ProblemError(problem(code, what, { file }, remedy));

const convert = (options: string): Bilingual => ({
  zh: `请先转换：gdal_translate ${options} 输入.tif 输出.tif，或在 GIS 软件中另存。`,
  en: `Convert it first: gdal_translate ${options} in.tif out.tif, or save it again from a GIS.`,
});
const tiled = '-co TILED=YES -co COMPRESS=DEFLATE';

export const pictureDamaged = (file: string): ProblemError =>
  fault(
    'picture-broken',
    file,
    { zh: '不是完整的影像文件', en: 'This is no complete picture' },
    {
      zh: '请重新复制或导出该文件；可用的格式：TIFF、JPG、PNG、PDF。',
      en: 'Copy or export the file again; TIFF, JPG, PNG and PDF are read.',
    },
  );

export const pictureForeign = (file: string): ProblemError =>
  fault(
    'picture-foreign',
    file,
    {
      zh: '不是 TIFF、JPG、PNG 或 PDF（按文件开头判断）',
      en: 'Not a TIFF, JPG, PNG or PDF, judging by its first bytes',
    },
    {
      zh: '请从 GIS 或扫描软件中另存为 GeoTIFF、JPG 或 PNG 后再添加。',
      en: 'Save it as GeoTIFF, JPG or PNG from the GIS or the scanning program and add that.',
    },
  );

export const tiffCompression = (file: string, name: string): ProblemError =>
  fault(
    'tiff-compression',
    file,
    { zh: `不支持这种 TIFF 压缩：${name}`, en: `This compression of TIFF is not read: ${name}` },
    convert(tiled),
  );

export const tiffUnsupported = (file: string, detail: string): ProblemError =>
  fault(
    'tiff-unsupported',
    file,
    { zh: `不支持这种 TIFF 像素：${detail}`, en: `Pixels of this kind of TIFF are not read: ${detail}` },
    convert(`-ot Byte -expand rgb ${tiled}`),
  );

export const pictureTooLarge = (file: string, width: number, height: number): ProblemError =>
  fault(
    'picture-too-large',
    file,
    {
      zh: `影像 ${width} × ${height} 像素，须整幅解码，超出浏览器的内存`,
      en: `The picture has ${width} × ${height} pixels that have to be decoded as one: more than a browser has memory for`,
    },
    convert(tiled),
  );
