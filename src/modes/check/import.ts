import { contextOf } from '../../geo/crs/town.ts';
import { groupFiles } from '../../geo/formats/index.ts';
import type { FileSummary, HandedFile, Placement, TakeAs } from '../../geo/formats/session.ts';
import type { CrsCandidate, CrsChoice, TownContext } from '../../geo/formats/types.ts';
import type { RepairOptions } from '../../geo/repair/index.ts';
import { asProblems, type Problem } from '../../model/index.ts';
import { signal } from '../../store/index.ts';
import { type FileReading, readFile } from './reader.ts';
import { recordFrom, type Session } from './session.ts';

/** One file on its way in. */
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

/** Whether everything is settled that has to be before a file becomes zones. */
export function canAccept(one: Incoming): boolean {
  const count = one.placement?.count ?? 0;
  if (one.phase !== 'asking' || !one.choice || count === 0) return false;
  if (isUnshifted(one) && !one.agreed) return false;
  if (one.unsettled.some((question) => !one.answers[question])) return false;
  return one.as === 'one' || (one.as === 'each' && count <= mostZones);
}

/** A zone that has but a number, or nothing, for a name is called after its file. */
const nameFor = (name: string, stem: string, count: number): string =>
  /^\d*$/.test(name.trim()) ? (count > 1 && name ? `${stem} ${name.trim()}` : stem) : name;

/** Files being read, previewed and accepted one after the other. */
export function createImport(session: Session) {
  const incoming = signal<readonly Incoming[]>([]);
  const readings = new Map<string, FileReading>();

  const town = (): TownContext | undefined => {
    const now = session.store.state.town.peek();
    return now && contextOf(now);
  };
  const patch = (name: string, change: Partial<Incoming>) => {
    incoming.value = incoming.value.map((one) => (one.name === name ? { ...one, ...change } : one));
  };
  const drop = (name: string) => {
    readings.get(name)?.cancel();
    readings.delete(name);
    incoming.value = incoming.value.filter((one) => one.name !== name);
  };

  async function read(files: HandedFile[]): Promise<void> {
    const name = files.map((file) => file.name).join(' + ');
    drop(name);
    const reading = readFile((progress) => patch(name, { progress }));
    readings.set(name, reading);
    const empty = { choices: [], only: '', agreed: false, unsettled: [], answers: {}, problems: [] };
    incoming.value = [...incoming.value, { name, phase: 'reading', progress: 0, ...empty }];
    try {
      const summary = await reading.read(files, town());
      const { chosen, alternatives } = summary.crs;
      const choices = [...(chosen ? [chosen] : []), ...alternatives];
      const few = summary.count <= unasked ? ({ as: 'each' } as const) : {};
      patch(name, { phase: 'asking', summary, choices, problems: summary.problems, progress: 1, ...few });
      const first = chosen ?? choices[0];
      if (first) await choose(name, first);
    } catch (error) {
      patch(name, { phase: 'failed', problems: asProblems(error, { file: name }) });
    }
  }

  /** Shows where the file lands under a choice, and which of its records. */
  async function choose(name: string, choice: CrsChoice, only?: string): Promise<void> {
    const reading = readings.get(name);
    const words = only ?? incoming.peek().find((one) => one.name === name)?.only ?? '';
    // Another system is another question about its datum.
    patch(name, { choice, only: words, agreed: false });
    try {
      const placement = await reading?.preview(choice, words);
      const now = incoming.peek().find((one) => one.name === name);
      if (placement && now?.choice === choice && now.only === words) patch(name, { placement });
    } catch (error) {
      patch(name, { placement: undefined, problems: asProblems(error, { file: name }) });
    }
  }

  async function accept(name: string): Promise<void> {
    const one = incoming.peek().find((other) => other.name === name);
    const reading = readings.get(name);
    if (!one?.choice || !one.as || !reading || !canAccept(one)) return;
    patch(name, { phase: 'taking' });
    try {
      const taken = await reading.take(one.choice, one.only, one.as, repairOf(one));
      const unsettled = (Object.keys(repairQuestions) as RepairQuestion[]).filter(
        (question) =>
          taken.problems.some(({ code }) => code === question) && one.answers[question] !== 'skip',
      );
      if (!taken.zones.length || unsettled.length) {
        const asked = [...new Set([...one.unsettled, ...unsettled])];
        patch(name, { phase: 'asking', unsettled: asked, problems: taken.problems });
        return;
      }
      // What was taken whole but needed a decision on its system says so in each zone.
      const stem = one.name.replace(/\.[^.]+$/, '');
      const named = taken.zones.map((zone) => ({
        ...zone,
        name: nameFor(zone.name, stem, taken.zones.length),
      }));
      await session.add(named.map(recordFrom), {
        zh: `导入 ${one.name}`,
        en: `Import ${one.name}`,
      });
      session.store.commands.report(...taken.problems);
      drop(name);
      session.frame();
    } catch (error) {
      patch(name, { phase: 'asking', problems: asProblems(error, { file: name }) });
    }
  }

  return {
    incoming,
    choose,
    accept,
    drop,
    /** Accepts every file about which nothing is left to ask, one after the other. */
    async acceptAll(): Promise<void> {
      for (const { name } of incoming.peek().filter(canAccept)) await accept(name);
    },
    /** Answers to what a preview asks: each record a zone or all as one, the old datum taken as it is, repair's questions. */
    settle(name: string, answer: Partial<Pick<Incoming, 'as' | 'agreed' | 'answers'>>): void {
      patch(name, answer);
    },
    /** Reads files as they were picked or dropped; the files of one shapefile together. */
    async files(list: Iterable<File>): Promise<void> {
      const all = Array.from(list, (file) => ({ name: file.name, content: file }));
      await Promise.all(groupFiles(all).map(read));
    },
    /** Reads pasted coordinates, WKT or GeoJSON. */
    text(text: string, name: string): Promise<void> {
      return read([{ name, content: new TextEncoder().encode(text) }]);
    },
  };
}
export type Importing = ReturnType<typeof createImport>;
