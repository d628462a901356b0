import type { Position } from 'geojson';
import { pixelOf } from '../../../geo/raster/warp.ts';
import { type Bilingual, type Problem, warning } from '../../../model/index.ts';
import type { ImageryRecord } from '../../../store/records/index.ts';
import type { Imagery } from './imagery.ts';
import { accuracyWords } from './words.ts';

/** The uppermost picture in sight in which all points of a drawn shape lie: it was traced from that. */
export function tracedFrom(
  { pictures, drawn }: Imagery,
  points: readonly Position[],
): ImageryRecord | undefined {
  const under = drawn.peek().find(({ place, width, height, opacity }) => {
    const toPixel = pixelOf(place);
    return (
      opacity > 0 &&
      points.every(([lon = Number.NaN, lat = Number.NaN]) => {
        const [x, y] = toPixel?.([lon, lat]) ?? [-1, -1];
        return x >= 0 && y >= 0 && x <= width && y <= height;
      })
    );
  });
  return under && pictures.peek().find(({ id }) => id === under.id)?.value;
}

/** Where a traced shape comes from, as it stands in its record. */
export function originOf({ file, control }: ImageryRecord): Bilingual {
  const rms = control?.rmsM;
  return rms === undefined
    ? { zh: `描自影像 ${file}`, en: `traced from the image ${file}` }
    : {
        zh: `描自扫描图 ${file}，配准均方根误差 ${accuracyWords(rms)} m`,
        en: `traced from the scan ${file}, RMS ${accuracyWords(rms)} m`,
      };
}

/** How far off a traced shape may be, for every report it goes into. */
export function tracedNotes(picture: ImageryRecord): Problem[] {
  const origin = originOf(picture);
  const { accuracyM, source, date } = picture;
  const from = [source, date].filter(Boolean).join('，');
  const worst = accuracyM
    ? {
        zh: `，影像位置最差 ±${accuracyWords(accuracyM)} m`,
        en: `; the image itself is off by up to ${accuracyWords(accuracyM)} m`,
      }
    : { zh: '', en: '' };
  return [
    warning(
      'traced',
      {
        zh: `${origin.zh}${from ? `（${from}）` : ''}${worst.zh}。`,
        en: `${origin.en}${from ? ` (${from})` : ''}${worst.en}.`,
      },
      undefined,
      {
        zh: '描绘的界线只作参考；报批请用勘测定界坐标。',
        en: 'A traced boundary is a sketch; for an application use surveyed coordinates.',
      },
    ),
  ];
}
