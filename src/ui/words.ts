import type { Bilingual, SpatialKind } from '../model/index.ts';

export { basisWords, statusWords } from '../model/index.ts';

const pair = (zh: string, en: string): Bilingual => ({ zh, en });

/** Words that more than one element says; an element keeps to itself what only it says. */
export const spatialWords: Record<SpatialKind, Bilingual> = {
  site: pair('地点', 'Site'),
  line: pair('线路', 'Route'),
  area: pair('片区', 'Area'),
  townwide: pair('全镇', 'Whole town'),
  none: pair('无具体位置', 'No place'),
};

export const words = {
  map: pair('地图', 'Map'),
  layers: pair('图层', 'Layers'),
  items: pair('规划项目', 'Plan items'),
  details: pair('详情', 'Details'),
  text: pair('规划原文', 'Plan text'),
  filter: pair('筛选', 'Filter'),
  close: pair('关闭', 'Close'),
  townwide: pair('涉及全镇', 'For the whole town'),
  noStatus: pair('未记录', 'Not recorded'),
  unreviewed: pair('示意图，未经审图', 'Sketch map, not reviewed'),
  modelled: pair('示意地形', 'modelled relief'),
  reviewNumber: pair('审图号', 'Map review no.'),
};

/** `±4.0 km` or `±30 m`. */
export function accuracyText(metres: number): string {
  return metres >= 1000
    ? `±${(metres / 1000).toFixed(metres % 1000 ? 1 : 0)} km`
    : `±${metres < 10 ? Number(metres.toFixed(2)) : Math.round(metres)} m`;
}
