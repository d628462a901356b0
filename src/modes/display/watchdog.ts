import type { Clock } from './player.ts';

/** What the watchdog looks at. */
export interface Vitals {
  /** Whether the page is on a screen at all; hidden pages get no frames and need none. */
  visible(): boolean;
  /** Milliseconds since the browser last asked for a frame. */
  sinceFrameMs(): number;
  /** Milliseconds since the map last drew, while it should be moving; undefined when it may rest. */
  sinceDrawnMs(): number | undefined;
  /** Milliseconds by which the present stop is overdue. */
  overdueMs(): number;
}

export interface Remedies {
  log(kind: string, text: string): void;
  /** Gives up what moves: the machine may only be slow. */
  calmDown(reason: string): void;
  /** Makes the map again. */
  rebuild(reason: string): void;
  /** Goes on to the next stop. */
  skip(): void;
  reload(reason: string): void;
}

export const lookEveryMs = 1000;
const frozenMs = 4000;
/** Without a single frame for this long the picture is dead, however slow the machine. */
const deadMs = 8500;
/** A remedy gets this long to show an effect before the next stronger one. */
const patienceMs = 4000;
const asleepMs = 15_000;
/** A look this late says that the page's own thread was busy or asleep: the picture is judged from the next one. */
const lateMs = 2500;

/**
 * Looks every second whether the picture lives, and answers a frozen one: first by making the map again
 * (or, when no frames come at all, by giving up what moves), then by reloading the page, so that no more than ten seconds pass. A machine that slept, or a page that was hidden, is
 * not frozen; both are noted and given time. Returns what stops it.
 */
export function watch(
  clock: Clock,
  vitals: Vitals,
  remedies: Remedies,
  wallClock = () => Date.now(),
): () => void {
  let lookedAt = clock.now();
  let wallAt = wallClock();
  let graceUntil = clock.now() + patienceMs;
  /** Since when frames could have come: the time asleep or hidden is no time without one. */
  let awakeAt = clock.now();
  let rebuiltAt: number | undefined;
  let cancel: (() => void) | undefined;

  function look(): void {
    const now = clock.now();
    const wall = wallClock();
    const gap = now - lookedAt;
    const jump = wall - wallAt - gap;
    lookedAt = now;
    wallAt = wall;
    if (gap > asleepMs || Math.abs(jump) > asleepMs) {
      if (Math.abs(jump) > asleepMs) remedies.log('clock', `moved by ${Math.round(jump / 1000)} s`);
      if (gap > asleepMs) remedies.log('asleep', `for ${Math.round(gap / 1000)} s`);
      graceUntil = now + patienceMs;
      awakeAt = now;
    }
    if (gap > lateMs) graceUntil = Math.max(graceUntil, now + lateMs);
    if (!vitals.visible()) {
      graceUntil = now + patienceMs;
      awakeAt = now;
    }
    if (now < graceUntil) return;

    const drawn = vitals.sinceDrawnMs();
    const frameless = Math.min(vitals.sinceFrameMs(), now - awakeAt);
    const noFrame = frameless > frozenMs;
    const frozen = noFrame
      ? `no frame for ${Math.round(frameless / 1000)} s`
      : drawn !== undefined && drawn > frozenMs
        ? `map not drawn for ${Math.round(drawn / 1000)} s`
        : undefined;
    if (!frozen) {
      rebuiltAt = undefined;
      if (vitals.overdueMs() > frozenMs) {
        remedies.log('watchdog', 'a stop was overdue');
        remedies.skip();
        graceUntil = now + patienceMs;
      }
      return;
    }
    if (rebuiltAt === undefined) {
      rebuiltAt = now;
      remedies.log('watchdog', frozen);
      if (noFrame) remedies.calmDown(frozen);
      else remedies.rebuild(frozen);
    } else if (noFrame ? frameless > deadMs : now - rebuiltAt > patienceMs) remedies.reload(frozen);
  }

  function again(): void {
    cancel = clock.after(lookEveryMs, () => {
      try {
        look();
      } catch (error) {
        remedies.log('watchdog', String(error));
      }
      again();
    });
  }
  again();
  return () => cancel?.();
}
