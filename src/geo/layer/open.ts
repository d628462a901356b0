import {
  asProblems,
  lossesIn,
  type Problem,
  ProblemError,
  warning,
  type ZoneCrs,
} from '../../model/index.ts';
import type { RecordField } from '../columns/columns.ts';
import { batchMover } from '../crs/batch.ts';
import { guessCrs } from '../crs/guess.ts';
import { settleCrs } from '../crs/settle.ts';
import { expand, passedOverNote } from '../formats/expand.ts';
import { emptyLayer, groupFiles, nothingFound, nothingToRead, readDataSets } from '../formats/index.ts';
import { formatInput } from '../formats/input.ts';
import { defaultLimits, type Limits } from '../formats/limits.ts';
import { choiceOf, locate } from '../formats/locate.ts';
import { overLimit } from '../formats/problems.ts';
import { formats } from '../formats/registry.ts';
import type {
  CrsChoice,
  CrsGuess,
  FormatOptions,
  ReadOptions,
  ReadResult,
  RecordTable,
  SourceFile,
  TownContext,
} from '../formats/types.ts';
import { settledChoice, systemInDoubt } from './doubt.ts';
import type { PackedLayer } from './packed.ts';
import { type PackOptions, packTable, runToEnd } from './read.ts';
import { tableOf } from './records.ts';

/** What is packed, the system it came from, and what was wrong with it. */
export interface PackedResult {
  packed: PackedLayer;
  crs: ZoneCrs;
  problems: Problem[];
}

/** One layer of a file, ready to be packed once its system is settled. */
export interface LayerSource {
  file: string;
  /** Name of the table, or of the member of an archive. */
  table: string;
  format: string;
  fields: RecordField[];
  /** Records there are, where the file says. */
  count: number | undefined;
  crs: CrsGuess;
  /** What was found while opening it. */
  problems: Problem[];
  /**
   * Reads, transforms, checks, measures and indexes; yields the share done, 0 to 1. May be asked again unless it was
   * the `last` time. Its problems are those that opening had not found.
   * @throws ProblemError when nothing can be used
   */
  pack(choice: CrsChoice | string, options?: Omit<PackOptions, 'move'>): Generator<number, PackedResult>;
}

/** Layers may be far larger than zones. */
const limits: Limits = {
  ...defaultLimits,
  bytes: 2 ** 30,
  unpackedBytes: 2 ** 31 - 1,
  features: 8_000_000,
  vertices: 200_000_000,
};

/**
 * Refuses files that are too large together, before any of them is read.
 * @throws ProblemError `over-limit`
 */
export function refuseTooLarge(files: readonly { name: string; size: number }[]): void {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes > limits.bytes) throw overLimit('bytes', bytes, limits.bytes, files[0]?.name);
}

