import { layersIn, partFiles } from '../../check/edits/parts.ts';
import {
  asProblems,
  type Layer,
  layerFile,
  type PackageInput,
  type Problem,
  packageFiles,
  parseJson,
} from '../../model/index.ts';

/** The published package as its server has it, and what of it could not be had. */
export interface Base {
  parts: PackageInput;
  /** The files as text, by path from the package's folder. */
  texts: ReadonlyMap<string, string>;
  problems: readonly Problem[];
}

/** Files a package may lack. */
const optional = new Set<string>([packageFiles.landClasses, packageFiles.layerRoles, packageFiles.changes]);

/** Reads every file of the published package that work may change, again from the server. */
export async function readBase(base: string): Promise<Base> {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  const get = async (file: string): Promise<string | undefined> => {
    try {
      const response = await fetch(new URL(file, base), { cache: 'no-cache' });
      if (!response.ok) {
        if (!optional.has(file)) throw new Error(`HTTP ${response.status}`);
        return undefined;
      }
      const text = await response.text();
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
  const known = Object.fromEntries(values);
  const later = (known['plan'] as { later?: unknown } | undefined)?.later;
  const plans = later ? await json(packageFiles.plans) : undefined;
  const parts = { ...known, plans, layers: new Map() } as unknown as PackageInput;
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
