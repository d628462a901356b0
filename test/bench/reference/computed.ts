import { readFileSync } from 'node:fs';

/** User and system time, ms, of fields of a /proc stat file behind the name, those from `place` on; ticks are 10 ms. */
export const computedMs = (fields: readonly string[], place: number): number =>
  10 * (Number(fields[place]) + Number(fields[place + 1]));

/** What the children that this process has waited for have computed, ms; 0 where the system does not tell. */
export function childrenMs(): number {
  try {
    return computedMs(readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' '), 13);
  } catch {
    return 0;
  }
}
