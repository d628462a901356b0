/** Bundled into a bare page by `crash.test.ts`: the record store in a real browser, with nothing around it. */
import { openDB } from 'idb';
import { openRecords } from '../../src/store/records/index.ts';

export const tools = { openDB, openRecords };
declare global {
  interface Window {
    tools: typeof tools;
  }
}
window.tools = tools;
