import { basename } from 'node:path';
import type { CheckLayer } from '../../check/index.ts';
import { lostRecords } from '../../check/layer.ts';
import { zoneAccuracyM } from '../../check/zone-accuracy.ts';
import { contextOf } from '../../geo/crs/town.ts';
import { type CrsChoice, choiceOf } from '../../geo/formats/index.ts';
import { settledChoice, systemInDoubt } from '../../geo/layer/doubt.ts';
import { runToEnd } from '../../geo/layer/index.ts';
import { type LayerSource, openSomeLayers } from '../../geo/layer/open.ts';
import {
  asProblems,
  type FieldMeaning,
  type FieldsByMeaning,
  fieldMeanings,
  guessRole,
  type LayerRole,
  type Problem,
  ProblemError,
  problem,
  type Town,
} from '../../model/index.ts';
import { filesOf } from './files.ts';
import { type GivenShift, guessed, helmertOf } from './source.ts';

/** A layer as it is named on the command line. */
export interface LayerArgument {
  path: string;
  table?: string;
  role?: string;
  name?: string;
  date?: string;
  source?: string;
  accuracyM?: number;
  /** The system its numbers are in, where the file does not say or is wrong. */
  crs?: string;
  /** Seven parameters to CGCS2000, parted by spaces, and how their rotations are meant. */
  helmert?: string;
  rotation?: string;
  /** Fields by meaning, where they are not those the role knows. */
  fields?: FieldsByMeaning;
}

const keys = ['role', 'name', 'date', 'source', 'accuracy', 'crs', 'helmert', 'rotation'];
/** `field.class=TDLY`: the meaning of a field. */
const fieldKeys: ReadonlyMap<string, FieldMeaning> = new Map(
  fieldMeanings.map((meaning) => [`field.${meaning}`, meaning]),
);

/** `FILE[:TABLE][,role=…][,name=…][,date=…][,source=…][,accuracy=METRES][,field.MEANING=FIELD][,crs=EPSG:…][,helmert=…]`; a drive's colon (`C:`) is no table's. */
export function parseLayer(argument: string): LayerArgument {
  const parts = argument.replace(/,helmert=[-+\d.,;\s]*\d/, (all) => all.replace(/(?!^),/g, ' ')).split(',');
  const options: Record<string, string> = {};
  const fields: FieldsByMeaning = {};
  for (let last = parts.at(-1); parts.length > 1; last = parts.at(-1)) {
    const at = last!.indexOf('=');
    const [key, value] = [last!.slice(0, at), last!.slice(at + 1)];
    const meaning = fieldKeys.get(key);
    if (meaning) fields[meaning] = value;
    else if (keys.includes(key)) options[key] = value;
    else break;
    parts.pop();
  }
  const place = parts.join(',');
  const colon = place.lastIndexOf(':');
  const tabled = colon > 1 && !/[\\/]/.test(place.slice(colon));
  const { accuracy, ...rest } = options;
  return {
    path: tabled ? place.slice(0, colon) : place,
    ...(tabled ? { table: place.slice(colon + 1) } : {}),
    ...rest,
    ...(accuracy === undefined ? {} : { accuracyM: Number(accuracy) }),
    ...(Object.keys(fields).length ? { fields } : {}),
  };
}

function noTable(path: string, table: string, sources: readonly LayerSource[]): Problem {
  const names = sources.map((source) => source.table || source.file).join(', ');
  return problem(
    'layer-no-table',
    { zh: `文件中没有图层“${table}”。`, en: `The file has no layer "${table}".` },
    { file: path },
    { zh: `其中有：${names}。`, en: `It has: ${names}.` },
  );
}

/** @throws ProblemError where a field that is given a meaning is none of the layer's. */
function checkFields({ path, fields = {} }: LayerArgument, columns: readonly string[]): void {
  for (const name of Object.values(fields))
    if (name && !columns.some((column) => column.toUpperCase() === name.toUpperCase()))
      throw new ProblemError(
        problem(
          'layer-field-unknown',
          { zh: `图层没有字段“${name}”。`, en: `The layer has no field "${name}".` },
          { file: basename(path) },
          { zh: `有：${columns.join('、')}。`, en: `It has: ${columns.join(', ')}.` },
        ),
      );
}

