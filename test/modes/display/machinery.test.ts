import { describe, expect, it } from 'vitest';
import { type Clock, flightSeconds, Player } from '../../../src/modes/display/player.ts';
import { type Vitals, watch } from '../../../src/modes/display/watchdog.ts';
import { createFaultLog, logSize } from '../../../src/store/faults/log.ts';
import { createReloads, reloadsBeforePlain } from '../../../src/store/faults/reloads.ts';
import { planTour } from '../../../src/store/tour/plan-tour.ts';
import { packageOf } from '../../store/tour/small-package.ts';

/** A clock the test winds by hand. */
function handClock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  return {
    clock,
    waiting: () => timers.length,
    wind(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
    },
    /** The machine slept: time went by and nothing ran. */
    sleep(ms: number) {
      now += ms;
    },
  };
}

describe('the player', () => {
  const pkg = packageOf({ chapters: [[], [1, 0]], display: { dwellSeconds: 10 } });
  const begin = () => {
    const hand = handClock();
    const rounds: number[] = [];
    let between = 0;
    const player = new Player(
      (round) => {
        rounds.push(round);
        return planTour(pkg, round);
      },
      hand.clock,
      () => between++,
    );
    player.play();
    return { hand, player, rounds, between: () => between };
  };
  const at = (player: Player) => player.current.value?.id;

  it('shows each stop for its time and begins again after the last', () => {
    const { hand, player, rounds, between } = begin();
    const seen = [at(player)];
    for (let i = 0; i < 5; i++) {
      hand.wind((10 + flightSeconds) * 1000);
      seen.push(at(player));
    }
    expect(seen).toEqual(['opening', 'chapter:1', 'item:1.1-1', 'townwide:1:1', 'closing', 'opening']);
    expect([rounds, between()]).toEqual([[0, 1], 1]);
  });

  it('holds while paused and goes on with the same stop', () => {
    const { hand, player } = begin();
    player.next();
    player.pause();
    hand.wind(3_600_000);
    expect([at(player), player.overdueMs(), hand.waiting()]).toEqual(['chapter:1', 0, 0]);
    player.play();
    hand.wind((10 + flightSeconds) * 1000);
    expect(at(player)).toBe('item:1.1-1');
  });

  it('goes back, also from the first to the last', () => {
    const { player } = begin();
    player.next();
    player.previous();
    expect(at(player)).toBe('opening');
    player.previous();
    expect(at(player)).toBe('closing');
  });

  it('never has more than one timer', () => {
    const { hand, player } = begin();
    for (let i = 0; i < 2000; i++) player.next();
    expect(hand.waiting()).toBe(1);
  });
});

describe('the watchdog', () => {
  function begin(vitals: Partial<Vitals>) {
    const hand = handClock();
    const did: string[] = [];
    let wall = 1e12;
    const all: Vitals = {
      visible: () => true,
      sinceFrameMs: () => 16,
      sinceDrawnMs: () => undefined,
      overdueMs: () => 0,
      ...vitals,
    };
    watch(
      hand.clock,
      all,
      {
        log: (kind) => did.push(kind),
        calmDown: () => did.push('calm'),
        rebuild: () => did.push('rebuild'),
        skip: () => did.push('skip'),
        reload: () => did.push('reload'),
      },
      () => wall + hand.clock.now(),
    );
    return {
      hand,
      did,
      setClock(ms: number) {
        wall += ms;
      },
    };
  }

  it('leaves a living picture alone', () => {
    const { hand, did } = begin({});
    hand.wind(600_000);
    expect(did).toEqual([]);
  });

  it('makes a frozen map again, then reloads the page, within ten seconds of seeing it', () => {
    let frozenAt: number | undefined;
    const { hand, did } = begin({
      sinceDrawnMs: () => (frozenAt === undefined ? undefined : hand.clock.now() - frozenAt),
    });
    hand.wind(60_000);
    frozenAt = hand.clock.now();
    hand.wind(6000);
    expect(did).toEqual(['watchdog', 'rebuild']);
    hand.wind(4000);
    expect(did.slice(0, 3)).toEqual(['watchdog', 'rebuild', 'reload']);
  });

  it('reloads when frames stop altogether', () => {
    let stoppedAt: number | undefined;
    const { hand, did } = begin({
      sinceFrameMs: () => (stoppedAt === undefined ? 16 : hand.clock.now() - stoppedAt),
    });
    hand.wind(20_000);
    stoppedAt = hand.clock.now();
    hand.wind(8000);
    expect(did).toEqual(['watchdog', 'calm']);
    hand.wind(2000);
    expect(did.slice(0, 3)).toEqual(['watchdog', 'calm', 'reload']);
  });

  it('does not reload a machine that is only slow', () => {
    const { hand, did } = begin({ sinceFrameMs: () => 5000 });
    hand.wind(60_000);
    expect(did).toEqual(['watchdog', 'calm']);
  });

  it('does not take sleep, a hidden page or a new clock for a frozen picture', () => {
    let hidden = true;
    const { hand, did, setClock } = begin({
      visible: () => !hidden,
      sinceFrameMs: () => (hidden ? 1e9 : 16),
    });
    hand.wind(30_000);
    hidden = false;
    hand.sleep(8 * 3_600_000);
    hand.wind(2000);
    setClock(-86_400_000);
    hand.wind(2000);
    expect(did).toEqual(['asleep', 'clock']);
  });

  it('counts the time without a frame from waking, where the first one is slow to come', () => {
    let last = 0;
    let stopped = false;
    const { hand, did } = begin({
      sinceFrameMs: () => {
        if (!stopped) last = hand.clock.now();
        return hand.clock.now() - last;
      },
    });
    hand.wind(10_000);
    stopped = true;
    hand.sleep(20_000);
    hand.wind(6500);
    expect(did).not.toContain('reload');
    stopped = false;
    hand.wind(10_000);
    expect(did).not.toContain('reload');
  });

  it('goes on when a stop is overdue', () => {
    const { hand, did } = begin({ overdueMs: () => 10_000 });
    hand.wind(5000);
    expect(did).toEqual(['watchdog', 'skip']);
  });
});

