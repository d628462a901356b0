import { ProblemError } from '../../../model/index.ts';
import type { ProblemList } from '../problems.ts';
import { type Members, tableNumbers } from './members.ts';
import { catalogueUnread } from './problems.ts';
import { eachRow, openTable } from './table.ts';
import { listTaker } from './takers.ts';

/** One table a user made: its number, which names its files, and what the catalogue says of it. */
export interface Entry {
  number: number;
  name: string;
  alias?: string;
  /** WKT of the system in the definition of the layer, asked where the table itself gives none. */
  wkt?: string;
  /** Number of the system in the definition, Esri's, which is EPSG's where there is one. */
  wkid?: number;
}

/** Helpers of topologies, networks and rasters, which nobody means to see. */
const internal = /^(?:GDB_|T_\d+_(?:Dirty|Point|Line|Poly)|N_\d+_|fras_|VAT_|DBTUNE)/i;

type Values = Record<string, string | number | null>;

/** Rows of a small table as objects. */
function rowsOf(members: Members, number: number, name: string): { row: number; values: Values }[] {
  const table = openTable(members, number, name);
  const values: (string | number | null)[] = [];
  const rows: { row: number; values: Values }[] = [];
  for (const { row, fault } of eachRow(table, listTaker(table.header, values)))
    if (!fault)
      rows.push({
        row,
        values: Object.fromEntries(table.header.fields.map((field, i) => [field.name, values[i] ?? null])),
      });
  return rows;
}

/** As `rowsOf`, but what cannot be read is a warning and no rows. */
function tried(members: Members, number: number | undefined, name: string, problems: ProblemList) {
  if (number === undefined) return [];
  try {
    return rowsOf(members, number, name);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.add(catalogueUnread(name));
    return [];
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name] as string);

/** What stands in an element of a definition; the definitions are flat enough for a pattern. */
const element = (xml: string, name: string): string | undefined => {
  const text = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1]?.trim();
  return text ? unescaped(text) : undefined;
};

/** What a definition (`DEFeatureClassInfo`) says of a layer as a whole, without that of its fields. */
function defined(xml: string): Omit<Entry, 'number' | 'name'> {
  const bare = xml.replace(/<GPFieldInfoExs[\s\S]*<\/GPFieldInfoExs>/, '');
  const [alias, wkt] = [element(bare, 'AliasName'), element(xml, 'WKT')];
  const wkid = Number(element(xml, 'LatestWKID') ?? element(xml, 'WKID') ?? Number.NaN);
  return {
    ...(alias ? { alias } : {}),
    ...(wkt ? { wkt } : {}),
    ...(wkid > 0 ? { wkid } : {}),
  };
}

/**
 * The tables of a geodatabase: names from its system catalogue (table 1, whose row numbers are the tables' numbers),
 * aliases and systems from `GDB_Items` (10.x) or `GDB_ObjectClasses` (9.x). Where the catalogue is missing or damaged,
 * every table there is a file of stands for itself, under the file's name.
 */
export function readCatalogue(members: Members, problems: ProblemList): Entry[] {
  const listed = tried(members, 1, 'GDB_SystemCatalog', problems).flatMap(({ row, values }) =>
    typeof values['Name'] === 'string' ? [{ number: row, name: values['Name'] }] : [],
  );
  if (!listed.length)
    return tableNumbers(members)
      .filter((number) => number > 8)
      .map((number) => ({ number, name: `a${number.toString(16).padStart(8, '0')}` }));
  const numberOf = (name: string) => listed.find((one) => one.name === name)?.number;
  const items = tried(members, numberOf('GDB_Items'), 'GDB_Items', problems);
  const classes = tried(members, numberOf('GDB_ObjectClasses'), 'GDB_ObjectClasses', problems);
  const byName = new Map<string, Omit<Entry, 'number' | 'name'>>();
  for (const { values } of items) {
    const [name, xml] = [values['Name'], values['Definition']];
    if (typeof name === 'string' && typeof xml === 'string' && /DE(?:FeatureClass|Table)Info/.test(xml))
      byName.set(name.toLowerCase(), defined(xml));
  }
  for (const { values } of classes) {
    const [name, alias] = [values['Name'], values['AliasName']];
    if (typeof name === 'string')
      byName.set(name.toLowerCase(), typeof alias === 'string' && alias ? { alias } : {});
  }
  return listed
    .filter(({ name }) => !internal.test(name) && (!byName.size || byName.has(name.toLowerCase())))
    .map((one) => ({ ...one, ...byName.get(one.name.toLowerCase()) }));
}
