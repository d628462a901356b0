import type { PartEdit } from '../../check/edits/parts.ts';
import type { Bilingual, Problem, StatusEntry } from '../../model/index.ts';
import { batch, computed, type ReadonlySignal, signal } from '../signals.ts';
import { type Ahead, shownAhead, withAhead } from './ahead.ts';
import type { Stamp } from './apply.ts';
import { readArchive, writeArchive } from './archive.ts';
import { type Connection, connect, nothingStored, type Stored } from './connection.ts';
import { conflictsOf, mergeInto, mergePreview } from './merge.ts';
import { storageProblem } from './problems.ts';
import { type Intent, withChanges, workOut } from './step.ts';
import { tabLink } from './tabs.ts';
import type {
  Book,
  Conflict,
  ImageryRecord,
  LayerRecord,
  Moment,
  Ref,
  Shown,
  Value,
  ZoneRecord,
} from './types.ts';
import { refOf } from './types.ts';
import { differingHeads } from './version.ts';

export interface RecordsOptions {
  /** Name of the database; one town package, one database. */
  name?: string;
  /** Who makes the changes, asked at each one. */
  author?: () => string;
  /** The time, asked at each change. */
  now?: () => Date;
}

/** `saved`: everything is on the disk. A problem: something is only in this page's memory, and why. */
export type SaveState = 'saved' | 'saving' | Problem;

function shown<T extends Value>(book: Book, kind: Ref['kind']): Shown<T>[] {
  const visible: Shown<T>[] = [];
  for (const [key, state] of book) {
    const ref = refOf(key);
    if (ref.kind !== kind) continue;
    const head = differingHeads(state).find((one) => one.value !== null);
    if (head) visible.push({ id: ref.id, value: head.value as T, at: head.at, by: head.by });
  }
  const placeOf = ({ value }: Shown<T>) => ('place' in value && value.place) || Infinity;
  return visible.sort((a, b) => {
    const [x, y] = [placeOf(a), placeOf(b)];
    if (x !== y) return x - y;
    return a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1;
  });
}

/**
 * Opens the planner's records: zones, status entries, undo log. Always resolves. When there is no storage, or it fails
 * later, the records go on in memory, `saveState` says so, `exportArchive` still gives everything, and `retry` writes
 * what is waiting.
 */
