import {
  type Bilingual,
  type Classification,
  classIndex,
  type KnownClass,
  type LandCategory,
} from '../model/index.ts';
import { type LandPieces, type LandUseRow, rowsOf } from './land-use-rows.ts';

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

/** Coefficients above 1 can only be per cent; one such in the layer means that all are. */
function unitOf(deductions: ArrayLike<number>): LandUse['deduction'] {
  let some = false;
  for (let k = 0; k < deductions.length; k++) {
    const deduction = deductions[k]!;
    if (deduction > 1 && deduction <= 100) return 'percent';
    some ||= deduction > 0;
  }
  return some ? 'share' : 'none';
}

/** What the land-use table is made of, beside the records. */
export interface LandUseGround {
  layer: string;
  classification: Classification | null;
  /** Area of the zone, m². */
  zoneM2: number;
  /** Ground covered by the records together, each place once. Asked for only when their sum is not the zone's area. */
  coveredM2: () => number;
}

/** Less than this share of the zone is the error of computing, not ground. */
const closing = 1e-9;

/** Area by owner and class of a zone's overlaps with a land-use layer. Unrounded, m² on the ellipsoid. */
export function landUse(pieces: LandPieces, ground: LandUseGround): LandUse {
  const { layer, classification, zoneM2 } = ground;
  const classAt = classification ? classIndex(classification) : () => undefined;
  const { overlapM2 } = pieces;
  const deduction = unitOf(pieces.deduction);
  const whole = deduction === 'percent' ? 100 : 1;
  const shares = new Float64Array(overlapM2.length);
  let [deductedM2, grossM2, badDeductions] = [0, 0, 0];
  for (let k = 0; k < shares.length; k++) {
    const share = pieces.deduction[k]! / whole;
    if (share >= 0 && share <= 1) shares[k] = share;
    else badDeductions++;
    grossM2 += overlapM2[k]!;
    deductedM2 += overlapM2[k]! * shares[k]!;
  }
  const { met, sorted: rows } = rowsOf(pieces, shares, classification?.deducted);
  const exact = Math.abs(grossM2 - zoneM2) <= closing * zoneM2;
  const coveredM2 = exact ? zoneM2 : Math.min(ground.coveredM2(), zoneM2);
  const beyond = (m2: number) => (m2 > closing * zoneM2 ? m2 : 0);
  const uncoveredM2 = beyond(zoneM2 - coveredM2);
  const doublyM2 = beyond(grossM2 - coveredM2);
  const categories = { agricultural: 0, construction: 0, unused: 0, unassigned: 0 };
  const unknown = new Map<string, number>();
  const classes = new Map<string, KnownClass | null>();
  let cultivatedM2 = 0;
  for (const { class: code, areaM2 } of met) {
    let landClass = classes.get(code);
    if (landClass === undefined) {
      landClass = classAt(code) ?? null;
      classes.set(code, landClass);
    }
    if (landClass?.top.code === '01') cultivatedM2 += areaM2;
    categories[landClass?.category ?? 'unassigned'] += areaM2;
    if (!landClass) unknown.set(code, (unknown.get(code) ?? 0) + areaM2);
  }
  return {
    ...{ layer, classification: classification?.id ?? null, standard: classification?.standard ?? null },
    classes: [...classes.keys()].sort().map((code) => {
      const entry = classes.get(code);
      return {
        code,
        ...(entry ? { name: entry.name } : {}),
        ...(entry?.category ? { category: entry.category } : {}),
        ...(entry ? { top: { code: entry.top.code, name: entry.top.name } } : {}),
      };
    }),
    rows,
    ...{ deductedM2, closesTo: zoneM2, uncoveredM2, doublyM2 },
    residualM2: zoneM2 - (grossM2 + uncoveredM2 - doublyM2),
    ...{ deduction, badDeductions },
    unknownClasses: [...unknown].map(([code, areaM2]) => ({ code, areaM2 })),
    ...{ cultivatedM2, categories },
  };
}
