import type { Bilingual, Sentence } from '../../model/index.ts';

/** A part of a plan's text: `start` is the UTF-16 offset of its heading. */
interface Part {
  title: Bilingual;
  start: number;
}
export interface OutlineChapter extends Part {
  number: number;
  short: Bilingual;
  sections: (Part & { id: string })[];
}

const numerals = '[一二三四五六七八九十\\d]{1,3}';
const chapterHeading = new RegExp(`^\\s*(?:第?${numerals}[篇章]|${numerals}[、．.])\\s*(.+)$`);
const sectionHeading = new RegExp(`^\\s*[（(]${numerals}[）)]\\s*(.+)$`);
/** A longer line is a sentence that is numbered, no heading. */
const longest = 40;

/** Chinese alone: nobody has translated the words yet. */
const untranslated = (text: string): Bilingual => ({ zh: text, en: text });
const heading = (line: string, pattern: RegExp): string | undefined => {
  const title = pattern.exec(line)?.[1]?.trim();
  return title && title.length <= longest ? title.replace(/[。：:]$/, '') : undefined;
};

/** The text with line ends as one sign and without spaces at its ends: what offsets are counted in from then on. */
export const planText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/^\uFEFF/, '')
    .trim();

/**
 * Chapters and sections of a plan by its numbered headings (`一、…` or `1、…`, and `（一）…`): chapter 0 is what stands
 * before the first, and a chapter without sections has one of its own name. A plan has nine numbered chapters at most;
 * further ones are sections of the ninth.
 */
export function outlineOf(text: string): OutlineChapter[] {
  const overall = { zh: '总体要求', en: 'Overall aims' };
  const chapters: OutlineChapter[] = [{ number: 0, title: overall, short: overall, start: 0, sections: [] }];
  let at = 0;
  for (const line of text.split('\n')) {
    const chapter = heading(line, chapterHeading);
    const section = heading(line, sectionHeading);
    const last = chapters.at(-1) as OutlineChapter;
    if (chapter && last.number < 9) {
      const title = untranslated(chapter);
      chapters.push({ number: last.number + 1, title, short: title, start: at, sections: [] });
    } else if (chapter || section) {
      const id = `${last.number}.${last.sections.length + 1}`;
      last.sections.push({ id, title: untranslated(chapter ?? section ?? ''), start: at });
    }
    at += line.length + 1;
  }
  for (const chapter of chapters) {
    const [first] = chapter.sections;
    // Words before the first section of a chapter belong to it too.
    if (first) first.start = chapter.start;
    else chapter.sections.push({ id: `${chapter.number}.1`, title: chapter.title, start: chapter.start });
  }
  return chapters;
}

/** The section that the words at an offset stand in. */
export function sectionAt(text: string, offset: number): string {
  const sections = outlineOf(text).flatMap(({ sections }) => sections);
  return sections.filter(({ start }) => start <= offset).at(-1)?.id ?? '0.1';
}

/** Whether a sentence is a line of its own that only heads what follows: the title of the text, or a numbered heading. */
export function isHeading({ start, end }: Pick<Sentence, 'start' | 'end'>, text: string): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const cut = text.indexOf('\n', end);
  const line = text.slice(lineStart, cut < 0 ? text.length : cut);
  if (line.trim() !== text.slice(start, end).trim() || /[。！？；]$/.test(line.trim())) return false;
  const isTitle = lineStart === 0 && line.trim().length <= longest;
  return isTitle || Boolean(heading(line, chapterHeading) ?? heading(line, sectionHeading));
}
