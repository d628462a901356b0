import { type Problem, warning } from '../../../model/index.ts';

/**
 * That a .shp and its .dbf differ in their number of records, with how many are lost. Where the .shp is cut short, its
 * first missing shape is counted by what says so.
 */
export function rowCount(shapes: number, rows: number, found: readonly Problem[]): Problem[] {
  if (shapes === rows) return [];
  const cut = rows > shapes && found.some(({ code }) => code === 'shp-cut-short');
  const said = warning(
    'dbf-row-count',
    {
      zh: `.shp 有 ${shapes} 个图形，.dbf 有 ${rows} 条记录，多出的没有对应。`,
      en: `The .shp has ${shapes} shapes, the .dbf ${rows} records; the rest have no counterpart.`,
    },
    undefined,
    { zh: '请核对两个文件是否同一次导出。', en: 'Check that both come from one export.' },
  );
  return [{ ...said, lost: Math.abs(rows - shapes) - (cut ? 1 : 0) }];
}
