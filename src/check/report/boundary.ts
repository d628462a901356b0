import { gridLength, gridOf } from '../../geo/edit/point-at.ts';
import type { Zone } from '../../model/index.ts';
import { surveyPoints } from '../boundary/survey-order.ts';
import { blank, column, metres, type Row, same, type Table, t } from './cells.ts';

/** A boundary ring as it is printed and exported: X is north, Y east with the zone's prefix, metres. */
export interface BoundaryRing {
  part: number;
  /** From 1 within its part; the first is the outer one. */
  ring: number;
  hole: boolean;
  /** `sideM` is the length in the plane to the next point, as the coordinates give it; the last has the one back to the first. */
  points: { name: string; x: number; y: number; sideM: number }[];
}

/** Boundary points ring by ring in the surveyors' order, in the plane of the 3° zone of the central meridian. */
export function boundaryOf(zone: Zone, centralMeridian: number): BoundaryRing[] {
  const prefix = (centralMeridian / 3) * 1e6;
  return surveyPoints(zone, centralMeridian).map((ring) => {
    const { part, ring: place } = ring[0]!.path;
    return {
      ...{ part: part + 1, ring: place + 1, hole: place > 0 },
      points: ring.map(({ name, position, next }) => {
        const [east, north] = gridOf(position, centralMeridian);
        return { name, x: north, y: prefix + east, sideM: gridLength(position, next, centralMeridian) };
      }),
    };
  });
}

/** 界址点成果表: each ring under its own heading, closed by its first point. */
export function boundaryTable(zone: Zone, centralMeridian: number): Table {
  const rings = boundaryOf(zone, centralMeridian);
  const parts = Math.max(0, ...rings.map(({ part }) => part));
  const rows = rings.flatMap(({ part, ring, hole, points }): Row[] => {
    const [zhPart, enPart] = parts > 1 ? [`第 ${part} 部分 `, `Part ${part}, `] : ['', ''];
    const heading = hole
      ? t(
          `${zhPart}内环 ${ring - 1}（挖空，${points.length} 点）`,
          `${enPart}hole ${ring - 1} (${points.length} points)`,
        )
      : t(`${zhPart}外环（${points.length} 点）`, `${enPart}outer ring (${points.length} points)`);
    const line = (key: string, at: (typeof points)[number], side: boolean): Row => ({
      key: `${part} ${ring} ${key}`,
      cells: [same(at.name), metres(at.x, 3), metres(at.y, 3), side ? metres(at.sideM, 2) : blank],
    });
    return [
      { key: `${part} ${ring}`, cells: [{ ...heading, span: 4 }, blank, blank, blank] },
      ...points.map((point, i) => line(`${i}`, point, true)),
      line('closing', points[0]!, false),
    ];
  });
  const points = rings.flatMap((ring) => ring.points);
  // Of the sides as they are printed, so that adding them up gives it.
  const around = points.reduce((sum, { sideM }) => sum + Math.round(sideM * 100), 0) / 100;
  return {
    id: 'points',
    title: t('界址点成果表', 'Boundary points'),
    columns: [
      column('点号', 'Point'),
      column('X（北，m）', 'X (north, m)'),
      column('Y（东，m）', 'Y (east, m)'),
      column('边长（m）', 'Side (m)'),
    ],
    rows,
    note: t(
      `CGCS2000 高斯-克吕格 3° 带第 ${centralMeridian / 3} 带（中央经线 ${centralMeridian}°），共 ${points.length} 点；边长为至下一点、由坐标反算的平面长度，合计 ${around.toFixed(2)} 米。`,
      `CGCS2000 Gauss–Krüger 3° zone ${centralMeridian / 3} (central meridian ${centralMeridian}°), ${points.length} points; sides are lengths in the plane to the next point, together ${around.toFixed(2)} m.`,
    ),
    on: ['sheet', 'file'],
  };
}
