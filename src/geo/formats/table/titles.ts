import { systemOfWords } from '../../crs/words.ts';
import { excerpt, toHalfWidth } from '../text.ts';
import type { StatedCrs } from '../types.ts';
import type { TableRow } from './decimals.ts';

/** What the words above a table say: the plot's name and further fields, and the reference system. */
export interface Titles {
  name?: string;
  fields: Record<string, string>;
  stated?: StatedCrs;
}

const system =
  /CGCS\s*2000|2000\s*国家|国家\s*2000|2000\s*(?:坐标|大地)|西安\s*(?:19)?80|(?:19)?80\s*(?:西安|国家)|北京\s*(?:19)?54|(?:19)?54\s*北京|WGS[-_\s]?84|[\p{Script=Han}\d]{0,12}(?:独立|地方|城市|城建|假定|任意)\d{0,4}坐标系?/iu;
/** The name behind 坐标系, in the same cell or the next. */
const named = /坐标系统?\s*[:=\s]\s*([^\s,;()]{2,30})/;
/** Words that say what the table is, not what the plot is called. */
const kind =
  /(?:勘测定界)?(?:宗地|地块)?(?:界址点?|拐点|边界点?|控制点)?(?:坐标)?(?:成果|坐标|一览|明细)+(?:成果)?表?$|^(?:附表?|表)\s*[\d一二三四五六七八九十]*[:：、.\s]*/g;
const nameKey = /^(?:地块名称?|项目名称?|名称|宗地名称?|地块)$/;
const plotKey = /^(?:地块编号|地块号|宗地编号|宗地号|编号)$/;
const note =
  /^(?:[(（]?(?:合\s*计|小\s*计|总\s*计|总面积|面积|周长|备\s*注|注|说明|制表|绘图|测量|计算|检查|审核|审定|校核|填表|复核|日期|单位|第.{1,6}页|共.{1,6}页|total|sum|note|remark|page|area|perimeter))/i;

const unique = (row: TableRow): string[] => [
  ...new Set(row.cells.map((cell) => cell.trim()).filter(Boolean)),
];

/** A title without the words that say what the table is; empty when it says nothing else, or only counts. */
export function bareTitle(words: string): string {
  const bare = words
    .replace(/[(（](?:[一二三四五六七八九十\d]+|续)[)）]\s*$/, '')
    .replace(kind, '')
    .trim();
  return /^\d*$/.test(bare) ? '' : excerpt(bare);
}

/** A sum, a signature or a remark under the points. */
export const isNote = (row: TableRow): boolean => note.test(toHalfWidth(unique(row)[0] ?? ''));

const sum =
  /^[(]?(?:合\s*计|小\s*计|总\s*计|总面积|面积|周长|total|sum|area|perimeter)\s*(?:\(.*\)|\[.*\])?\s*:?$/i;
/** A sum and nothing else, whatever figures follow it: no plot is called so. */
export const isSum = (row: TableRow): boolean => sum.test(toHalfWidth(unique(row)[0] ?? ''));

/** What the rows above a table say; what is not understood is left. */
export function readTitles(rows: readonly TableRow[]): Titles {
  const fields: Record<string, string> = {};
  let name: string | undefined;
  for (const row of rows) {
    const cells = unique(row);
    let stating = false;
    /** The first cell without what is said of the table: 地块一　单位：米. */
    let [words = ''] = cells;
    for (const [i, cell] of cells.entries()) {
      const text = toHalfWidth(cell);
      const pairs = [
        ...text.matchAll(
          /([^\s:=,;]{1,12})\s*[:=]\s*([^\s,;:=][^,;:=]*?)(?=\s+[^\s:=,;]{1,12}\s*[:=]|[,;]|$)/g,
        ),
      ];
      for (const [, key = '', value = ''] of pairs) fields[key] = value.trim();
      stating ||= pairs.some(([, key = '']) => !note.test(key));
      if (i === 0 && pairs.length)
        words = pairs.reduce((rest, [pair]) => rest.replace(pair, ''), text).replace(/[\s(,;]+$/, '');
      if (pairs.length) continue;
      // 地块名称 and the name, in two cells.
      const next = cells[i + 1];
      if (next && (nameKey.test(text) || plotKey.test(text))) {
        fields[text] = next;
        stating = true;
      }
    }
    if (system.test(cells.join(' ')) || stating || cells.length > 2 || isNote(row)) continue;
    // The row nearest the points is the plot's own title.
    name = bareTitle(words) || name;
  }
  const named = Object.entries(fields).find(([key]) => nameKey.test(key))?.[1];
  const numbered = Object.entries(fields).find(([key]) => plotKey.test(key))?.[1];
  const title = named ?? name ?? numbered;
  const stated = statedBy(rows.map((row) => unique(row).join(' ')).join(' '));
  return { ...(title ? { name: title } : {}), fields, ...(stated ? { stated } : {}) };
}

/** The reference system in words: 坐标系：CGCS2000，3°带，中央子午线 114°. */
function statedBy(written: string): StatedCrs | undefined {
  const text = toHalfWidth(written);
  const names = [named.exec(text)?.[1], system.exec(text)?.[0]].map((name) => systemOfWords(name ?? ''));
  const said = names.find(({ datum, code, local }) => datum ?? code ?? local);
  if (!said) return undefined;
  const at = text.search(named);
  const width = /([36三六])\s*(?:°|度)\s*(?:分)?带/.exec(text)?.[1];
  const zone = Number(/(?:第|带号[:=]?)\s*(\d{2})\s*带?/.exec(text)?.[1]);
  const meridian =
    /中央(?:经线|子午线)\s*[:=]?\s*(?:东经)?\s*(\d{2,3}(?:\.\d+)?)\s*(?:°|度)?\s*(?:(\d{1,2})\s*[′'分])?/.exec(
      text,
    );
  return {
    ...said,
    ...(width ? { zoneWidth: '3三'.includes(width) ? 3 : 6 } : {}),
    ...(zone ? { zone } : {}),
    ...(meridian ? { centralMeridian: Number(meridian[1]) + Number(meridian[2] ?? 0) / 60 } : {}),
    words: excerpt(text.slice(at < 0 ? Math.max(0, text.search(system) - 10) : at), 60),
  };
}
