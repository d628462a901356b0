import { asProblems, lossesIn, type Problem, ProblemError, problem, warning } from '../../model/index.ts';
import { guessCrs } from '../crs/guess.ts';
import { eachPosition } from '../plane/walk.ts';
import { checkFeatures } from './check.ts';
import { expand, passedOverNote } from './expand.ts';
import { foreignFormat } from './foreign.ts';
import { groupFiles } from './groups.ts';
import { formatInput } from './input.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { overLimit } from './problems.ts';
import { formats } from './registry.ts';
import { csv } from './table/csv.ts';
import type {
  Format,
  FormatInput,
  FormatOptions,
  ReadFeature,
  ReadOptions,
  ReadResult,
  SourceFile,
} from './types.ts';

export { groupFiles } from './groups.ts';
export { choiceOf, locate } from './locate.ts';
export { noteOverlaps } from './overlapping.ts';
export { everydayFormats, formatOf, formats, writableFormats } from './registry.ts';
export type * from './types.ts';
export { writeGeometry } from './write.ts';
export { toZones, type ZoneOptions, type ZonesResult } from './zones.ts';

/** What was read of everything handed over: one result a layer, and what could not be read at all. */
export interface DataSets {
  sets: ReadResult[];
  problems: Problem[];
}

/**
 * Reads everything handed over: files, archives of files (one level within another), folders (paths in the names). One
 * result for each layer — a file, a table of a GeoPackage, a feature class — with a coordinate system of its own. Each
 * format is detected by its content. Geometry stays in the file's own numbers; `locate` moves it once the system is
 * settled. What could not be read is in `problems`; when nothing could, `sets` is empty.
 */
export async function readDataSets(
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Promise<DataSets> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const dataSets: DataSets = { sets: [], problems: [] };
  try {
    checkSize(files, limits);
    const expanded = await expand(files, limits);
    dataSets.problems.push(...expanded.problems);
    for (const group of groupFiles(expanded.files)) {
      try {
        const { sets, problems } = await readGroup(group, { ...options, limits });
        dataSets.sets.push(...sets);
        dataSets.problems.push(...problems);
      } catch (error) {
        dataSets.problems.push(...asProblems(error, { file: (group[0] as SourceFile).name }));
      }
    }
    if (!dataSets.sets.length && !dataSets.problems.length)
      dataSets.problems.push(nothingToRead((files[0] as SourceFile).name));
    const rest = leftOutBeside(dataSets.problems);
    for (const set of dataSets.sets) set.problems = [...set.problems, ...rest];
    dataSets.problems.push(...passedOverNote(expanded.passedOver));
  } catch (error) {
    return {
      sets: [],
      problems: [...dataSets.problems, ...asProblems(error, { file: files[0]?.name ?? '' })],
    };
  }
  return dataSets;
}

/**
 * Reads one layer, as `readDataSets` does.
 * @throws ProblemError when nothing at all can be read, or there are several layers; never anything else
 */
export async function readGeometry(
  files: readonly SourceFile[],
  options: ReadOptions = {},
): Promise<ReadResult> {
  const { sets, problems } = await readDataSets(files, options);
  const [only] = sets;
  if (!only) throw new ProblemError(problems);
  if (sets.length > 1) throw severalLayers(sets, (files[0] as SourceFile).name);
  return { ...only, problems: [...only.problems, ...problems] };
}

/** The layers of one data set, each held to the limits. */
async function readGroup(files: readonly SourceFile[], options: FormatOptions): Promise<DataSets> {
  const input = formatInput(files);
  if (!files.some(({ bytes }) => bytes.length)) throw emptyFile(input.name);
  const format = formats.find((one) => one.detect(input)) ?? namedTable(input);
  if (!format) throw new ProblemError(foreignFormat(input) ?? unknownFormat(input));
  try {
    const layers = [await format.read(input, options)].flat();
    const dataSets: DataSets = { sets: [], problems: [] };
    for (const parsed of layers) {
      const { features, problems } = checkFeatures(parsed, options.limits, input.name);
      if (!features.length) {
        dataSets.problems.push(...problems);
        if (!lossesIn(problems))
          dataSets.problems.push(
            layers.length > 1 ? emptyLayer(input.name, parsed.layer) : nothingFound(input.name),
          );
        continue;
      }
      const crs = guessCrs(middleOf(features), parsed.stated, options.town);
      dataSets.sets.push({
        format: format.id,
        file: input.name,
        ...(parsed.layer === undefined ? {} : { layer: parsed.layer }),
        features,
        crs,
        ...(parsed.head ? { head: parsed.head } : {}),
        problems: crs.mistake ? [...problems, { ...crs.mistake, where: { file: input.name } }] : problems,
      });
    }
    return dataSets;
  } catch (error) {
    throw asProblemError(error, format.name, input.name);
  }
}

/** A text called a table which is none by its content: its reader says what is missing or wrong, and where. */
const namedTable = (input: FormatInput): Format | undefined =>
  /\.(csv|tsv)$/i.test(input.name) && !foreignFormat(input) ? csv : undefined;

/** What every layer's result says where something else that was handed over with it could not be read. */
function leftOutBeside(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.filter((one) => lossesIn([one])).map(({ where }) => where?.file ?? ''))];
  if (!files.length) return [];
  const shown = files.slice(0, 6).join('、');
  return [
    warning('data-sets-left-out', {
      zh: `一并给出的数据有 ${files.length} 份没有读全：${shown}。`,
      en: `Of what was handed over together, ${files.length} data sets were not read or not read whole: ${files.slice(0, 6).join(', ')}.`,
    }),
  ];
}

