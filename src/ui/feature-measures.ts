import { areaText, geodesicArea, geodesicLength, lengthText } from '../geo/area/index.ts';
import { type Bilingual, type Feature, isSketch } from '../model/index.ts';
import { measuredArea, measuredLength } from './measured-words.ts';

/** A sketch's figure, to one digit below 10 and two above; nothing where it is too small to mean anything. */
function roughly(value: number, unit: Bilingual): Bilingual | undefined {
  if (value < 1) return undefined;
  const figure = Number(value.toPrecision(value < 10 ? 1 : 2));
  return { zh: `约 ${figure} ${unit.zh}，示意`, en: `about ${figure} ${unit.en}, a sketch` };
}

/**
 * The area or length of a feature, no finer than it is known. Of open data both come with the most they may be off: of
 * an area its whole border, of a length both its ends, moved by what every point may be.
 */
export function measuresOf({ geometry, properties }: Feature): {
  area?: Bilingual | undefined;
  length?: Bilingual | undefined;
} {
  const { basis, accuracyM } = properties;
  const [drawn, doubtful] = [isSketch(basis), basis === 'open-data' && accuracyM > 0];
  if (geometry.type.endsWith('Polygon')) {
    const area = geodesicArea(geometry);
    if (drawn) return { area: roughly(area / 1e6, { zh: 'km²', en: 'km²' }) };
    if (!doubtful) return { area: areaText(area) };
    const words = measuredArea(area, accuracyM * geodesicLength(geometry));
    return {
      area: { zh: words.map(({ zh }) => zh).join('，'), en: words.map(({ en }) => en).join(', ') },
    };
  }
  if (!geometry.type.endsWith('LineString')) return {};
  const length = geodesicLength(geometry);
  if (drawn) return { length: roughly(length / 1000, { zh: '公里', en: 'km' }) };
  return { length: doubtful ? measuredLength(length, 2 * accuracyM) : lengthText(length) };
}