describe('the log', () => {
  function storage(limit = Number.POSITIVE_INFINITY) {
    const held = new Map<string, string>();
    return {
      held,
      getItem: (key: string) => held.get(key) ?? null,
      removeItem: (key: string) => void held.delete(key),
      setItem(key: string, value: string) {
        if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
        held.set(key, value);
      },
    };
  }
  const now = () => new Date(Date.UTC(2026, 10, 23));

  it('keeps the last entries, over a reload too', () => {
    const disk = storage();
    const log = createFaultLog(disk, now, () => undefined);
    for (let i = 0; i < logSize + 50; i++) log.add('script', `error ${i}`);
    log.flush();
    const after = createFaultLog(disk, now);
    expect(after.entries.value.length).toBe(logSize);
    expect(after.entries.value.at(-1)).toEqual({
      at: '2026-11-23T00:00:00.000Z',
      kind: 'script',
      text: `error ${logSize + 49}`,
      count: 1,
    });
  });

  it('counts repetitions and writes a storm once', () => {
    const disk = storage();
    let writes = 0;
    const late: (() => void)[] = [];
    const log = createFaultLog(
      {
        ...disk,
        setItem: (key, value) => {
          writes++;
          disk.setItem(key, value);
        },
      },
      now,
      (run) => late.push(run),
    );
    for (let i = 0; i < 10_000; i++) log.add('script', 'same');
    for (const run of late) run();
    expect([log.entries.value.length, log.entries.value[0]?.count, writes]).toEqual([1, 10_000, 1]);
  });

  it.each([
    ['a full disk', storage(10)],
    ['a disk with room for little', storage(6000)],
    ['no storage', undefined],
    [
      'a storage that throws',
      {
        getItem: () => {
          throw new Error('x');
        },
        setItem: () => {
          throw new Error('x');
        },
        removeItem: () => undefined,
      },
    ],
  ])('goes on with %s', (_, disk) => {
    const log = createFaultLog(disk, now, (run) => run());
    for (let i = 0; i < 300; i++) log.add('script', `error ${i}`);
    expect(log.entries.value.at(-1)?.text).toBe('error 299');
  });

  it.each(['{', 'null', '{"a":1}', '[1,null,{"at":1}]'])('starts empty from damaged storage: %s', (text) => {
    const disk = storage();
    disk.held.set('plan-map.faults', text);
    expect(createFaultLog(disk, now).entries.value).toEqual([]);
  });

  it('starts plainly after reloads in a row, and not for ever', () => {
    const disk = storage();
    let at = 1e12;
    const reloads = createReloads(disk, () => at);
    for (let i = 0; i < reloadsBeforePlain; i++) {
      expect(reloads.plain()).toBe(false);
      reloads.note();
      at += 10_000;
    }
    expect(reloads.plain()).toBe(true);
    at += 5 * 60_000;
    expect(reloads.plain()).toBe(false);
  });
});
