import type { Bilingual, Problem } from '../../../model/index.ts';
import type { Encoding } from '../text.ts';

/** Kept among the head's fields, under a name that no line can have. */
export const mannerKey = '\n';

/** What of a file does not come out again as it was written: what its lines hold does. */
const changes = {
  blank: { zh: '空行、备注行不写出', en: 'blank lines and remarks are left out' },
  head: { zh: '属性描述行写作“项=值”', en: 'lines of the head are written as name=value' },
  section: {
    zh: '只写[属性描述]、[地块坐标]两节',
    en: 'there are only the sections [属性描述] and [地块坐标]',
  },
  noHead: {
    zh: '原文件没有的属性描述和地块行已补上',
    en: 'the head and the lines of plots that the file lacks are added',
  },
  block: {
    zh: '地块行按标准写（半角逗号，项数一致）',
    en: 'lines of plots are written the usual way (plain commas, equal numbers of fields)',
  },
  point: {
    zh: '界址点行写作“点号,圈号,X,Y”，半角，小数位数一致',
    en: 'lines of points are written name,ring,X,Y with plain commas and equal decimals',
  },
  name: { zh: '没有点号的界址点已编号', en: 'points without a name are numbered' },
  ring: { zh: '没有圈号的已补圈号', en: 'ring numbers that were left out are added' },
  closing: { zh: '没有闭合的圈已补闭合行', en: 'rings that were open have a closing row' },
  unit: { zh: '坐标换算成米', en: 'coordinates are metres' },
  coding: { zh: '编码改为 GBK', en: 'the encoding is GBK' },
} satisfies Record<string, Bilingual>;
export type Change = keyof typeof changes;

/** How a file was written, beside what it says. */
export interface TxtManner {
  /** No line break at its end. */
  open?: boolean;
  lf?: boolean;
  encoding?: 'utf-8' | 'utf-8-bom';
  /** `【属性描述】` in place of `[属性描述]`. */
  wide?: boolean;
  /** Fields of a plot's line up to its `@`, where all have as many, and how that stands: a field, behind the last, or not. */
  fields?: number;
  at?: 'field' | 'behind' | 'none';
  /** Decimals of its coordinates, where all have as many. */
  decimals?: number;
  changed: Change[];
}

/** Collects how a file is written, line by line. */
export function mannerReader(text: string, encoding: Encoding | undefined, bom: boolean) {
  const changed = new Set<Change>();
  const blocks = new Set<string>();
  const decimals = new Set<number>();
  const sections: string[] = [];
  if (encoding?.startsWith('utf-16')) changed.add('coding');
  return {
    note: (change: Change) => changed.add(change),
    section: (raw: string) => sections.push(raw),
    head(raw: string, key: string, value: string) {
      if (raw !== `${key}=${value}`) changed.add('head');
    },
    block(raw: string, fields: readonly string[]) {
      const form = /^(.*?)(,?@)?$/.exec(raw);
      const written = form?.[1]?.split(',') ?? [];
      const same = fields.every((one, i) => one === (written[i] ?? ''));
      if (!same || written.slice(fields.length).some(Boolean)) changed.add('block');
      blocks.add(`${written.length} ${form?.[2] ?? ''}`);
    },
    point(raw: string, name: string, ring: string) {
      if (!name) changed.add('name');
      if (!ring) changed.add('ring');
      const figures = /^[^,]*,[^,]*,-?\d+(?:\.(\d+))?,-?\d+(?:\.(\d+))?$/.exec(raw);
      const [, x = '', y = ''] = figures ?? [];
      if (!figures && (name || ring) && raw.split(',').length > 2) changed.add('point');
      decimals.add(x.length).add(y.length);
    },
    done(hasHead: boolean, hasBlocks: boolean): TxtManner {
      const [form = ''] = blocks;
      const [count = '', at = ''] = form.split(' ');
      const [places = 0] = decimals;
      const wide = sections.length > 0 && sections.every((one) => one.startsWith('【'));
      const usual = wide ? ['【属性描述】', '【地块坐标】'] : ['[属性描述]', '[地块坐标]'];
      if (!hasHead || !hasBlocks) changed.add('noHead');
      else if (sections.join() !== usual.join()) changed.add('section');
      if (blocks.size > 1) changed.add('block');
      const exact = decimals.size === 1 && places >= 3 && places <= 6;
      if (!exact) changed.add('point');
      return {
        ...(/[\r\n]$/.test(text) ? {} : { open: true }),
        ...(/\r/.test(text) || !/\n/.test(text) ? {} : { lf: true }),
        ...(encoding === 'utf-8' && (bom || /[^\0-\x7f]/.test(text))
          ? { encoding: bom ? ('utf-8-bom' as const) : ('utf-8' as const) }
          : {}),
        ...(wide ? { wide } : {}),
        ...(blocks.size === 1
          ? {
              fields: Number(count),
              at: at === ',@' ? ('field' as const) : at ? ('behind' as const) : ('none' as const),
            }
          : {}),
        ...(exact ? { decimals: places } : {}),
        changed: [...changed],
      };
    },
  };
}

/** How the file of a head was written; the usual way for a head that says nothing of it. */
export function mannerOf(head: Partial<Record<string, string>> | undefined): TxtManner {
  try {
    const kept: Partial<TxtManner> = JSON.parse(head?.[mannerKey] ?? '{}');
    return { ...kept, changed: Array.isArray(kept.changed) ? kept.changed : [] };
  } catch {
    return { changed: [] };
  }
}

/** A plot's fields and its `@` as the lines of the file have them: as many, where no more are filled in. */
export function blockLine(fields: readonly string[], { fields: count, at = 'field' }: TxtManner): string {
  const out = [...fields];
  while (out.length > (count ?? out.length) && out.at(-1) === '') out.pop();
  while (out.length < (count ?? 0)) out.push('');
  return out.join(',') + (at === 'field' ? ',@' : at === 'behind' ? '@' : '');
}

/** What of a file is written otherwise than it was read; nothing where it comes out the same. */
export function changesOf({ changed, encoding }: TxtManner, asked: 'gbk' | 'utf-8' | undefined): Problem[] {
  const all: Bilingual[] = changed.flatMap((one) => changes[one] ?? []);
  const name = asked?.toUpperCase();
  if (asked && asked !== (encoding ? 'utf-8' : 'gbk'))
    all.push({ zh: `编码改为 ${name}`, en: `the encoding is ${name}` });
  if (!all.length) return [];
  return [
    {
      code: 'txt-changed',
      severity: 'info',
      what: {
        zh: `与读入的 TXT 相比，写出时有改动：${all.map(({ zh }) => zh).join('；')}。`,
        en: `Compared with the TXT that was read, this one differs: ${all.map(({ en }) => en).join('; ')}.`,
      },
    },
  ];
}
