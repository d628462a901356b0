import { systemOf } from '../geo/crs/systems.ts';
import { type Bilingual, basisWords, type Severity, type ZoneCrs } from '../model/index.ts';
import type { Answer, ApprovalLine, Reason, RuleResult, Trust } from './types.ts';

export const answerWords: Record<Answer, Bilingual> = {
  overlap: { zh: '有重叠', en: 'Overlap' },
  clear: { zh: '已核查、无重叠', en: 'Checked, no overlap' },
  unchecked: { zh: '未核查', en: 'Not checked' },
};
export const severityWords: Record<Severity, Bilingual> = {
  forbidden: { zh: '禁止', en: 'Forbidden' },
  restricted: { zh: '限制', en: 'Restricted' },
  notice: { zh: '提示', en: 'Notice' },
};
/** The severity of a rule; a sketch alone never says 禁止 without 示意 beside it, in the same cell. */
export const severityText = (severity: Severity, schematic: boolean): Bilingual => {
  const word = severityWords[severity];
  return schematic ? { zh: `${word.zh}（示意）`, en: `${word.en} (schematic)` } : word;
};
export const approvalWords: Record<ApprovalLine['kind'], Bilingual> = {
  'permanent-farmland': { zh: '永久基本农田', en: 'Permanent basic farmland' },
  cultivated: { zh: '永久基本农田以外的耕地', en: 'Other cultivated land' },
  other: { zh: '其他土地', en: 'Other land' },
};
const fromWords: Record<ZoneCrs['from'], Bilingual> = {
  header: { zh: '文件注明', en: 'stated in the file' },
  guess: { zh: '按坐标判断', en: 'detected from the numbers' },
  user: { zh: '用户指定', en: 'chosen by the user' },
};

/** `示意 ±4000 米`: stands beside every figure that comes from the shape. */
export const trustWords = ({ basis, accuracyM }: Trust): Bilingual => ({
  zh: `${basisWords[basis].zh} ±${accuracyM} 米`,
  en: `${basisWords[basis].en} ±${accuracyM} m`,
});

/** The answer with its reason. */
export const answerText = (answer: Answer, reason?: Reason): Bilingual => {
  const word = answerWords[answer];
  return reason ? { zh: `${word.zh}：${reason.text.zh}`, en: `${word.en}: ${reason.text.en}` } : word;
};

/** A name with a bracket left open behind it for more: its own last one where it ends in one. */
const opened = (name: string, open: string, close: string, comma: string): string =>
  name.endsWith(close) ? `${name.slice(0, -1)}${comma}` : `${name}${open}`;

export function crsWords({ code, from, shift }: ZoneCrs): Bilingual {
  const system = systemOf(code);
  // A name first, a code beside it where there is one: an office knows systems by their names.
  const name = system?.name ?? { zh: code, en: code };
  const listed = system && !system.custom;
  const used = shift?.join(', ');
  return {
    zh: `${opened(name.zh, '（', '）', '，')}${listed ? `${code}，` : ''}${fromWords[from].zh}${used ? `，已用七参数 ${used} 转换，坐标框架旋转` : ''}）`,
    en: `${opened(name.en, ' (', ')', ', ')}${listed ? `${code}, ` : ''}${fromWords[from].en}${used ? `, seven parameters ${used} applied, coordinate frame` : ''})`,
  };
}

/**
 * The layers a rule was checked on: name, date, source, accuracy, and the answer of each where there are several.
 * @param answers Whether their answers are said; those of several zones differ.
 */
export function ruleDataText({ layers = [] }: RuleResult, answers = true): Bilingual {
  const several = answers && layers.length > 1;
  const lines = layers.map(({ name, answer, date, source, accuracyM }) => ({
    zh: [
      several ? `${name.zh}：${answerWords[answer].zh}` : name.zh,
      date,
      source?.zh,
      accuracyM === undefined ? undefined : `±${accuracyM} 米`,
    ],
    en: [
      several ? `${name.en}: ${answerWords[answer].en}` : name.en,
      date,
      source?.en,
      accuracyM === undefined ? undefined : `±${accuracyM} m`,
    ],
  }));
  if (!lines.length) return { zh: '—', en: '—' };
  return {
    zh: lines.map(({ zh }) => zh.filter(Boolean).join('，')).join('；'),
    en: lines.map(({ en }) => en.filter(Boolean).join(', ')).join('; '),
  };
}
