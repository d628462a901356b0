import type { Polygon, Position } from 'geojson';
import { pointAt } from '../../../geo/edit/point-at.ts';
import { writeGeometry } from '../../../geo/formats/index.ts';
import type { Bilingual, Language, Rule } from '../../../model/index.ts';
import { say } from '../../../model/index.ts';
import type { Store } from '../../../store/index.ts';

const name: Bilingual = { zh: '练习示例地块', en: 'Practice example' };
/** Corners around a middle: bearing in degrees, distance in metres. */
const corners = [
  [15, 260],
  [80, 310],
  [150, 240],
  [215, 280],
  [300, 250],
] as const;

/** A place on the border of an area that some rule looks at, so that the example has something to find. */
function middle(store: Store, rules: readonly Rule[]): Position | undefined {
  const areas = [...store.select.features.value.values()].flatMap(({ feature, layer }) =>
    feature.geometry.type === 'Polygon' ? [{ layer, ring: feature.geometry.coordinates[0] ?? [] }] : [],
  );
  const ruled = rules.map(({ layer }) => areas.find((area) => area.layer.id === layer));
  const { ring } = ruled.find(Boolean) ?? areas.find(({ layer }) => layer.role === 'subject') ?? { ring: [] };
  return ring[Math.floor(ring.length / 3)];
}

/**
 * A made-up boundary TXT (勘测定界) in the middle of this town, for whoever has no file at hand: it goes through the same
 * preview as a surveyor's. Undefined where the town has no area to lay it on.
 */
export async function exampleFile(
  store: Store,
  rules: readonly Rule[],
  language: Language,
): Promise<{ name: string; text: string } | undefined> {
  const at = middle(store, rules);
  const meridian = store.state.town.value?.centralMeridian;
  if (!at || meridian === undefined) return undefined;
  const ring = corners.map(([bearing, metres]) => pointAt(at, bearing, metres, 'grid', meridian));
  const geometry: Polygon = { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
  const title = say(name, language);
  const { bytes } = await writeGeometry('txt', [{ geometry, name: title, properties: {} }], {
    code: `EPSG:${4513 + meridian / 3 - 25}`,
    name: title,
    encoding: 'utf-8',
  });
  return {
    name: say({ zh: '示例勘测定界.txt', en: 'example-boundary.txt' }, language),
    text: new TextDecoder().decode(bytes),
  };
}
