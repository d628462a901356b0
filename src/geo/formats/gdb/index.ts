import { asProblems, type Problem, ProblemError } from '../../../model/index.ts';
import { parsedTable } from '../from-records.ts';
import { ProblemList } from '../problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, RecordTable } from '../types.ts';
import { holds, isZip, unzip } from '../zip.ts';
import { readCatalogue } from './catalogue.ts';
import { openLayer } from './layer.ts';
import { geodatabases, isMember } from './members.ts';
import { noLayers, personal } from './problems.ts';

/** `Standard Jet DB` (.mdb) or `Standard ACE DB` (.accdb) behind four bytes. */
const isAccess = (bytes: Uint8Array): boolean =>
  /^Standard (?:Jet|ACE) DB$/.test(new TextDecoder('latin1').decode(bytes.subarray(4, 19)));

/** A layer that cannot be read is a table without records whose problem says why; the others go on. */
const unreadable = (name: string, problems: readonly Problem[]): RecordTable => ({
  name,
  fields: [],
  count: 0,
  problems: [...problems],
  records: () => [],
});

async function open(input: FormatInput, { limits }: FormatOptions): Promise<RecordTable[]> {
  if (isAccess(input.bytes)) throw personal();
  const files = isZip(input.bytes) ? await unzip(input.bytes, limits, isMember) : input.files;
  const databases = geodatabases(files);
  const tables = databases.flatMap((members) => {
    const problems = new ProblemList(limits.problems);
    const layers = readCatalogue(members, problems).map((entry): RecordTable => {
      try {
        const layer = openLayer(members, entry, limits.problems);
        return databases.length > 1 ? { ...layer, name: `${members.name}/${layer.name}` } : layer;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return unreadable(entry.name, asProblems(error));
      }
    });
    // What is wrong with the catalogue concerns every layer: it stands with the first.
    layers[0]?.problems.unshift(...problems.done());
    return layers;
  });
  if (!tables.length) throw noLayers();
  return tables;
}

const read = async (input: FormatInput, options: FormatOptions): Promise<Parsed[]> =>
  (await open(input, options)).map((table) => ({ layer: table.name, ...parsedTable(table, options.limits) }));

/** Esri File Geodatabase, as the files of a `.gdb` folder or zipped: versions 9.x and 10.x and ArcGIS Pro's. */
export const gdb: Format = {
  id: 'gdb',
  name: { zh: '文件地理数据库（GDB）', en: 'File Geodatabase (GDB)' },
  extensions: ['gdb', 'mdb'],
  detect: (input) =>
    input.files.some((file) => isMember(file.name)) ||
    isAccess(input.bytes) ||
    (isZip(input.bytes) && holds(input.bytes, /(?:^|[\\/])a[0-9a-f]{8}\.gdbtable$/i)),
  read,
  open,
};
