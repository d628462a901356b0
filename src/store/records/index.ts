/**
 * The planner's records, kept in the browser: see `types.ts` for what is kept, `merge.ts` for why merging two people's
 * work loses nothing, `records.ts` for the door.
 */
export { openRecords, type Records, type RecordsOptions, type SaveState } from './records.ts';
export type {
  Conflict,
  ImageryControl,
  ImageryRecord,
  Kind,
  LayerRecord,
  Moment,
  Ref,
  Shown,
  StepDone,
  Value,
  ZoneRecord,
} from './types.ts';
