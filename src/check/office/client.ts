import officeWorker from '../../worker/office.ts?worker&url';
import { Caller } from '../rpc.ts';
import { startWorker } from '../start-worker.ts';
import type { OfficeCalls } from './calls.ts';

/** A Word or Excel file written in a worker of its own, which ends with it: zipping a report takes seconds. */
export async function inOffice<K extends keyof OfficeCalls>(
  call: K,
  takes: OfficeCalls[K]['takes'],
): Promise<OfficeCalls[K]['gives']> {
  const caller = new Caller<OfficeCalls>(startWorker(officeWorker));
  try {
    return await caller.call(call, takes);
  } finally {
    caller.close();
  }
}
