import type { Synonyms } from '../../model/index.ts';
import { forgiven, nearestEdits } from './match.ts';

/** People's words for some items, ready to be compared. */
export interface Group {
  words: readonly Word[];
  items: readonly string[];
}
interface Word {
  /** Lower case. */
  text: string;
  /** Pinyin of a Chinese word; empty where a sign's is not known, and for other words. */
  syllables: readonly string[];
  /** The stems of a word in Latin letters. */
  stems: readonly string[];
}
/** Pinyin of single signs. */
export type Readings = Readonly<Record<string, string>>;

export const chinese = /[\u3400-\u9fff]/;

/** The reading of a Chinese word, a syllable a sign; nothing unless every sign's is known. */
export function spelled(text: string, readings: Readings): string[] {
  const syllables = [...text].map(
    (sign) => readings[sign] ?? (/[a-z\d]/i.test(sign) ? sign.toLowerCase() : ''),
  );
  return syllables.every(Boolean) ? syllables : [];
}

/** English words without their commonest endings: flooding and floods are asked for alike. */
const stemsOf = (text: string): string[] =>
  text
    .split(/[^a-z\d]+/)
    .filter(Boolean)
    .map((word) => {
      const stem = word.replace(/(ies|ions?|ing|ed|es|e|s|y)$/, '');
      return stem.length > 2 ? stem : word;
    });

/** What is worked out of the package's words once. */
export const readied = (groups: Synonyms['groups'], readings: Readings): Group[] =>
  groups.map(({ words, items }) => ({
    items,
    words: words.map((word) => {
      const text = word.toLowerCase();
      const ours = chinese.test(text);
      return { text, syllables: ours ? spelled(text, readings) : [], stems: ours ? [] : stemsOf(text) };
    }),
  }));

/** The longer the word, the more of the question it answers. */
const share = (word: string, wanted: string) => 0.25 * Math.min(1, word.length / wanted.length);

function inChinese({ text, syllables }: Word, wanted: string, sound: readonly string[]): number {
  if (!chinese.test(text)) return wanted.includes(text) && text.length > 2 ? 1.2 + share(text, wanted) : 0;
  // One sign says less of what is meant than a word, and more than nothing.
  if (wanted.includes(text)) return text.length > 1 ? 1.2 + share(text, wanted) : 0.9;
  if (wanted.length >= 3 && text.startsWith(wanted)) return 0.9;
  const signs = [...text].length;
  // A wrong sign of the right sound.
  if (signs > 1 && syllables.length && sound.length >= signs) {
    const heard = syllables.join(' ');
    for (let at = 0; at + signs <= sound.length; at++)
      if (sound.slice(at, at + signs).join(' ') === heard)
        // Two sounds stand together by chance in a longer question.
        return signs === sound.length ? 1.3 : signs > 2 ? 1.05 + share(text, wanted) : 0.8;
  }
  const allowed = forgiven(signs, true);
  return allowed && nearestEdits(text, wanted) <= allowed ? 0.7 : 0;
}

/** How well the letters typed spell a Chinese word, whole or by its beginning. */
function inPinyin({ syllables }: Word, plain: string, parts: readonly string[]): number {
  const letters = syllables.join('');
  if (!letters) return 0;
  if (letters === plain) return 1.5;
  if (syllables.length > 1 && parts.includes(letters)) return 1.1 + share(letters, plain);
  if (syllables.length > 1 && letters.length > 5 && plain.includes(letters))
    return 1.1 + share(letters, plain);
  if (plain.length > 3 && letters.startsWith(plain)) return 0.9;
  const initials = syllables.map((one) => one[0]).join('');
  if (plain.length > 2 && initials === plain) return 0.85;
  const allowed = Math.min(forgiven(plain.length, false), forgiven(letters.length, false));
  // Letters changed places count as two slips.
  const near = Math.abs(letters.length - plain.length) <= allowed && nearestEdits(plain, letters);
  return allowed && near !== false && near <= Math.max(allowed, plain.length > 5 ? 2 : 0) ? 0.6 : 0;
}

/** Whether every part of an English word is in the question, with or without a slip. */
function inEnglish({ text, stems }: Word, wanted: string, asked: readonly string[]): number {
  if (!stems.length) return 0;
  if (stems.every((stem) => asked.includes(stem))) return 1.2 + share(text, wanted);
  if (wanted.length > 2 && text.startsWith(wanted)) return 0.9;
  const slipped = (stem: string) =>
    asked.some((one) => {
      const least = Math.min(one.length, stem.length);
      const allowed = least > 4 ? forgiven(least, false) : 0;
      return (
        one === stem || (Math.abs(one.length - stem.length) <= allowed && nearestEdits(one, stem) <= allowed)
      );
    });
  return stems.every(slipped) ? 0.65 : 0;
}

/**
 * The items people ask for with a word of theirs, by the references of their entries: that word alone counts more than one
 * within a question, and one that is only like it less.
 * @param wanted The question in lower case.
 */
export function bySynonym(wanted: string, groups: readonly Group[], readings: Readings): Map<string, number> {
  const ours = chinese.test(wanted);
  // What no reading is known of stands between the others.
  const sound = ours ? [...wanted].map((sign) => readings[sign] ?? sign) : [];
  const plain = /^[a-z\s'’]+$/.test(wanted) ? wanted.replace(/[^a-z]/g, '') : '';
  const parts = wanted.split(/\s+/);
  const asked = ours ? [] : stemsOf(wanted);
  const scores = new Map<string, number>();
  for (const { words, items } of groups) {
    const best = Math.max(
      ...words.map((word) => {
        if (word.text === wanted) return 1.6;
        if (ours) return inChinese(word, wanted, sound);
        return Math.max(inEnglish(word, wanted, asked), plain ? inPinyin(word, plain, parts) : 0);
      }),
    );
    if (best)
      for (const [rank, id] of items.entries())
        scores.set(`item:${id}`, Math.max(scores.get(`item:${id}`) ?? 0, best - 0.05 * rank));
  }
  return scores;
}