function checkSize(files: readonly SourceFile[], limits: Limits): void {
  const [first] = files;
  if (!first) throw new ProblemError(problem('no-file', { zh: '没有文件。', en: 'No file was given.' }));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > limits.bytes) throw overLimit('bytes', bytes, limits.bytes, first.name);
}

const emptyFile = (file: string) =>
  new ProblemError(problem('empty-file', { zh: '文件是空的。', en: 'The file is empty.' }, { file }));

/** A layer without a record is named, and stands in nobody's way. */
export const emptyLayer = (file: string, layer: string | undefined): Problem => ({
  ...warning(
    'empty-layer',
    { zh: '图层里没有图形。', en: 'The layer holds no geometry.' },
    { file, ...(layer ? { feature: layer } : {}) },
  ),
  severity: 'info',
});

function severalLayers(sets: readonly ReadResult[], file: string): ProblemError {
  const names = sets.map((set) => (set.layer ? `${set.file}:${set.layer}` : set.file));
  return new ProblemError(
    problem(
      'several-data-sets',
      {
        zh: `这里有 ${sets.length} 份数据：${names.join('、')}。`,
        en: `There are ${sets.length} data sets: ${names.join(', ')}.`,
      },
      { file },
      { zh: '请一份一份给出。', en: 'Give them one at a time.' },
    ),
  );
}

/** The median of each coordinate over at most 2,000 positions: one stray vertex does not move it. */
function middleOf(features: readonly ReadFeature[]): [number, number] {
  const xs: number[] = [];
  const ys: number[] = [];
  const step = Math.max(1, Math.floor(features.length / 500));
  for (let i = 0; i < features.length && xs.length < 2_000; i += step) {
    let used = 0;
    eachPosition((features[i] as ReadFeature).geometry, ([x = 0, y = 0]) => {
      if (used++ > 50) return;
      xs.push(x);
      ys.push(y);
    });
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  return [median(xs), median(ys)];
}

export const nothingFound = (file: string): Problem =>
  problem(
    'no-geometry',
    { zh: '文件里没有可用的图形。', en: 'The file holds no usable geometry.' },
    { file },
    {
      zh: '请核对导出时选的图层和范围，重新导出后导入。',
      en: 'Check the layer and extent chosen for the export, export it again and import that.',
    },
  );

/** Archives and folders of nothing but pictures, documents and the like. */
export const nothingToRead = (file: string): Problem =>
  problem(
    'no-data-set',
    { zh: '里面没有可读的数据文件。', en: 'It holds no data file that is read here.' },
    { file },
    readable(),
  );

const readable = () => ({
  zh: `可读的格式：${formats.map(({ name }) => name.zh).join('、')}。`,
  en: `Readable formats: ${formats.map(({ name }) => name.en).join(', ')}.`,
});

/** What is known of a file whose content is of no format: that it is empty space, or what its name promises. */
function unknownFormat(input: FormatInput): Problem {
  const place = { file: input.name };
  if (input.bytes.every((byte) => byte === 0))
    return problem(
      'file-blank',
      {
        zh: `文件的 ${input.bytes.length} 字节全是 0，没有内容。`,
        en: `All ${input.bytes.length} bytes of the file are nought: it has no content.`,
      },
      place,
      { zh: '文件可能没有传完，请重新获取。', en: 'The file may be incomplete; get it again.' },
    );
  const extension = /\.([a-z0-9]{2,8})$/i.exec(input.name)?.[1]?.toLowerCase();
  const begins = printable(input.head()).trim();
  const [zhBegins, enBegins] = begins ? [`（开头是“${begins}”）`, ` (it begins with "${begins}")`] : ['', ''];
  if (!extension || /^(?:txt|dat|json|xml|csv|tsv)$/.test(extension))
    return problem(
      'format-unknown',
      { zh: `认不出文件格式${zhBegins}。`, en: `The format is not recognised${enBegins}.` },
      place,
      readable(),
    );
  const { zh, en } = readable();
  return problem(
    'format-unknown',
    {
      zh: `认不出文件格式：文件名以 .${extension} 结尾，内容却不是${zhBegins}，可能损坏、没有传完或改过名。`,
      en: `The format is not recognised: the file is called .${extension}, but its content is not that${enBegins}. It may be damaged, incomplete or renamed.`,
    },
    place,
    { zh: `请从原软件重新导出。${zh}`, en: `Export it again from the program it came from. ${en}` },
  );
}

const printable = (text: string) =>
  [...text.slice(0, 24)].map((c) => (c < ' ' || c === '\ufffd' || c === '\x7f' ? '·' : c)).join('');

/** A library's own exception says little to a planner: its words go into a message that names file and format. */
function asProblemError(error: unknown, format: { zh: string; en: string }, file: string): ProblemError {
  if (error instanceof ProblemError)
    return new ProblemError(error.problems.map((p) => ({ ...p, where: { file, ...p.where } })));
  // A library may wrap what our own reading of a part of the file has found.
  if (error instanceof Error && error.cause instanceof ProblemError)
    return asProblemError(error.cause, format, file);
  return new ProblemError(
    problem(
      'unreadable',
      {
        zh: `文件按${format.zh}读到一半出错，内容不完整或已损坏。`,
        en: `Reading it as ${format.en} broke off: the content is incomplete or damaged.`,
      },
      { file },
      {
        zh: '文件可能损坏或不完整，请重新导出。',
        en: 'The file may be damaged or cut short; export it again.',
      },
    ),
  );
}
