import type { Status } from './status.ts';
import type { Bilingual } from './text.ts';

/** The words of progress, as screen, change log and display share them. */
export const statusWords: Record<Status, Bilingual> = {
  notStarted: { zh: '未启动', en: 'Not started' },
  preparing: { zh: '前期', en: 'Preparing' },
  underway: { zh: '推进中', en: 'Under way' },
  done: { zh: '已完成', en: 'Done' },
  routine: { zh: '常态化', en: 'Ongoing' },
  delayed: { zh: '滞后', en: 'Delayed' },
  paused: { zh: '暂缓', en: 'Paused' },
};
