/** Left, top, right, bottom, pixels. */
export type Box = readonly [number, number, number, number];

/** Side of the cells in which taken room is kept. */
const cell = 48;

/** The room of a drawing that labels share: what is taken is not given twice. */
export function createRoom(width: number, height: number) {
  const cells = new Map<string, Box[]>();
  const cellsOf = ([left, top, right, bottom]: Box): string[] => {
    const keys: string[] = [];
    for (let x = Math.floor(left / cell); x * cell <= right; x++)
      for (let y = Math.floor(top / cell); y * cell <= bottom; y++) keys.push(`${x},${y}`);
    return keys;
  };
  return {
    /** Whether boxes lie within the drawing and keep clear of all that is taken. */
    free: (boxes: readonly Box[]): boolean =>
      boxes.every(
        (box) =>
          box[0] >= 0 &&
          box[1] >= 0 &&
          box[2] <= width &&
          box[3] <= height &&
          cellsOf(box).every((key) =>
            (cells.get(key) ?? []).every(
              (other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1],
            ),
          ),
      ),
    take: (boxes: readonly Box[]): void => {
      for (const box of boxes)
        for (const key of cellsOf(box)) {
          const list = cells.get(key);
          if (list) list.push(box);
          else cells.set(key, [box]);
        }
    },
  };
}
export type Room = ReturnType<typeof createRoom>;
