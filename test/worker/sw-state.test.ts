import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activated,
  belongs,
  emptyState,
  expired,
  failed,
  fetched,
  navigated,
  needed,
  proved,
  readState,
  started,
  type WorkerState,
} from '../../src/worker/sw/state.ts';

const running = fetched(emptyState, 'v1', 10);
const onTrial = activated(fetched(running, 'v2', 10));

describe('a version on trial', () => {
  it('is given up at the first load after a power cut in the middle of its start', () => {
    const loading = navigated(onTrial, 'a', 1000);
    expect(loading.active).toBe('v2');
    const later = navigated(readState(JSON.stringify(loading))!, 'b', 1000 + 10_001);
    expect([later.active, later.bad[0]?.version, later.clients['b']]).toEqual(['v1', 'v2', 'v1']);
  });

  it('is given up when the clock was set back in between', () => {
    expect(navigated(navigated(onTrial, 'a', 1e12), 'b', 1e12 - 86_400_000).active).toBe('v1');
  });

  it('is given up when it loads itself again and again', () => {
    let state = onTrial;
    for (let i = 0; i < 3; i++) state = navigated(state, `c${i}`, 1000 + i);
    expect(state.active).toBe('v1');
  });

  it('goes on when it has started, however late the limit is looked at', () => {
    const ok = started(navigated(onTrial, 'a', 0), 'a');
    expect(expired(ok, 'v2')).toBe(ok);
    expect(navigated(ok, 'b', 1e9).active).toBe('v2');
    expect(needed(proved(ok, 'a'))).toEqual(new Set(['v2']));
  });

  it('answers only pages of its own', () => {
    const both = belongs(navigated(onTrial, 'new', 0), 'old', 'v1');
    expect(started(both, 'old')).toBe(both);
    expect(failed(both, 'old', 'x')).toBe(both);
    expect(proved(both, 'unknown')).toBe(both);
  });
});

describe('any order of events', () => {
  const version = fc.constantFrom('v1', 'v2', 'v3', 'v4');
  const client = fc.constantFrom('a', 'b', 'c');
  const event = fc.oneof(
    fc.record({ type: fc.constant('fetched' as const), version }),
    fc.record({ type: fc.constant('navigated' as const), client, now: fc.integer({ min: 0, max: 60_000 }) }),
    fc.record({ type: fc.constantFrom('started' as const, 'proved' as const, 'failed' as const), client }),
    fc.record({ type: fc.constant('expired' as const), version }),
    fc.record({ type: fc.constant('activated' as const) }),
  );
  type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

  function step(state: WorkerState, e: Event): WorkerState {
    switch (e.type) {
      case 'fetched':
        // As the worker does: what is remembered as bad is not fetched.
        return state.bad.some((b) => b.version === e.version) ? state : fetched(state, e.version, 10);
      case 'navigated':
        return navigated(state, e.client, e.now);
      case 'started':
        return started(state, e.client);
      case 'proved':
        return proved(state, e.client);
      case 'failed':
        return failed(state, e.client, 'no picture');
      case 'expired':
        return expired(state, e.version);
      case 'activated':
        return activated(state);
    }
  }

  it('never serves a bad version, never loses the way back, never drops files in use', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = emptyState;
        const present = new Set<string>();
        for (const e of events) {
          if (e.type === 'fetched' && !state.bad.some((b) => b.version === e.version)) present.add(e.version);
          const before = state;
          state = step(state, e);
          const bad = new Set(state.bad.map((b) => b.version));
          if (state.active !== undefined) {
            expect(bad.has(state.active)).toBe(false);
            expect(present.has(state.active)).toBe(true);
          } else expect(before.active).toBe(undefined);
          if (state.trial) {
            expect(state.active).toBe(state.trial.version);
            expect(state.previous).not.toBe(undefined);
            expect(present.has(state.previous as string)).toBe(true);
          }
          for (const held of [...present]) if (!needed(state).has(held)) present.delete(held);
        }
      }),
    );
  });

  it('reads back what it wrote, and refuses what it did not', () => {
    expect(readState(JSON.stringify(onTrial))).toEqual(onTrial);
    for (const text of ['', 'null', '[]', '{"schema":2}', '{"schema":1,"active":3}', '{"schema":1,'])
      expect(readState(text)).toBe(undefined);
  });
});
