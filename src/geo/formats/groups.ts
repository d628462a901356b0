import { geodatabaseOf } from './gdb/members.ts';

/** Files that belong to another of the same name: its extension, then theirs. */
const families: [string, readonly string[]][] = [
  ['shp', ['shx', 'dbf', 'prj', 'cpg', 'sbn', 'sbx', 'qpj', 'qix', 'shp.xml']],
  ['tab', ['dat', 'map', 'id', 'ind']],
  ['mif', ['mid']],
  ['gml', ['xsd', 'gfs']],
  ['gpkg', ['gpkg-wal', 'gpkg-shm']],
];
/** Extensions that mean nothing by themselves: such files stay together, so that what is missing can be named once. */
const shapefileParts = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qpj|qix|shp\.xml)$/i;
/**
 * Splits what was dropped or picked into data sets: the files of a shapefile, a MapInfo table and the like (same folder
 * and name, other extension) together, all files of a file geodatabase's folder together, every other file by itself.
 */
export function groupFiles<Named extends { name: string }>(files: readonly Named[]): Named[][] {
  const names = new Set(files.map(({ name }) => name.toLowerCase()));
  const keyOf = (name: string): string => {
    const geodatabase = geodatabaseOf(name);
    if (geodatabase !== undefined) return `gdb:${geodatabase}`;
    const lower = name.toLowerCase();
    const part = shapefileParts.exec(lower);
    if (part) return `shp:${lower.slice(0, part.index)}`;
    for (const [main, parts] of families)
      for (const extension of [main, ...parts]) {
        if (!lower.endsWith(`.${extension}`)) continue;
        const stem = lower.slice(0, -extension.length - 1);
        if (names.has(`${stem}.${main}`)) return `${main}:${stem}`;
      }
    return `file:${name}`;
  };
  const sets = new Map<string, Named[]>();
  for (const file of files) {
    const key = keyOf(file.name);
    const set = sets.get(key);
    if (set) set.push(file);
    else sets.set(key, [file]);
  }
  return [...sets.values()];
}
