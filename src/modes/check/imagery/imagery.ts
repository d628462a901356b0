import { zoneAccuracyM } from '../../../check/index.ts';
import { clearLayerFiles, type LayerFiles, openLayerFiles } from '../../../check/layer-files.ts';
import { contextOf } from '../../../geo/crs/town.ts';
import type { CrsCandidate, CrsChoice } from '../../../geo/formats/types.ts';
import { settledChoice } from '../../../geo/layer/doubt.ts';
import type { FoundPicture } from '../../../geo/raster/calls.ts';
import { settlePlace } from '../../../geo/raster/place.ts';
import { type DrawnPicture, pictureExtent } from '../../../map/imagery/part.ts';
import { rasterWorker } from '../../../map/imagery/worker.ts';
import { asProblems, type Bilingual, type Problem } from '../../../model/index.ts';
import { computed, effect, signal, untracked } from '../../../store/index.ts';
import { newId } from '../../../store/records/id.ts';
import type { ImageryRecord, Shown } from '../../../store/records/index.ts';
import type { NamedFile } from '../import/dropped.ts';
import { notKept } from '../layers/layer-state.ts';
import type { Session } from '../session.ts';
import { asPicture, isPdf, pictureNameOf } from './pdf.ts';

/** A picture found in files, before it is accepted. */
export interface IncomingPicture {
  ticket: string;
  found: FoundPicture;
  /** Systems offered, the suggested one first; none for a scan that has to be placed. */
  choices: readonly CrsCandidate[];
  choice: CrsChoice | undefined;
  facts: PictureFacts;
}

export interface PictureFacts {
  name: string;
  source: string;
  date: string;
}

/** Files being looked into, or that could not be. */
export interface OpeningPictures {
  id: string;
  name: string;
  problems: readonly Problem[];
}

/** A picture of the record, as far as this page has it: how much of its file is read, or that it is not here. */
export interface PlannerPicture extends Shown<ImageryRecord> {
  phase: 'reading' | 'ready' | 'missing';
  progress: number;
  visible: boolean;
  /** Share of its pixels, each way, that can be shown. */
  shown: number;
}

type HeldPicture = { phase: 'reading' | 'missing'; progress: number } | { phase: 'ready'; shown: number };

/** Where a picture of the record lies; undefined while it has not been placed. */
const drawnOf = (value: ImageryRecord): DrawnPicture | undefined =>
  value.map && value.crs
    ? {
        ...{ id: value.id, width: value.width, height: value.height, opacity: value.opacity },
        place: { map: value.map, code: value.crs.code, shift: value.crs.shift },
      }
    : undefined;

