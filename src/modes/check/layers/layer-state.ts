import {
  type LandTables,
  type LayerEntry,
  type LayerLoaded,
  type OpenedLayer,
  type OwnRule,
  zoneAccuracyM,
} from '../../../check/index.ts';
import { keepingShift } from '../../../geo/crs/candidates.ts';
import type { CrsCandidate, CrsChoice } from '../../../geo/formats/types.ts';
import { settledChoice } from '../../../geo/layer/doubt.ts';
import {
  type FieldsByMeaning,
  guessRole,
  type Problem,
  type RoleGuess,
  warning,
} from '../../../model/index.ts';
import type { LayerRecord, Shown } from '../../../store/records/index.ts';

/** A layer found in files, before it is accepted. */
export interface IncomingLayer {
  ticket: number;
  opened: OpenedLayer;
  /** Systems offered, the suggested one first. */
  choices: readonly CrsCandidate[];
  choice: CrsChoice | undefined;
  /** The seven parameters as they were typed, while they cannot be used. */
  shiftWords?: string | undefined;
  guess: RoleGuess;
  facts: LayerFacts;
  /** `unreadable`: nothing of it can be read, and its problems say why. */
  phase: 'asking' | 'packing' | 'unreadable';
  progress: number;
  problems: readonly Problem[];
}

/** What the user says of a layer. */
export interface LayerFacts {
  name: string;
  role: string;
  source: string;
  date: string;
  accuracyM: number | undefined;
  /** Fields by meaning where they are not those that are recognised; '' for none. */
  fields?: FieldsByMeaning | undefined;
  /** A rule of the planner's own, for a layer no rule of the package is about. */
  rule?: OwnRule | undefined;
}

/** Files being opened, or that could not be. */
export interface OpeningFiles {
  id: string;
  name: string;
  problems: readonly Problem[];
  cancel: AbortController;
}

/** A layer of the record, as far as this page has it. */
export interface PlannerLayer extends Shown<LayerRecord> {
  /** `missing`: its shapes are not on this machine. */
  phase: 'loading' | 'ready' | 'missing';
  loaded?: LayerLoaded;
}

const factsOf = ({ opened, guess }: Pick<IncomingLayer, 'opened' | 'guess'>): LayerFacts => ({
  name: opened.table || opened.file.replace(/^.*\//, '').replace(/\.[^.]*$/, ''),
  ...{ role: guess.role, source: '', date: '', accuracyM: undefined },
});

/** What is said of a layer that is in use. */
export const factsOfEntry = ({
  name,
  role = 'other',
  source = '',
  date = '',
  accuracyM,
  fields,
  rule,
}: LayerEntry): LayerFacts => ({
  ...{ name: name.zh, role, source, date, accuracyM, fields, rule },
});

/** The entry of a layer; coordinates of an old datum that is not shifted lie as far off as those of a zone would. */
export function entryOf(
  id: string,
  { name, role, source, date, accuracyM, fields, rule }: LayerFacts,
  crs?: LayerRecord['crs'],
): LayerEntry {
  const offM = Math.max(accuracyM ?? 0, crs ? zoneAccuracyM({ crs }) : 0);
  return {
    ...{ id, name: { zh: name, en: name }, role, from: 'reference' },
    ...(source ? { source } : {}),
    ...(date ? { date } : {}),
    ...(offM ? { accuracyM: offM } : {}),
    ...(fields && Object.keys(fields).length ? { fields } : {}),
    // Words a rule was not given yet make no rule.
    ...(rule?.words && role === 'other' ? { rule } : {}),
  };
}

/** The layer of the record whose data is not on this machine and that these files hold, by the names they had. */
export const missingOf = (
  layers: readonly PlannerLayer[],
  { file, table, format }: OpenedLayer,
): PlannerLayer | undefined =>
  layers.find(
    ({ phase, value }) =>
      phase === 'missing' && value.file === file && value.table === table && value.format === format,
  );

const kinds = { layer: { zh: '图层', en: 'layer' }, picture: { zh: '影像', en: 'picture' } } as const;

/** What is said where a layer or a picture could not be put on the disk. */
export function notKept(kind: keyof typeof kinds, name: string, full: boolean): Problem {
  const { zh, en } = kinds[kind];
  return warning(
    full ? 'layer-disk-full' : 'layer-not-kept',
    full
      ? {
          zh: `磁盘或浏览器存储空间已满：${zh}“${name}”没有存到本机，关闭本页后需要重新导入。`,
          en: `The disk or the browser's storage is full: the ${en} “${name}” was not kept on this machine and has to be imported again once this page is closed.`,
        }
      : {
          zh: `${zh}“${name}”没有存到本机，关闭本页后需要重新导入。`,
          en: `The ${en} “${name}” was not kept on this machine and has to be imported again once this page is closed.`,
        },
    undefined,
    {
      zh: '本次仍可使用。请移除不用的图层和影像或腾出磁盘空间后重新导入。',
      en: 'It can be used meanwhile. Remove layers and pictures that are not needed, or free some disk space, and import it again.',
    },
  );
}

/**
 * What was found in a file, waiting to be accepted, with the role its names and fields suggest.
 * @param before The system of the layer of the record that lacks this data: parameters that were given for it are kept there.
 */
export function incomingOf(
  found: OpenedLayer,
  roles: LandTables['roles'],
  before?: LayerRecord['crs'],
): IncomingLayer {
  const { chosen, alternatives } = found.crs;
  const choice = settledChoice(found.crs);
  const lost = found.count === 0 && found.problems.some(({ severity }) => severity === 'error');
  const guess = guessRole(
    roles,
    found.table || found.file,
    found.fields.map((field) => field.name),
  );
  return {
    ...{ ticket: found.ticket, opened: found, guess, facts: factsOf({ opened: found, guess }) },
    choices: [...(chosen ? [chosen] : []), ...alternatives],
    choice: choice && keepingShift(before, choice),
    ...{ phase: lost ? 'unreadable' : 'asking', progress: 0, problems: [] },
  };
}
