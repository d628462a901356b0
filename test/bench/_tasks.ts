import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Of the processor, microseconds, where the thread did not wait. */
  tdur?: number;
  args?: { name?: string };
}

/** A task of the page's main thread, milliseconds. */
export interface Task {
  /** By the clock, with what it waited for. */
  ms: number;
  /** Of the processor. */
  cpuMs: number;
}

/**
 * Tasks of the page's main thread while something is done, by a trace. By the clock a task contains its waiting for a
 * renderer in software and for other programs' turns; the processor's time is what the page itself costs.
 */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  act: () => Promise<unknown>,
): Promise<Task[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const events = trace.traceEvents
    .filter((one) => one.ph === 'X' && mains.has(threadOf(one)))
    .sort((a, b) => a.ts - b.ts);
  const tasks: (Task & { end: number })[] = [];
  for (const { name, ts, dur = 0, tdur = 0 } of events) {
    // A task may be run within another, which has it in its time.
    if (name.endsWith('RunTask') && ts >= (tasks.at(-1)?.end ?? 0))
      tasks.push({ ms: dur / 1000, cpuMs: tdur / 1000, end: ts + dur });
  }
  return tasks;
}
