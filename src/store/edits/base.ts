import { layersIn, partFiles } from '../../check/edits/parts.ts';
import { versionOf } from '../../check/edits/pieces.ts';
import type { FontLists } from '../../check/package/font-characters.ts';
import {
  asProblems,
  type Layer,
  layerFile,
  type PackageInput,
  type Problem,
  packageFiles,
  parseJson,
} from '../../model/index.ts';

import { text as readText } from '../load.ts';

/** The published package as its server has it, and what of it could not be had. */
export interface Base {
  parts: PackageInput;
  /** The files as text, by path from the package's folder. */
  texts: ReadonlyMap<string, string>;
  problems: readonly Problem[];
}

/** Files a package may lack. */
const optional = new Set<string>([
  packageFiles.landClasses,
  packageFiles.layerRoles,
  packageFiles.changes,
  packageFiles.synonyms,
]);

/** The characters the package's fonts hold; what has no list is not known. */
export async function readFontLists(base: string): Promise<FontLists> {
  const list = async (name: string): Promise<string | undefined> => {
    try {
      const response = await fetch(new URL(`basemap/fonts/${name}.txt`, base));
      return response.ok ? await response.text() : undefined;
    } catch {
      return undefined;
    }
  };
  const [ui, labels] = await Promise.all([list('ui'), list('labels')]);
  return { ui, labels };
}

/** `dataVersion` of the package as its server has it now; undefined where that cannot be had. */
async function publishedVersion(base: string): Promise<string | undefined> {
  try {
    const response = await fetch(new URL(packageFiles.town, base), { cache: 'reload' });
    const { dataVersion } = (await response.json()) as { dataVersion?: unknown };
    return typeof dataVersion === 'string' ? dataVersion : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads every file of the published package that work may change. `reload`: past every cache and the service worker, which
 * has the package the page was opened with.
 */
async function readAll(base: string, cache: 'no-cache' | 'reload'): Promise<Base> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const get = async (file: string): Promise<string | undefined> => {
    try {
      let gone = false;
      const text = await readText(base, file, async (address) => {
        const answer = await fetch(address, { cache });
        gone = !answer.ok && optional.has(file);
        return gone ? new Response('') : answer;
      });
      if (gone) return undefined;
      texts.set(file, text);
      return text;
    } catch (error) {
      problems.push(...asProblems(error, { file }));
      return undefined;
    }
  };
  const json = async (file: string): Promise<unknown> => {
    const text = await get(file);
    if (text === undefined) return undefined;
    try {
      return parseJson(text, file);
    } catch (error) {
      problems.push(...asProblems(error, { file }));
      return undefined;
    }
  };
  const there = partFiles.filter(([key]) => key !== 'plans');
  const values = await Promise.all(there.map(async ([key, file]) => [key, await json(file)] as const));
  const fields = Object.fromEntries(values);
  const later = (fields['plan'] as { later?: unknown } | undefined)?.later;
  const plans = later ? await json(packageFiles.plans) : undefined;
  const parts = { ...fields, plans, layers: new Map() } as unknown as PackageInput;
  const layers = parts.layers as Map<string, unknown>;
  await Promise.all(
    layersIn(parts).map(async (layer) => {
      const file = layer['source'] && layerFile(layer as unknown as Layer);
      const data = typeof file === 'string' ? await json(file) : undefined;
      if (data !== undefined) layers.set(String(layer['id']), data);
    }),
  );
  const file = (parts.plan as { file?: unknown } | undefined)?.file;
  const text = typeof file === 'string' ? await get(`../${file}`) : undefined;
  return { parts: { ...parts, text }, texts, problems };
}

/** The published package as its server has it now, in place of `held`; undefined where it is the same, or cannot be had whole. */
export async function readNewer(
  base: string,
  held: Base,
  now = publishedVersion(base),
): Promise<Base | undefined> {
  const version = await now;
  if (version === undefined || version === versionOf(held.parts)) return undefined;
  const next = await readAll(base, 'reload');
  return next.problems.length > held.problems.length || versionOf(next.parts) !== version ? undefined : next;
}

/** The published package as its server has it, or where that cannot be asked as it was kept. */
export async function readBase(base: string): Promise<Base> {
  const now = publishedVersion(base);
  const kept = await readAll(base, 'no-cache');
  return (await readNewer(base, kept, now)) ?? kept;
}
