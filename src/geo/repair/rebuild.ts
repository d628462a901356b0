import type { Position } from 'geojson';
import type { Problem } from '../../model/index.ts';
import { change, m2, type RepairChange, type RepairOptions, refusal } from './changes.ts';
import { facesOf, twiceArea } from './faces.ts';
import { cellM2, type Grid, type GridPoint, gridOver } from './grid.ts';
import { cells, fillRing, intersect, subtract, unite } from './resolve.ts';
import { type Fault, faultsOf } from './validity.ts';

type Part = Position[][];
type Path = readonly GridPoint[];
type Outcome = { parts: Part[]; changes: RepairChange[] } | { refused: Problem };

/** Below this, two ways of reading a shape are the same, m². */
const negligibleM2 = 0.01;

interface Work {
  grid: Grid;
  toM2: (gridCells: number) => number;
  options: RepairOptions;
  changes: RepairChange[];
  faults: readonly Fault[];
}

/**
 * A polygon with crossing or misplaced rings, put together again. Each part by itself: its shell filled, its holes
 * filled and taken away; then the parts united. Refused where a ring winds twice round an area or a hole lies outside
 * its shell, unless the options say what is meant.
 */
export function rebuild(parts: readonly Part[], faults: readonly Fault[], options: RepairOptions): Outcome {
  const grid = gridOver(parts.flat());
  const lat = parts[0]?.[0]?.[0]?.[1] ?? 0;
  const cell = cellM2(lat);
  const work: Work = { grid, toM2: (n) => n * cell, options, changes: [], faults };
  const regions: Path[][] = [];
  for (const [p, part] of parts.entries()) {
    const region = rebuildPart(part, p, work);
    if ('refused' in region) return region;
    regions.push(region.paths, ...region.extra);
  }
  const sum = regions.reduce((total, region) => total + cells(region), 0);
  const union = regions.length > 1 ? unite(regions.flat()) : (regions[0] as Path[]);
  const doubled = work.toM2(sum - cells(union));
  if (regions.length > 1 && (doubled > 1e-4 || faults.some((f) => f.kind === 'parts-overlap')))
    work.changes.push(
      change(
        'parts-merged',
        `各部分有重叠或共边，已合并（重叠 ${m2(doubled)} 平方米）。`,
        `Parts overlapping or sharing edges were merged (overlap ${m2(doubled)} m²).`,
        doubled,
      ),
    );
  return finish(union, work);
}

/** Polygons from the region; tried with the input's own coordinates first, then on the grid. */
function finish(region: readonly Path[], work: Work): Outcome {
  let paths = region;
  for (let round = 0; round < 3; round++) {
    const faces = facesOf(paths);
    if (!faces.length) return { refused: nothingLeft };
    for (const back of [work.grid.back, work.grid.plain]) {
      const parts = faces.map((face) => face.map((ring) => ring.map(back)));
      if (!faultsOf({ type: 'MultiPolygon', coordinates: parts }, 1).length) {
        noteSplit(faces.length, work);
        return { parts, changes: work.changes };
      }
    }
    // Rounding crossings to the grid can make new ones, ever smaller: once more through the clipper settles them.
    paths = unite(faces.flatMap((face) => face.map((ring) => ring.slice(0, -1))));
  }
  return { refused: stubborn };
}

function noteSplit(count: number, work: Work): void {
  if (count > 1 && work.faults.some((f) => f.kind === 'interior-disconnected'))
    work.changes.push(
      change(
        'parts-split',
        `内部被环隔断，已拆成 ${count} 个部分。`,
        `Rings cut the interior apart; it became ${count} parts.`,
      ),
    );
}

function rebuildPart(
  part: Part,
  p: number,
  work: Work,
): { paths: Path[]; extra: Path[][] } | { refused: Problem } {
  const filled: Path[][] = [];
  for (const [r, ring] of part.entries()) {
    const one = fill(ring, p, r, work);
    if ('refused' in one) return one;
    filled.push(one.paths);
  }
  const [shell, ...holes] = filled as [Path[], ...Path[][]];
  const inside: Path[][] = [];
  const extra: Path[][] = [];
  for (const [h, hole] of holes.entries()) {
    const overlap = work.toM2(cells(intersect(hole, shell)));
    const area = work.toM2(cells(hole));
    if (overlap > Math.min(negligibleM2, area / 2)) {
      inside.push(hole);
      if (area - overlap > 1e-4) trimmed(area - overlap, work);
    } else if (work.options.outsideHole === undefined) return { refused: outside(h + 1, area, p) };
    else {
      if (work.options.outsideHole === 'part') extra.push(hole);
      movedHole(area, work);
    }
  }
  if (!inside.length) return { paths: shell, extra };
  const gaps = inside.length > 1 ? unite(inside.flat()) : (inside[0] as Path[]);
  const doubled = work.toM2(inside.reduce((sum, hole) => sum + cells(hole), 0) - cells(gaps));
  if (doubled > 1e-4)
    work.changes.push(
      change(
        'holes-merged',
        `相互重叠的洞已合并（重叠 ${m2(doubled)} 平方米）。`,
        `Overlapping holes were merged (overlap ${m2(doubled)} m²).`,
        doubled,
      ),
    );
  return { paths: subtract(shell, gaps), extra };
}

