import type { Position } from 'geojson';
import { knownAttributes } from '../attributes.ts';
import { noGeometry, ProblemList } from '../problems.ts';
import { type SourceRow, splitCells } from '../table/cells.ts';
import { decodeText, excerpt } from '../text.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature, SourceFile } from '../types.ts';
import { readCoordSys } from './coordsys.ts';
import { type MifObject, readObjects, type Transform } from './objects.ts';
import { reportPassed } from './passed.ts';

interface Head {
  delimiter: string;
  columns: { name: string; kind: 'number' | 'date' | 'text' }[];
  coordSys?: string;
  transform: Transform;
  /** The first line of the objects, from 0; undefined where there is no DATA. */
  data?: number;
}

/** The head of a MIF, down to DATA. */
function readHead(lines: readonly string[]): Head {
  const head: Head = { delimiter: '\t', columns: [], transform: (position) => position };
  for (let i = 0; i < lines.length; i++) {
    const [, key = '', rest = ''] = /^\s*(\w+)\s*(.*?)\s*$/.exec(lines[i] as string) ?? [];
    switch (key.toLowerCase()) {
      case 'delimiter':
        head.delimiter = /"(.+?)"/.exec(rest)?.[1]?.replace('\\t', '\t') ?? head.delimiter;
        break;
      case 'coordsys':
        head.coordSys = rest;
        break;
      case 'transform':
        head.transform = transformOf(rest);
        break;
      case 'columns': {
        const count = Number(rest);
        for (let k = 0; k < count && i + 1 < lines.length; k++) {
          const [, name = '', type = ''] =
            /^\s*"?(.*?)"?\s+(\w+)\s*(?:\(.*)?$/.exec(lines[++i] as string) ?? [];
          head.columns.push({
            name: name || `F${k + 1}`,
            kind: kindOf(type),
          });
        }
        break;
      }
      case 'data':
        head.data = i + 1;
        return head;
    }
  }
  return head;
}

function transformOf(rest: string): Transform {
  const [mx = 0, my = 0, dx = 0, dy = 0] = rest.split(/[\s,]+/).map(Number);
  return ([x = 0, y = 0]): Position => [x * (mx || 1) + dx, y * (my || 1) + dy];
}

const kindOf = (type: string): 'number' | 'date' | 'text' =>
  /^(?:integer|smallint|largeint|float)$/i.test(type) ? 'number' : /^date$/i.test(type) ? 'date' : 'text';

/** Integers beyond what a number holds keep their digits as a text; dates come as yyyymmdd and go as ISO dates. */
function cellValue(cell: string | undefined, kind: 'number' | 'date' | 'text'): unknown {
  if (cell === undefined || cell === '') return null;
  if (kind === 'date') return cell.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const value = Number(cell);
  return kind === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
    ? value
    : cell;
}

function rowsOf(input: FormatInput, { delimiter, columns }: Head, problems: ProblemList): SourceRow[] {
  const mid = input.files.find(({ name }) => /\.mid$/i.test(name));
  if (!mid) {
    if (columns.length)
      problems.warn(
        'mid-missing',
        {
          zh: '没有同名的 .mid，图形不带属性。',
          en: 'There is no .mid of the same name; shapes carry no attributes.',
        },
        undefined,
        { zh: '请连同 .mid 一起导入。', en: 'Import it together with the .mid.' },
      );
    return [];
  }
  return splitCells(textOf(mid), delimiter).filter(({ cells }) => cells.some(Boolean) || columns.length);
}

const textOf = ({ bytes }: SourceFile): string => decodeText(bytes).replace(/\r\n?/g, '\n');

function featuresOf(
  objects: readonly MifObject[],
  rows: readonly SourceRow[],
  { columns }: Head,
  problems: ProblemList,
): ReadFeature[] {
  const passed = new Map<string, number>();
  const features = objects.flatMap(({ line, geometry, without, kind }, i): ReadFeature[] => {
    const place = { line, record: i + 1 };
    if (!geometry) {
      if (without === 'none') problems.add(noGeometry(place));
      if (without === 'passed') passed.set(kind, (passed.get(kind) ?? 0) + 1);
      return [];
    }
    const cells = rows[i]?.cells ?? [];
    const properties = Object.fromEntries(
      columns.map(({ name, kind: type }, k) => [name, cellValue(cells[k], type)]),
    );
    return [{ geometry, properties, ...knownAttributes(properties), place }];
  });
  reportPassed(problems, passed);
  return features;
}

async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const problems = new ProblemList(limits.problems);
  const lines = input.text().split(/\r\n?|\n/);
  const head = readHead(lines);
  if (head.data === undefined) {
    problems.error(
      'mif-no-data',
      { zh: '没有 Data 段，文件不完整。', en: 'There is no Data section: the file is cut short.' },
      undefined,
      { zh: '请从 MapInfo 重新导出。', en: 'Export it again from MapInfo.' },
    );
    return { features: [], problems: problems.done() };
  }
  const objects = readObjects(lines, head.data, head.transform, problems);
  const rows = rowsOf(input, head, problems);
  if (rows.length && rows.length !== objects.length)
    problems.warn(
      'mid-count',
      {
        zh: `.mif 有 ${objects.length} 个对象，.mid 有 ${rows.length} 行，属性可能错位。`,
        en: `The .mif has ${objects.length} objects and the .mid ${rows.length} rows; attributes may belong to others.`,
      },
      undefined,
      { zh: '请从 MapInfo 重新导出。', en: 'Export it again from MapInfo.' },
    );
  const stated = head.coordSys === undefined ? undefined : readCoordSys(head.coordSys);
  if (head.coordSys && !stated)
    problems.add({
      code: 'mif-non-earth',
      severity: 'info',
      what: {
        zh: `坐标系写的是“${excerpt(head.coordSys)}”，不是地球上的坐标系。`,
        en: `The coordinate system given is "${excerpt(head.coordSys)}", which is not a system of the Earth.`,
      },
    });
  return {
    features: featuresOf(objects, rows, head, problems),
    problems: problems.done(),
    ...(stated ? { stated } : {}),
  };
}

/** MapInfo's exchange format: a .mif with shapes and the .mid of the same name with attributes. */
export const mif: Format = {
  id: 'mif',
  name: { zh: 'MapInfo MIF/MID', en: 'MapInfo MIF/MID' },
  extensions: ['mif'],
  detect: (input) =>
    /^version\s+\d+/i.test(input.head()) &&
    /^\s*(?:columns|coordsys|data|delimiter|charset)\b/im.test(input.head()),
  read,
};
