import type { RepairNote } from '../../../check/edits/take-file.ts';
import type { MatchedBy, Proposal } from '../../../check/package/propose.ts';
import type { Row } from '../../../check/package/replace-features.ts';
import type { FileSummary } from '../../../geo/formats/reading.ts';
import type { CrsChoice } from '../../../geo/formats/types.ts';
import type { ChangedShape } from '../../../map/difference/style.ts';
import type { Bilingual, Feature, Layer, PlanItem } from '../../../model/index.ts';

/** A file that has been read and waits to be taken: what each of its rows becomes. */
export interface Waiting {
  name: string;
  sets: readonly FileSummary[];
  set: number;
  choice?: CrsChoice;
  rows: readonly (Row | undefined)[];
  names: readonly string[];
  notes: readonly RepairNote[];
  proposed: ReadonlyMap<number, Proposal>;
  /** By row: id of the feature it stands for, empty for a new one, `skip` to leave it out. */
  chosen: readonly string[];
  /** Columns of the file the layer has no attribute for. */
  columns: Layer['attributes'];
  /** The item new features belong to, once chosen. */
  item?: string;
  /** Whether what the file does not have stays; undefined until somebody says so. */
  keep?: boolean;
}

const byWords: Record<MatchedBy, Bilingual> = {
  same: { zh: '编号、代码或名称相同', en: 'same id, code or name' },
  sound: { zh: '名称同音，请核对', en: 'name sounds the same: check' },
  near: { zh: '名称相近，请核对', en: 'nearly the same name: check' },
};

/** What a row becomes, in words, and whether somebody should look at it. */
export function becomes(
  { chosen, proposed }: Waiting,
  index: number,
): { words: Bilingual; isDoubtful: boolean } {
  const id = chosen[index] ?? '';
  const proposal = proposed.get(index);
  if (id === 'skip') return { words: { zh: '不用', en: 'left out' }, isDoubtful: false };
  if (id === '') return { words: { zh: '新要素', en: 'a new feature' }, isDoubtful: false };
  if (proposal?.feature.properties.id !== id)
    return { words: { zh: '手工指定', en: 'chosen by hand' }, isDoubtful: false };
  return { words: byWords[proposal.by], isDoubtful: proposal.by !== 'same' };
}

/** Whether a row should be looked at: matched by more than its id or name, matched by nothing, or mended. */
const isOpen = ({ proposed, notes }: Waiting, row: number) =>
  proposed.get(row)?.by !== 'same' || notes.some((note) => note.row === row);

/** The rows, those to be looked at first, and how many those are. What is chosen for a row does not move it. */
export function lookedAtFirst(waiting: Waiting): { rows: number[]; open: number } {
  const rows = waiting.names.map((_, row) => row);
  const open = rows.filter((row) => isOpen(waiting, row));
  return { rows: [...open, ...rows.filter((row) => !isOpen(waiting, row))], open: open.length };
}

/** How many rows match, are new and are missing of the file. */
export function tally({ chosen }: Waiting, old: readonly Feature[]) {
  const met = new Set(chosen);
  return {
    matched: chosen.filter((one) => one !== '' && one !== 'skip').length,
    fresh: chosen.filter((one) => one === '').length,
    left: old.filter(({ properties }) => !met.has(properties.id)),
  };
}

/** Items that would have no place left without the features the file does not have; as a file holds them they may lack the list. */
export function placeless<Item extends Pick<PlanItem, 'id'> & Partial<PlanItem>>(
  waiting: Waiting,
  old: readonly Feature[],
  items: readonly Item[],
): Item[] {
  const left = new Set(tally(waiting, old).left.map(({ properties }) => properties.id));
  return items.filter(
    ({ id, features = [] }) =>
      id !== waiting.item && features.length > 0 && features.every((one) => left.has(one)),
  );
}

/** Where the rows lie, beside what they stand for and what would go. */
export function shapesOf(waiting: Waiting, old: readonly Feature[], keep: boolean): ChangedShape[] {
  const geometries = new Map(old.map(({ properties, geometry }) => [properties.id, geometry]));
  const shapes = waiting.rows.flatMap((row, index) => {
    const id = waiting.chosen[index];
    return row && id !== 'skip' ? [{ before: geometries.get(id ?? ''), after: row.geometry }] : [];
  });
  const gone = keep ? [] : tally(waiting, old).left;
  return [...shapes, ...gone.map(({ geometry }) => ({ before: geometry }))];
}
