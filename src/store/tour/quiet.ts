/** Minutes since midnight of `HH:MM`; undefined for anything else. */
function minutes(text: string): number | undefined {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  if (!match) return undefined;
  const value = Number(match[1]) * 60 + Number(match[2]);
  return value <= 1440 ? value : undefined;
}

/**
 * Whether the display rests at this local time. A period may run over midnight (`18:00` to `07:30`); the first minute
 * belongs to it, the last does not. A period that cannot be read, or has no length, is no rest.
 */
export function isQuiet(hours: { from: string; to: string } | null | undefined, at: Date): boolean {
  const from = hours ? minutes(hours.from) : undefined;
  const to = hours ? minutes(hours.to) : undefined;
  if (from === undefined || to === undefined || from === to) return false;
  const now = at.getHours() * 60 + at.getMinutes();
  return from < to ? now >= from && now < to : now >= from || now < to;
}
