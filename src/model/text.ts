import * as v from 'valibot';

/** The interface languages; Simplified Chinese is the language of record. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in every interface language. */
export const BilingualSchema = v.strictObject({
  zh: v.pipe(v.string(), v.nonEmpty()),
  en: v.pipe(v.string(), v.nonEmpty()),
});
export type Bilingual = v.InferOutput<typeof BilingualSchema>;

/** The text in `language`. */
export const say = (text: Bilingual, language: Language): string => text[language];
