import { keepingShift } from '../../../geo/crs/candidates.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import { type Widths, widthsMakeSense } from '../../../geo/edit/widths.ts';
import { type Rotation, withTypedShift } from '../../../geo/formats/helmert.ts';
import { groupFiles } from '../../../geo/formats/index.ts';
import type { FileSummary, HandedFile, Placement, TakeAs } from '../../../geo/formats/reading.ts';
import type { CrsCandidate, CrsChoice, TownContext } from '../../../geo/formats/types.ts';
import type { RepairOptions } from '../../../geo/repair/index.ts';
import { asProblems, type Problem } from '../../../model/index.ts';
import { signal } from '../../../store/index.ts';
import { type FileReading, readFile } from '../../../store/reader.ts';
import { recordFrom, type Session } from '../session.ts';
import type { NamedFile } from './dropped.ts';

/** One data set on its way in: a file, or a layer of a file or an archive. */
export interface Incoming {
  name: string;
  phase: 'reading' | 'asking' | 'taking' | 'failed';
  progress: number;
  summary?: FileSummary;
  /** The choices offered, the suggested one first. */
  choices: readonly CrsCandidate[];
  choice?: CrsChoice;
  placement?: Placement;
  /** Which records, as the user wrote it; empty for all. */
  only: string;
  /** A zone of each record or one of all; undefined while a large file waits for the answer. */
  as?: TakeAs;
  /** The seven parameters as they were typed, while they cannot be used. */
  shiftWords?: string | undefined;
  /** Metres to the left and right of centre lines, as the user gave them; without them lines that do not close are left out. */
  widths: Partial<Widths>;
  /** Whether the user has accepted that the shift of the old datum is not known. */
  agreed: boolean;
  /** What repair could not decide by itself, once it was tried, and what the user said to it. */
  unsettled: readonly RepairQuestion[];
  answers: Readonly<Partial<Record<RepairQuestion, RepairAnswer>>>;
  problems: readonly Problem[];
}

/** The two things about a shape that only its maker knows, by the name of their refusal. */
export const repairQuestions = {
  'overlap-ambiguous': { option: 'overlap', answers: ['once', 'exclude', 'skip'] },
  'hole-outside-shell': { option: 'outsideHole', answers: ['part', 'drop', 'skip'] },
} as const;
export type RepairQuestion = keyof typeof repairQuestions;
/** `skip` leaves such shapes out. */
export type RepairAnswer = (typeof repairQuestions)[RepairQuestion]['answers'][number];

/** The answers as repair takes them. */
function repairOf({ answers }: Incoming): RepairOptions {
  const given = Object.entries(answers).filter(([, answer]) => answer !== 'skip');
  return Object.fromEntries(
    given.map(([question, answer]) => [repairQuestions[question as RepairQuestion].option, answer]),
  );
}

/** Up to so many records become zones without a question. */
const unasked = 20;
/** More zones than this at once serve nobody: each is a record of its own, checked and kept by itself. */
export const mostZones = 2_000;

/** Whether the preview says that coordinates of an old datum are taken as they are. */
export const isUnshifted = (one: Incoming): boolean =>
  (one.placement?.problems ?? []).some((p) => p.code === 'datum-shift-unknown');

/** The widths given for centre lines; one that was left empty is that of the other side. */
export function widthsOf({ widths: { leftM, rightM } }: Incoming): Widths | undefined {
  if (leftM === undefined && rightM === undefined) return undefined;
  return { leftM: leftM ?? (rightM as number), rightM: rightM ?? (leftM as number) };
}

/** Whether everything is settled that has to be before a file becomes zones. */
export function canAccept(one: Incoming): boolean {
  const count = one.placement?.count ?? 0;
  if (one.phase !== 'asking' || !one.choice || count === 0) return false;
  if (isUnshifted(one) && !one.agreed) return false;
  const widths = widthsOf(one);
  if (widths && !widthsMakeSense(widths)) return false;
  if (one.unsettled.some((question) => !one.answers[question])) return false;
  return one.as === 'one' || (one.as === 'each' && count <= mostZones);
}

