/**
 * `npm run package -- COMMAND …`: the work of whoever keeps a town package.
 *
 *   index                   write the pinyin of names and text, `search.json`
 *   fonts REGULAR SEMIBOLD MEDIUM   write the font subsets, `basemap/fonts/`
 *   relief [DEM …]          write terrain tiles, from height models or, without one, from `relief.json` of the seeds
 *   replace LAYER FILE [EPSG:…] [--accuracy METRES] [--keep] [--items ITEM,…] [--force]
 *                           put official data in the place of a layer, keeping its links
 *   add FILE [EPSG:…] --role ROLE [--layer ID] [--accuracy METRES] [--date YEAR] [--force]
 *                           bring official data in as a reference layer, which rules name by its role
 *   apply FILE.zip [--check]   take in what 数据维护 published; refused whole when anything is wrong
 *   csp [SITE]              let the page of a built site (dist) read from the hosts its packages name, and no others
 *   prerender [SITE] [--png]   write the package of a built site (dist) into its pages, so that they are read without a
 *                           script; with --png their preview pictures are PNGs, drawn by an installed browser
 *   template                write the Word template of reports, `report-template.docx`
 *   tiles [LAYER …]         turn layers (all files over 2 MB, or those named) into PMTiles read piece by piece
 *   towns [SITE] [landing]  index the packages in SITE/towns/CODE/data/; `landing` opens the overview first
 *
 * `--package DIR` names another folder than `data`. Exit code 2 and the reason on stderr when it cannot be done.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asProblems, formatProblem } from '../model/index.ts';
import type { AddOptions } from './package/add.ts';
import { typed } from './typed.ts';

type Command = (
  args: string[],
  folder: string,
  options: AddOptions & { check?: boolean | undefined; png?: boolean | undefined },
) => Promise<void>;
const commands: Record<string, () => Promise<Command>> = {
  index: async () => (await import('./package/search-index.ts')).writeIndex,
  fonts: async () => (await import('./package/fonts.ts')).writeFonts,
  relief: async () => (await import('./package/relief.ts')).writeRelief,
  csp: async () => (await import('./package/csp.ts')).writeCsp,
  prerender: async () => (await import('./prerender/site.ts')).writePages,
  template: async () => (await import('./package/report-template.ts')).writeReportTemplate,
  tiles: async () => (await import('./package/vector-tiles.ts')).writeTiles,
  towns: async () => (await import('./package/towns.ts')).writeTowns,
  add: async () => (await import('./package/add.ts')).addLayer,
  apply: async () => (await import('./package/apply.ts')).applyPublication,
  replace: async () => (await import('./package/replace.ts')).replaceLayer,
};

const usage = `npm run package -- COMMAND …: ${Object.keys(commands).join(', ')}`;

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      package: { type: 'string', default: 'data' },
      accuracy: { type: 'string' },
      items: { type: 'string' },
      role: { type: 'string' },
      layer: { type: 'string' },
      date: { type: 'string' },
      keep: { type: 'boolean' },
      force: { type: 'boolean' },
      check: { type: 'boolean' },
      png: { type: 'boolean' },
    },
  });

async function main(): Promise<void> {
  const read = typed(parse, usage);
  if (!read) {
    process.exitCode = 2;
    return;
  }
  const { values, positionals } = read;
  const [name, ...args] = positionals;
  const command = name && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(name ? `No command ${name}\n${usage}` : usage);
    process.exitCode = 2;
    return;
  }
  const accuracyM = values.accuracy === undefined ? undefined : Number(values.accuracy);
  if (accuracyM !== undefined && !(accuracyM >= 0)) {
    console.error(`--accuracy is a number of metres, not ${values.accuracy}.`);
    process.exitCode = 2;
    return;
  }
  const items = values.items?.split(/[,，\s]+/).filter(Boolean);
  await (await command())(args, resolve(values.package), { ...values, accuracyM, items });
}

main().catch((error: unknown) => {
  for (const p of asProblems(error)) console.error(formatProblem(p, 'en'));
  process.exitCode = 2;
});
