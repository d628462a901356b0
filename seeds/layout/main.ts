/** `npx tsx seeds/layout/main.ts` draws the whole sketch into `data/layers/`. The same facts give the same files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featureCollection, polygon, union } from '@turf/turf';
import type { Polygon } from 'geojson';
import { villageShapes, villagesOf } from '../../src/check/package/in-villages.ts';
import * as context from './context.ts';
import { type Draft, finish } from './feature.ts';
import type { LonLat } from './frame.ts';
import * as way from './lines.ts';
import { reliefModel } from './relief.ts';
import * as rural from './rural.ts';
import * as subject from './subjects.ts';
import { town } from './town.ts';
import { townWorks } from './town-works.ts';
import { units, villages } from './villages.ts';

const out = join(import.meta.dirname, '../../data/layers');
mkdirSync(out, { recursive: true });

const { ring, countyLine } = town();
const { outline, rings } = villages(ring);

function joined(codes: string[]): LonLat[][] {
  const merged = union(
    featureCollection(codes.map((c) => polygon([(rings.get(c) as LonLat[]).map((p) => [...p])]))),
  );
  if (!merged) return [];
  const parts =
    merged.geometry.type === 'Polygon' ? [merged.geometry.coordinates] : merged.geometry.coordinates;
  return parts.map((part) => (part[0] as number[][]).map((p) => [p[0], p[1]] as unknown as LonLat));
}

/** Where G107 enters the town, metres from its north end. */
function northEnd(): number {
  const y = (x: number) => {
    let best = -90;
    outline.forEach((p, i) => {
      const q = outline[(i + 1) % outline.length] as LonLat;
      if (p[0] > x !== q[0] > x) best = Math.max(best, p[1] + ((x - p[0]) * (q[1] - p[1])) / (q[0] - p[0]));
    });
    return best;
  };
  const entry = way.g107.find((p) => p[1] < y(p[0]) && p[1] > 28.5) as LonLat;
  return way.metresTo(way.g107, entry);
}

const layers: Record<string, Draft[]> = {
  neighbours: context.neighbours(outline),
  boundary: context.boundary(outline),
  villages: context.villageDrafts(rings),
  rivers: context.rivers(),
  highways: context.highways(),
  ridges: context.ridges(countyLine),
  peaks: context.peaks(countyLine),
  places: context.places(),
  scenic: subject.scenic(outline),
  hazard: rural.hazard(joined(['430681107230', '430681107231', '430681107232'])),
  farmland: rural.farmland(outline),
  newtown: subject.newtown(),
  park: subject.park(),
  land: subject.landAcquisition(),
  relocation: rural.relocation(),
  reservoirs: rural.reservoirs(),
  canals: rural.canals(),
  ponds: rural.ponds(),
  roads: subject.roads(northEnd()),
  'town-works': townWorks(),
  memorial: subject.memorial(),
};

const shapes = villageShapes(
  units.map((u) => ({
    code: u.code,
    geometry: polygon([(rings.get(u.code) as LonLat[]).map((p) => [...p])]).geometry as Polygon,
  })),
);

function inVillages(layer: string, draft: Draft): string[] {
  if (layer === 'neighbours') return [];
  if (layer === 'villages') return [draft.id.replace('village.', '')];
  if (layer === 'boundary') return units.map((u) => u.code);
  return villagesOf(draft.geometry, shapes);
}

let bytes = 0;
for (const [name, drafts] of Object.entries(layers)) {
  const lines = drafts.map((d) => JSON.stringify(finish(d, inVillages(name, d))));
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
  bytes += text.length;
  writeFileSync(join(out, `${name}.geojson`), text);
}
console.log(
  `${Object.keys(layers).length} layers, ${Object.values(layers).flat().length} features, ${bytes} characters`,
);
writeFileSync(
  join(import.meta.dirname, '../relief.json'),
  `${JSON.stringify(reliefModel(context.yingzhu(countyLine), context.yingzhuSummit(countyLine)), null, 1)}\n`,
);
