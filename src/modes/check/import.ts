import { groupFiles } from '../../geo/formats/index.ts';
import type { FileSummary, Placement } from '../../geo/formats/session.ts';
import type { CrsCandidate, CrsChoice, SourceFile, TownContext } from '../../geo/formats/types.ts';
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
  problems: readonly Problem[];
}

/** Files being read, previewed and accepted one after the other. */
export function createImport(session: Session) {
  const incoming = signal<readonly Incoming[]>([]);
  const readings = new Map<string, FileReading>();

  const town = (): TownContext | undefined => {
    const now = session.store.state.town.peek();
    if (!now) return undefined;
    const [west, south, east, north] = now.extent;
    return { centre: [(west + east) / 2, (south + north) / 2], centralMeridian: now.centralMeridian };
  };
  const patch = (name: string, change: Partial<Incoming>) => {
    incoming.value = incoming.value.map((one) => (one.name === name ? { ...one, ...change } : one));
  };
  const drop = (name: string) => {
    readings.get(name)?.cancel();
    readings.delete(name);
    incoming.value = incoming.value.filter((one) => one.name !== name);
  };

  async function read(files: SourceFile[]): Promise<void> {
    const name = files.map((file) => file.name).join(' + ');
    drop(name);
    const reading = readFile((progress) => patch(name, { progress }));
    readings.set(name, reading);
    incoming.value = [...incoming.value, { name, phase: 'reading', progress: 0, choices: [], problems: [] }];
    try {
      const summary = await reading.read(files, town());
      const { chosen, alternatives } = summary.crs;
      const choices = [...(chosen ? [chosen] : []), ...alternatives];
      patch(name, { phase: 'asking', summary, choices, problems: summary.problems, progress: 1 });
      const first = chosen ?? choices[0];
      if (first) await choose(name, first);
    } catch (error) {
      patch(name, { phase: 'failed', problems: asProblems(error, { file: name }) });
    }
  }

  /** Shows where the file lands under a choice. */
  async function choose(name: string, choice: CrsChoice): Promise<void> {
    const reading = readings.get(name);
    patch(name, { choice });
    try {
      const placement = await reading?.preview(choice);
      const now = incoming.peek().find((one) => one.name === name);
      if (placement && now?.choice === choice) patch(name, { placement });
    } catch (error) {
      patch(name, { placement: undefined, problems: asProblems(error, { file: name }) });
    }
  }

  async function accept(name: string): Promise<void> {
    const one = incoming.peek().find((other) => other.name === name);
    const reading = readings.get(name);
    if (!one?.choice || !reading) return;
    patch(name, { phase: 'taking' });
    try {
      const taken = await reading.take(one.choice);
      if (!taken.zones.length) {
        patch(name, { phase: 'asking', problems: taken.problems });
        return;
      }
      // What was taken whole but needed a decision on its system says so in each zone.
      await session.add(taken.zones.map(recordFrom), {
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
    /** Reads files as they were picked or dropped; the files of one shapefile together. */
    async files(list: Iterable<File>): Promise<void> {
      const all: SourceFile[] = [];
      for (const file of list) all.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
      await Promise.all(groupFiles(all).map(read));
    },
    /** Reads pasted coordinates, WKT or GeoJSON. */
    text(text: string, name: string): Promise<void> {
      return read([{ name, bytes: new TextEncoder().encode(text) }]);
    },
  };
}
export type Importing = ReturnType<typeof createImport>;