/** One ring as a region, under both fill rules; they must agree or the options decide. */
function fill(ring: Position[], p: number, r: number, work: Work): { paths: Path[] } | { refused: Problem } {
  const path = ring.slice(0, -1).map(work.grid.to);
  const crossing = work.faults.some((f) => f.part === p && f.ring === r && onRing(f));
  // Even a sound ring goes through the clipper, which sets its direction.
  const exclude = fillRing(path, 'exclude');
  const once = fillRing(path, 'once');
  const twice = work.toM2(cells(once) - cells(exclude));
  if (twice > negligibleM2 && !work.options.overlap)
    return { refused: ambiguous(twice, cells(once), p, r, work) };
  const paths = work.options.overlap === 'exclude' ? exclude : once;
  if (crossing || twice > negligibleM2) {
    const before = Math.abs(twiceArea(path)) / 2;
    const moved = work.toM2(Math.abs(cells(paths) - before));
    const at = work.faults.find((f) => f.part === p && f.ring === r && onRing(f))?.at ?? ring[0];
    work.changes.push(
      change(
        'self-intersection',
        `边界自相交（${show(at)} 附近），已按所围的面重建，面积变动 ${m2(moved)} 平方米；请核对点的次序。`,
        `The boundary crosses itself (near ${show(at)}); it was rebuilt from the areas it encloses, moving ${m2(moved)} m². Check the order of the points.`,
        moved,
      ),
    );
  }
  return { paths };
}

const onRing = (fault: Fault) => fault.kind === 'self-intersection' || fault.kind === 'ring-touches-itself';

const show = (at: Position | undefined): string => (at ? `${at[0]?.toFixed(6)}, ${at[1]?.toFixed(6)}` : '?');

function trimmed(area: number, work: Work): void {
  work.changes.push(
    change(
      'hole-trimmed',
      `洞伸出外环的 ${m2(area)} 平方米已忽略。`,
      `The ${m2(area)} m² of a hole beyond its shell were ignored.`,
      area,
    ),
  );
}

function movedHole(area: number, work: Work): void {
  const part = work.options.outsideHole === 'part';
  work.changes.push(
    change(
      'hole-outside',
      `外环以外的洞（${m2(area)} 平方米）已${part ? '作为单独的部分' : '去掉'}。`,
      `A hole outside its shell (${m2(area)} m²) ${part ? 'became a part of its own' : 'was dropped'}.`,
      area,
    ),
  );
}

function ambiguous(twice: number, once: number, p: number, r: number, work: Work): Problem {
  const total = work.toM2(once);
  return refusal(
    'overlap-ambiguous',
    {
      zh: `边界绕同一块地两圈（第 ${p + 1} 部分第 ${r + 1} 环，${m2(twice)} 平方米）：计入则共 ${m2(total)} 平方米，不计入则 ${m2(total - twice)} 平方米，无法判断。`,
      en: `The boundary runs twice round the same ground (part ${p + 1}, ring ${r + 1}, ${m2(twice)} m²): with it ${m2(total)} m², without it ${m2(total - twice)} m². Which is meant cannot be told.`,
    },
    {
      zh: '请核对点的次序，或选择计入、不计入。',
      en: 'Check the order of the points, or choose to count it or not.',
    },
    { feature: `${p + 1}/${r + 1}` },
  );
}

function outside(ring: number, area: number, p: number): Problem {
  return refusal(
    'hole-outside-shell',
    {
      zh: `第 ${p + 1} 部分的第 ${ring} 个洞（${m2(area)} 平方米）在外环之外。`,
      en: `Hole ${ring} of part ${p + 1} (${m2(area)} m²) lies outside its shell.`,
    },
    {
      zh: '请选择：作为单独的部分，或去掉。',
      en: 'Choose: a part of its own, or leave it out.',
    },
    { feature: `${p + 1}/${ring + 1}` },
  );
}

const nothingLeft = refusal(
  'encloses-nothing',
  { zh: '去掉洞以后图形没有面积。', en: 'Without its holes the shape has no area.' },
  { zh: '请检查洞与外环。', en: 'Check the holes against the shell.' },
);
const stubborn = refusal(
  'repair-failed',
  { zh: '多次修复后图形仍不合法。', en: 'The shape is still not valid after several repairs.' },
  { zh: '请在制图软件中检查该图形。', en: 'Check the shape in the program that made it.' },
);
