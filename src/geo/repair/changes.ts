import { type Bilingual, type Place, type Problem, problem } from '../../model/index.ts';
import type { RingChanges } from './clean.ts';

/** How the two questions that repair cannot answer by itself are to be answered. */
export interface RepairOptions {
  /** Area a ring winds round twice: part of the shape (`once`) or a gap in it (`exclude`). */
  overlap?: 'once' | 'exclude';
  /** A hole wholly outside its shell: a `part` of its own, or nothing (`drop`). */
  outsideHole?: 'part' | 'drop';
}

/** One thing repair did, in words, and the area it added or took, m² on the ellipsoid. */
export interface RepairChange {
  code:
    | 'ring-closed'
    | 'duplicate-points'
    | 'spikes-removed'
    | 'ring-dropped'
    | 'ring-repeated'
    | 'self-intersection'
    | 'holes-merged'
    | 'hole-trimmed'
    | 'hole-outside'
    | 'parts-merged'
    | 'parts-split'
    | 'rewound';
  what: Bilingual;
  movedAreaM2: number;
}

export const m2 = (area: number): string => (area < 1 ? area.toPrecision(2) : area.toFixed(2));

export const change = (
  code: RepairChange['code'],
  zh: string,
  en: string,
  movedAreaM2 = 0,
): RepairChange => ({
  code,
  what: { zh, en },
  movedAreaM2,
});

/** The changes of cleaning, summed over all rings. */
export function cleaningChanges(all: readonly RingChanges[]): RepairChange[] {
  const closed = all.filter((c) => c.closed).length;
  const duplicates = all.reduce((sum, c) => sum + c.duplicates, 0);
  const spikes = all.reduce((sum, c) => sum + c.spikes, 0);
  const list: RepairChange[] = [];
  if (closed)
    list.push(change('ring-closed', `闭合了 ${closed} 个未闭合的环。`, `Closed ${closed} open ring(s).`));
  if (duplicates)
    list.push(
      change(
        'duplicate-points',
        `去掉了 ${duplicates} 个重复点。`,
        `Removed ${duplicates} repeated point(s).`,
      ),
    );
  if (spikes)
    list.push(
      change('spikes-removed', `去掉了 ${spikes} 处尖刺。`, `Removed ${spikes} spike(s) enclosing nothing.`),
    );
  return list;
}

export const refusal = (code: string, what: Bilingual, remedy: Bilingual, where?: Place): Problem =>
  problem(code, what, where, remedy);
