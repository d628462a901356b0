import { type Bilingual, warning } from '../model/index.ts';
import { problemEvent } from './element.ts';

/** Whether this is WeChat's own browser, which silently neither saves files that a page makes nor prints. */
export const inWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent);

export const noPrint: Bilingual = { zh: '微信里不能打印', en: 'WeChat’s own browser cannot print' };
export const openElsewhere: Bilingual = {
  zh: '请点右上角“…”，选“在浏览器打开”，再做一次；在这里录入的内容留在微信里。',
  en: 'Choose “Open in browser” from the “…” at the top right and do it again there; what was entered here stays in WeChat.',
};

/** Reports what cannot be done here, and how to go on. */
export function refuse(what: Bilingual): void {
  const detail = warning('in-wechat', what, undefined, openElsewhere);
  document.dispatchEvent(new CustomEvent(problemEvent, { detail }));
}
