import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/check/edits/change.ts';
import { difference } from '../../../src/check/edits/difference.ts';
import { applyEdits, itemsIn, type PartEdit, plansIn } from '../../../src/check/edits/parts.ts';
import { clauseOf, likelyItems, likeness } from '../../../src/check/years/continuations.ts';
import {
  addPlan,
  citeWords,
  dropPlan,
  featureNames,
  freeWords,
  itemOfWords,
  titleOfWords,
} from '../../../src/check/years/draft.ts';
import { isHeading, outlineOf, sectionAt } from '../../../src/check/years/outline.ts';
import { readProgress, statusInWords } from '../../../src/check/years/progress.ts';
import { readWords } from '../../../src/check/years/read-words.ts';
import {
  checkPackage,
  coverageOf,
  itemsOf,
  type LaterPlan,
  type PackageInput,
  type Plan,
  type PlanItem,
} from '../../../src/model/index.ts';
import { town } from './town.ts';

const text = `柳溪镇2027年工作规划
一、建设集镇
（一）道路
完成文化广场二期建设。修建柳溪大桥。
（二）环境
持续开展河道保洁，新增垃圾箱40个。
二、民生
办好全镇的学校。`;

function stepped(edits: readonly PartEdit[], { put, back = [] }: Step): PartEdit[] {
  const now = new Map(edits.map((edit) => [edit.id, edit]));
  for (const id of back) now.delete(id);
  for (const edit of put) now.set(edit.id, edit);
  return [...now.values()];
}
const errors = (parts: PackageInput) =>
  checkPackage(parts)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
const planIn = (parts: PackageInput) => plansIn(parts)[0] as unknown as LaterPlan;
const items = itemsOf(checkPackage(town).plan as Plan);

describe('a later plan', () => {
  it('has the chapters and sections of its numbered headings', () => {
    const outline = outlineOf(text);
    expect(outline.map(({ number, title }) => `${number} ${title.zh}`)).toEqual([
      '0 总体要求',
      '1 建设集镇',
      '2 民生',
    ]);
    expect(outline[1]?.sections.map(({ id, title }) => `${id} ${title.zh}`)).toEqual([
      '1.1 道路',
      '1.2 环境',
    ]);
    expect(sectionAt(text, text.indexOf('柳溪大桥'))).toBe('1.1');
    expect(sectionAt(text, text.indexOf('河道'))).toBe('1.2');
    expect(sectionAt(text, text.indexOf('学校'))).toBe('2.1');
  });

  it('has its title and numbered lines as headings, and no line that says what is to be done', () => {
    const headings = coverageOf({ chapters: [], noCommitment: [] } as unknown as Plan, text).sentences.filter(
      (one) => isHeading(one, text),
    );
    expect(headings.map((one) => one.text)).toEqual([
      '柳溪镇2027年工作规划',
      '一、建设集镇',
      '（一）道路',
      '（二）环境',
      '二、民生',
    ]);
    expect(isHeading({ start: 0, end: 6 }, '一、修好路。架桥。')).toBe(false);
  });

  it('goes on clause by clause with the items a sentence names', () => {
    const both = '完成文化广场二期，坚持河道保洁，办好学校。';
    const open =
      coverageOf({ chapters: [], noCommitment: [] } as unknown as Plan, both).sentences[0]?.uncited ?? [];
    const likely = likelyItems(both, items, featureNames(town));
    expect(likely.map((one) => [one.item.id, clauseOf(one, open, likely)?.text])).toEqual([
      ['1.1-2', '坚持河道保洁，'],
      ['1.1-1', '完成文化广场二期，'],
    ]);
    // A sentence that names one item stands for it whole.
    const [alone] = likelyItems('完成文化广场二期，办好学校。', items, featureNames(town));
    expect(alone && clauseOf(alone, open, [alone])).toBeUndefined();
  });

  it('begins an item with its words as title, without their number and cut where a clause ends', () => {
    expect(titleOfWords('二是完成产业园标准厂房三期主体工程。')).toBe('完成产业园标准厂房三期主体工程');
    expect(titleOfWords('3.改造农村危房60户。')).toBe('改造农村危房60户');
    expect(titleOfWords('（一）修好路')).toBe('修好路');
    expect(titleOfWords('一是加快产业园二期建设，完成园区主干道1.5公里硬化，新引进企业3家。')).toBe(
      '加快产业园二期建设，完成园区主干道1.5公里硬化',
    );
    expect(titleOfWords('1.5公里道路硬化。')).toBe('1.5公里道路硬化');
  });

  it('offers an item by a piece of its name that few items share', () => {
    const item = (id: string, zh: string) =>
      ({
        id,
        title: { zh, en: zh },
        summary: { zh, en: zh },
        cites: [],
        features: [],
      }) as unknown as PlanItem;
    const all = [
      item('1', '任弼时纪念馆与红色旅游'),
      item('2', '住房保障与农村危房改造'),
      item('3', '小一型水库整险加固'),
      item('4', '小二型水库整险加固'),
      item('5', '骨干山塘整险加固'),
    ];
    const likely = (words: string) =>
      likelyItems(words, all, () => undefined).map((one) => [one.item.id, one.why.zh]);
    expect(likely('继续整治任弼时同志纪念馆周边环境，新建停车场一处。')).toEqual([['1', '都说到“任弼时”']]);
    expect(likely('今年改造农村危房六十户，搬迁三十户。')).toEqual([['2', '都说到“农村危房”']]);
    // What three of them are called says nothing of any.
    expect(likely('完成其他设施整险加固任务。')).toEqual([]);
  });

  it('is refused while a clause is neither cited nor said to be free, and passes when all are; items go on with earlier ones', () => {
    expect(errors(town)).toEqual([]);
    let edits: PartEdit[] = stepped([], addPlan('2027', '柳溪镇2027年工作规划', '2027.docx', text));
    const now = () => applyEdits(town, edits);
    const sentences = coverageOf(planIn(now()), text).sentences;
    expect(errors(now()).filter((code) => code === 'uncited')).toHaveLength(10);
    const sentence = (words: string) =>
      sentences.find((one) => one.text.includes(words)) as (typeof sentences)[number];
    const likely = likelyItems(sentence('文化广场').text, items, featureNames(town));
    expect(likely[0]).toMatchObject({ item: { id: '1.1-1' }, why: { zh: '同名“文化广场”' } });
    expect(likelyItems(sentence('保洁').text, items, featureNames(town))[0]?.item.id).toBe('1.1-2');
    expect(likelyItems(sentence('学校').text, items, featureNames(town))).toEqual([]);

    const first = itemOfWords(now(), '2027', sentence('文化广场'), '', likely[0]?.item);
    edits = stepped(edits, first.step);
    expect(first.id).toBe('2027-1.1-1');
    const made = (itemsIn(now()) as unknown as PlanItem[]).find(({ id }) => id === first.id);
    expect(made).toMatchObject({ continues: ['1.1-1'], features: ['works.square'], spatial: 'site' });
    const bridge = itemOfWords(now(), '2027', sentence('大桥'), '柳溪大桥');
    expect(bridge.id).toBe('2027-1.1-2');
    edits = stepped(edits, bridge.step);
    edits = stepped(edits, citeWords(now(), '2027-1.1-2', sentence('保洁')));
    edits = stepped(edits, citeWords(now(), '2027-1.1-2', sentence('学校')));
    const why = { zh: '标题，不是承诺。', en: 'A heading.' };
    for (const heading of sentences.filter(
      ({ items: own, text: words }) => !own.length && !/[。]$/.test(words),
    ))
      edits = stepped(edits, freeWords('2027', heading, why));
    expect(errors(now())).toEqual([]);
    expect(difference(town, now()).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'added plan:2027',
      'added item:2027-1.1-1',
      'added item:2027-1.1-2',
      'changed feature:works.square',
    ]);

    // Published, the same edits over it change nothing, and a mark can be taken back.
    const published = now();
    expect(applyEdits(published, edits)).toEqual(published);
    const heading = sentences[0] as (typeof sentences)[number];
    const reopened = applyEdits(published, freeWords('2027', heading, undefined).put);
    expect(errors(reopened)).toEqual(['uncited']);
    // Taken out again, nothing of it is left.
    edits = stepped(edits, dropPlan(now(), edits, '2027'));
    expect(difference(town, now())).toEqual([]);
    expect(now().plans).toBeUndefined();
  });

  it('is named where it cannot stand: before the first, twice, or going on with nothing', () => {
    const wrong = applyEdits(town, addPlan('2020', '早', 'x', '早。').put);
    expect(errors(wrong)).toContain('year-order');
    const { plan: _, ...rest } = wrong;
    expect(errors({ ...rest, plan: town.plan })).toContain('later');
    const { step } = itemOfWords(
      applyEdits(town, addPlan('2027', '新', 'x', '新。').put),
      '2027',
      { start: 0, end: 2 },
      '新',
      {
        ...(items[0] as PlanItem),
        id: '9.9-9',
        features: [],
      },
    );
    expect(errors(applyEdits(town, [...addPlan('2027', '新', 'x', '新。').put, ...step.put]))).toContain(
      'dangling',
    );
  });
});

