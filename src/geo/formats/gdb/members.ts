import type { SourceFile } from '../types.ts';

/** One geodatabase: the files of one `.gdb` folder, by their names in lower case. */
export interface Members {
  /** Name of the folder, or empty where there was none. */
  name: string;
  files: Map<string, Uint8Array>;
  /** Nobody else holds their bytes. */
  owned: boolean;
}

const member = /^(.*\/)?(a[0-9a-f]{8}\.(?:gdbtable|gdbtablx|gdbtable\.cdf|gdbtable\.sdc|cdf|sdc))$/i;

/** Whether a file, by its name, is a part of a File Geodatabase that is read or whose absence is explained. */
export const isMember = (name: string): boolean => member.test(name.replaceAll('\\', '/'));

/**
 * Whether a file, by its name, is an index of a File Geodatabase (of places, of values) that is never read: they are as
 * large as a third of the tables.
 */
export const isIndexFile = (name: string): boolean =>
  /(?:^|[\\/])a[0-9a-f]{8}\.(?:[^\\/]+\.)?(?:spx|atx|freelist|horizon)$/i.test(name);

/**
 * The geodatabase a file belongs to, by its name alone: the path of its `.gdb` folder, or for files without one, the
 * folder they lie in. Undefined for files of no geodatabase.
 */
export function geodatabaseOf(name: string): string | undefined {
  const path = name.replaceAll('\\', '/');
  const folder = /^(.*\.gdb)\/[^/]+$/i.exec(path);
  if (folder) return folder[1];
  const loose = /^(.*\/)?(?:a[0-9a-f]{8}\.[\w.]+|gdb|timestamps)$/i.exec(path);
  return loose ? (loose[1] ?? '') : undefined;
}

/** The geodatabases among files that carry the paths they had in a folder or an archive. */
export function geodatabases(files: readonly SourceFile[]): Members[] {
  const byName = new Map<string, Members>();
  for (const { name, bytes, owned } of files) {
    const [, folder = '', base = ''] = member.exec(name.replaceAll('\\', '/')) ?? [];
    if (!base) continue;
    const one = byName.get(folder) ?? { name: folder.split('/').at(-2) ?? '', files: new Map(), owned: true };
    one.files.set(base.toLowerCase(), bytes);
    one.owned &&= owned === true;
    byName.set(folder, one);
  }
  return [...byName.values()];
}

const file = (number: number, extension: string) => `a${number.toString(16).padStart(8, '0')}.${extension}`;

/** The bytes of table number `number` or of its index of rows. */
export const tableBytes = (
  { files }: Members,
  number: number,
  extension: 'gdbtable' | 'gdbtablx',
): Uint8Array | undefined => files.get(file(number, extension));

/** Whether the table was packed by ArcGIS (CDF of File Geodatabases, SDC of Smart Data Compression). */
export const isCompressed = ({ files }: Members, number: number): boolean =>
  ['gdbtable.cdf', 'cdf', 'gdbtable.sdc', 'sdc'].some((extension) => files.has(file(number, extension)));

/** Numbers of all tables there are files of. */
export const tableNumbers = ({ files }: Members): number[] =>
  [...new Set([...files.keys()].map((name) => Number.parseInt(name.slice(1, 9), 16)))].sort((a, b) => a - b);
