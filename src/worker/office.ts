/** The worker that writes reports as Word and Excel files. */
import type { OfficeCalls } from '../check/office/calls.ts';
import { reportsDocx } from '../check/office/docx.ts';
import { reportsXlsx } from '../check/office/xlsx.ts';
import { type Handlers, serveCalls } from '../check/rpc.ts';

const handlers: Handlers<OfficeCalls> = {
  xlsx: ({ reports, language }) => reportsXlsx(reports, language),
  docx: ({ template, zones, project, language }) => reportsDocx(template, zones, project, language),
};

const serve = serveCalls(handlers, (reply, transfer) =>
  (self as unknown as DedicatedWorkerGlobalScope).postMessage(reply, transfer),
);
addEventListener('message', (event: MessageEvent<unknown>) => void serve(event.data));
