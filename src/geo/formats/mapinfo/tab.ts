import { asProblems, ProblemError, problem } from '../../../model/index.ts';
import { knownAttributes } from '../attributes.ts';
import { noGeometry, ProblemList } from '../problems.ts';
import { excerpt } from '../text.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from '../types.ts';
import { readCoordSys } from './coordsys.ts';
import { type DatRows, readDat } from './dat.ts';
import { readMapHeader } from './map-header.ts';
import { DamagedObject, readMapObject } from './map-objects.ts';
import { reportPassed } from './passed.ts';
import { encodingNamed, readTabHead, type TabHead } from './tab-head.ts';

const asMif = {
  zh: '请在 MapInfo 中导出为 MIF/MID（表 > 导出），或在 QGIS 中另存为 Shapefile、GeoPackage。',
  en: 'Export it from MapInfo as MIF/MID (Table > Export), or save it in QGIS as Shapefile or GeoPackage.',
};

const notNative = (type: string) =>
  new ProblemError(
    problem(
      'tab-type',
      {
        zh: `这个 MapInfo 表（TAB）的类型是“${excerpt(type || '?', 20)}”，图形不在同名的 .map、.dat 里，本程序不读取。`,
        en: `This MapInfo table (TAB) is of the type "${excerpt(type || '?', 20)}", its data are not in a .map and .dat of the same name and are not read.`,
      },
      undefined,
      asMif,
    ),
  );

const partMissing = (part: string) =>
  new ProblemError(
    problem(
      'tab-part-missing',
      {
        zh: `没有同名的 ${part}，MapInfo 表不完整。`,
        en: `There is no ${part} of the same name: the MapInfo table is not whole.`,
      },
      undefined,
      {
        zh: '请连同同名的 .tab、.dat、.map、.id 一起导入。',
        en: 'Import it together with the .tab, .dat, .map and .id of the same name.',
      },
    ),
  );

/** The rows of the .dat; where they cannot be read shapes come without attributes, which is reported. */
function rowsOf(bytes: Uint8Array | undefined, head: TabHead, problems: ProblemList): DatRows['rows'] {
  try {
    if (!bytes) throw partMissing('.dat');
    const { rows, missing, unreadCharacters, encoding } = readDat(bytes, head.fields, encodingNamed(head));
    if (missing)
      problems.add({
        code: 'tab-dat-cut-short',
        severity: 'warning',
        what: {
          zh: `.dat 缺 ${missing} 条记录，文件不完整。`,
          en: `The .dat lacks ${missing} of its records: it is cut short.`,
        },
        lost: missing,
      });
    if (unreadCharacters)
      problems.add({
        code: 'tab-characters',
        severity: 'warning',
        what: {
          zh: `.dat 里有 ${unreadCharacters} 个字符按 ${encoding.toUpperCase()} 读不出，显示为乱码。`,
          en: `${unreadCharacters} characters of the .dat cannot be read as ${encoding.toUpperCase()} and are shown as replacement marks.`,
        },
        lost: unreadCharacters,
      });
    return rows;
  } catch (error) {
    for (const one of asProblems(error)) problems.add({ ...one, severity: 'warning', lost: 1 });
    return [];
  }
}

async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const problems = new ProblemList(limits.problems);
  const head = readTabHead(input.text());
  if (head.type !== 'NATIVE' && head.type !== 'LINKED') throw notNative(head.type);
  const part = (extension: string) =>
    input.files.find(({ name }) => name.toLowerCase().endsWith(extension))?.bytes;
  const [map, id, dat] = [part('.map'), part('.id'), part('.dat')];
  if (!map) throw partMissing('.map');
  if (!id) throw partMissing('.id');
  const header = readMapHeader(map);
  const rows = rowsOf(dat, head, problems);
  const places = new DataView(id.buffer, id.byteOffset, id.byteLength);
  const passed = new Map<string, number>();
  const features: ReadFeature[] = [];
  for (let i = 0; i < Math.floor(id.length / 4); i++) {
    const place = { record: i + 1 };
    if (i < rows.length && rows[i] === undefined) continue;
    const at = places.getInt32(4 * i, true);
    if (at === 0) {
      problems.add(noGeometry(place));
      continue;
    }
    try {
      const object = readMapObject(map, header, at);
      // Each object names the record it belongs to: another one would take its attributes.
      if (object.id !== i + 1) throw new DamagedObject();
      if (!object.geometry) passed.set(object.kind, (passed.get(object.kind) ?? 0) + 1);
      else {
        const properties = rows[i] ?? {};
        features.push({ geometry: object.geometry, properties, ...knownAttributes(properties), place });
      }
    } catch (error) {
      if (!(error instanceof DamagedObject)) throw error;
      problems.error(
        'tab-object',
        {
          zh: '.map 里这条记录的图形已损坏，未读入。',
          en: 'The shape of this record is damaged in the .map and was left out.',
        },
        place,
        asMif,
      );
    }
  }
  reportPassed(problems, passed);
  const stated = readCoordSys(header.coordSys);
  const degrees = /^Earth Projection 1\b/.test(header.coordSys);
  const stepM = degrees ? header.step * 111_320 : header.step;
  // Positions are whole numbers over the table's bounds: wide bounds make coarse steps.
  if (stepM > 0.002)
    problems.add({
      code: 'tab-step',
      severity: stepM > 0.01 ? 'warning' : 'info',
      what: {
        zh: `这个 MapInfo 表的坐标只记到 ${stepM.toPrecision(2)} 米一级（由表的坐标范围决定）。`,
        en: `This MapInfo table keeps positions in steps of ${stepM.toPrecision(2)} m only, by the bounds it was made with.`,
      },
    });
  return { features, problems: problems.done(), ...(stated ? { stated } : {}) };
}

/** A MapInfo table: .tab with the .dat (attributes), .map (shapes) and .id (which shape is whose) of the same name. */
export const tab: Format = {
  id: 'tab',
  name: { zh: 'MapInfo TAB', en: 'MapInfo TAB' },
  extensions: ['tab'],
  detect: (input) => /^!table\b/i.test(input.head()),
  read,
};
