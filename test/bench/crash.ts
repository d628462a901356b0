import { join } from 'node:path';
import { killRounds } from './crash/rounds.ts';

interface Snapshot {
  counter: number;
  state: unknown;
  canUndo: boolean;
  canRedo: boolean;
  digest: string;
  halves: Record<string, string>;
  conflicts: number;
}

export interface CrashResult {
  kills: number;
  /** Steps that were reported saved, over all rounds. */
  confirmed: number;
  /** Kills that came while a step was under way and had reached the disk without being reported. */
  ahead: number;
  faults: string[];
}

/**
 * Kills the browser at random moments while records are being written, and compares with what the next start finds: all
 * that was confirmed must be there, whole. What this cannot show is a power cut; the strict durability asked of each
 * write is what speaks for that.
 */
export async function crashRounds(
  kills: number,
  tell: (line: string) => void = () => {},
): Promise<CrashResult> {
  const result: CrashResult = { kills, confirmed: 0, ahead: 0, faults: [] };
  let last: Snapshot | undefined;
  await killRounds(
    join(import.meta.dirname, 'crash', 'page.ts'),
    kills,
    () => new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 480)),
    (round, found, told) => {
      const opened = found as Snapshot;
      const confirmed = told.flatMap(({ path, body }) => (path === '/confirmed' ? [body as Snapshot] : []));
      const say = (text: string) => result.faults.push(`round ${round}: ${text}`);
      if (opened.state !== 'saved') say(`opened with ${JSON.stringify(opened.state)}`);
      if (opened.conflicts) say('conflicts appeared');
      for (const [id, notes] of Object.entries(opened.halves)) {
        const other = id.endsWith('left') ? id.replace(/left$/, 'right') : id.replace(/right$/, 'left');
        if (opened.halves[other] !== notes) say(`${id} has ${notes}, its other half ${opened.halves[other]}`);
      }
      if (last) {
        const steps = opened.counter - last.counter;
        if (steps === 1) result.ahead += 1;
        else if (steps !== 0)
          say(`${-steps} of ${last.counter} confirmed steps are missing (${told.length} messages)`);
        else if (opened.digest !== last.digest) say('the same step count with another content');
      }
      last = confirmed.at(-1) ?? opened;
      result.confirmed += confirmed.length;
      if (round && round % 20 === 0)
        tell(`${round} kills, ${result.confirmed} confirmed steps, ${result.faults.length} faults`);
    },
  );
  return result;
}

interface Work {
  /** Fingerprint of the edits of the package in work, and of the package with them. */
  edits: string;
  steps: number;
  /** Faults the package in work has by the checks of publishing. */
  faults: string[];
  /** Fingerprint of the published folder after it was opened for writing again. */
  folder: string;
  /** Whether a run was found cut off in the middle. */
  cut: boolean;
}

export interface PublishResult {
  kills: number;
  published: number;
  /** Kills that left a run cut off, which the next opening put back. */
  restored: number;
  faults: string[];
}

/**
 * Kills the browser in the middle of publishing into a folder and in the middle of edits: afterwards the package in work
 * is whole and holds every confirmed step, and the folder holds, once it is opened for writing again, the package
 * before or the package after, never some of each.
 */
export async function publishRounds(kills: number): Promise<PublishResult> {
  const result: PublishResult = { kills, published: 0, restored: 0, faults: [] };
  let last: { edits: string; steps: number } | undefined;
  let allowed: string[] = [];
  await killRounds(
    join(import.meta.dirname, 'crash', 'publish-page.ts'),
    kills,
    (heard) => Promise.race([heard('/now'), new Promise<void>((done) => setTimeout(done, 20_000))]),
    (round, found, told) => {
      const opened = found as Work;
      const say = (text: string) => result.faults.push(`round ${round}: ${text}`);
      for (const fault of opened.faults) say(fault);
      if (opened.cut) result.restored += 1;
      if (allowed.length && !allowed.includes(opened.folder))
        say('the folder is neither as before nor as after');
      if (last && opened.steps < last.steps) say(`${last.steps - opened.steps} confirmed edits are missing`);
      if (last && opened.steps > last.steps + 1) say('more edits than were made');
      if (last && opened.steps === last.steps && opened.edits !== last.edits)
        say('the same edits with another content');
      last = opened;
      allowed = [opened.folder];
      for (const { path, body } of told) {
        if (path === '/confirmed') last = body as { edits: string; steps: number };
        if (path === '/attempt') allowed = [allowed[0] as string, body as string];
        if (path === '/published') {
          allowed = [body as string];
          result.published += 1;
        }
        if (path === '/fault') say(String(body));
      }
    },
  );
  return result;
}

/** `npm run bench -- crash [KILLS]`, 200 by default, and a tenth of it in the middle of publishing. */
export default async function crash(args: string[]): Promise<void> {
  const kills = Number(args[0] ?? 200);
  const began = performance.now();
  const result = await crashRounds(kills, (line) => console.log(`   ${line}`));
  console.table([
    {
      kills: result.kills,
      'confirmed steps': result.confirmed,
      'on disk, not yet told': result.ahead,
      'lost or torn': result.faults.length,
      minutes: Number(((performance.now() - began) / 60_000).toFixed(1)),
    },
  ]);
  const publishing = await publishRounds(Math.ceil(kills / 10));
  console.table([
    {
      'kills while publishing': publishing.kills,
      published: publishing.published,
      'cut off, put back': publishing.restored,
      'torn or mixed': publishing.faults.length,
    },
  ]);
  const faults = [...result.faults, ...publishing.faults];
  for (const fault of faults) console.error(fault);
  if (faults.length) process.exitCode = 1;
}
