import {
  type Bilingual,
  lossesIn,
  type Place,
  type Problem,
  ProblemError,
  problem,
  warning,
} from '../../model/index.ts';
import type { Limits } from './limits.ts';

/** Collects what is wrong with a file; beyond the limit the rest is only counted. */
export class ProblemList {
  readonly list: Problem[] = [];
  declare private more: number;
  declare private lost: number;
  declare private readonly most: number;
  constructor(most: number) {
    this.more = 0;
    this.lost = 0;
    this.most = most;
  }
  add(one: Problem): void {
    if (this.list.length < this.most) this.list.push(one);
    else {
      this.more++;
      this.lost += lossesIn([one]);
    }
  }
  error(code: string, what: Bilingual, where?: Place, remedy?: Bilingual): void {
    this.add(problem(code, what, where, remedy));
  }
  warn(code: string, what: Bilingual, where?: Place, remedy?: Bilingual): void {
    this.add(warning(code, what, where, remedy));
  }
  /** The list, with a last line that counts what did not fit. */
  done(): Problem[] {
    if (!this.more) return this.list;
    const rest = {
      zh: `另有 ${this.more} 个问题未逐一列出。`,
      en: `${this.more} more problems are not listed.`,
    };
    return [...this.list, { ...warning('more-problems', rest), ...(this.lost ? { lost: this.lost } : {}) }];
  }
}

/** A plot of which a line could not be read is not handed out: a boundary that lacks a point cannot be relied on. */
export const plotLeftOut = (badLine: number, where: Place): Problem =>
  problem(
    'plot-left-out',
    {
      zh: `第 ${badLine} 行无法识别，缺点的边界不可靠，该地块未读入。`,
      en: `Line ${badLine} could not be read; a boundary that lacks a point cannot be relied on, so the plot was left out.`,
    },
    where,
    { zh: '请改正该行后重新导入。', en: 'Put the line right and import the file again.' },
  );

/** Decimals written with commas, as in `113,0605`, were read as such. */
export const decimalCommas = (line: number): Problem => ({
  ...warning(
    'decimal-comma',
    {
      zh: '坐标的小数点写成了逗号（如 113,0605），已按小数读取。',
      en: 'The decimals of the coordinates are written with commas (113,0605) and were read as such.',
    },
    { line },
  ),
  severity: 'info',
});

/** One record without a shape, by its place. */
export const noGeometry = (where: Place): Problem => ({
  ...warning('empty-geometry', { zh: '该要素没有图形。', en: 'The feature has no geometry.' }, where),
  lost: 1,
});

/** Records without a shape: they are read, but nothing of them can be shown or measured. */
export const withoutGeometry = (count: number, where?: Place): Problem => ({
  ...warning(
    'records-without-geometry',
    {
      zh: `${count} 条记录没有图形，未读入。`,
      en: `${count} records have no geometry and were left out.`,
    },
    where,
  ),
  lost: count,
});

/** Values of a column that no table can show. */
export const binaryLeftOut = (count: number, where: Place): Problem => ({
  ...warning(
    'binary-attribute',
    {
      zh: `该字段是二进制内容（照片、附件等），${count} 个值未读入。`,
      en: `The column holds binary content (photos, attachments); ${count} values were left out.`,
    },
    where,
  ),
  lost: count,
});

/** A limit was passed. Thrown, because nothing after it can be trusted. */
export function overLimit(
  limit: keyof Limits,
  found: number | string,
  most: number,
  file?: string,
): ProblemError {
  const words: Record<keyof Limits, Bilingual> = {
    bytes: { zh: '文件大小（字节）', en: 'file size in bytes' },
    unpackedBytes: { zh: '压缩包解开后的大小（字节）', en: 'unpacked size of the archive in bytes' },
    zipRatio: { zh: '压缩比', en: 'compression ratio' },
    zipEntries: { zh: '压缩包内的文件数', en: 'number of files in the archive' },
    vertices: { zh: '坐标点数', en: 'number of vertices' },
    features: { zh: '要素数', en: 'number of features' },
    rings: { zh: '一个多边形的环数', en: 'number of rings of one polygon' },
    depth: { zh: '嵌套层数', en: 'depth of nesting' },
    problems: { zh: '问题数', en: 'number of problems' },
  };
  const word = words[limit];
  return new ProblemError(
    problem(
      'over-limit',
      {
        zh: `${word.zh}为 ${found}，超过上限 ${most}。`,
        en: `The ${word.en} is ${found}, over the limit of ${most}.`,
      },
      file ? { file } : undefined,
      { zh: '请拆分文件后分别导入。', en: 'Split the file and import the parts.' },
    ),
  );
}

/** Characters of a text that GBK lacks, one entry for each time one was written as `?`. */
export const notInGbk = (missing: readonly string[]): Problem => {
  const different = [...new Set(missing)];
  const list = (mark: string) => `${different.slice(0, 40).join(mark)}${different.length > 40 ? '…' : ''}`;
  return {
    ...warning(
      'not-in-gbk',
      {
        zh: `GBK 中没有这些字：${list('、')}，共 ${missing.length} 处，已写成“?”。`,
        en: `GBK lacks these characters: ${list(', ')}; they were written as "?" in ${missing.length} places.`,
      },
      undefined,
      { zh: '可改用 UTF-8 写出。', en: 'Write UTF-8 instead.' },
    ),
    lost: missing.length,
  };
};
