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
