import { join } from 'node:path';
import type { PackageMessage } from '../../../src/check/index.ts';
import { readPackage } from '../../../src/cli/package/read.ts';
import { checkPackage, type Rule, today, type Zone } from '../../../src/model/index.ts';
import { roundZone } from '../_fabric.ts';
import { bundle, withBrowser } from './browser.ts';
import { median } from './engine.ts';
import type { First } from './first.ts';

declare global {
  var firstCheck: (zones: Zone[], geometry: boolean) => Promise<First>;
}

/** The town's package as the page hands it to the worker. */
export function packageMessage(): PackageMessage {
  const { input } = readPackage('data');
  const { town, catalogue, data } = checkPackage(input);
  if (!town || !catalogue) throw new Error('the package in data/ cannot be read');
  return {
    layers: catalogue.layers.map((layer) => ({ layer, data: data.get(layer.id) ?? null })),
    rules: (input.rules as { rules: Rule[] }).rules,
    centralMeridian: town.centralMeridian,
    dataVersion: town.dataVersion,
    asOf: today(),
  };
}

const zoneOf = (count: number, seed: number): Zone => ({
  ...{ id: `z${seed}`, name: '', origin: '', warnings: [] },
  crs: { code: 'EPSG:4490', from: 'user' },
  geometry: { type: 'Polygon', coordinates: roundZone(count, 200, count * 0.01, seed) },
});

/** The worker of the app in fresh pages: what its first check takes after it warmed itself while loading. */
export async function firstChecks(parcels: Uint8Array, count: number, pages: number): Promise<void> {
  const files = {
    '/page.js': await bundle(join(import.meta.dirname, 'first.ts')),
    '/worker.js': await bundle(join(import.meta.dirname, '../../../src/worker/check.ts')),
    '/package.json': new TextEncoder().encode(JSON.stringify(packageMessage())),
    '/parcels.fgb': parcels,
  };
  const zones = Array.from({ length: 11 }, (_, seed) => zoneOf(count, seed + 1));
  await withBrowser(files, async (open) => {
    for (const geometry of [false, true]) {
      const seen: First[] = [];
      for (let i = 0; i < pages; i++) {
        const page = await open();
        await page.addScriptTag({ url: '/page.js', type: 'module' });
        await page.waitForFunction(() => 'firstCheck' in globalThis);
        seen.push(
          await page.evaluate(([list, shapes]) => globalThis.firstCheck(list, shapes), [
            zones,
            geometry,
          ] as const),
        );
        await page.close();
      }
      const of = (key: keyof First) => median(seen.map((one) => one[key])).toFixed(1);
      console.log(
        `first check of a page, ${geometry ? 'with shapes and fingerprint' : 'figures only'}: ${of('firstMs')} ms ` +
          `(then ${of('nextMs')} ms), 200 vertices over ${of('hits')} of ${seen[0]!.parcels} parcels and every layer and rule of data/; ` +
          `before it the worker took ${of('packageMs')} ms for the package and ${of('parcelsMs')} ms for the parcels, warming itself. ` +
          `Medians of ${pages} fresh pages`,
      );
    }
  });
}