/** A zone that has but a number, or nothing, for a name is called after its file. */
const nameFor = (name: string, stem: string, count: number): string =>
  /^\d*$/.test(name.trim()) ? (count > 1 && name ? `${stem} ${name.trim()}` : stem) : name;

/** Files being read, previewed and accepted one after the other. */
export function createImport(session: Session) {
  const incoming = signal<readonly Incoming[]>([]);
  /** By name, the worker that holds the data set and its number there; one worker may hold several. */
  const readings = new Map<string, { reading: FileReading; set: number }>();

  const town = (): TownContext | undefined => {
    const now = session.store.state.town.peek();
    return now && contextOf(now);
  };
  const patch = (name: string, change: Partial<Incoming>) => {
    incoming.value = incoming.value.map((one) => (one.name === name ? { ...one, ...change } : one));
  };
  const drop = (name: string) => {
    const held = readings.get(name)?.reading;
    readings.delete(name);
    if (![...readings.values()].some(({ reading }) => reading === held)) held?.cancel();
    incoming.value = incoming.value.filter((one) => one.name !== name);
  };
  const fresh = (name: string): Incoming => ({
    name,
    ...{ phase: 'reading', progress: 0, choices: [], only: '', agreed: false },
    ...{ unsettled: [], answers: {}, widths: {}, problems: [] },
  });

  async function read(files: HandedFile[], name: string): Promise<void> {
    drop(name);
    const reading = readFile((progress) => patch(name, { progress }));
    readings.set(name, { reading, set: 0 });
    incoming.value = [...incoming.value, fresh(name)];
    try {
      const { sets, problems } = await reading.read(files, town());
      // Whoever cancelled while it was read wants nothing of it.
      if (readings.get(name)?.reading !== reading) return;
      if (!sets.length) {
        patch(name, { phase: 'failed', problems });
        return;
      }
      await ask(name, reading, sets, problems);
    } catch (error) {
      patch(name, { phase: 'failed', problems: asProblems(error, { file: name }) });
    }
  }

  /** Puts one entry for each data set in the place of the one that was being read. */
  async function ask(
    name: string,
    reading: FileReading,
    sets: readonly FileSummary[],
    problems: readonly Problem[],
  ): Promise<void> {
    // What could not be read has an entry of its own beside several; beside one it stands with that.
    const apart = sets.length > 1 && problems.some(({ severity }) => severity !== 'info');
    const names = sets.map(({ file, layer }, set) =>
      sets.length === 1 ? name : unused(layer === undefined ? file : `${file}:${layer}`, set),
    );
    const entries = sets.map((summary, set): Incoming => {
      const { chosen, alternatives } = summary.crs;
      return {
        ...fresh(names[set] as string),
        phase: 'asking',
        progress: 1,
        summary,
        choices: [...(chosen ? [chosen] : []), ...alternatives],
        problems: set || apart ? summary.problems : [...summary.problems, ...problems],
        ...(summary.count <= unasked ? ({ as: 'each' } as const) : {}),
      };
    });
    const failed: Incoming[] = apart ? [{ ...fresh(name), phase: 'failed', problems }] : [];
    if (!names.includes(name)) readings.delete(name);
    for (const [set, own] of names.entries()) readings.set(own, { reading, set });
    incoming.value = incoming.value.flatMap((one) => (one.name === name ? [...entries, ...failed] : [one]));
    for (const { name: own, choices } of entries) {
      const [first] = choices;
      if (first) await choose(own, first);
    }
  }
  /** A name no other entry has. */
  const unused = (name: string, set: number): string => (readings.has(name) ? `${name} (${set + 1})` : name);

  /** Shows where the file lands under a choice, and which of its records. */
  async function choose(name: string, choice: CrsChoice, only?: string): Promise<void> {
    const held = readings.get(name);
    const words = only ?? incoming.peek().find((one) => one.name === name)?.only ?? '';
    // Another system is another question about its datum.
    patch(name, { choice, only: words, agreed: false });
    try {
      const placement = await held?.reading.preview(held.set, choice, words);
      const now = incoming.peek().find((one) => one.name === name);
      if (placement && now?.choice === choice && now.only === words) patch(name, { placement });
    } catch (error) {
      patch(name, { placement: undefined, problems: asProblems(error, { file: name }) });
    }
  }

  async function accept(name: string): Promise<void> {
    const one = incoming.peek().find((other) => other.name === name);
    const held = readings.get(name);
    if (!one?.choice || !one.as || !held || !canAccept(one)) return;
    patch(name, { phase: 'taking' });
    const widths = widthsOf(one);
    try {
      const accepted = await held.reading.take(held.set, one.choice, one.only, one.as, {
        repair: repairOf(one),
        ...(widths ? { widths } : {}),
      });
      const unsettled = (Object.keys(repairQuestions) as RepairQuestion[]).filter(
        (question) =>
          accepted.problems.some(({ code }) => code === question) && one.answers[question] !== 'skip',
      );
      if (!accepted.zones.length || unsettled.length) {
        const asked = [...new Set([...one.unsettled, ...unsettled])];
        patch(name, { phase: 'asking', unsettled: asked, problems: accepted.problems });
        return;
      }
      // What was taken whole but needed a decision on its system says so in each zone.
      const stem = one.summary?.layer ?? one.name.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
      const named = accepted.zones.map((zone) => ({
        ...zone,
        name: nameFor(zone.name, stem, accepted.zones.length),
      }));
      await session.add(named.map(recordFrom), {
        zh: `导入 ${one.name}`,
        en: `Import ${one.name}`,
      });
      session.store.commands.report(...accepted.problems);
      drop(name);
      session.frame();
    } catch (error) {
      patch(name, { phase: 'asking', problems: asProblems(error, { file: name }) });
    }
  }

  return {
    incoming,
    /** Takes another system, or other records; parameters typed for a datum stay with it. */
    choose(name: string, choice: CrsChoice, only?: string): Promise<void> {
      const one = incoming.peek().find((other) => other.name === name);
      const next = keepingShift(one?.choice, choice);
      if (!next.shift && one?.shiftWords)
        patch(name, { shiftWords: undefined, problems: one.summary?.problems ?? [] });
      return choose(name, next, only);
    },
    accept,
    drop,
    /** Accepts every file about which nothing is left to ask, one after the other. */
    async acceptAll(): Promise<void> {
      for (const { name } of incoming.peek().filter(canAccept)) await accept(name);
    },
    /** Seven parameters typed for an old datum, empty for none; the preview moves by them. */
    async shift(name: string, typed: string, rotation: Rotation): Promise<void> {
      const one = incoming.peek().find((other) => other.name === name);
      if (!one?.choice) return;
      try {
        const choice = withTypedShift(one.choice, typed, rotation);
        patch(name, { shiftWords: typed, problems: one.summary?.problems ?? [] });
        await choose(name, choice);
      } catch (error) {
        patch(name, { shiftWords: typed, problems: asProblems(error) });
      }
    },
    /** Answers to what a preview asks: each record a zone or all as one, widths of lines, the old datum taken as it is, repair's questions. */
    settle(name: string, answer: Partial<Pick<Incoming, 'as' | 'agreed' | 'answers' | 'widths'>>): void {
      patch(name, answer);
    },
    /**
     * Reads files as they were picked or dropped: the files of one shapefile together, a folder with all that is in it
     * (files that carry their paths).
     */
    async files(list: Iterable<NamedFile>): Promise<void> {
      const all = Array.from(list, ({ name, file }) => ({ name, content: file }));
      const folders = new Map<string, HandedFile[]>();
      for (const one of all.filter(({ name }) => name.includes('/'))) {
        const folder = one.name.slice(0, one.name.indexOf('/'));
        folders.set(folder, [...(folders.get(folder) ?? []), one]);
      }
      const loose = groupFiles(all.filter(({ name }) => !name.includes('/')));
      await Promise.all([
        ...loose.map((files) => read(files, files.map(({ name }) => name).join(' + '))),
        ...[...folders].map(([folder, files]) => read(files, folder)),
      ]);
    },
    /** Reads pasted coordinates, WKT or GeoJSON. */
    text(text: string, name: string): Promise<void> {
      return read([{ name, content: new TextEncoder().encode(text) }], name);
    },
  };
}
export type Importing = ReturnType<typeof createImport>;
