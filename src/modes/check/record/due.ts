/** Mondays to Fridays; public holidays are not known here, so that a working-day minimum is a lower bound. */
const isWorkday = (day: Date) => day.getUTCDay() % 6 !== 0;

/**
 * The first day on which a publication of at least `days` is over, the publishing day not counted: `YYYY-MM-DD`. For
 * working days weekends are skipped; public holidays and make-up workdays are not known and lengthen it further.
 */
export function earliestEnd(published: string, days: number, kind: 'working' | 'calendar'): string {
  const day = new Date(`${published}T00:00:00Z`);
  let left = days;
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (kind === 'calendar' || isWorkday(day)) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
