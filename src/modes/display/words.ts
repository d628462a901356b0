import { type Bilingual, basisWords } from '../../model/index.ts';

const pair = (zh: string, en: string): Bilingual => ({ zh, en });

export const said = {
  tour: pair('大厅展示', 'Public display'),
  touch: pair('轻触屏幕，自己看看', 'Touch to explore'),
  items: pair('项', 'commitments'),
  places: pair('项落到地图', 'on the map'),
  townwide: pair('全镇性事项', 'For the whole town'),
  noPlace: pair('没有具体位置', 'No place on the map'),
  plan: pair('规划原文', 'The plan says'),
  planInZh: pair('规划原文', 'The plan’s own words'),
  schematic: basisWords.schematic,
  within: pair('误差可达', 'may be off by'),
  status: pair('进展', 'Progress'),
  figure: pair('数据图', 'Figure'),
  source: pair('资料来源', 'Source'),
  honesty: pair('位置说明', 'About the positions'),
  honestyText: pair(
    '图中位置多为依公开文字绘制的示意，不作测量、规划和权属依据。',
    'Most positions are sketched after public texts and are no basis for survey, planning or title.',
  ),
  scan: pair('扫码在手机上看', 'Scan to see this on a phone'),
  localOnly: pair(
    '本机地址，手机打不开：请在 town.json 的 display.publicUrl 填写公开网址',
    'An address of this machine only: set display.publicUrl in town.json',
  ),
  back: pair('回到展示', 'Back to the tour'),
  search: pair('搜索', 'Search'),
  searchHint: pair('输入拼音或首字母', 'Type pinyin or initials'),
  found: pair('搜索结果', 'Results'),
  nothing: pair('没有找到', 'Nothing found'),
  space: pair('空格', 'Space'),
  erase: pair('删除', 'Delete'),
  clear: pair('清空', 'Clear'),
  returns: pair('秒后回到展示', 's until the tour goes on'),
  chapters: pair('篇章', 'Chapters'),
  quiet: pair('休息中', 'Resting'),
  quietUntil: pair('将于此时恢复展示', 'The tour goes on at'),
  log: pair('运行记录', 'Log of this screen'),
  logEmpty: pair('没有故障记录。', 'No faults recorded.'),
  close: pair('关闭', 'Close'),
  leave: pair('退出展示', 'Leave the display'),
  corner: pair('维护', 'Maintenance'),
  plainMap: pair('预绘地图', 'Pre-drawn map'),
  stopOf: pair('第', 'Card'),
  browse: pair('规划浏览', 'Browse the plan'),
  waiting: pair('正在载入规划…', 'Loading the plan…'),
  failed: pair('规划数据未能载入，正在重试。', 'The plan could not be loaded; trying again.'),
  language: pair('EN', '中文'),
};

export const numerals = ['总', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
