import type { Problem, ZoneCrs } from '../../model/index.ts';
import { guessCrs } from '../crs/guess.ts';
import { settleCrs } from '../crs/settle.ts';
import { systemOf } from '../crs/systems.ts';
import type { CrsChoice, CrsGuess, StatedCrs, TownContext } from '../crs/types.ts';
import { type Affine, apply } from './affine.ts';

/** The middle of a picture in the numbers of its file. */
const middleOf = (map: Affine, width: number, height: number) => apply(map, [width / 2, height / 2]);

/** Which systems a picture may be in, by what its files state and by where its middle would lie. */
export function guessPlace(
  map: Affine,
  width: number,
  height: number,
  stated: StatedCrs | undefined,
  town: TownContext | undefined,
): CrsGuess {
  const guess = guessCrs(middleOf(map, width, height), stated, town);
  // Minutes and seconds are no plane a picture could lie on.
  const flat = guess.alternatives.filter((one) => !one.packedDms);
  const { chosen, ...rest } = guess;
  return { ...rest, alternatives: flat, ...(chosen && !chosen.packedDms ? { chosen } : {}) };
}

/** The map of a picture to east and north of the system itself: axes and zone prefix of the file put right. */
export function rightedMap(map: Affine, choice: CrsChoice): Affine {
  const { a, b, c, d, e, f } = map;
  const right: Affine = choice.swapAxes ? { a: d, b: e, c: f, d: a, e: b, f: c } : map;
  const zone = systemOf(choice.code)?.zone;
  if (choice.writtenPrefix === undefined || zone === undefined) return right;
  return { ...right, c: right.c + (zone - choice.writtenPrefix) * 1e6 };
}

/** The place a choice gives a picture, with what is to be said of its system. */
export function settlePlace(
  map: Affine,
  [width, height]: readonly [number, number],
  choice: CrsChoice,
  guess: CrsGuess,
): { map: Affine; crs: ZoneCrs; problems: Problem[] } {
  const settled = settleCrs(choice, guess, middleOf(map, width, height));
  return { map: rightedMap(map, choice), ...settled };
}
