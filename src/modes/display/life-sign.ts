/**
 * The window's title shows from afar whether the screen is alive: it ends in the number of the card while the tour plays,
 * and in the time of day while it rests or somebody is at it. One that stays the same for minutes belongs to a picture
 * that stands.
 * @param at Where the tour is, counted from 0.
 */
export function lifeSign(title: string, at: { index: number; count: number }, playing: boolean, now: Date) {
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = playing ? `${at.index + 1}/${at.count}` : `${two(now.getHours())}:${two(now.getMinutes())}`;
  return `${title} ${sign}`;
}