export async function openRecords(options: RecordsOptions = {}) {
  const name = options.name ?? 'records';
  const stored = signal<Stored>(nothingStored);
  /** Steps that are not on the disk, with the book after each. */
  const waiting = signal<readonly { intent: Intent; book: Book; label: Bilingual; at: Stamp }[]>([]);
  /** Steps that are being written; they are shown already. */
  const ahead = signal<readonly Ahead[]>([]);
  const fault = signal<Problem | undefined>(undefined);
  const busy = signal(0);
  let connection: Connection | undefined;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** What is on the disk, with what waits to be. */
  const held = computed(() => waiting.value.at(-1)?.book ?? stored.value.book);
  const book = computed(() => ahead.value.at(-1)?.book ?? held.value);
  const whole = () => withAhead(held.value, ahead.value);
  const drop = (step: Ahead | undefined) => {
    if (step) ahead.value = ahead.value.filter((one) => one !== step);
  };
  const stamp = (): Stamp => ({
    at: (options.now?.() ?? new Date()).toISOString(),
    by: options.author?.() ?? '',
  });
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const lost = (problem: Problem) => {
    connection = undefined;
    if (!closed) fault.value = problem;
  };
  const tabs = tabLink(name, () => void refresh());

  async function open(): Promise<void> {
    const held = stored.value;
    try {
      connection = await connect(name, lost, (late) => {
        if (closed) return late.close();
        connection = late;
        void retry();
      });
      stored.value = await connection.read(nothingStored);
      fault.value = undefined;
    } catch (error) {
      fault.value = isProblem(error) ? error : storageProblem(error);
      return;
    }
    // The database was emptied behind our back: what this page still holds goes back in, and nothing else changes.
    if (held.position.counter > stored.value.position.counter) {
      const label = { zh: '恢复记录', en: 'Restore the records' };
      stored.value = await connection.write(stored.value, { kind: 'merge', label, book: held.book }, stamp());
    }
  }

  /** Keeps a step that could not be written, on top of what is on the disk. */
  async function keep(intent: Intent, problem: Problem, at: Stamp, shown: Ahead | undefined): Promise<void> {
    const list = waiting.value;
    if (intent.kind === 'undo') {
      if (list.length) waiting.value = list.slice(0, -1);
    } else if (intent.kind !== 'redo') {
      const before = held.value;
      const step = await workOut(before, stored.value.position, intent, at, async () => undefined);
      const label = intent.kind === 'edit' ? intent.moment.label : intent.label;
      batch(() => {
        if (step) waiting.value = [...list, { intent, label, book: withChanges(before, step.changes), at }];
        drop(shown);
      });
    }
    fault.value = problem;
  }

  /** Writes what is waiting, oldest first; the rest stays waiting when one fails. */
  async function flush(to: Connection): Promise<void> {
    for (let first = waiting.value[0]; first; first = waiting.value[0]) {
      const now = await to.write(stored.value, first.intent, first.at);
      batch(() => {
        stored.value = now;
        waiting.value = waiting.value.slice(1);
      });
    }
  }

  async function write(intent: Intent, at: Stamp, shown: Ahead | undefined): Promise<'saved' | Problem> {
    try {
      if (!connection) throw fault.value ?? new Error('not open');
      if (intent.kind === 'edit' || intent.kind === 'merge') await flush(connection);
      else if (waiting.value.length) throw fault.value;
      const now = await connection.write(stored.value, intent, at);
      batch(() => {
        stored.value = now;
        fault.value = undefined;
        drop(shown);
      });
      tabs.announce(now.position.counter);
      return 'saved';
    } catch (error) {
      const problem = isProblem(error) ? error : storageProblem(error);
      await keep(intent, problem, at, shown);
      return problem;
    }
  }

  /** Does the intent in its turn. What is edited is shown at once, and stays so whatever becomes of the writing. */
  function perform(intent: Intent): Promise<'saved' | Problem> {
    const at = stamp();
    const shown =
      intent.kind === 'edit'
        ? { moment: intent.moment, stamp: at, book: shownAhead(book.value, intent.moment, at) }
        : undefined;
    batch(() => {
      busy.value += 1;
      if (shown) ahead.value = [...ahead.value, shown];
    });
    return inTurn(() => write(intent, at, shown)).finally(() => {
      batch(() => {
        busy.value -= 1;
        drop(shown);
      });
    });
  }

  /** Tries to open the storage again and to write everything that waits, in order. */
  function retry(): Promise<'saved' | Problem> {
    busy.value += 1;
    return inTurn(async () => {
      try {
        if (connection) stored.value = await connection.read(stored.value);
        else await open();
        if (!connection) return fault.value ?? storageProblem(new Error('not open'));
        await flush(connection);
        fault.value = undefined;
        tabs.announce(stored.value.position.counter);
        return 'saved' as const;
      } catch (error) {
        fault.value = isProblem(error) ? error : storageProblem(error);
        return fault.value;
      }
    }).finally(() => {
      busy.value -= 1;
    });
  }

  function refresh(): Promise<void> {
    return inTurn(async () => {
      if (!connection || waiting.value.length) return;
      stored.value = await connection.read(stored.value).catch(() => stored.value);
    });
  }

  await inTurn(open);
  const edit = (moment: Moment) => perform({ kind: 'edit', moment });
  const zones = computed(() => shown<ZoneRecord>(book.value, 'zone'));
  const layers = computed(() => shown<LayerRecord>(book.value, 'layer'));
  const imagery = computed(() => shown<ImageryRecord>(book.value, 'imagery'));
  const statusEntries = computed(() => shown<StatusEntry>(book.value, 'status').map((entry) => entry.value));
  const parts = computed(() => shown<PartEdit>(book.value, 'part'));
  const conflicts: ReadonlySignal<Conflict[]> = computed(() => conflictsOf(book.value));
  const saveState: ReadonlySignal<SaveState> = computed(
    () => fault.value ?? (busy.value ? 'saving' : 'saved'),
  );

  return {
    zones,
    layers,
    /** The uppermost first. */
    imagery,
    statusEntries,
    /** Changed pieces of a package in work, with when and by whom; in the order they were changed. */
    parts,
    conflicts,
    saveState,
    /** Steps that are in memory only and go when the page does. */
    unsaved: computed(() => waiting.value.length),
    /** What undo and redo would do; undefined when there is nothing. */
    undoLabel: computed(
      () => ahead.value.at(-1)?.moment.label ?? waiting.value.at(-1)?.label ?? stored.value.undo,
    ),
    redoLabel: computed(() => (ahead.value.length || waiting.value.length ? undefined : stored.value.redo)),
    canUndo: computed(
      () =>
        ahead.value.length + waiting.value.length > 0 || (!fault.value && stored.value.position.cursor > 0),
    ),
    canRedo: computed(
      () =>
        !ahead.value.length &&
        !waiting.value.length &&
        !fault.value &&
        stored.value.position.cursor < stored.value.position.top,
    ),
    /** Number of writes so far, by any tab. */
    counter: computed(() => stored.value.position.counter),
    /** The one way in. It shows at once; resolves with `saved` once it is on the disk, or with the problem that keeps it in memory. */
    transact: edit,
    putZones: (list: readonly ZoneRecord[], label: Bilingual) =>
      edit({
        label,
        put: list.map((zone) => ({ kind: 'zone' as const, id: zone.id, values: [zone] })),
        delete: [],
      }),
    deleteZones: (ids: readonly string[], label: Bilingual) =>
      edit({ label, put: [], delete: ids.map((id) => ({ kind: 'zone' as const, id })) }),
    /** Each under the identifier of its entry. */
    putLayers: (list: readonly LayerRecord[], label: Bilingual) =>
      edit({
        label,
        put: list.map((layer) => ({ kind: 'layer' as const, id: layer.entry.id, values: [layer] })),
        delete: [],
      }),
    deleteLayers: (ids: readonly string[], label: Bilingual) =>
      edit({ label, put: [], delete: ids.map((id) => ({ kind: 'layer' as const, id })) }),
    putImagery: (list: readonly ImageryRecord[], label: Bilingual) =>
      edit({
        label,
        put: list.map((picture) => ({ kind: 'imagery' as const, id: picture.id, values: [picture] })),
        delete: [],
      }),
    deleteImagery: (ids: readonly string[], label: Bilingual) =>
      edit({ label, put: [], delete: ids.map((id) => ({ kind: 'imagery' as const, id })) }),
    addStatus: (entry: StatusEntry) =>
      edit({
        label: { zh: '添加进展', en: 'Add status' },
        put: [{ kind: 'status', id: entry.id, values: [entry] }],
        delete: [],
      }),
    /** Changes pieces of a package in work; a piece in `back` is as published again. */
    putParts: (list: readonly PartEdit[], label: Bilingual, back: readonly string[] = []) =>
      edit({
        label,
        put: list.map((part) => ({ kind: 'part' as const, id: part.id, values: [part] })),
        delete: back.map((id) => ({ kind: 'part' as const, id })),
      }),
    /** Settles a conflict with one value (`null`: deleted); it replaces every side, here and wherever it is merged. */
    resolve: (ref: Ref, value: Value | null) =>
      edit({
        label: { zh: '解决冲突', en: 'Resolve conflict' },
        put: value === null ? [] : [{ ...ref, values: [value] }],
        delete: value === null ? [ref] : [],
      }),
    undo: () => perform({ kind: 'undo' }),
    redo: () => perform({ kind: 'redo' }),
    retry,
    refresh,
    /** Everything, saved or not, as the text of one file. */
    exportArchive: () => writeArchive(whole()),
    /**
     * Reads another's file and returns what merging it would change, without changing anything.
     * @throws ProblemError when it is no archive.
     */
    previewMerge(text: string) {
      const { book: theirs, problems } = readArchive(text);
      const all = whole();
      return { problems, entries: mergePreview(mergeInto(all.get.bind(all), theirs)) };
    },
    /** @throws ProblemError when it is no archive. */
    mergeArchive(text: string): Promise<'saved' | Problem> {
      const { book: theirs } = readArchive(text);
      return perform({ kind: 'merge', label: { zh: '合并记录', en: 'Merge records' }, book: theirs });
    },
    close(): void {
      closed = true;
      tabs.close();
      connection?.close();
      connection = undefined;
    },
  };
}
export type Records = Awaited<ReturnType<typeof openRecords>>;

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'what' in value;
