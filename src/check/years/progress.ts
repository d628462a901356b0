import { type PlanItem, type Sentence, type Status, sentencesOf } from '../../model/index.ts';
import { type Likely, likelyItems } from './continuations.ts';

/** A sentence of a progress report with what it may say: of which items, and how far they are. */
export interface Progress {
  sentence: Sentence;
  likely: readonly Likely[];
  /** Undefined where no word of it says how far. */
  status: Status | undefined;
}

/** What the words of a report say, the first that fits; a plan's words are read by the package's own table. */
const verbs: readonly [Status, RegExp][] = [
  ['paused', /暂停|停工|暂缓|搁置/],
  ['delayed', /滞后|推迟|延期|进度偏慢|未按期/],
  ['notStarted', /尚未(启动|开工|实施)|未启动|未开工|待启动/],
  ['underway', /未完成|尚未完工|完成[^，。；]{0,12}?\d{1,2}(\.\d+)?[%％]|过半/],
  ['preparing', /(正在|抓紧|开展|启动)[^，。；]{0,10}(规划|设计|编制|立项|报批|招标|前期)|前期工作/],
  ['done', /竣工|完工|建成|已?完成|投入使用|通车|交付|验收合格|落成|全部到位/],
  ['routine', /常态化|长期坚持|持续/],
  ['underway', /正在|推进|开工|加快|启动|实施|在建/],
];

/** What a sentence says of how far something is. */
export const statusInWords = (words: string): Status | undefined =>
  verbs.find(([, pattern]) => pattern.test(words))?.[0];

/** The sentences of a progress report that may speak of an item, each with its likely items and status. */
export function readProgress(
  text: string,
  items: readonly PlanItem[],
  featureName: (id: string) => string | undefined,
): Progress[] {
  return sentencesOf(text).flatMap((sentence) => {
    const likely = likelyItems(sentence.text, items, featureName).slice(0, 5);
    return likely.length ? [{ sentence, likely, status: statusInWords(sentence.text) }] : [];
  });
}
