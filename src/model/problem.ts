import { type Bilingual, comma, type Language, say } from './text.ts';

/** Where a fault sits. Every part is optional; give all that is known. Lines, columns and records count from 1. */
export interface Place {
  file?: string;
  line?: number;
  record?: number | string;
  feature?: string;
  field?: string;
}

/**
 * Something wrong, or worth knowing, in both languages: what it is, where, and what to do.
 * A `Problem` is a value. It is thrown only wrapped in a `ProblemError`, and shown as it is everywhere else.
 */
export interface Problem {
  /** Stable, kebab-case; the name tests and help pages use, for example `ring-not-closed`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** What is wrong, with the values found and expected in it. */
  what: Bilingual;
  /** What the reader can do about it. */
  remedy?: Bilingual;
  where?: Place;
  /**
   * How many records, rings, attributes or characters did not come through, where that is what the problem says. An
   * error without a number is one of them.
   */
  lost?: number;
}

/** How much of a file did not come through, by what was said while it was read or written. */
export const lossesIn = (problems: readonly Problem[]): number =>
  problems.reduce((sum, { severity, lost }) => sum + (lost ?? (severity === 'error' ? 1 : 0)), 0);

/** The only exception the lower layers throw on purpose. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[]) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((p) => formatProblem(p, 'en')).join('\n'));
    this.name = 'ProblemError';
    this.problems = list;
  }
}

/** An error-severity problem. */
export function problem(code: string, what: Bilingual, where?: Place, remedy?: Bilingual): Problem {
  return {
    code,
    severity: 'error',
    what,
    ...(where ? { where } : {}),
    ...(remedy ? { remedy } : {}),
  };
}

/** A warning-severity problem. */
export function warning(code: string, what: Bilingual, where?: Place, remedy?: Bilingual): Problem {
  return { ...problem(code, what, where, remedy), severity: 'warning' };
}

/** Wraps anything that was thrown; an unforeseen error keeps its own message as the detail. */
export function asProblems(error: unknown, where?: Place): readonly Problem[] {
  if (error instanceof ProblemError) {
    if (!where) return error.problems;
    return error.problems.map((p) => ({ ...p, where: { ...where, ...p.where } }));
  }
  const detail = error instanceof Error ? error.message : String(error);
  return [
    problem(
      'unexpected',
      { zh: `程序内部出错：${detail}`, en: `Something failed inside the program: ${detail}` },
      where,
      {
        zh: '请把此信息和所用文件交给维护者。',
        en: 'Please send this message and the file to the maintainers.',
      },
    ),
  ];
}

const placeWords: Record<keyof Place, Bilingual> = {
  file: { zh: '文件', en: 'file' },
  line: { zh: '行', en: 'line' },
  record: { zh: '记录', en: 'record' },
  feature: { zh: '要素', en: 'feature' },
  field: { zh: '字段', en: 'field' },
};

/** `file parcels.txt, line 12, field X`; empty when nothing is known. */
export function formatPlace(place: Place | undefined, language: Language): string {
  if (!place) return '';
  const parts = (Object.keys(placeWords) as (keyof Place)[]).flatMap((key) => {
    const value = place[key];
    return value === undefined ? [] : [`${placeWords[key][language]} ${value}`];
  });
  return parts.join(say(comma, language));
}

/** One line: `place: what. remedy`. */
export function formatProblem(p: Problem, language: Language): string {
  const place = formatPlace(p.where, language);
  const colon = say({ zh: '：', en: ': ' }, language);
  const what = p.what[language];
  const stop = /[.!?:…。！？：][”"')）]?$/.test(what) ? '' : say({ zh: '。', en: '.' }, language);
  const remedy = p.remedy ? `${stop} ${p.remedy[language]}` : '';
  return `${place ? place + colon : ''}${what}${remedy}`;
}
