import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, blocks, root } from './_pages.ts';

const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

export interface Command {
  block: Block;
  text: string;
  words: string[];
}

/** Commands of the `sh` blocks, line by line, `&&` apart, comments left out; each text once. */
export function commandsOf(list: readonly Block[]): Command[] {
  const seen = new Set<string>();
  return list
    .filter((block) => block.language === 'sh')
    .flatMap((block) =>
      block.text
        .split('\n')
        .flatMap((line) => line.replace(/(^|\s)#\s.*$/, '').split('&&'))
        .map((part) => part.trim())
        .filter((text) => text && !seen.has(text) && seen.add(text))
        .map((text) => ({ block, text, words: text.split(/\s+/) })),
    );
}

/** Programs of the machine a site or a display runs on: nothing of this repository answers for what they do. */
const elsewhere = ['sudo', 'systemctl', 'journalctl', 'curl'];
/**
 * Scripts that build, serve or measure: too long here. That they exist, and what they are given, is checked; those that
 * can be are run by `test/e2e/commands.test.ts`.
 */
const long = ['start', 'dev', 'test', 'build', 'bench', 'format'];
/** Entries that write into the repository itself or need a browser. */
const inPlace = ['src/cli/pictures.ts', 'seeds/authoring/main.ts'];

export type Kind = 'run' | 'exists' | 'elsewhere';
export function kindOf({ text, words }: Command): Kind {
  const [program = '', verb = '', name = ''] = words;
  if (elsewhere.includes(program)) return 'elsewhere';
  if (program === 'npm' && ['ci', 'start', 'test'].includes(verb)) return 'exists';
  if (program === 'npm' && verb === 'run') return long.includes(name) ? 'exists' : 'run';
  if (program === 'npx' && verb === 'tsx') return inPlace.includes(name) ? 'exists' : 'run';
  throw new Error(`no rule for the command: ${text}`);
}

/** The TypeScript file a command starts, from the repository's root, with its arguments. */
export function entryOf({ text, words }: Command): { file: string; args: string[] } {
  const [program, verb, name = ''] = words;
  if (program === 'npx') return { file: name, args: words.slice(3) };
  const script = scripts[verb === 'run' ? name : (verb ?? '')];
  if (!script) throw new Error(`package.json has no such script: ${text}`);
  const file = /^tsx (\S+)$/.exec(script)?.[1] ?? '';
  const rest = words.slice(verb === 'run' ? 3 : 2);
  if (rest.length && rest[0] !== '--') throw new Error(`npm hands on only what stands behind --: ${text}`);
  return { file, args: rest.slice(1) };
}

/** The plan of a package of `folder`'s kind is found beside it. */
function copyPackage(to: string): void {
  cpSync(join(root, 'data'), join(to, 'data'), { recursive: true });
  const seeds = join(to, 'seeds');
  mkdirSync(seeds, { recursive: true });
  const { file } = JSON.parse(readFileSync(join(root, 'data/plan.json'), 'utf8')) as { file: string };
  cpSync(join(root, file), join(to, file));
  cpSync(join(root, 'seeds/relief.json'), join(seeds, 'relief.json'));
}

const fixtures: Record<string, string> = {
  'official-villages.geojson': 'data/layers/villages.geojson',
  'farmland.geojson': 'data/layers/farmland.geojson',
  'DEM.tif': 'test/fixtures/dem/plane.tif',
  'parcels.fgb': 'test/fixtures/formats/zones.fgb',
  // Any font will do for cutting; these are at hand.
  'REGULAR.otf': 'data/basemap/fonts/ui-400.woff2',
  'SEMIBOLD.otf': 'data/basemap/fonts/ui-600.woff2',
  'MEDIUM.otf': 'data/basemap/fonts/labels.woff2',
};

/** The blocks of the small package on the page about the format, by path. */
export const smallPackage = (): Block[] =>
  blocks.filter(
    ({ page, name }) => page === 'docs/2-package-format.md' && /^(data|seeds)\/[\w./-]+$/.test(name),
  );

/** A folder holding all that the commands of the pages name. */
export function workshop(): string {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  copyPackage(folder);
  for (const [name, from] of Object.entries(fixtures)) cpSync(join(root, from), join(folder, name));
  for (const block of blocks.filter(({ name }) => name === 'zone.txt'))
    writeFileSync(join(folder, block.name), block.text);
  const site = join(folder, 'dist');
  copyPackage(site);
  cpSync(join(root, 'index.html'), join(site, 'index.html'));
  for (const block of smallPackage()) {
    const path = join(site, 'towns/999999001', block.name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, block.text);
  }
  return folder;
}

export interface Ran {
  code: number | null;
  out: string;
}

/** Runs a command in a folder with the repository's own code. */
export function run(command: Command, cwd: string): Promise<Ran> {
  const { file, args } = entryOf(command);
  if (!existsSync(join(root, file))) throw new Error(`${command.text} starts ${file}, which does not exist`);
  const child = spawn(join(root, 'node_modules/.bin/tsx'), [join(root, file), ...args], { cwd });
  let out = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  child.stderr.on('data', (part) => {
    out += part;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out }));
  });
}
