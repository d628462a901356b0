import { gaussSystem } from '../../../geo/crs/systems.ts';
import { extentOf } from '../../../geo/plane/extent.ts';
import { pictureExtent } from '../../../map/imagery/part.ts';
import { rasterWorker } from '../../../map/imagery/worker.ts';
import type { Bilingual } from '../../../model/index.ts';
import { signal } from '../../../store/index.ts';
import type { ImageryRecord, ZoneRecord } from '../../../store/records/index.ts';
import { accuracyWords } from '../imagery/words.ts';
import type { Workbench } from '../workbench.ts';
import type { Projection } from './paper.ts';

/** A picture of the planner's as it lies in the frame of a map: as large as the frame. */
export interface SheetPicture {
  href: string;
  opacity: number;
}

/** Pixels to the inch of paper. */
const pixelsPerInch = 200;

/** The pictures under the maps of a sheet, each drawn in the plane of its map when a map first asks for it. */
export function sheetPictures(bench: Workbench) {
  const { drawn, pictures } = bench.imagery;
  const picturesByZone = signal<ReadonlyMap<string, readonly SheetPicture[]>>(new Map());
  const asked = new Set<string>();
  async function make(key: string, { extent, frame, centralMeridian }: Projection): Promise<void> {
    const code = gaussSystem('CGCS2000', 3, centralMeridian, false)?.code;
    if (!code) return;
    const pixels = (mm: number) => Math.round((mm / 25.4) * pixelsPerInch);
    const list: SheetPicture[] = [];
    // The lowest first.
    for (const { id, place, opacity } of [...drawn.peek()].reverse()) {
      const blob = await rasterWorker()
        .call('frame', {
          ...{ id, place, code, width: pixels(frame.width), height: pixels(frame.height) },
          extent: [extent.west, extent.south, extent.east, extent.north],
        })
        .catch(() => undefined);
      if (blob) list.push({ href: URL.createObjectURL(blob), opacity });
    }
    picturesByZone.value = new Map([...picturesByZone.peek(), [key, list]]);
  }
  return {
    /** What lies in the frame of a map; empty until it is drawn. Read in a drawing it draws that again. */
    of(projection: Projection): readonly SheetPicture[] {
      if (!drawn.peek().length) return [];
      const { extent, scale, frame } = projection;
      const key = JSON.stringify([extent, scale, frame]);
      if (!asked.has(key)) {
        asked.add(key);
        void make(key, projection);
      }
      return picturesByZone.value.get(key) ?? [];
    },
    /** The pictures that lie under any of some zones. */
    under(zones: readonly ZoneRecord[]): ImageryRecord[] {
      const box = extentOf(zones.map(({ geometry }) => geometry));
      if (!box) return [];
      const ids = drawn.peek().flatMap((picture) => {
        const [west, south, east, north] = pictureExtent(picture);
        const meets = west < box[2] && east > box[0] && south < box[3] && north > box[1];
        return meets && picture.opacity > 0 ? [picture.id] : [];
      });
      return pictures.peek().flatMap(({ id, value }) => (ids.includes(id) ? [value] : []));
    },
    /** Changes with every map that is drawn. */
    get drawn(): unknown {
      return picturesByZone.value;
    },
    end(): void {
      for (const list of picturesByZone.peek().values())
        for (const { href } of list) URL.revokeObjectURL(href);
      picturesByZone.value = new Map();
    },
  };
}
export type SheetPictures = ReturnType<typeof sheetPictures>;

/** What lies under the map, in the words of its notes; empty where nothing does. */
export function pictureWords(list: readonly ImageryRecord[]): Bilingual {
  const each = list.map(({ name, source, date, accuracyM, control }) => {
    const off = accuracyM ? `±${accuracyWords(accuracyM)} m` : '';
    const facts = [source, date, off].filter(Boolean);
    const zh = [control ? '扫描图按控制点配准' : '', ...facts].filter(Boolean).join('，');
    const en = [control ? 'a scan placed by control points' : '', ...facts].filter(Boolean).join(', ');
    return { zh: zh ? `${name}（${zh}）` : name, en: en ? `${name} (${en})` : name };
  });
  if (!each.length) return { zh: '', en: '' };
  return {
    zh: `底图影像：${each.map(({ zh }) => zh).join('、')}。`,
    en: `Image under the map: ${each.map(({ en }) => en).join(', ')}.`,
  };
}
