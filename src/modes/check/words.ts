import { widestM } from '../../geo/edit/widths.ts';
import type { Bilingual } from '../../model/index.ts';
import type { Panel, Tool } from './session.ts';

export { saveFile } from '../../ui/save-file.ts';

const pair = (zh: string, en: string): Bilingual => ({ zh, en });

export const toolWords: Record<Exclude<Tool, 'none'>, Bilingual> = {
  polygon: pair('多边形', 'Polygon'),
  rectangle: pair('矩形', 'Rectangle'),
  strip: pair('中心线', 'Centre line'),
  reshape: pair('改界址点', 'Edit points'),
  hole: pair('挖空', 'Cut a hole'),
  split: pair('分割', 'Split'),
  distance: pair('量距离', 'Measure a distance'),
  area: pair('量面积', 'Measure an area'),
};

/** What to do next with a tool, shown while it is at work. */
export const toolHints: Record<Exclude<Tool, 'none'>, Bilingual> = {
  polygon: pair(
    '在地图上逐点点击；点回起点、双击或按回车结束，退格撤回一点，Esc 取消。按住 Alt 不捕捉。',
    'Click point by point; the first point, a double click or Enter ends, Backspace takes one back, Esc leaves. Hold Alt not to snap.',
  ),
  rectangle: pair('点击两个对角。', 'Click two opposite corners.'),
  strip: pair(
    '沿中心线逐点点击，双击或按回车结束；按左右宽度成面，两端平头。左右按画线方向。',
    'Click along the centre line; a double click or Enter ends. Its widths make it an area with flat ends; left and right as it is drawn.',
  ),
  reshape: pair(
    '拖动界址点；拖动两点之间的小点可加点；选中后按 Delete 删除、方向键微移；Esc 结束。',
    'Drag a point; drag a small dot between two to add one; Delete removes the chosen one, arrow keys move it; Esc ends.',
  ),
  hole: pair('在地块内画出要挖去的范围。', 'Draw what is to be cut out of the zone.'),
  split: pair(
    '画一条穿过地块的线，双击或按回车分割。',
    'Draw a line across the zone; double click or Enter splits.',
  ),
  distance: pair(
    '沿线逐点点击，双击或按回车结束；捕捉地块和图层的边界，按住 Alt 不捕捉。',
    'Click along the line; a double click or Enter ends. Snaps to zones and layers; hold Alt not to snap.',
  ),
  area: pair(
    '沿边界逐点点击；点回起点、双击或按回车结束。捕捉地块和图层的边界，按住 Alt 不捕捉。',
    'Click along the border; the first point, a double click or Enter ends. Snaps to zones and layers; hold Alt not to snap.',
  ),
};

export const panelWords: Record<Panel, Bilingual> = {
  results: pair('核查结果', 'Results'),
  points: pair('界址点', 'Points'),
  record: pair('档案', 'Record'),
  output: pair('输出', 'Output'),
};

export const words = {
  zones: pair('地块', 'Zones'),
  importFile: pair('导入地块文件', 'Import a file'),
  paste: pair('粘贴坐标', 'Paste coordinates'),
  draw: pair('绘制', 'Draw'),
  undo: pair('撤销', 'Undo'),
  redo: pair('重做', 'Redo'),
  saved: pair('已保存', 'Saved'),
  saving: pair('正在保存…', 'Saving…'),
  retry: pair('重试保存', 'Save again'),
  exportAll: pair('导出全部记录', 'Export all records'),
  mergeFile: pair('合并他人记录', 'Merge another’s records'),
  help: pair('帮助', 'Help'),
  cancel: pair('取消', 'Cancel'),
  accept: pair('确认导入', 'Import'),
  remove: pair('删除', 'Delete'),
  name: pair('名称', 'Name'),
  print: pair('打印图件', 'Print sheet'),
  compare: pair('多地块对比', 'Compare zones'),
};

/** Labels of the widths of a centre line. */
export const widthWords = {
  left: pair('左宽（米）', 'Width left, m'),
  right: pair('右宽（米）', 'Width right, m'),
};
export const widthRule = pair(
  `宽度应为 0 到 ${widestM} 米，且不同时为 0。`,
  `Each width is 0 to ${widestM} m, and not both are 0.`,
);
