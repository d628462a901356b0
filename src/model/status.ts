import * as v from 'valibot';
import { DayPattern } from './day.ts';

/**
 * The words of a work plan's progress. The first five are stages (how far); `delayed` and `paused` speak of health
 * (whether it goes as meant) and leave the stage as it was.
 */
export const statuses = [
  'notStarted',
  'preparing',
  'underway',
  'done',
  'routine',
  'delayed',
  'paused',
] as const;
export type Status = (typeof statuses)[number];
export type Stage = Exclude<Status, 'delayed' | 'paused'>;
export type Health = 'normal' | 'delayed' | 'paused';

/** Append-only: an entry is never changed or removed, a later one supersedes it. */
export const StatusEntrySchema = v.strictObject({
  /** Unique for all time; `plan.…` for the package's own, a ULID/UUID for local ones. Merging goes by it. */
  id: v.pipe(v.string(), v.nonEmpty()),
  subject: v.pipe(v.string(), v.regex(/^(item|feature):.+$/)),
  status: v.picklist(statuses),
  /** `YYYY[-MM[-DD]]`: the day the status was true, not the day of entry. A bare year means its first day. */
  date: v.pipe(v.string(), v.regex(DayPattern)),
  /** The quoted words or the document that shows it. */
  evidence: v.pipe(v.string(), v.nonEmpty()),
  by: v.pipe(v.string(), v.nonEmpty()),
  note: v.optional(v.string()),
  /** Photographs and documents that show it, each as `AttachmentSchema` has it: that is checked when they are used. */
  files: v.optional(v.array(v.looseObject({}))),
});
export type StatusEntry = v.InferOutput<typeof StatusEntrySchema>;
/**
 * What a verb of the plan says of progress: the first row one of whose words stands in an entry's evidence decides.
 * `aim`: the words set a goal and support no status.
 */
export const VerbRowSchema = v.strictObject({
  status: v.picklist([...statuses, 'aim']),
  words: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1)),
});
export type VerbRow = v.InferOutput<typeof VerbRowSchema>;

/** What the words support by the table; undefined where none of its verbs stands in them. */
export const statusByVerb = (verbs: readonly VerbRow[], words: string): VerbRow['status'] | undefined =>
  verbs.find((row) => row.words.some((word) => words.includes(word)))?.status;

export const StatusLogSchema = v.strictObject({
  schema: v.literal(1),
  /** The rule by which the statuses of the plan's own words (`plan.…`) were read. */
  verbs: v.optional(v.array(VerbRowSchema), []),
  entries: v.array(StatusEntrySchema),
});

export interface StatusNow {
  stage: Stage | undefined;
  health: Health;
  /** The latest entry, whatever it speaks of. */
  entry: StatusEntry;
  /** The single word to show: the health where it is not normal, otherwise the stage. */
  word: Status;
}

/** First day of a `YYYY[-MM[-DD]]` date, as `YYYY-MM-DD`, so that dates compare as strings. */
export function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** Last day that a `YYYY[-MM[-DD]]` date covers; "as of 2017" means the end of 2017. */
export function lastDay(date: string): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}

/**
 * The status of `subject` as of a day (`YYYY[-MM[-DD]]`, the whole period included; without it, the latest).
 * Entries of one day are taken in the order of their ids' position in `entries`.
 */
export function statusOf(
  entries: readonly StatusEntry[],
  subject: string,
  asof?: string,
): StatusNow | undefined {
  const limit = asof ? lastDay(asof) : '9999-12-31';
  const recorded = historyOf(entries, subject).filter((e) => firstDay(e.date) <= limit);
  let now: StatusNow | undefined;
  for (const entry of recorded) {
    if (entry.status === 'delayed' || entry.status === 'paused')
      now = { stage: now?.stage, health: entry.status, entry, word: entry.status };
    else now = { stage: entry.status, health: 'normal', entry, word: entry.status };
  }
  return now;
}

/** The entries of one subject, oldest first. */
export function historyOf(entries: readonly StatusEntry[], subject: string): StatusEntry[] {
  return entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry.subject === subject)
    .sort((a, b) => firstDay(a.entry.date).localeCompare(firstDay(b.entry.date)) || a.index - b.index)
    .map(({ entry }) => entry);
}
