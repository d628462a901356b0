/** `YYYY[-MM[-DD]]`. */
export const DayPattern = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** A date of the local calendar, `YYYY-MM-DD`. */
export const today = (now = new Date()): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

/** No date of a record lies before it: year 26 is 2026 half typed. */
export const earliest = '1949-10-01';
