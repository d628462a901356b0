import type { Basis, Bilingual } from '../model/index.ts';
import type { Reason, Trust } from './types.ts';

export const trustOf = (p: { basis: Basis; accuracyM: number }): Trust => ({
  basis: p.basis,
  accuracyM: p.accuracyM,
  schematic: p.basis === 'schematic',
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const metres = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** The reasons for "not checked". */
export const reasons = {
  noData: (detail: Bilingual): Reason => ({ code: 'no-data', text: detail }),
  noLayer: ({ zh, en }: Bilingual): Reason => ({
    code: 'no-data',
    text: { zh: `数据包中没有“${zh}”图层。`, en: `The package has no layer "${en}".` },
  }),
  noFeatures: (): Reason => ({
    code: 'no-data',
    text: { zh: '图层中没有要素。', en: 'The layer has no features.' },
  }),
  lost: (count: number): Reason => ({
    code: 'no-data',
    text: {
      zh: `图层中有 ${count} 个要素未能读取。`,
      en: `${count} features of the layer could not be read.`,
    },
  }),
  noMatch: (): Reason => ({
    code: 'no-data',
    text: { zh: '图层中没有此规则所指的要素。', en: 'The layer has no feature of the kind the rule names.' },
  }),
  outOfDate: (date: string, years: number): Reason => ({
    code: 'out-of-date',
    text: {
      zh: `数据为${date}年，已超过${years}年。`,
      en: `The data is of ${date}, more than ${years} years old.`,
    },
  }),
  schematic: (accuracyM: number): Reason => ({
    code: 'schematic',
    text: {
      zh: `仅有示意数据（±${metres(accuracyM)} 米），未见重叠不等于没有。`,
      en: `Only a sketch (±${metres(accuracyM)} m): no overlap seen does not mean there is none.`,
    },
  }),
  accuracy: (distanceM: number, accuracyM: number, zoneM = 0): Reason => ({
    code: 'accuracy',
    text: zoneM
      ? {
          zh: `未见重叠，但相距 ${metres(distanceM)} 米，小于数据精度 ±${metres(accuracyM)} 米与地块位置误差约 ${metres(zoneM)} 米之和。`,
          en: `No overlap seen, but ${metres(distanceM)} m apart, within the data's accuracy of ±${metres(accuracyM)} m and the about ${metres(zoneM)} m by which the zone itself may be off.`,
        }
      : {
          zh: `未见重叠，但相距 ${metres(distanceM)} 米，小于数据精度 ±${metres(accuracyM)} 米。`,
          en: `No overlap seen, but ${metres(distanceM)} m apart, within the data's accuracy of ±${metres(accuracyM)} m.`,
        },
  }),
  schematicInside: (accuracyM: number): Reason => ({
    code: 'schematic',
    text: {
      zh: `仅有示意数据（±${metres(accuracyM)} 米），图上在范围内不等于确在范围内。`,
      en: `Only a sketch (±${metres(accuracyM)} m): inside on the map does not mean inside in fact.`,
    },
  }),
  accuracyInside: (distanceM: number, accuracyM: number, zoneM: number): Reason => ({
    code: 'accuracy',
    text: {
      zh: `在范围内，但距界线仅 ${metres(distanceM)} 米，小于数据与地块的位置误差 ±${metres(accuracyM + zoneM)} 米。`,
      en: `Inside, but only ${metres(distanceM)} m from the boundary, within the ±${metres(accuracyM + zoneM)} m by which the data and the zone may be off.`,
    },
  }),
  zoneOff: (zoneM: number): Reason => ({
    code: 'accuracy',
    text: {
      zh: `未见重叠，但地块位置可能偏移约 ${metres(zoneM)} 米，未见重叠不等于没有。`,
      en: `No overlap seen, but the zone itself may be off by about ${metres(zoneM)} m: that does not mean there is none.`,
    },
  }),
  edge: (distanceM: number, property: string): Reason => ({
    code: 'accuracy',
    text: {
      zh: `距所画的线 ${metres(distanceM)} 米；法定距离自用地外缘起算，数据没有到外缘的宽度（${property}），不能断定在范围之外。`,
      en: `${metres(distanceM)} m from the drawn line; the law counts from the outer edge of the land, and the data does not say how far that is (${property}), so it cannot be called outside.`,
    },
  }),
  unset: (text: Bilingual): Reason => ({ code: 'unset', text }),
  failed: (error: unknown): Reason => {
    const detail = messageOf(error);
    return { code: 'failed', text: { zh: `计算失败：${detail}`, en: `The computation failed: ${detail}` } };
  },
  notUnited: (): Reason => ({
    code: 'failed',
    text: {
      zh: '要素相互重叠的部分未能合并，合计可能重复计入。',
      en: 'Features that overlap each other could not be united; the sum may count ground twice.',
    },
  }),
  failedFeature: ({ zh, en }: Bilingual, error: unknown): Reason => {
    const detail = messageOf(error);
    return {
      code: 'failed',
      text: { zh: `“${zh}”计算失败：${detail}`, en: `"${en}" could not be computed: ${detail}` },
    };
  },
};