/** The planner's pictures: opened from files, kept in the record and on this machine, held by the worker that warps them. */
export function createImagery(session: Session) {
  const { store } = session;
  const opening = signal<readonly OpeningPictures[]>([]);
  const incoming = signal<readonly IncomingPicture[]>([]);
  const held = signal<ReadonlyMap<string, HeldPicture>>(new Map());
  const hidden = signal<ReadonlySet<string>>(new Set());
  /** The picture whose card is open, and the one whose control points are worked on. */
  const card = signal<string | undefined>(undefined);
  const placing = signal<string | undefined>(undefined);
  /** An opacity while its slider is moved. */
  const fading = signal<{ id: string; opacity: number } | undefined>(undefined);
  /** Files that could not be kept: they are here as long as the page is. */
  const unkept = new Map<string, Blob>();
  let files: Promise<LayerFiles> | undefined;
  const filesOf = () => {
    files ??= openLayerFiles(`imagery ${store.state.town.peek()?.code ?? 'town'}`);
    return files;
  };
  const set = (id: string, to: HeldPicture | undefined) => {
    const next = new Map(held.peek());
    if (to) next.set(id, to);
    else next.delete(id);
    held.value = next;
  };
  const worker = rasterWorker;

  const records = computed(() => session.records.value?.imagery.value ?? []);
  const pictures = computed<readonly PlannerPicture[]>(() =>
    records.value.map((one) => {
      const state = held.value.get(one.id) ?? { phase: 'reading', progress: 0 };
      return {
        ...one,
        phase: state.phase,
        progress: state.phase === 'ready' ? 1 : state.progress,
        shown: state.phase === 'ready' ? state.shown : 1,
        visible: !hidden.value.has(one.id),
      };
    }),
  );
  /** A picture keeps the very same place from one drawing to the next: its tiles go by it. */
  const places = new Map<string, { value: ImageryRecord; drawn: DrawnPicture | undefined }>();
  const placeOf = (value: ImageryRecord): DrawnPicture | undefined => {
    const place = places.get(value.id);
    const same =
      JSON.stringify([place?.value.map, place?.value.crs]) === JSON.stringify([value.map, value.crs]);
    if (place && same) return place.drawn && { ...place.drawn, opacity: value.opacity };
    const drawn = drawnOf(value);
    places.set(value.id, { value, drawn });
    return drawn;
  };
  const drawn = computed<readonly DrawnPicture[]>(() =>
    pictures.value.flatMap(({ value, phase, visible }) => {
      const place = phase === 'ready' && visible ? placeOf(value) : undefined;
      const now = fading.value?.id === value.id ? fading.value.opacity : value.opacity;
      return place ? [{ ...place, opacity: now }] : [];
    }),
  );

  async function hold(value: ImageryRecord, content: Blob): Promise<void> {
    set(value.id, { phase: 'reading', progress: 0 });
    try {
      const { shown } = await worker().call(
        'hold',
        { id: value.id, file: value.file, content },
        { progress: (progress) => set(value.id, { phase: 'reading', progress }) },
      );
      set(value.id, { phase: 'ready', shown });
    } catch (error) {
      set(value.id, { phase: 'missing', progress: 0 });
      store.commands.report(...asProblems(error, { file: value.file }));
    }
  }
  /** Brings the worker to what the record says: pictures that came back in, removed ones out. */
  async function follow(list: readonly Shown<ImageryRecord>[]): Promise<void> {
    const wanted = new Map(list.map(({ id, value }) => [id, value]));
    for (const id of held.peek().keys())
      if (!wanted.has(id)) {
        set(id, undefined);
        if (placing.peek() === id) placing.value = undefined;
        await worker().call('release', { id });
      }
    for (const [id, value] of wanted) {
      if (held.peek().has(id)) continue;
      set(id, { phase: 'reading', progress: 0 });
      const content = unkept.get(value.data) ?? (await (await filesOf()).get(value.data));
      if (content) await hold(value, content);
      else set(id, { phase: 'missing', progress: 0 });
    }
  }
  let turn: Promise<void> = Promise.resolve();
  let cleared = false;
  const stop = effect(() => {
    const list = session.records.value?.imagery.value;
    if (!list) return;
    untracked(() => {
      turn = turn.then(() => follow(list)).catch(session.report);
      if (cleared || !list.length) return;
      cleared = true;
      void filesOf()
        .then((open) => clearLayerFiles(open, new Set(list.map(({ value }) => value.data))))
        .catch(() => undefined);
    });
  });

  const put = async (value: ImageryRecord, label: Bilingual) => {
    await session.records.peek()?.putImagery([value], label);
  };
  const recordOf = (id: string) => records.peek().find((one) => one.id === id)?.value;
  const frame = (value: ImageryRecord) => {
    const place = drawnOf(value);
    if (place) store.commands.frameExtent(pictureExtent(place), 18);
  };

  async function keep(value: ImageryRecord, content: Blob): Promise<void> {
    try {
      await (await filesOf()).put(value.data, [content]);
    } catch (error) {
      unkept.set(value.data, content);
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      store.commands.report(notKept('picture', value.name, full));
    }
  }

  async function accept(ticket: string): Promise<void> {
    const one = incoming.peek().find((other) => other.ticket === ticket);
    if (!one || (one.found.map && !one.choice)) return;
    const { found, facts, choice } = one;
    const { map, crs: guess, width, height } = found;
    const settled = map && guess && choice ? settlePlace(map, [width, height], choice, guess) : undefined;
    const offM = settled ? zoneAccuracyM({ crs: settled.crs }) : 0;
    const id = newId();
    const value: ImageryRecord = {
      ...{ id, ...facts, data: `picture-${id}`, file: found.file, width, height, opacity: 1 },
      ...(settled ? { map: settled.map, crs: settled.crs } : {}),
      ...(offM ? { accuracyM: offM } : {}),
      // On top of what is there.
      place: Math.min(1, ...records.peek().map((other) => other.value.place ?? 1)) - 1,
      warnings: [...found.problems, ...(settled?.problems ?? [])],
    };
    incoming.value = incoming.value.filter((other) => other.ticket !== ticket);
    await keep(value, found.content);
    await put(value, { zh: `添加影像 ${facts.name}`, en: `Add the image ${facts.name}` });
    if (settled) frame(value);
    else placing.value = id;
  }

  /** Pictures of PDFs are made first; everything else goes to the worker as it is. */
  async function withPdfs(list: readonly NamedFile[]) {
    const files: { name: string; content: Blob }[] = [];
    const problems: Problem[] = [];
    for (const { name, file } of list)
      try {
        files.push(
          isPdf(name)
            ? { name: pictureNameOf(name), content: await asPicture(file, name) }
            : { name, content: file },
        );
      } catch (error) {
        problems.push(...asProblems(error, { file: name }));
      }
    return { files, problems };
  }

  return {
    opening,
    incoming,
    pictures,
    drawn,
    card,
    placing,
    accept,
    frame,
    /** Looks into files for pictures; each waits to be accepted. */
    async files(list: readonly NamedFile[]): Promise<void> {
      const id = newId();
      const name = list.find(({ name: file }) => /\.(tiff?|jpe?g|png|pdf)$/i.test(file))?.name ?? '';
      opening.value = [...opening.value, { id, name, problems: [] }];
      const close = (problems: readonly Problem[]) => {
        opening.value = opening.value.flatMap((one) =>
          one.id !== id ? [one] : problems.length ? [{ ...one, problems }] : [],
        );
      };
      try {
        const town = store.state.town.peek();
        const { files: handed, problems: refused } = await withPdfs(list);
        const { found, problems } = await worker().call('inspect', {
          files: handed,
          ...(town ? { town: contextOf(town) } : {}),
        });
        incoming.value = [
          ...incoming.value,
          ...found.map((one): IncomingPicture => {
            const { chosen, alternatives = [] } = one.crs ?? {};
            return {
              ...{ ticket: newId(), found: one, choices: [...(chosen ? [chosen] : []), ...alternatives] },
              choice: one.crs && settledChoice(one.crs),
              facts: {
                name: one.file.replace(/^.*\//, '').replace(/\.[^.]*$/, ''),
                ...{ source: '', date: '' },
              },
            };
          }),
        ];
        close([...refused, ...problems]);
      } catch (error) {
        close(asProblems(error, { file: name }));
      }
    },
    dismissFiles(id: string): void {
      opening.value = opening.value.filter((one) => one.id !== id);
    },
    dismiss(ticket: string): void {
      incoming.value = incoming.value.filter((one) => one.ticket !== ticket);
    },
    settle(ticket: string, change: Partial<Pick<IncomingPicture, 'choice' | 'facts'>>): void {
      incoming.value = incoming.value.map((one) => (one.ticket === ticket ? { ...one, ...change } : one));
    },
    /** Changes what is kept of a picture, in one step that can be undone. */
    async change(id: string, patch: Partial<ImageryRecord>, label?: Bilingual): Promise<void> {
      const value = recordOf(id);
      if (!value) return;
      await put(
        { ...value, ...patch },
        label ?? { zh: `修改影像 ${value.name}`, en: `Change the image ${value.name}` },
      );
      fading.value = undefined;
    },
    /** Keeps a picture as it is given, in one step that can be undone. */
    replace: put,
    /** Shows an opacity while it is being chosen; `change` keeps it. */
    fade(id: string, opacity: number): void {
      fading.value = { id, opacity };
    },
    /** Moves a picture one up or down in the list; the first lies on top. */
    async move(id: string, by: -1 | 1): Promise<void> {
      const list = records.peek().map((one) => one.value);
      const at = list.findIndex((one) => one.id === id);
      const other = at + by;
      if (at < 0 || other < 0 || other >= list.length) return;
      const [moved] = list.splice(at, 1) as [ImageryRecord];
      list.splice(other, 0, moved);
      await session.records.peek()?.putImagery(
        list.map((one, index) => ({ ...one, place: index + 1 })),
        { zh: '调整影像次序', en: 'Move an image in the list' },
      );
    },
    /** Takes a picture out of the record; undoing brings it back until the page is closed. */
    async remove({ id, value }: Shown<ImageryRecord>): Promise<void> {
      await session.records
        .peek()
        ?.deleteImagery([id], { zh: `移除影像 ${value.name}`, en: `Remove the image ${value.name}` });
    },
    setVisible(id: string, visible: boolean): void {
      const next = new Set(hidden.peek());
      if (visible) next.delete(id);
      else next.add(id);
      hidden.value = next;
    },
    close: () => stop(),
  };
}
export type Imagery = ReturnType<typeof createImagery>;
