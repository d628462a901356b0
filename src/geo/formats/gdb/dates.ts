const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** 30 December 1899, from which days are counted, in milliseconds of 1970. */
const epoch = Date.UTC(1899, 11, 30);

const clock = (seconds: number) =>
  `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;

/** Days since 30 December 1899 as `2023-12-31`, with `T10:20:30` behind it where it is not midnight; null outside years 1 to 9999. */
export function dateText(days: number): string | null {
  // Days in binary do not meet whole seconds: they are rounded to them.
  const date = new Date(epoch + Math.round(days * 86_400) * 1000);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return null;
  const day = `${pad(year, 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const seconds = date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds();
  return seconds ? `${day}T${clock(seconds)}` : day;
}

/** A share of a day as `10:20:30`; null outside a day. */
export function timeText(share: number): string | null {
  const seconds = Math.round(share * 86_400);
  return seconds >= 0 && seconds <= 86_400 ? clock(seconds % 86_400) : null;
}

/** Local days and the minutes they are ahead of UTC as `2023-12-31T10:20:30+08:00`. */
export function dateOffsetText(days: number, minutes: number): string | null {
  const local = dateText(days);
  if (!local || Math.abs(minutes) > 24 * 60) return null;
  const ahead = Math.abs(minutes);
  const zone = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
  return `${local.includes('T') ? local : `${local}T00:00:00`}${zone}`;
}
