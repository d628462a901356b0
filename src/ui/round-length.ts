/** The longest of 1, 2, 5 × 10ⁿ that fits. */
export function roundLength(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit));
  const factor = limit / power;
  return power * (factor >= 5 ? 5 : factor >= 2 ? 2 : 1);
}
