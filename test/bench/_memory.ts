import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Resident memory of processes, MB; NaN where the system does not tell (it does on Linux). */
function residentMb(ids: readonly number[]): number {
  try {
    const pages = ids.map((id) => Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]));
    return (pages.reduce((sum, n) => sum + n, 0) * 4096) / 2 ** 20;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a browser's pages and their workers together, MB. */
export async function rendererMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: { type: string; id: number }[];
  };
  await session.detach();
  return residentMb(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id));
}