describe('a progress report', () => {
  it('gives sentences with the items they speak of and how far they are', () => {
    const found = readProgress(
      '文化广场已于9月竣工。柳溪大桥尚未开工。今年雨水多。',
      items,
      featureNames(town),
    );
    expect(found.map(({ sentence, likely, status }) => [sentence.text, likely[0]?.item.id, status])).toEqual([
      ['文化广场已于9月竣工。', '1.1-1', 'done'],
    ]);
  });
  it.each([
    ['广场建设完成80%', 'underway'],
    ['广场尚未开工', 'notStarted'],
    ['工程暂停施工', 'paused'],
    ['进度滞后于计划', 'delayed'],
    ['正在编制规划', 'preparing'],
    ['已建成通车', 'done'],
    ['常态化开展保洁', 'routine'],
    ['雨水多', undefined],
  ])('%s: %s', (words, status) => expect(statusInWords(words)).toBe(status));
});

describe('words', () => {
  const word = (body: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    });
  it('come from a DOCX paragraph by paragraph, without what was struck out, and from a text file in the encodings of offices', async () => {
    const docx = word(
      '<w:p><w:r><w:t>一、建设</w:t></w:r><w:r><w:t>集镇</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新 &amp; 好</w:t></w:r></w:ins></w:p>',
    );
    expect(await readWords('a.docx', docx)).toBe('一、建设集镇\n新 & 好');
    expect(await readWords('a.txt', new Uint8Array([0xc1, 0xf8, 0xcf, 0xaa]))).toBe('柳溪');
    expect(await readWords('a.txt', strToU8('\uFEFF柳溪\r\n镇'))).toBe('柳溪\r\n镇');
    for (const bad of [
      zipSync({ 'a.txt': strToU8('x') }),
      strToU8('%PDF-1.7'),
      strToU8(' \r\n'),
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
    ])
      await expect(readWords('bad', bad)).rejects.toThrow();
  });
  it('are alike from 0 to 1, whichever comes first', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const both = likeness(a, b);
        expect(both).toBe(likeness(b, a));
        expect(both).toBeGreaterThanOrEqual(0);
        expect(both).toBeLessThanOrEqual(1);
      }),
    );
  });
});