/** A typical position of a table: the median of each coordinate over the first records. */
function middleOf(table: RecordTable): [number, number] {
  const [xs, ys]: [number[], number[]] = [[], []];
  let seen = 0;
  for (const { xy, starts, parts } of table.records()) {
    const end = Math.min(starts[parts] ?? 0, 8);
    for (let i = 0; i < end; i++) {
      xs.push(xy[2 * i]!);
      ys.push(xy[2 * i + 1]!);
    }
    if (xs.length >= 2000 || ++seen >= 5000) break;
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  return [median(xs), median(ys)];
}

function firstPlace(table: RecordTable): [number, number] {
  for (const { xy, kind } of table.records()) if (kind !== 'none') return [xy[0]!, xy[1]!];
  return [Number.NaN, Number.NaN];
}

function sourceOf(table: RecordTable, file: string, format: string, town?: TownContext): LayerSource {
  // What was said in opening it goes when its records are gone through.
  const opening = [...table.problems];
  const crs = guessCrs(middleOf(table), table.stated, town);
  const said = new Map(
    [...opening, ...table.problems, ...(crs.mistake ? [crs.mistake] : [])].map((one) => [
      JSON.stringify(one),
      one,
    ]),
  );
  const named = (one: Problem): Problem => ({ ...one, where: { file, ...one.where } });
  table.problems.length = 0;
  return {
    ...{ file, format, crs, table: table.name, fields: table.fields, count: table.count },
    problems: [...said.values()].map(named),
    *pack(choice, options = {}) {
      const settled = typeof choice === 'string' ? choiceOf({ crs }, choice) : choice;
      const first = firstPlace(table);
      table.problems.length = 0;
      const packed = yield* packTable(table, { ...options, move: batchMover(settled) });
      const { crs: read, problems: notes } = settleCrs(settled, crs, first);
      // What was found while it was opened, by a look at its first records, is not said, nor counted, twice.
      const unsaid = table.problems.filter((one) => !said.has(JSON.stringify(one)));
      return {
        packed,
        crs: read,
        problems: [...unsaid, ...notes, ...leftOut(packed, table.problems)].map(named),
      };
    },
  };
}

/**
 * Records whose shape could not be used: they are not checked, and the result says so. Those that what was `found` in
 * reading counts already are not counted again.
 */
function leftOut({ dropped }: PackedLayer, found: readonly Problem[]): Problem[] {
  if (!dropped.length) return [];
  const counted = lossesIn(found.filter(({ where }) => dropped.some((record) => record === where?.record)));
  const shown = [...dropped.slice(0, 6)].join(', ');
  const more = dropped.length > 6 ? { zh: '等', en: ', …' } : { zh: '', en: '' };
  const left = warning(
    'layer-records-left-out',
    {
      zh: `${dropped.length} 条记录没有可用的图形，未参与核查（第 ${shown} 条${more.zh}）。`,
      en: `${dropped.length} records have no usable shape and are not checked (records ${shown}${more.en}).`,
    },
    undefined,
    {
      zh: '请在原软件中修复几何后重新导出。',
      en: 'Repair them in the program they came from and export again.',
    },
  );
  return [{ ...left, lost: Math.max(0, dropped.length - counted) }];
}

/** A layer of a format without tables of its own. */
function looseSource(read: ReadResult, town?: TownContext): LayerSource {
  const { fields } = tableOf(read.features);
  return {
    ...{ file: read.file, table: read.layer ?? '', format: read.format, crs: read.crs },
    ...{ fields, count: read.features.length, problems: read.problems },
    *pack(choice, packOptions = {}) {
      const { features, crs, problems } = locate(read, choice, town);
      const packed = yield* packTable(tableOf(features), packOptions);
      // What reading had found stands with the source already.
      const added = problems.filter((one) => !read.problems.includes(one));
      return { packed, crs, problems: [...added, ...leftOut(packed, problems)] };
    },
  };
}

/**
 * Every layer of the files, archives and folders that were dropped, picked or named: a table for each shapefile, table of
 * a package, feature class. What cannot be opened is a problem, and the others stand.
 */
export async function openLayers(
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Promise<{ sources: LayerSource[]; problems: Problem[] }> {
  const all: FormatOptions = { ...options, limits: { ...limits, ...options.limits } };
  const sources: LayerSource[] = [];
  const { files: found, problems, passedOver } = await expand(files, all.limits);
  for (const group of groupFiles(found)) {
    const [first] = group as [SourceFile];
    try {
      const input = formatInput(group);
      const format = formats.find((one) => one.detect(input));
      const tables = await format?.open?.(input, all);
      if (format && tables)
        for (const table of tables) {
          const nothing = table.count === 0 && !lossesIn(table.problems);
          if (!nothing && !table.shapeless) {
            sources.push(sourceOf(table, input.name, format.id, options.town));
            continue;
          }
          problems.push(
            ...table.problems.map((one) => ({ ...one, where: { file: input.name, ...one.where } })),
          );
          if (nothing)
            problems.push(tables.length > 1 ? emptyLayer(input.name, table.name) : nothingFound(input.name));
        }
      else {
        const read = await readDataSets(group, { ...options, limits: all.limits });
        problems.push(...read.problems);
        sources.push(...read.sets.map((set) => looseSource(set, options.town)));
      }
    } catch (error) {
      problems.push(...asProblems(error, { file: first.name }));
    }
  }
  if (!sources.length && !problems.length) problems.push(nothingToRead(files[0]?.name ?? ''));
  problems.push(...passedOverNote(passedOver));
  return { sources, problems };
}

/** @throws ProblemError with everything that was wrong, when there is no layer at all. */
export async function openSomeLayers(
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Promise<{ sources: LayerSource[]; problems: Problem[] }> {
  const opened = await openLayers(files, options);
  if (!opened.sources.length) throw new ProblemError(opened.problems);
  return opened;
}

/**
 * The first layer of some files, packed at one go in the system its guess settles; for those with nobody to ask.
 * @throws ProblemError when there is none, or its system is in doubt.
 */
export async function readFirstLayer(
  files: readonly SourceFile[],
  options: ReadOptions & { idColumn?: string } = {},
): Promise<PackedResult> {
  const { idColumn } = options;
  const { sources } = await openSomeLayers(files, options);
  const [first] = sources as [LayerSource];
  const choice = settledChoice(first.crs);
  if (!choice) throw new ProblemError([...first.problems, systemInDoubt(first.crs, first.file)]);
  const read = runToEnd(first.pack(choice, idColumn === undefined ? {} : { idColumn }));
  return { ...read, problems: [...first.problems, ...read.problems] };
}
