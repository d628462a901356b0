import type { MultiPolygon, Polygon, Position } from 'geojson';
import { type Problem, ProblemError } from '../../model/index.ts';
import { geodesicArea, leastM2 } from '../area/index.ts';
import { signedArea2 } from '../plane/area.ts';
import { polygonsOf } from '../plane/polygons.ts';
import { change, cleaningChanges, m2, type RepairChange, type RepairOptions, refusal } from './changes.ts';
import { cleanRing, ringKey } from './clean.ts';
import { m2PerDegree2 } from './grid.ts';
import { rebuild } from './rebuild.ts';
import { faultsOf } from './validity.ts';

export type { RepairChange, RepairOptions } from './changes.ts';
export { type Fault, faultsOf } from './validity.ts';

export interface Repaired {
  /** Valid in the OGC sense and wound per RFC 7946, unless `refused`; then the geometry as it came. */
  geometry: Polygon | MultiPolygon;
  changes: RepairChange[];
  refused?: Problem;
}

type Part = Position[][];

/**
 * Whether a shape is a line that rounding has swollen. Its edges are straight in degrees, as where it is laid over others;
 * geodesics between its points would enclose something even on one line.
 */
function enclosesTooLittle(geometry: Polygon | MultiPolygon): boolean {
  const [, lat = 0] = polygonsOf(geometry)[0]?.[0]?.[0] ?? [];
  return planarArea(geometry) * m2PerDegree2(lat) < leastM2;
}

const enclosesNothing = refusal(
  'encloses-nothing',
  { zh: '图形围不成面积。', en: 'The shape encloses no area.' },
  { zh: '请检查界址点。', en: 'Check the boundary points.' },
);

/**
 * A polygon in longitude and latitude, made valid in the OGC sense and wound per RFC 7946 where there is one way to do
 * it; what changed and how much area moved comes along. Points keep their coordinates; only where edges cross are new
 * ones made, on a grid of 1e-9°. Fill rule: a crossing ring is filled under even-odd and under non-zero; where both
 * agree (a bow-tie) that is the answer, where they do not, `options.overlap` must say. Never throws.
 */
export function repair(geometry: Polygon | MultiPolygon, options: RepairOptions = {}): Repaired {
  try {
    return attempt(geometry, options);
  } catch (error) {
    const [first] = error instanceof ProblemError ? error.problems : [];
    const detail = error instanceof Error ? error.message : String(error);
    const refused =
      first ??
      refusal(
        'repair-failed',
        { zh: `无法修复：${detail}`, en: `Repair failed: ${detail}` },
        { zh: '请在制图软件中检查该图形。', en: 'Check the shape in the program that made it.' },
      );
    return { geometry, changes: [], refused };
  }
}

function attempt(geometry: Polygon | MultiPolygon, options: RepairOptions): Repaired {
  const given = polygonsOf(geometry);
  const changes: RepairChange[] = [];
  // A needle in a sound shape is its own affair: spikes are only taken off what is not valid as it stands.
  const sound = given.length > 0 && !faultsOf(geometry, 1).length;
  const cleaned = dropRepeated(dropEmpty(cleanAll(given, !sound, changes), changes), changes);
  if (!cleaned.length) return { geometry, changes, refused: enclosesNothing };
  const faults = faultsOf(asGeometry(cleaned));
  if (!faults.length) {
    const wound = asGeometry(wind(cleaned, changes));
    if (enclosesTooLittle(wound)) return { geometry, changes, refused: enclosesNothing };
    return { geometry: wound, changes };
  }
  const rebuilt = rebuild(cleaned, faults, options);
  if ('refused' in rebuilt) return { geometry, changes, refused: rebuilt.refused };
  changes.push(...rebuilt.changes);
  return { geometry: asGeometry(rebuilt.parts), changes };
}

function cleanAll(parts: readonly Part[], spikes: boolean, changes: RepairChange[]): Part[] {
  const results = parts.map((part) => part.map((ring) => cleanRing(ring, spikes)));
  changes.push(...cleaningChanges(results.flat().map((r) => r.changes)));
  return results.map((part) => part.map((r) => r.ring));
}

/** A shell without area takes its holes with it; a hole without area just goes. */
function dropEmpty(parts: readonly Part[], changes: RepairChange[]): Part[] {
  let dropped = 0;
  const flat = (ring: Position[]) => ring.length < 4;
  const kept = parts.flatMap((part) => {
    const [shell, ...holes] = part;
    if (!shell || flat(shell)) {
      dropped += part.length;
      return [];
    }
    const sound = holes.filter((hole) => !flat(hole));
    dropped += holes.length - sound.length;
    return [[shell, ...sound]];
  });
  if (dropped)
    changes.push(
      change(
        'ring-dropped',
        `去掉了 ${dropped} 个没有面积的环。`,
        `Dropped ${dropped} ring(s) without area.`,
      ),
    );
  return kept;
}

/** The same ring drawn twice would cancel out under even-odd: one of the two goes, be it a part or a hole. */
function dropRepeated(parts: readonly Part[], changes: RepairChange[]): Part[] {
  const shells = new Set<string>();
  let moved = 0;
  let dropped = 0;
  const kept = parts.flatMap((part) => {
    const [shell, ...holes] = part as [Position[], ...Position[][]];
    const key = ringKey(shell);
    if (shells.has(key) && !holes.length) {
      dropped++;
      moved += geodesicArea({ type: 'Polygon', coordinates: [shell] });
      return [];
    }
    shells.add(key);
    const seen = new Set<string>();
    const single = holes.filter((hole) => {
      const holeKey = ringKey(hole);
      if (!seen.has(holeKey)) return seen.add(holeKey) !== undefined;
      dropped++;
      moved += geodesicArea({ type: 'Polygon', coordinates: [hole] });
      return false;
    });
    return [[shell, ...single]];
  });
  if (dropped)
    changes.push(
      change(
        'ring-repeated',
        `去掉了 ${dropped} 个重复的环（重复计入 ${m2(moved)} 平方米）。`,
        `Removed ${dropped} ring(s) drawn twice (${m2(moved)} m² counted twice).`,
        moved,
      ),
    );
  return kept;
}

/** Shells counter-clockwise, holes clockwise (RFC 7946, 3.1.6). */
function wind(parts: readonly Part[], changes: RepairChange[]): Part[] {
  let turned = 0;
  const wound = parts.map((part) =>
    part.map((ring, i) => {
      if (signedArea2(ring) > 0 === (i === 0)) return ring;
      turned++;
      return [...ring].reverse();
    }),
  );
  if (turned)
    changes.push(
      change(
        'rewound',
        `调整了 ${turned} 个环的方向。`,
        `Turned ${turned} ring(s) to the standard direction.`,
      ),
    );
  return wound;
}

const planarArea = (geometry: Polygon | MultiPolygon): number => {
  const parts = polygonsOf(geometry);
  return Math.abs(parts.flat().reduce((sum, ring) => sum + signedArea2(ring) / 2, 0));
};

function asGeometry(parts: Part[]): Polygon | MultiPolygon {
  const [only] = parts;
  return parts.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}
