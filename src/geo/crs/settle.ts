import { type Bilingual, type Problem, warning, type ZoneCrs } from '../../model/index.ts';
import { mover, righted, roughKm, sameChoice } from './candidates.ts';
import { datumNotes, shiftPassedOver, shiftUnknown } from './notes.ts';
import { type Datum, datumNames, isOldDatum, type System, systemOf } from './systems.ts';
import { hasShift } from './transform.ts';
import type { CrsChoice, CrsGuess, StatedReading } from './types.ts';

/** How far off a place is taken to be where the file states what cannot be computed: no less than an old datum's shift. */
const unknownM = 100;

/**
 * The system a file is read in by a choice, with what is to be said of it: its datum, and what the file states against
 * it. A choice that is not the guess's own is the user's.
 * @param sample a position as the file has it, east or longitude first
 */
export function settleCrs(
  choice: CrsChoice,
  guess: CrsGuess,
  sample: readonly [number, number],
): { crs: ZoneCrs; problems: Problem[] } {
  const system = systemOf(choice.code);
  if (!system) return { crs: { code: choice.code, from: choice.from }, problems: [] };
  const from = choice.from === 'guess' && !sameChoice(guess.chosen, choice) ? 'user' : choice.from;
  const against = contradicted({ ...choice, from }, guess, sample);
  const shift = isOldDatum(system.datum) && hasShift(choice.shift) ? { shift: choice.shift } : {};
  return {
    crs: { code: system.code, from, ...shift, ...(against.offM ? { offM: against.offM } : {}) },
    problems: [...against.problems, ...datumNotes(system, choice, righted(choice)(sample))],
  };
}

/**
 * A system, or parameters, chosen against what the file states. The choice holds, since its maker may know better, but
 * both are named, and the zone is as far in doubt as the two readings lie apart: numbers of an old datum stay in doubt
 * whatever they are called. Where the file's own reading puts the shape where it cannot be, only its datum counts.
 */
function contradicted(
  choice: CrsChoice,
  { stated }: CrsGuess,
  sample: readonly [number, number],
): { problems: Problem[]; offM: number } {
  const none = { problems: [], offM: 0 };
  const system = systemOf(choice.code);
  if (choice.from === 'header' || !stated || !system) return none;
  // A local system is read by its own figures: that is no contradiction.
  if (stated.local && system.custom) return none;
  const said = stated.code ? systemOf(stated.code) : undefined;
  const unsupported = !said && !stated.datum && !stated.shift;
  const sameDatum = !stated.datum || alike(system.datum, stated.datum);
  // Within one datum a guess puts a slip right, and says so itself.
  const same =
    (!said && !unsupported) || (said && sameFigures(system, said)) || choice.writtenPrefix !== undefined;
  // Whoever took it, a national system is not what a file in a local one states.
  if (!stated.local && sameDatum && (choice.from !== 'user' || same)) {
    const moved = sameDatum && same ? otherShift(choice, stated, system) : undefined;
    return moved ? { problems: [moved], offM: apartM(choice, stated, sample) } : none;
  }
  const name: Bilingual = said?.name ?? (stated.datum ? datumNames[stated.datum] : stated.words);
  const named =
    name === stated.words
      ? { zh: '', en: '' }
      : { zh: `（${stated.words.zh}）`, en: ` (${stated.words.en})` };
  const contradiction = warning(
    'crs-contradicts-file',
    {
      zh: `文件写明的是“${name.zh}”${named.zh}，按指定的“${system.name.zh}”读取。`,
      en: `The file states "${name.en}"${named.en}; it was read as "${system.name.en}", as given.`,
    },
    undefined,
    { zh: '请核对哪一个正确。', en: 'Check which of the two is right.' },
  );
  const off = apartM(choice, stated, sample);
  const { datum, shift } = stated;
  if (sameDatum || !datum || !isOldDatum(datum) || isOldDatum(system.datum))
    return { problems: [contradiction], offM: off };
  return hasShift(shift)
    ? { problems: [contradiction, shiftPassedOver(datum, shift)], offM: off }
    : { problems: [contradiction, shiftUnknown(datum)], offM: Math.max(off, unknownM) };
}

/** Parameters that were given in the place of others the file states. */
function otherShift({ shift, from }: CrsChoice, stated: StatedReading, system: System): Problem | undefined {
  const statedShift = stated.shift;
  if (from !== 'user' && from !== 'guess') return undefined;
  if (
    !hasShift(statedShift) ||
    !isOldDatum(system.datum) ||
    statedShift.every((value, i) => value === shift?.[i])
  )
    return undefined;
  const given = hasShift(shift) ? shift.join(', ') : undefined;
  return warning(
    'shift-contradicts-file',
    {
      zh: `文件给出的七参数是 ${statedShift.join(', ')}，${given ? `按指定的 ${given} 读取` : '读取时没有采用'}。`,
      en: `The file gives the seven parameters ${statedShift.join(', ')}; ${given ? `it was read with ${given}, as given` : 'it was read without them'}.`,
    },
    undefined,
    { zh: '请核对哪一组正确。', en: 'Check which of the two is right.' },
  );
}

/** Metres between the two readings, rounded up; 0 for a hair, and where the file's own reading cannot be. */
function apartM(choice: CrsChoice, stated: StatedReading, sample: readonly [number, number]): number {
  if (stated.refuted) return 0;
  if (!stated.code) return unknownM;
  const statedChoice = {
    code: stated.code,
    from: 'header' as const,
    ...(stated.shift ? { shift: stated.shift } : {}),
  };
  const metres = 1000 * roughKm(mover(choice)(sample), mover(statedChoice)(sample));
  if (!Number.isFinite(metres)) return unknownM;
  return metres < 0.01 ? 0 : Math.ceil(metres);
}

/** WGS 84 and CGCS2000 are one for this product. */
const alike = (a: Datum, b: Datum) => a === b || (!isOldDatum(a) && !isOldDatum(b));

/** Systems of one projection: with prefix or without, 3° or 6° zones, degrees and metres apart. */
const sameFigures = (a: System, b: System) =>
  a.code === b.code ||
  (a.kind === b.kind &&
    a.centralMeridian === b.centralMeridian &&
    (a.falseEasting ?? 0) % 1e6 === (b.falseEasting ?? 0) % 1e6 &&
    a.falseNorthing === b.falseNorthing &&
    a.scale === b.scale &&
    a.unitM === b.unitM);
