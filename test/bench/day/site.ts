import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexTowns } from '../../../src/cli/package/towns.ts';
import { madeUpCode } from '../_towns.ts';

/**
 * A site of `count` towns, each a full copy of this repository's own package under a made-up division code: so every view
 * weighs what a view of a real town weighs. Only `town.json` is written for each; the rest are links to one copy.
 */
export function writeDaySite(site: string, count: number): void {
  rmSync(site, { recursive: true, force: true });
  cpSync('dist', site, { recursive: true });
  const town = JSON.parse(readFileSync('data/town.json', 'utf8')) as Record<string, unknown>;
  const parts = [
    'basemap',
    'layers',
    'layers.json',
    'plan.json',
    'rules.json',
    'search.json',
    'stages.json',
    'status.json',
  ];
  for (let n = 0; n < count; n++) {
    const code = madeUpCode(n);
    const root = join(site, 'towns', code);
    mkdirSync(join(root, 'data'), { recursive: true });
    writeFileSync(join(root, 'data/town.json'), JSON.stringify({ ...town, code }));
    for (const name of parts) symlinkSync(join('../../../data', name), join(root, 'data', name));
    symlinkSync('../../seeds', join(root, 'seeds'));
  }
  indexTowns(site);
}
