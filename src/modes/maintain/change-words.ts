import type { Bilingual } from '../../model/index.ts';

/** Kinds of pieces of a package. */
export const subjectWords: Record<string, Bilingual> = {
  item: { zh: '规划项目', en: 'Plan items' },
  status: { zh: '进展', en: 'Statuses' },
  layer: { zh: '图层', en: 'Layers' },
  feature: { zh: '地图要素', en: 'Features' },
  plan: { zh: '规划', en: 'Plans' },
  order: { zh: '图层顺序', en: 'Order of layers' },
};
/** Fields of a piece, as its file names them. */
export const fieldWords: Record<string, Bilingual> = {
  title: { zh: '标题', en: 'title' },
  summary: { zh: '摘要', en: 'summary' },
  targets: { zh: '指标', en: 'targets' },
  noCommitment: { zh: '不作承诺的句子', en: 'sentences without commitment' },
  cites: { zh: '引文', en: 'cited words' },
  continues: { zh: '延续关系', en: 'the item it continues' },
  features: { zh: '所连要素', en: 'features' },
  planItems: { zh: '所属项目', en: 'plan items' },
  name: { zh: '名称', en: 'name' },
  geometry: { zh: '图形', en: 'shape' },
  basis: { zh: '依据', en: 'basis' },
  accuracyM: { zh: '误差', en: 'accuracy' },
  source: { zh: '来源', en: 'source' },
  villages: { zh: '所在村', en: 'villages' },
  symbol: { zh: '符号', en: 'symbol' },
  date: { zh: '年份', en: 'year' },
  label: { zh: '注记', en: 'labels' },
  visible: { zh: '默认显示', en: 'shown at first' },
  note: { zh: '说明', en: 'note' },
  files: { zh: '照片和文件', en: 'pictures and files' },
  attributes: { zh: '属性字段', en: 'attributes' },
  group: { zh: '分组', en: 'group' },
  spatial: { zh: '位置', en: 'place' },
  why: { zh: '原因', en: 'why' },
  related: { zh: '相关项目', en: 'related items' },
  status: { zh: '进展', en: 'status' },
  evidence: { zh: '依据', en: 'evidence' },
  subject: { zh: '规划项目', en: 'plan item' },
  by: { zh: '署名', en: 'by' },
};
