/**
 * Names for points that have none, ring by ring: the next free number behind the plot's own names, with their letters.
 * Names that are given stay. Rings are closed: their last point is called as the first.
 * @param rings names of each ring's points, '' where there is none, the closing point last
 */
export function numbered(rings: readonly (readonly string[])[]): string[][] {
  const given = rings.flat().filter(Boolean);
  const numbers = given.map((name) => Number(/(\d+)\D*$/.exec(name)?.[1] ?? 0));
  // As the file numbers its points: J12, or 12.
  const letters = /^(\D*)\d+$/.exec(given[0] ?? 'J1')?.[1] ?? 'J';
  let next = numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
  return rings.map((names) => {
    const ringNames = names.slice(0, -1).map((name) => name || `${letters}${next++}`);
    const last = names.at(-1);
    return names.length ? [...ringNames, last || (ringNames[0] ?? '')] : [];
  });
}
