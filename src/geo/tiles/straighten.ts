/**
 * Leaves out points of a closed ring that lie within `tolerance` of the straight line between those that are kept (the
 * cone intersection of Zhao and Saalfeld, 1997): one pass, and no point left out is farther off than the tolerance.
 * `points` are x, y in turn, `count` of them, not closed; they are moved to the front, and their new count is returned.
 */
export function straighten(points: Float64Array, count: number, tolerance: number): number {
  if (count < 4 || tolerance <= 0) return count;
  const near = tolerance * tolerance;
  const [startX, startY] = [points[0]!, points[1]!];
  let [anchorX, anchorY] = [startX, startY];
  let kept = 1;
  // The directions from the anchor that pass every point left out since closely enough: from low to high, turning left.
  let open = false;
  let [lowX, lowY, highX, highY, reach] = [0, 0, 0, 0, 0];
  let [beforeX, beforeY] = [startX, startY];
  for (let i = 1; i <= count; i++) {
    const [x, y] = i < count ? [points[2 * i]!, points[2 * i + 1]!] : [startX, startY];
    let [dx, dy] = [x - anchorX, y - anchorY];
    let far = dx * dx + dy * dy;
    const fits =
      !open || (lowX * dy - lowY * dx >= 0 && dx * highY - dy * highX >= 0 && Math.sqrt(far) >= reach);
    if (!fits) {
      points[2 * kept] = beforeX;
      points[2 * kept + 1] = beforeY;
      kept++;
      [anchorX, anchorY] = [beforeX, beforeY];
      [dx, dy] = [x - anchorX, y - anchorY];
      far = dx * dx + dy * dy;
      open = false;
      reach = 0;
    }
    [beforeX, beforeY] = [x, y];
    if (far <= near) continue;
    const length = Math.sqrt(far);
    const sine = tolerance / length;
    const cosine = Math.sqrt(1 - sine * sine);
    const [rightX, rightY] = [dx * cosine + dy * sine, dy * cosine - dx * sine];
    const [leftX, leftY] = [dx * cosine - dy * sine, dy * cosine + dx * sine];
    if (!open || lowX * rightY - lowY * rightX > 0) [lowX, lowY] = [rightX, rightY];
    if (!open || highX * leftY - highY * leftX < 0) [highX, highY] = [leftX, leftY];
    open = true;
    reach = Math.max(reach, length);
  }
  return kept;
}
