import type { LogStorage } from './storage.ts';

const key = 'plan-map.reloads';
const windowMs = 5 * 60_000;
/** Reloads within the window after which the next start is a plain one. */
export const reloadsBeforePlain = 3;

/**
 * Counts reloads made as a last resort, so that a screen which cannot show a picture does not reload for ever: after
 * a few in a row it starts plainly, without WebGL. Reloads apart by more than five minutes are not in a row; a clock
 * that was set back starts the count again.
 */
export function createReloads(storage: LogStorage | undefined, now: () => number = Date.now) {
  const recent = (): number[] => {
    try {
      const list: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
      if (!Array.isArray(list)) return [];
      return list.filter((at) => typeof at === 'number' && at <= now() && now() - at < windowMs);
    } catch {
      return [];
    }
  };
  return {
    note(): void {
      try {
        storage?.setItem(key, JSON.stringify([...recent(), now()].slice(-10)));
      } catch {
        // Without storage every start is a full one.
      }
    },
    plain: (): boolean => recent().length >= reloadsBeforePlain,
  };
}
