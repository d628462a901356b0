import { type Problem, warning } from '../../model/index.ts';

/** Metres to either side of a centre line, seen in the direction it was drawn. */
export interface Widths {
  leftM: number;
  rightM: number;
}

/** The widest corridor that is taken for one: a figure beyond it is a slip of the unit. */
export const widestM = 2_000;

/** Whether the widths make an area: neither is negative, not both are 0, none is out of reason. */
export const widthsMakeSense = ({ leftM, rightM }: Widths): boolean =>
  [leftM, rightM].every((width) => width >= 0 && width <= widestM) && leftM + rightM > 0;

/** Stands with the zone in its record and in every report. */
export const madeFromLine = ({ leftM, rightM }: Widths): Problem => ({
  ...warning('made-from-line', {
    zh: `由中心线生成：左宽 ${leftM} 米，右宽 ${rightM} 米，两端平头。`,
    en: `Made from a centre line: ${leftM} m to its left, ${rightM} m to its right, flat ends.`,
  }),
  severity: 'info',
});
