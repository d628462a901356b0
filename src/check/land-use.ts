import {
  type Bilingual,
  type Classification,
  classIndex,
  type KnownClass,
  type LandCategory,
} from '../model/index.ts';

/** Ground of the zone in one record of a land-use layer, with what the record says of it. */
export interface LandPiece {
  /** Ellipsoidal m². */
  overlapM2: number;
  /** Class code: DLBM. */
  class: string | null;
  /** 权属单位 QSDWMC and 坐落单位 ZLDWMC. */
  owner?: string | null;
  located?: string | null;
  /** QSXZ: 10, 20 state; 30–34, 40 collective. */
  ownership?: string | null;
  /** KCDLBM: what the deducted ground counts as; the classification's own (田坎) unless given. */
  deductedClass?: string | null;
  /** KCXS 0 to 1, or TKXS in per cent. */
  deduction?: number | null;
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

/**
 * What the zone takes by owner and class. The rows' sum, and `uncoveredM2`, less `doublyM2` is the zone's area
 * `closesTo`, but for `residualM2`, the error of computing.
 */
export interface LandUse {
  /** The layer it comes from. */
  layer: string;
  /** Identifier of the classification the codes belong to, and its standard; null when none knows them. */
  classification: string | null;
  standard: Bilingual | null;
  /** What the classification says of the codes in the rows; a code it lacks has neither name nor category. */
  classes: {
    code: string;
    name?: Bilingual;
    category?: LandCategory;
    /** First-level class: 01 of 0101. */
    top?: { code: string; name: Bilingual };
  }[];
  rows: LandUseRow[];
  /** Ground deducted (田坎) from its classes; it stands in the rows as a class of its own. */
  deductedM2: number;
  closesTo: number;
  /** Ground of the zone in no record, and ground that lies in more than one, counted as often as it is too many. */
  uncoveredM2: number;
  doublyM2: number;
  residualM2: number;
  /** How the coefficients were read. */
  deduction: 'share' | 'percent' | 'none';
  /** Records whose coefficient is no share of an area; nothing was deducted from them. */
  badDeductions: number;
  /** Codes that the classification does not have: listed, and assigned to nothing. */
  unknownClasses: { code: string; areaM2: number }[];
  /** Cultivated ground (耕地, first-level class 01) among the rows. */
  cultivatedM2: number;
  /** Sums of the rows by 三大类; `unassigned` has the unknown classes and those without one. */
  categories: Record<LandCategory | 'unassigned', number>;
}

export function holderOf(ownership: string): Holder {
  if (/^[12]\d$/.test(ownership) || /国有/.test(ownership)) return 'state';
  if (/^[34]\d$/.test(ownership) || /集体/.test(ownership)) return 'collective';
  return 'unknown';
}

const words = (value: string | number | null | undefined): string => String(value ?? '').trim();

/** Coefficients above 1 can only be per cent; one such in the layer means that all are. */
const unitOf = (values: readonly number[]): LandUse['deduction'] =>
  values.some((value) => value > 1 && value <= 100)
    ? 'percent'
    : values.some((value) => value > 0)
      ? 'share'
      : 'none';

/** What the land-use table is made of, beside the records. */
export interface LandUseGround {
  layer: string;
  classification: Classification | null;
  /** Area of the zone, m². */
  zoneM2: number;
  /** Ground covered by the records together, each place once. Asked for only when their sum is not the zone's area. */
  coveredM2: () => number;
}

const { compare: byOwner } = new Intl.Collator('zh-Hans-CN', { numeric: true });
const { compare: byCode } = new Intl.Collator();

type Nested<T> = Map<string, T>;
/** The map under a key of another one, made where there is none. */
function within<T>(map: Nested<Map<string, T>>, key: string): Map<string, T> {
  const known = map.get(key);
  if (known) return known;
  const made = new Map<string, T>();
  map.set(key, made);
  return made;
}

/** Places of the different texts in their order; texts that are equal in it share one. */
function ranksOf(texts: Iterable<string>): Map<string, number> {
  const ranks = new Map<string, number>();
  let before: string | undefined;
  let rank = -1;
  for (const text of [...new Set(texts)].sort(byCode)) {
    if (before === undefined || byCode(before, text) !== 0) rank++;
    ranks.set(text, rank);
    before = text;
  }
  return ranks;
}

/** Owners as they were put in order by the checks before: while a zone is moved they are nearly the same ones. */
let ordered: ReadonlyMap<string, number> = new Map();
const mostOrdered = 20_000;

/** Places of owners in their order; of equal ones the lesser text comes first, whatever was ordered before. */
function placesOf(owners: ReadonlySet<string>): ReadonlyMap<string, number> {
  if ([...owners].some((owner) => !ordered.has(owner))) {
    const before = ordered.size + owners.size > mostOrdered ? [] : ordered.keys();
    const all = [...new Set([...before, ...owners])].sort((a, b) => byOwner(a, b) || (a < b ? -1 : 1));
    ordered = new Map(all.map((owner, place) => [owner, place]));
  }
  return ordered;
}

/** Rows by owner, ownership and class. Their few different texts are compared once; the rows by number. */
function inOrder(rows: readonly LandUseRow[]): LandUseRow[] {
  const owners = placesOf(new Set(rows.map(({ owner }) => owner)));
  const ownerships = ranksOf(rows.map(({ ownership }) => ownership));
  const classes = ranksOf(rows.map((row) => row.class));
  // Each key ends in the row's own place: equal rows stay as they came.
  const keys = Float64Array.from(rows, (row, k) => {
    const owner = owners.get(row.owner)! * ownerships.size + ownerships.get(row.ownership)!;
    return (owner * classes.size + classes.get(row.class)!) * rows.length + k;
  });
  return Array.from(keys.sort(), (key) => rows[key % rows.length]!);
}

/** Less than this share of the zone is the error of computing, not ground. */
const closing = 1e-9;

/** Area by owner and class of a zone's overlaps with a land-use layer. Unrounded, m² on the ellipsoid. */
export function landUse(pieces: readonly LandPiece[], ground: LandUseGround): LandUse {
  const { layer, classification, zoneM2 } = ground;
  const known = classification ? classIndex(classification) : () => undefined;
  const deduction = unitOf(pieces.map((piece) => piece.deduction ?? 0));
  const rows: LandUseRow[] = [];
  // By owner, unit, ownership and class. Joining these to one key would cost more than all the rest.
  const found4: Nested<Nested<Nested<Map<string, LandUseRow>>>> = new Map();
  let [deductedM2, grossM2, badDeductions] = [0, 0, 0];
  const add = (piece: LandPiece, code: string, areaM2: number) => {
    if (!(areaM2 > 0)) return;
    const unit = words(piece.owner);
    const owner = words(piece.located) || unit;
    const ownership = words(piece.ownership);
    const same = within(within(within(found4, owner), unit), ownership);
    const row = same.get(code);
    if (row) {
      row.areaM2 += areaM2;
      return;
    }
    const made: LandUseRow = {
      owner,
      ...(unit && unit !== owner ? { unit } : {}),
      ...{ ownership, holder: holderOf(ownership), class: code, areaM2 },
    };
    same.set(code, made);
    rows.push(made);
  };
  for (const piece of pieces) {
    const { overlapM2 } = piece;
    let share = (piece.deduction ?? 0) / (deduction === 'percent' ? 100 : 1);
    if (!(share >= 0 && share <= 1)) {
      badDeductions++;
      share = 0;
    }
    grossM2 += overlapM2;
    deductedM2 += overlapM2 * share;
    add(piece, words(piece.class), overlapM2 * (1 - share));
    add(piece, words(piece.deductedClass) || (classification?.deducted ?? ''), overlapM2 * share);
  }
  const exact = Math.abs(grossM2 - zoneM2) <= closing * zoneM2;
  const coveredM2 = exact ? zoneM2 : Math.min(ground.coveredM2(), zoneM2);
  const beyond = (m2: number) => (m2 > closing * zoneM2 ? m2 : 0);
  const uncoveredM2 = beyond(zoneM2 - coveredM2);
  const doublyM2 = beyond(grossM2 - coveredM2);
  const categories = { agricultural: 0, construction: 0, unused: 0, unassigned: 0 };
  const unknown = new Map<string, number>();
  const classes = new Map<string, KnownClass | undefined>();
  let cultivatedM2 = 0;
  for (const { class: code, areaM2 } of rows) {
    const found: KnownClass | undefined = known(code);
    classes.set(code, found);
    if (found?.top.code === '01') cultivatedM2 += areaM2;
    categories[found?.category ?? 'unassigned'] += areaM2;
    if (!found) unknown.set(code, (unknown.get(code) ?? 0) + areaM2);
  }
  return {
    ...{ layer, classification: classification?.id ?? null, standard: classification?.standard ?? null },
    classes: [...classes.keys()].sort().map((code) => {
      const found = classes.get(code);
      return {
        code,
        ...(found ? { name: found.name } : {}),
        ...(found?.category ? { category: found.category } : {}),
        ...(found ? { top: { code: found.top.code, name: found.top.name } } : {}),
      };
    }),
    rows: inOrder(rows),
    ...{ deductedM2, closesTo: zoneM2, uncoveredM2, doublyM2 },
    residualM2: zoneM2 - (grossM2 + uncoveredM2 - doublyM2),
    ...{ deduction, badDeductions },
    unknownClasses: [...unknown].map(([code, areaM2]) => ({ code, areaM2 })),
    ...{ cultivatedM2, categories },
  };
}
