import { isOldDatum, systemOf } from '../../geo/crs/systems.ts';
import { parseHelmert } from '../../geo/formats/helmert.ts';
import {
  type CrsChoice,
  choiceOf,
  type LocateResult,
  locate,
  type ReadResult,
  readDataSets,
  type TownContext,
} from '../../geo/formats/index.ts';
import { systemInDoubt } from '../../geo/layer/doubt.ts';
import { asProblems, type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import { filesOf } from './files.ts';

/** That a system was guessed, with the reasons. */
export function guessed({ crs, file }: Pick<ReadResult, 'crs' | 'file'>): Problem[] {
  if (crs.confidence === 'stated' || !crs.chosen) return [];
  const { code } = crs.chosen;
  // Where head and prefix differ the problem itself says which was followed.
  const reasons = crs.mistake?.code === 'zone-header-differs' ? [] : crs.reasons;
  return [
    warning(
      'crs-guessed',
      {
        zh: [`坐标系按 ${code} 处理。`, ...reasons.map((reason) => reason.zh)].join(''),
        en: [`Read as ${code}.`, ...reasons.map((reason) => reason.en)].join(' '),
      },
      { file },
      { zh: '不对请用 --crs 指定。', en: 'If that is wrong, give it with --crs.' },
    ),
  ];
}

/** Layers with their places, and what could not be read or placed. */
export interface LocatedSets {
  sets: { read: ReadResult; located: LocateResult }[];
  problems: Problem[];
}

/** How the command line says a file is to be read. */
export interface ReadFlags {
  /** A code, or the PROJ string of a Gauss–Krüger system. */
  crs?: string | undefined;
  town?: TownContext;
  /** Seven parameters to CGCS2000 for an old datum, coordinate frame. */
  helmert?: readonly number[] | undefined;
  /** They may be meant for what is written: nothing is said of a source that has no need of them. */
  shiftMayWait?: boolean;
  /** Degrees are packed as ddd.mmss. */
  packedDms?: boolean | undefined;
}

/** The arguments as they were typed; parameters that begin with a minus sign are no option of their own. */
export function typedArguments(): string[] {
  const joined: string[] = [];
  for (const one of process.argv.slice(2)) {
    const last = joined.at(-1);
    if (last === '--helmert' && /^-[\d.]/.test(one)) joined[joined.length - 1] = `${last}=${one}`;
    else joined.push(one);
  }
  return joined;
}

/** The flags of `parseArgs` that say how a file is to be read, beside --crs. */
export const readingFlags = {
  dms: { type: 'boolean' },
  helmert: { type: 'string' },
  rotation: { type: 'string' },
} as const;

/**
 * What --crs, --dms, --helmert and --rotation say.
 * @throws ProblemError `helmert-incomplete`, `rotation-unknown`
 */
export function flagsOf(values: {
  crs?: string | undefined;
  dms?: boolean | undefined;
  helmert?: string | undefined;
  rotation?: string | undefined;
}): ReadFlags {
  const { crs, dms, helmert, rotation } = values;
  return {
    crs,
    packedDms: dms,
    ...(helmert === undefined ? {} : { helmert: helmertOf(helmert, rotation) }),
  };
}

/**
 * Seven parameters in the coordinate-frame convention, as they were typed.
 * @throws ProblemError `helmert-incomplete`, `rotation-unknown`
 */
export function helmertOf(words: string, rotation = 'coordinate-frame'): number[] {
  if (rotation !== 'coordinate-frame' && rotation !== 'position-vector')
    throw new ProblemError(
      problem(
        'rotation-unknown',
        { zh: `旋转约定“${rotation}”不认识。`, en: `The rotation convention "${rotation}" is not known.` },
        undefined,
        {
          zh: '--rotation 用 coordinate-frame（布尔莎、TXT 转换参数的约定）或 position-vector（+towgs84）。',
          en: 'Give --rotation coordinate-frame (Bursa–Wolf, as 转换参数 in a TXT) or position-vector (as +towgs84).',
        },
      ),
    );
  return parseHelmert(words, rotation);
}

/** Parameters given for all that is read: they belong to one old datum, that of the first file they are used for. */
export interface GivenShift {
  /** The parameters, for a system of their datum. */
  take(code: string): readonly number[] | undefined;
  /** Warns of parameters that nothing has used. */
  unused(): Problem[];
}

/** @param first The systems of the zones: their datum comes before that of any layer. */
export function givenShift(shift: readonly number[] | undefined, first: readonly string[]): GivenShift {
  const oldDatumOf = (code: string) => {
    const datum = systemOf(code)?.datum;
    return datum && isOldDatum(datum) ? datum : undefined;
  };
  let belongsTo = first.flatMap((code) => oldDatumOf(code) ?? [])[0];
  return {
    take(code) {
      const datum = oldDatumOf(code);
      belongsTo ??= shift && datum;
      return datum && datum === belongsTo ? shift : undefined;
    },
    unused: () =>
      shift && !belongsTo
        ? [
            warning('shift-not-needed', {
              zh: '给出了七参数，但没有一份数据是 1980 西安或 1954 北京坐标系，参数未使用。',
              en: 'Seven parameters were given, but nothing that was read is in Xi’an 1980 or Beijing 1954; they were not used.',
            }),
          ]
        : [],
  };
}

/**
 * Reads a file of any supported format, an archive or a folder of them (`-`: standard input), and moves each layer to
 * longitude and latitude. The system is the one given, or the layer's own, or a guess that is not in doubt, which is
 * said; a doubtful one is an error that names the candidates, since nobody is there to ask.
 * @throws ProblemError when no layer can be read and placed
 */
export async function readLocated(path: string, flags: ReadFlags = {}): Promise<LocatedSets> {
  const { sets, problems } = await readDataSets(filesOf(path), flags.town ? { town: flags.town } : {});
  const located: LocatedSets = { sets: [], problems };
  for (const read of sets) {
    try {
      located.sets.push({ read, located: placed(read, flags) });
    } catch (error) {
      located.problems.push(...asProblems(error, { file: read.file }));
    }
  }
  if (!located.sets.length) throw new ProblemError(located.problems);
  return located;
}

function placed(read: ReadResult, flags: ReadFlags): LocateResult {
  const { crs, town, helmert, packedDms } = flags;
  const given = {
    ...(helmert && !isIdle(read, flags) ? { shift: helmert } : {}),
    ...(packedDms ? { packedDms: true } : {}),
  };
  if (crs) return locate(read, choiceOf(read, crs, given), town);
  const packed = packedDms ? packedOf(read) : undefined;
  const { chosen, confidence } = read.crs;
  const choice = packed ?? chosen;
  if (!choice || (!packed && (confidence === 'doubtful' || confidence === 'unknown')))
    throw new ProblemError([...read.problems, systemInDoubt(read.crs, read.file, '--crs', read.layer)]);
  const located = locate(read, { ...choice, ...given, ...(given.shift ? { from: 'user' } : {}) }, town);
  return { ...located, problems: [...located.problems, ...(packed ? [] : guessed(read))] };
}

/** Whether parameters that are given for what is written would change nothing in reading. */
function isIdle({ crs: guess }: ReadResult, { crs, shiftMayWait }: ReadFlags): boolean {
  const system = systemOf(crs ?? guess.chosen?.code ?? '');
  return shiftMayWait === true && system !== undefined && !isOldDatum(system.datum);
}

/** The reading as packed degrees that the numbers allow; the flag settles a system that was in doubt for them alone. */
function packedOf({ crs }: ReadResult): CrsChoice | undefined {
  const all = [crs.chosen, ...crs.alternatives].flatMap((one) => one ?? []);
  const packed = all.find((one) => one.packedDms);
  if (packed) return { ...packed, from: 'user' };
  return all.some(({ code }) => systemOf(code)?.kind === 'geographic')
    ? { code: crs.stated?.code ?? 'EPSG:4490', packedDms: true, from: 'user' }
    : undefined;
}
