import type { Feature as GeoJsonFeature } from 'geojson';
import * as v from 'valibot';
import {
  asProblems,
  CatalogueSchema,
  type Feature,
  FeaturePropertiesSchema,
  type Layer,
  type LayerData,
  PlanSchema,
  type Problem,
  ProblemError,
  problem,
  StatusLogSchema,
  TownSchema,
} from '../model/index.ts';
import { faultsOf, parse } from '../model/parse.ts';
import type { Read } from './plans.ts';
import { batch } from './signals.ts';
import type { WritableState } from './state.ts';

const retry = {
  zh: '请检查该文件是否存在、服务器是否可达，然后重新加载。',
  en: 'Check that the file exists and the server can be reached, then reload.',
};

const fromServer: Read = (address) => fetch(address);

/** The text of a file of the package. @throws ProblemError when it cannot be had */
export async function text(base: string, file: string, read: Read): Promise<string> {
  let response: Response;
  try {
    response = await read(new URL(file, base));
  } catch {
    throw new ProblemError(
      problem(
        'file-unreachable',
        { zh: '无法读取文件：服务器没有应答', en: 'The file could not be read: the server does not answer' },
        { file },
        retry,
      ),
    );
  }
  if (!response.ok)
    throw new ProblemError(
      problem(
        'file-missing',
        { zh: `服务器回答 ${response.status}`, en: `The server answered ${response.status}` },
        { file },
        retry,
      ),
    );
  return response.text();
}

async function json(base: string, file: string, read: Read): Promise<unknown> {
  const body = await text(base, file, read);
  try {
    return JSON.parse(body);
  } catch {
    // Where the fault stands is looked for when there is one.
    return (await import('../model/json.ts')).parseJson(body, file);
  }
}

async function readLayer(raw: unknown, file: string): Promise<{ data: LayerData; problems: Problem[] }> {
  const list = (raw as { features?: unknown } | null)?.features;
  if ((raw as { type?: unknown } | null)?.type !== 'FeatureCollection' || !Array.isArray(list))
    throw new ProblemError(
      problem(
        'not-a-collection',
        { zh: '不是 GeoJSON FeatureCollection', en: 'Not a GeoJSON FeatureCollection' },
        { file },
        { zh: '请导出为 GeoJSON 要素集合。', en: 'Export it as a GeoJSON feature collection.' },
      ),
    );
  const problems: Problem[] = [];
  const features: Feature[] = [];
  for (const [index, feature] of (list as (GeoJsonFeature | null)[]).entries()) {
    const where = { file, feature: String(feature?.properties?.['id'] ?? `#${index + 1}`) };
    const { success, output, issues } = v.safeParse(FeaturePropertiesSchema, feature?.properties);
    const geometry = feature?.geometry;
    if (!success) problems.push(...(await faultsOf(issues, where)));
    else if (geometry && 'coordinates' in geometry)
      features.push({ type: 'Feature', geometry, properties: output } as Feature);
    else
      problems.push(problem('no-geometry', { zh: '要素没有几何', en: 'The feature has no geometry' }, where));
  }
  const lost = list.length - features.length;
  return { data: { type: 'FeatureCollection', features, ...(lost ? { lost } : {}) }, problems };
}

/**
 * The features of a layer's file; those at fault are left out and reported.
 * @throws ProblemError when the file cannot be had or is no collection.
 */
export const readLayerFile = async (
  base: string,
  file: string,
  read: Read = fromServer,
): Promise<{ data: LayerData; problems: Problem[] }> => readLayer(await json(base, file, read), file);

/** The file a layer is read from when it is a plain GeoJSON file of the package; other sources are the map's. */
export function layerFile(layer: Layer): string | undefined {
  if (typeof layer.source === 'string') return layer.source;
  return layer.source.kind === 'geojson' ? layer.source.url : undefined;
}

/**
 * Loads town, catalogue, plan, status log and layers side by side. Each part that fails is reported and left out; only
 * without the town or the catalogue is there nothing to show.
 */
export async function loadPackage(
  state: WritableState,
  base: string,
  read: Read = fromServer,
): Promise<void> {
  const report = (problems: readonly Problem[]) => {
    if (problems.length) state.problems.value = [...state.problems.value, ...problems];
  };
  const step = () => {
    state.progress.value = { ...state.progress.value, done: state.progress.value.done + 1 };
  };
  const part = async <T extends v.GenericSchema>(
    file: string,
    schema: T,
    use: (value: v.InferOutput<T>) => void,
  ) => {
    try {
      const value = await parse(schema, await json(base, file, read), { file });
      batch(() => {
        use(value);
        step();
      });
      return value;
    } catch (error) {
      report(asProblems(error, { file }));
      step();
      return undefined;
    }
  };
  const layer = async (one: Layer) => {
    const file = layerFile(one);
    const set = (to: WritableState['layers']['value'][string]) => {
      state.layers.value = { ...state.layers.value, [one.id]: to };
    };
    if (!file) return;
    set({ phase: 'loading' });
    try {
      const { data, problems } = await readLayerFile(base, file, read);
      batch(() => {
        set({ phase: 'ready', data });
        report(problems);
        step();
      });
    } catch (error) {
      const problems = asProblems(error, { file });
      batch(() => {
        set({ phase: 'failed', problems });
        report(problems);
        step();
      });
    }
  };

  state.progress.value = { done: 0, total: 5 };
  const town = part('town.json', TownSchema, (value) => {
    state.town.value = value;
  });
  const layers = part('layers.json', CatalogueSchema, (value) => {
    state.progress.value = {
      ...state.progress.value,
      total: state.progress.value.total + value.layers.length,
    };
    state.catalogue.value = value;
  }).then(async (catalogue) => {
    await Promise.all((catalogue?.layers ?? []).map(layer));
    return catalogue;
  });
  const status = part('status.json', StatusLogSchema, (value) => {
    state.entries.value = value.entries;
  });
  const plan = part('plan.json', PlanSchema, (value) => {
    // The newest is shown: of several, none before all are in.
    if (!value.later) state.plan.value = value;
  }).then(async (value) => {
    if (!value) return step();
    const words = await text(base, `../${value.file}`, read).catch((error: unknown) => {
      report(asProblems(error));
      return undefined;
    });
    if (value.later) {
      const { readPlans } = await import('./plans.ts');
      report(await readPlans(state, { plan: value, text: words }, base, read));
    } else state.planText.value = words;
    step();
  });
  const [townValue, catalogue] = await Promise.all([town, layers, plan, status]);
  state.phase.value = townValue && catalogue ? 'ready' : 'failed';
}
