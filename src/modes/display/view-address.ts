import { type Language, planLanguage } from '../../model/index.ts';

/** What a passer-by looks at and may take along: an item, a chapter's list, or the whole plan. */
export interface Seen {
  item?: string | undefined;
  chapter?: number | undefined;
}

/** Address of a view in the plan's own mode, for a phone. @param page Where phones find the plan. */
export function viewAddress(page: string, language: Language, { item, chapter }: Seen = {}): string {
  const address = new URL(page);
  const list = chapter === undefined ? '' : `chapter=${chapter}`;
  address.hash = [language === planLanguage ? '' : `lang=${language}`, item ? `item=${item}` : list]
    .filter(Boolean)
    .join('&');
  address.search = '';
  return address.href;
}
