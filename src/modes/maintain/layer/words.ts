import type { Bilingual, LayerColour, LayerIcon, LayerSymbol } from '../../../model/index.ts';

export const colourWords: Record<LayerColour, Bilingual> = {
  chapter0: { zh: '总体', en: 'Aims' },
  chapter1: { zh: '第一篇', en: 'Chapter 1' },
  chapter2: { zh: '第二篇', en: 'Chapter 2' },
  chapter3: { zh: '第三篇', en: 'Chapter 3' },
  chapter4: { zh: '第四篇', en: 'Chapter 4' },
  chapter5: { zh: '第五篇', en: 'Chapter 5' },
  water: { zh: '水', en: 'Water' },
  wood: { zh: '林', en: 'Wood' },
  road: { zh: '道路', en: 'Road' },
  boundary: { zh: '界线', en: 'Boundary' },
  village: { zh: '村', en: 'Village' },
  peak: { zh: '山峰', en: 'Peak' },
  hazard: { zh: '灾害', en: 'Hazard' },
  neutral: { zh: '中性', en: 'Grey' },
};
export const iconWords: Record<LayerIcon, Bilingual> = {
  dot: { zh: '圆点', en: 'Dot' },
  square: { zh: '方块', en: 'Square' },
  diamond: { zh: '菱形', en: 'Diamond' },
  triangle: { zh: '三角', en: 'Triangle' },
  peak: { zh: '山峰', en: 'Peak' },
  reservoir: { zh: '水库', en: 'Reservoir' },
  pond: { zh: '山塘', en: 'Pond' },
  memorial: { zh: '纪念馆', en: 'Memorial' },
  house: { zh: '房屋', en: 'House' },
  factory: { zh: '工厂', en: 'Factory' },
  plant: { zh: '作物', en: 'Crops' },
  gauge: { zh: '监测', en: 'Gauge' },
  market: { zh: '市场', en: 'Market' },
  lamp: { zh: '路灯', en: 'Lamp' },
  seat: { zh: '星标', en: 'Star' },
};
export const patternWords: Record<LayerSymbol['pattern'], Bilingual> = {
  none: { zh: '不填图案', en: 'No pattern' },
  hatch: { zh: '斜线', en: 'Hatch' },
  crosshatch: { zh: '网格', en: 'Crosshatch' },
  dots: { zh: '点', en: 'Dots' },
  waves: { zh: '波纹', en: 'Waves' },
  rows: { zh: '行列', en: 'Rows' },
};
export const kindWords = {
  point: { zh: '点', en: 'Points' },
  line: { zh: '线', en: 'Lines' },
  polygon: { zh: '面', en: 'Areas' },
  mixed: { zh: '点线面都有', en: 'All kinds' },
};
export const lookLabels = {
  colour: { zh: '颜色', en: 'Colour' },
  icon: { zh: '点的符号', en: 'Sign of points' },
  pattern: { zh: '面的图案', en: 'Pattern of areas' },
  group: { zh: '分组', en: 'Group' },
};
