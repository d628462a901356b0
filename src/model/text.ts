import * as v from 'valibot';

/** The interface languages in the order of the switch; a new one is added here and the compiler lists what lacks it. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: unknown): text is Language =>
  languages.some((language) => language === text);

/** A value for every interface language. */
export type PerLanguage<T> = Readonly<Record<Language, T>>;

/** The language the plan is written in: what is quoted from it needs no translation there, and a gloss elsewhere. */
export const planLanguage: Language = 'zh';

const text = v.pipe(v.string(), v.nonEmpty());

/** One text in every interface language. */
export const BilingualSchema = v.strictObject({ zh: text, en: text } satisfies PerLanguage<typeof text>);
export type Bilingual = v.InferOutput<typeof BilingualSchema>;

/** The value for `language`: the only way to choose by language, so that no language is forgotten. */
export const say = <T>(values: PerLanguage<T>, language: Language): T => values[language];

/**
 * The interface language for somebody whose browser asks for `wanted` (BCP 47 tags, the best first): the first that there
 * is, else English, else the plan's.
 */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.flatMap(
    (tag) => languages.find((language) => tag.toLowerCase().split('-')[0] === language) ?? [],
  )[0] ?? (wanted.length ? 'en' : planLanguage);

/** The value of the `lang` attribute. */
export const languageTags: PerLanguage<string> = { zh: 'zh-CN', en: 'en' };

/** Marks between the parts of a list of words and of a sentence. */
export const listMark: PerLanguage<string> = { zh: '、', en: ', ' };
export const comma: PerLanguage<string> = { zh: '，', en: ', ' };

/** The language after `language` in the order of the switch. */
export const nextLanguage = (language: Language): Language =>
  languages[(languages.indexOf(language) + 1) % languages.length] as Language;
