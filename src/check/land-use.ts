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

/** Less than this share of the zone is the error of computing, not ground. */
const closing = 1e-9;

/** Area by owner and class of a zone's overlaps with a land-use layer. Unrounded, m² on the ellipsoid. */
export function landUse(pieces: readonly LandPiece[], ground: LandUseGround): LandUse {
  const { layer, classification, zoneM2 } = ground;
  const known = classification ? classIndex(classification) : () => undefined;
  const deduction = unitOf(pieces.map((piece) => piece.deduction ?? 0));
  const rows = new Map<string, LandUseRow>();
  let [deductedM2, grossM2, badDeductions] = [0, 0, 0];
  const add = (piece: LandPiece, code: string, areaM2: number) => {
    if (!(areaM2 > 0)) return;
    const unit = words(piece.owner);
    const owner = words(piece.located) || unit;
    const ownership = words(piece.ownership);
    const key = `${owner}\n${unit}\n${ownership}\n${code}`;
    const row = rows.get(key);
    if (row) row.areaM2 += areaM2;
    else
      rows.set(key, {
        owner,
        ...(unit && unit !== owner ? { unit } : {}),
        ...{ ownership, holder: holderOf(ownership), class: code, areaM2 },
      });
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
  for (const { class: code, areaM2 } of rows.values()) {
    const found: KnownClass | undefined = known(code);
    classes.set(code, found);
    if (found?.top.code === '01') cultivatedM2 += areaM2;
    categories[found?.category ?? 'unassigned'] += areaM2;
    if (!found) unknown.set(code, (unknown.get(code) ?? 0) + areaM2);
  }
  const places = new Map(
    [...new Set([...rows.values()].map(({ owner }) => owner))]
      .sort(byOwner)
      .map((owner, place) => [owner, place]),
  );
  const order = (a: LandUseRow, b: LandUseRow) =>
    places.get(a.owner)! - places.get(b.owner)! ||
    byCode(a.ownership, b.ownership) ||
    byCode(a.class, b.class);
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
    rows: [...rows.values()].sort(order),
    ...{ deductedM2, closesTo: zoneM2, uncoveredM2, doublyM2 },
    residualM2: zoneM2 - (grossM2 + uncoveredM2 - doublyM2),
    ...{ deduction, badDeductions },
    unknownClasses: [...unknown].map(([code, areaM2]) => ({ code, areaM2 })),
    ...{ cultivatedM2, categories },
  };
}
