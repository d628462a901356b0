import { ProblemError, problem } from '../../model/index.ts';
import { guessCrs } from '../crs/guess.ts';
import { checkFeatures } from './check.ts';
import { geodatabaseOf } from './gdb/members.ts';
import { formatInput } from './input.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { overLimit } from './problems.ts';
import { formats } from './registry.ts';
import type { FormatInput, ReadFeature, ReadOptions, ReadResult, SourceFile } from './types.ts';
import { eachPosition } from './walk.ts';

export { locate } from './locate.ts';
export { formatOf, formats } from './registry.ts';
export type * from './types.ts';
export { writeGeometry } from './write.ts';
export { toZones, type ZoneOptions, type ZonesResult } from './zones.ts';

/**
 * Reads one data set: one file, or the loose files of one shapefile together. The format is told by the content.
 * Geometry stays in the file's own numbers; `locate` moves it once the coordinate system is settled.
 * @throws ProblemError when nothing at all can be read; never anything else
 */
export async function readGeometry(
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Promise<ReadResult> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const input = checkedInput(files, limits);
  const format = formats.find((one) => one.detect(input));
  if (!format) throw unknownFormat(input);
  try {
    const parsed = await format.read(input, { ...options, limits });
    const { features, problems } = checkFeatures(parsed, limits, input.name);
    if (!features.length)
      throw new ProblemError(
        problems.some(({ severity }) => severity === 'error')
          ? problems
          : [...problems, nothingFound(input.name)],
      );
    const crs = guessCrs(middleOf(features), parsed.stated, options.town);
    return {
      format: format.id,
      file: input.name,
      features,
      crs,
      problems: crs.mistake ? [...problems, { ...crs.mistake, where: { file: input.name } }] : problems,
    };
  } catch (error) {
    throw asProblemError(error, format.name, input.name);
  }
}

/**
 * Splits what was dropped or picked into data sets: the files of a shapefile (same name, other extension) together,
 * the files of a geodatabase (same `.gdb` folder) together, every other file by itself.
 */
export function groupFiles<Named extends { name: string }>(files: readonly Named[]): Named[][] {
  const sets = new Map<string, Named[]>();
  for (const file of files) {
    const loose = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qpj|shp\.xml)$/i.exec(file.name);
    const base = geodatabaseOf(file.name);
    const key =
      base !== undefined
        ? `gdb:${base}`
        : loose
          ? file.name.slice(0, loose.index).toLowerCase()
          : `file:${file.name}`;
    sets.set(key, [...(sets.get(key) ?? []), file]);
  }
  return [...sets.values()];
}

function checkedInput(files: readonly SourceFile[], limits: Limits): FormatInput {
  if (!files.length)
    throw new ProblemError(problem('no-file', { zh: '没有文件。', en: 'No file was given.' }));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const [first] = files as [SourceFile];
  if (bytes > limits.bytes) throw overLimit('bytes', bytes, limits.bytes, first.name);
  if (groupFiles(files).length > 1 && !groupFiles(files).some((set) => set.length === files.length))
    throw new ProblemError(
      problem(
        'several-data-sets',
        { zh: '这些文件不是同一份数据。', en: 'These files are not one data set.' },
        { file: first.name },
        { zh: '请一份一份导入。', en: 'Import them one at a time.' },
      ),
    );
  if (bytes === 0)
    throw new ProblemError(
      problem('empty-file', { zh: '文件是空的。', en: 'The file is empty.' }, { file: first.name }),
    );
  return formatInput(files);
}

/** The median of each coordinate over at most 2,000 positions: one stray vertex does not move it. */
function middleOf(features: readonly ReadFeature[]): [number, number] {
  const xs: number[] = [];
  const ys: number[] = [];
  const step = Math.max(1, Math.floor(features.length / 500));
  for (let i = 0; i < features.length && xs.length < 2_000; i += step) {
    let taken = 0;
    eachPosition((features[i] as ReadFeature).geometry, ([x = 0, y = 0]) => {
      if (taken++ > 50) return;
      xs.push(x);
      ys.push(y);
    });
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  return [median(xs), median(ys)];
}

const nothingFound = (file: string) =>
  problem(
    'no-geometry',
    { zh: '文件里没有可用的图形。', en: 'The file holds no usable geometry.' },
    { file },
  );

function unknownFormat(input: FormatInput): ProblemError {
  const names = formats.map((f) => f.name);
  return new ProblemError(
    problem(
      'format-unknown',
      {
        zh: `认不出文件格式（开头是“${printable(input.head())}”）。`,
        en: `The format is not recognised (it begins with "${printable(input.head())}").`,
      },
      { file: input.name },
      {
        zh: `可读的格式：${names.map((n) => n.zh).join('、')}。`,
        en: `Readable formats: ${names.map((n) => n.en).join(', ')}.`,
      },
    ),
  );
}

const printable = (text: string) =>
  [...text.slice(0, 24)].map((c) => (c < ' ' || c === '\ufffd' || c === '\x7f' ? '·' : c)).join('');

/** A library's own exception says little to a planner: its words go into a message that names file and format. */
function asProblemError(error: unknown, format: { zh: string; en: string }, file: string): ProblemError {
  if (error instanceof ProblemError)
    return new ProblemError(error.problems.map((p) => ({ ...p, where: { file, ...p.where } })));
  const detail = error instanceof Error ? error.message : String(error);
  return new ProblemError(
    problem(
      'unreadable',
      { zh: `不是完好的${format.zh}文件：${detail}`, en: `Not a sound ${format.en} file: ${detail}` },
      { file },
      {
        zh: '文件可能损坏或不完整，请重新导出。',
        en: 'The file may be damaged or cut short; export it again.',
      },
    ),
  );
}
