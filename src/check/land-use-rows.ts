import { Pairs, type Said, Words } from './distinct.ts';
import { inOrder } from './in-order.ts';

/** Ground of the zone in the records of a land-use layer, with what they say of it; every list by record. */
export interface LandPieces {
  /** Ellipsoidal m². */
  overlapM2: ArrayLike<number>;
  /** Class code: DLBM. */
  class: Said;
  /** 权属单位 QSDWMC and 坐落单位 ZLDWMC. */
  owner: Said;
  located: Said;
  /** QSXZ: 10, 20 state; 30–34, 40 collective. */
  ownership: Said;
  /** KCDLBM: what the deducted ground counts as; the classification's own (田坎) unless given. */
  deductedClass: Said;
  /** KCXS 0 to 1, or TKXS in per cent; 0 where nothing is deducted. */
  deduction: ArrayLike<number>;
}

/** 国有 or 集体, from the code of QSXZ; unknown where it says nothing of the two. */
export type Holder = 'state' | 'collective' | 'unknown';

/** Net ground of one class of one owner. */
export interface LandUseRow {
  /** The group or village where it lies (坐落单位) where the layer says so, else its owner. */
  owner: string;
  /** 权属单位, where it is another. */
  unit?: string;
  /** As in the data. */
  ownership: string;
  holder: Holder;
  /** As in the data; '' where it has none. */
  class: string;
  areaM2: number;
}

export function holderOf(ownership: string): Holder {
  if (/^[12]\d$/.test(ownership) || /国有/.test(ownership)) return 'state';
  if (/^[34]\d$/.test(ownership) || /集体/.test(ownership)) return 'collective';
  return 'unknown';
}

const { compare: byOwner } = new Intl.Collator('zh-Hans-CN', { numeric: true });
const { compare: byCode } = new Intl.Collator();

/** Ranks of different texts in their order, by their places; texts that are equal in it share one. */
function ranksOf(texts: readonly string[]): Float64Array {
  const ranks = new Float64Array(texts.length);
  const sorted = texts.map((text, place) => ({ text, place })).sort((a, b) => byCode(a.text, b.text));
  sorted.forEach(({ text, place }, k) => {
    const before = sorted[k - 1];
    ranks[place] = before ? ranks[before.place]! + (byCode(before.text, text) === 0 ? 0 : 1) : 0;
  });
  return ranks;
}

/** Owners as they were put in order by the checks before: while a zone is moved they are nearly the same ones. */
let ordered: ReadonlyMap<string, number> = new Map();
const mostOrdered = 20_000;

/** Ranks of owners in their order; of equal ones the lesser text comes first, whatever was ordered before. */
function ownerRanks(owners: readonly string[]): Float64Array {
  if (owners.some((owner) => !ordered.has(owner))) {
    const before = ordered.size + owners.length > mostOrdered ? [] : ordered.keys();
    const all = [...new Set([...before, ...owners])].sort((a, b) => byOwner(a, b) || (a < b ? -1 : 1));
    ordered = new Map(all.map((owner, place) => [owner, place]));
  }
  const ranks = new Float64Array(owners.length);
  for (let k = 0; k < ranks.length; k++) ranks[k] = ordered.get(owners[k]!)!;
  return ranks;
}

/**
 * Ground by owner, unit, ownership and class, as it is met, and in the order of owner, ownership and class. `shares` of the pieces count as
 * their deducted class, or as `deducted`.
 * A zone has thousands of records and nearly as many rows: what they say is compared by the places of its few words.
 */
export function rowsOf(
  pieces: LandPieces,
  shares: Float64Array,
  deducted: string | undefined,
): { met: LandUseRow[]; sorted: LandUseRow[] } {
  const [names, ownerships, codes] = [new Words(), new Words(), new Words()];
  const { overlapM2 } = pieces;
  const units = names.placesOf(pieces.owner);
  const located = names.placesOf(pieces.located);
  const held = ownerships.placesOf(pieces.ownership);
  const whole = codes.placesOf(pieces.class);
  const less = codes.placesOf(pieces.deductedClass);
  const usual = codes.place(deducted);
  const holders = ownerships.list.map(holderOf);
  const byName = new Pairs(names.list.length);
  const together = new Pairs(ownerships.list.length * codes.list.length);
  const rows: LandUseRow[] = [];
  // What each row is put in order by.
  const [ranked, ranks, classes] = [ownerRanks(names.list), ranksOf(ownerships.list), ranksOf(codes.list)];
  const keys: number[] = [];
  const add = (k: number, code: number, areaM2: number) => {
    if (!(areaM2 > 0)) return;
    const unit = units[k]!;
    const owner = located[k] || unit;
    const ownership = held[k]!;
    const place = together.place(byName.place(owner, unit), ownership * codes.list.length + code);
    const row = rows[place];
    if (row) {
      row.areaM2 += areaM2;
      return;
    }
    const newRow: LandUseRow = {
      owner: names.list[owner]!,
      ownership: ownerships.list[ownership]!,
      holder: holders[ownership]!,
      class: codes.list[code]!,
      areaM2,
    };
    if (unit && unit !== owner) newRow.unit = names.list[unit]!;
    rows.push(newRow);
    keys.push((ranked[owner]! * ranks.length + ranks[ownership]!) * classes.length + classes[code]!);
  };
  for (let k = 0; k < shares.length; k++) {
    add(k, whole[k]!, overlapM2[k]! * (1 - shares[k]!));
    if (shares[k]) add(k, less[k] || usual, overlapM2[k]! * shares[k]!);
  }
  return { met: rows, sorted: inOrder(rows, keys) };
}
