import { type Bilingual, type Problem, problem } from '../../model/index.ts';

const exportNow: Bilingual = {
  zh: '刚才的修改仍在本页内存中：请立即“导出全部记录”保存成文件，再关闭页面。',
  en: 'Your latest changes are still in this page: use “Export all records” now, before closing it.',
};

const words: Record<string, { code: string; what: Bilingual; remedy: Bilingual }> = {
  QuotaExceededError: {
    code: 'storage-full',
    what: {
      zh: '浏览器存储空间已满，修改未能保存',
      en: 'The browser’s storage is full; the change is not on disk',
    },
    remedy: {
      zh: `${exportNow.zh}腾出磁盘空间后点“重试保存”。`,
      en: `${exportNow.en} Free some disk space, then choose “Save again”.`,
    },
  },
  VersionError: {
    code: 'storage-newer',
    what: {
      zh: '本机记录由更新版本的程序写成，此版本不能读写',
      en: 'The records on this machine were written by a newer version of this program',
    },
    remedy: {
      zh: `请重新加载页面以取得新版本。${exportNow.zh}`,
      en: `Reload the page to get the newer version. ${exportNow.en}`,
    },
  },
};

/** Says of a storage fault what happened, whether anything is at risk, and the way out. */
export function storageProblem(error: unknown): Problem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const worded = words[name];
  if (worded) return problem(worded.code, worded.what, undefined, worded.remedy);
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return problem(
    'storage-failed',
    {
      zh: `浏览器存储出错，修改未能保存（${detail}）`,
      en: `The browser’s storage failed; the change is not on disk (${detail})`,
    },
    undefined,
    { zh: `${exportNow.zh}之后可点“重试保存”。`, en: `${exportNow.en} Then choose “Save again”.` },
  );
}

/** The browser was asked for its storage and has not answered. */
export const silentProblem: Problem = problem(
  'storage-silent',
  {
    zh: '浏览器一直没有打开存储：记录暂时只保留在本页内存中',
    en: 'The browser has not opened its storage: for now records are kept in this page only',
  },
  undefined,
  {
    zh: `可以照常工作；存储打开后会自动存盘。${exportNow.zh}或重启浏览器后再打开本页。`,
    en: `You can go on; once the storage opens, records are saved. ${exportNow.en} Or restart the browser and open this page again.`,
  },
);

/** No database can be had at all: private browsing, storage switched off, or a very old browser. */
export function unavailableProblem(error: unknown): Problem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (words[name]) return storageProblem(error);
  return problem(
    'storage-unavailable',
    {
      zh: '此浏览器不让本页存储数据（无痕窗口，或已禁用网站数据）：记录只在本页打开期间保留',
      en: 'This browser does not let the page store data (private window, or site data switched off): records last only while the page is open',
    },
    undefined,
    {
      zh: '请改用普通窗口；或在关闭页面前“导出全部记录”，下次再合并进来。',
      en: 'Use an ordinary window, or “Export all records” before closing and merge the file next time.',
    },
  );
}

export const blockedProblem: Problem = problem(
  'storage-blocked',
  {
    zh: '另一个标签页仍在用旧版程序，记录库暂时不能升级；此前的修改未保存',
    en: 'Another tab still runs an older version of this program, so the records cannot be upgraded yet; changes are not on disk',
  },
  undefined,
  {
    zh: '请关闭本站的其他标签页，随后会自动继续并保存。也可先“导出全部记录”。',
    en: 'Close this site’s other tabs; saving then continues by itself. “Export all records” works meanwhile.',
  },
);

export const supersededProblem: Problem = problem(
  'storage-superseded',
  {
    zh: '另一个标签页已打开新版程序，本页已让出记录库，不再保存',
    en: 'Another tab opened a newer version of this program; this page gave up the records and no longer saves',
  },
  undefined,
  { zh: `请重新加载本页。${exportNow.zh}`, en: `Reload this page. ${exportNow.en}` },
);

export const terminatedProblem: Problem = problem(
  'storage-terminated',
  {
    zh: '浏览器中断了与记录库的连接（例如清除了网站数据）',
    en: 'The browser cut the connection to the records (for example because site data was cleared)',
  },
  undefined,
  {
    zh: `本页仍保有全部记录：请“导出全部记录”，再点“重试保存”。`,
    en: 'This page still holds all records: “Export all records”, then choose “Save again”.',
  },
);
