import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  asProblems,
  isInside,
  type Layer,
  layerFile,
  type PackageInput,
  type Problem,
  packageFiles,
  parseJson,
  problem,
} from '../../model/index.ts';

/** The bytes as text: UTF-8 and nothing else, since a wrong decoding would shift every offset; a byte-order mark goes. */
const readText = (path: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));

function read<T>(problems: Problem[], path: string, file: string, how: (text: string) => T): T | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) {
    problems.push(
      problem(
        'file-missing',
        { zh: '没有这个文件', en: 'there is no such file' },
        { file },
        { zh: '请核对文件名与大小写。', en: 'Check the name and its capitals.' },
      ),
    );
    return undefined;
  }
  try {
    return how(readText(path));
  } catch (error) {
    if (error instanceof TypeError)
      problems.push(
        problem(
          'not-utf8',
          { zh: '不是 UTF-8 文字', en: 'not UTF-8 text' },
          { file },
          { zh: '请用编辑器另存为 UTF-8。', en: 'Save it as UTF-8 in an editor.' },
        ),
      );
    else problems.push(...asProblems(error, { file }));
    return undefined;
  }
}

/** Reads a package folder, whatever is in it; what could not be read is reported in `problems` and left out of `input`. */
export function readPackage(folder: string): { input: PackageInput; problems: Problem[] } {
  const problems: Problem[] = [];
  const json = (file: string) => read(problems, join(folder, file), file, (text) => parseJson(text, file));
  const optional = (file: string) => (existsSync(join(folder, file)) ? json(file) : undefined);
  const catalogue = json(packageFiles.catalogue);
  const plan = json(packageFiles.plan);
  const layers = new Map<string, unknown>();
  const listed = (catalogue as { layers?: unknown } | null | undefined)?.layers;
  for (const layer of Array.isArray(listed) ? (listed as unknown[]) : []) {
    const { id, source } = (layer ?? {}) as Partial<Layer>;
    if (typeof id !== 'string' || (typeof source !== 'string' && typeof source !== 'object')) continue;
    const file = source && layerFile({ source } as Layer);
    if (typeof file !== 'string') continue;
    if (!isInside(file)) {
      problems.push(outside(packageFiles.catalogue, id, file));
      continue;
    }
    const data = json(file);
    if (data !== undefined) layers.set(id, data);
  }
  const planFile = (plan as { file?: unknown } | null | undefined)?.file;
  let text: string | undefined;
  if (typeof planFile === 'string') {
    if (isInside(planFile)) text = read(problems, join(dirname(folder), planFile), planFile, (t) => t);
    else problems.push(outside(packageFiles.plan, 'file', planFile));
  }
  return {
    input: {
      town: json(packageFiles.town),
      plan,
      catalogue,
      status: json(packageFiles.status),
      rules: json(packageFiles.rules),
      stages: json(packageFiles.stages),
      landClasses: optional(packageFiles.landClasses),
      layerRoles: optional(packageFiles.layerRoles),
      changes: optional(packageFiles.changes),
      synonyms: optional(packageFiles.synonyms),
      plans: optional(packageFiles.plans),
      text,
      layers,
    },
    problems,
  };
}

const outside = (file: string, record: string, path: string): Problem =>
  problem(
    'path-outside',
    { zh: `路径 ${path.slice(0, 80)} 不在包内`, en: `the path ${path.slice(0, 80)} leaves the package` },
    { file, record },
    { zh: '只能用包内的相对路径。', en: 'Use a relative path inside the package.' },
  );
