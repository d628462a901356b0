import type { CDPSession } from 'playwright-core';

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string };
  children?: number[];
}
export interface Profile {
  nodes: ProfileNode[];
  /** Microseconds of the browser's monotonic clock. */
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}
export interface Task {
  /** Milliseconds since the navigation. */
  start: number;
  duration: number;
}

/** Begins to sample the main thread, a thousand times a second. The page must be of the origin that is to be visited. */
export async function startProfile(session: CDPSession): Promise<void> {
  await session.send('Performance.enable');
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 1000 });
  await session.send('Profiler.start');
}

/** Ends it, and says when the navigation began on the profile's clock, µs. */
export async function endProfile(session: CDPSession): Promise<{ profile: Profile; navigation: number }> {
  const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
  const { metrics } = await session.send('Performance.getMetrics');
  const start = metrics.find(({ name }) => name === 'NavigationStart')?.value ?? Number.NaN;
  return { profile, navigation: start * 1e6 };
}

/**
 * How long script that `isOwn` (by its address) ran within each task, ms: the time of its own functions and of what of
 * the language they call, without that of other scripts called by it.
 */
export function ownTimes(
  profile: Profile,
  navigation: number,
  tasks: readonly Task[],
  isOwn: (url: string) => boolean,
): number[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
  );
  const own = new Map<number, boolean>();
  const isOwnNode = (id: number): boolean => {
    const known = own.get(id);
    if (known !== undefined) return known;
    const url = nodes.get(id)?.callFrame.url;
    const parent = parents.get(id);
    const answer = url ? isOwn(url) : parent !== undefined && isOwnNode(parent);
    own.set(id, answer);
    return answer;
  };
  const times = tasks.map(() => 0);
  let at = profile.startTime;
  profile.samples.forEach((sample, index) => {
    const delta = profile.timeDeltas[index] ?? 0;
    at += delta;
    if (!isOwnNode(sample)) return;
    const since = (at - navigation) / 1000;
    const task = tasks.findIndex(({ start, duration }) => start <= since && since <= start + duration);
    if (task >= 0) times[task] = (times[task] as number) + delta / 1000;
  });
  return times;
}
