import { onlyFields, together } from '../../check/edits/fields.ts';
import type { PartEdit, Raw } from '../../check/edits/parts.ts';
import { type Bilingual, say } from '../../model/index.ts';
import type { Store } from '../../store/index.ts';
import type { MergeWords } from '../../ui/merge-panel.ts';
import { statusWords } from '../../ui/words.ts';
import { fieldWords, subjectWords } from './change-words.ts';

/** Signs of a value that are shown at most. */
const most = 160;

const object = (value: unknown): Raw | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
const bilingual = (value: unknown): Bilingual | undefined => {
  const { zh, en } = object(value) ?? {};
  return typeof zh === 'string' ? { zh, en: typeof en === 'string' && en ? en : zh } : undefined;
};

/** Corners of a shape, however deep they lie. */
const corners = (value: unknown): number =>
  !Array.isArray(value)
    ? 0
    : typeof value[0] === 'number'
      ? 1
      : value.reduce((sum: number, one) => sum + corners(one), 0);

/** How the work of two clerks on one package is put into words where it is merged. */
export function mergeWords(store: Store): MergeWords {
  const t = (text: Bilingual) => say(text, store.state.language.value);
  const plain = (value: unknown): string => {
    const text = bilingual(value);
    // Both languages: either may be what differs.
    if (text) return text.zh === text.en ? text.zh : `${text.zh} / ${text.en}`;
    const { coordinates, features } = object(value) ?? {};
    if (coordinates) return t({ zh: `${corners(coordinates)} 个点`, en: `${corners(coordinates)} points` });
    if (Array.isArray(features))
      return t({ zh: `${features.length} 个要素`, en: `${features.length} features` });
    if (Array.isArray(value)) return value.map(plain).join(t({ zh: '、', en: ', ' }));
    const { start: _start, end: _end, ...own } = object(value) ?? {};
    const words = object(value) ? Object.values(own).map(plain).join(' ') : String(value ?? '');
    return words.length > most ? `${words.slice(0, most)}…` : words;
  };
  return {
    file: 'package',
    kinds: ['part'],
    brief: true,
    exportAll: { zh: '导出改动', en: 'Export the changes' },
    mergeFile: { zh: '合并同事的改动', en: 'Merge a colleague’s changes' },
    hint: {
      zh: '未发布的改动导出为一个文件，可在另一台机器上接着做，也可与同事的合并；双方都改过的并列，逐处选定，合并可以撤销。',
      en: 'What is not published goes into one file: to go on elsewhere, or to merge with a colleague’s. What both changed stands side by side to be settled one by one; merging can be undone.',
    },
    foreign: {
      zh: '这是“征地核查”的记录文件，请到“征地核查”中合并',
      en: 'This file holds records of the land check; merge it there',
    },
    together(first, second) {
      const [a, b] = [first as PartEdit, second as PartEdit];
      const laid = together(a, b);
      if (!laid) return undefined;
      const only = ({ id, value }: PartEdit) => ({ id, value: onlyFields(value, laid.both) });
      return { shown: laid.both.length ? [only(a), only(b)] : undefined, take: laid.take };
    },
    name({ id }, values) {
      const cut = id.indexOf(':');
      const [kind, own] = cut < 0 ? [id, ''] : [id.slice(0, cut), id.slice(cut + 1)];
      const value = object(values.map((one) => (one as PartEdit | null)?.value).find(object));
      const name =
        bilingual(value?.['title'] ?? value?.['name'] ?? object(value?.['properties'])?.['name']) ??
        store.select.items.value.get(own)?.title ??
        store.select.features.value.get(own.replace(/^.*\//, ''))?.feature.properties.name;
      const said = kind === 'status' ? String(value?.['evidence'] ?? own) : own;
      return `${t(subjectWords[kind] ?? { zh: kind, en: kind })} ${name ? t(name) : said}`;
    },
    facts(value) {
      const piece = (value as PartEdit).value;
      if (piece === null)
        return [
          [t({ zh: '内容', en: 'Content' }), t({ zh: '从数据包中删去', en: 'taken out of the package' })],
        ];
      const raw = object(piece);
      if (!raw) return [[t({ zh: '内容', en: 'Content' }), plain(piece)]];
      const { properties, type: _, ...own } = raw;
      const { id: _id, ...said } = { ...object(properties), ...own };
      const fields = Object.entries(said);
      return fields.map(([field, of]) => [
        t(fieldWords[field] ?? { zh: field, en: field }),
        field === 'status' && String(of) in statusWords
          ? t(statusWords[of as keyof typeof statusWords])
          : plain(of),
      ]);
    },
  };
}