/** @throws ProblemError where what a layer is said to be is none of the package's roles, or its accuracy is no length. */
function checkArgument({ path, role, accuracyM }: LayerArgument, roles: readonly LayerRole[]): void {
  if (role !== undefined && roles.length && !roles.some(({ id }) => id === role)) {
    const roleList = roles.map(({ id, name }) => `${id}（${name.zh}）`).join('、');
    const names = roles.map(({ id, name }) => `${id} (${name.en})`).join(', ');
    throw new ProblemError(
      problem(
        'layer-role-unknown',
        { zh: `没有用途“${role}”。`, en: `There is no role "${role}".` },
        { file: basename(path) },
        { zh: `可用：${roleList}。`, en: `There are: ${names}.` },
      ),
    );
  }
  if (accuracyM !== undefined && !(accuracyM >= 0 && accuracyM < Number.POSITIVE_INFINITY))
    throw new ProblemError(
      problem(
        'layer-accuracy',
        { zh: '精度（accuracy）应为以米计的数。', en: 'The accuracy has to be a number of metres.' },
        { file: basename(path) },
      ),
    );
}

/** How one layer is read: as was said of it, else as its guess settles, an old datum by its own parameters or the given ones. */
function choiceFor(
  { crs: guess }: LayerSource,
  { crs: given, helmert, rotation }: LayerArgument,
  shift: GivenShift,
): CrsChoice | undefined {
  const choice = given ? choiceOf({ crs: guess }, given) : settledChoice(guess);
  if (!choice) return undefined;
  const own = helmert === undefined ? undefined : helmertOf(helmert, rotation);
  const used = own ?? (choice.shift ? undefined : shift.take(choice.code));
  return used ? { ...choice, shift: used, from: 'user' } : choice;
}

/**
 * The layers of one `--layer`: the named table of a file, or every one it has; a role that is not given is detected by
 * names and fields. A system that is in doubt is an error that
 * names the candidates, since nobody is there to ask.
 * @throws ProblemError when nothing of it can be used.
 */
export async function readLayers(
  argument: LayerArgument,
  town: Town,
  roles: readonly LayerRole[],
  shift: GivenShift,
  progress: (share: number) => void,
): Promise<{ layers: CheckLayer[]; problems: Problem[] }> {
  const { path, table, name, date, source: origin, accuracyM, crs: given } = argument;
  checkArgument(argument, roles);
  const opened = await openSomeLayers(filesOf(path), { town: contextOf(town) });
  const wanted = opened.sources.filter((one) => table === undefined || one.table === table);
  if (!wanted.length) throw new ProblemError(noTable(basename(path), table ?? '', opened.sources));
  const problems = [...opened.problems];
  const take = (one: LayerSource, k: number): CheckLayer => {
    const choice = choiceFor(one, argument, shift);
    // Of a table that cannot be read there is nothing to place.
    if (one.count === 0) throw new ProblemError(one.problems);
    if (!choice)
      throw new ProblemError([...one.problems, systemInDoubt(one.crs, one.file, '--layer FILE,crs=…')]);
    const { packed, crs, problems: packing } = runToEnd(one.pack(choice), progress);
    const faults = [...one.problems, ...packing, ...(given ? [] : guessed(one))];
    problems.push(...faults);
    const title = name ?? (one.table || one.file.replace(/\.[^.]*$/, ''));
    const fields = packed.columns.map((column) => column.name);
    checkFields(argument, fields);
    const role = argument.role ?? guessRole(roles, one.table || one.file, fields).role;
    // A layer of an old datum lies as far off as a zone of it would.
    const offM = zoneAccuracyM({ crs });
    return {
      layer: {
        ...{ id: k ? `${title}-${k + 1}` : title, name: { zh: title, en: title }, role, from: 'reference' },
        ...(date === undefined ? {} : { date }),
        ...(origin === undefined ? {} : { source: origin }),
        ...(accuracyM || offM ? { accuracyM: Math.max(accuracyM ?? 0, offM) } : {}),
        ...(argument.fields ? { fields: argument.fields } : {}),
      },
      packed,
      problems: [...opened.problems, ...faults],
      ...lostRecords(faults),
    };
  };
  const layers = wanted.flatMap((one, k): CheckLayer[] => {
    try {
      return [take(one, k)];
    } catch (error) {
      if (wanted.length === 1) throw error;
      // The other layers go on.
      const lost = one.count || 1;
      const faults = asProblems(error, { file: one.file, feature: one.table });
      problems.push(...faults.map((fault) => (fault.severity === 'error' ? { lost, ...fault } : fault)));
      return [];
    }
  });
  if (!layers.length) throw new ProblemError(problems);
  return { layers, problems };
}
