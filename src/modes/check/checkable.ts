import { asProblems, type Bilingual, type Layer, type LayerData, layerFile } from '../../model/index.ts';
import type { LayerState } from '../../store/index.ts';
import { readLayerFile } from '../../store/load.ts';

/** A layer as the check takes it: whole, or not at all with the reason. */
export interface Checkable {
  layer: Layer;
  data: LayerData | null;
  problem?: Bilingual;
}

/** What is fetched by view never is all of it: nothing found there would not mean that nothing is there. */
const partOnly: Bilingual = {
  zh: '来自外部数据源，只取视图内的部分，不据此核查。',
  en: 'From another source, of which only the view is fetched: not checked against.',
};
const tilesOnly: Bilingual = {
  zh: '只有切片，形状已不是原样，不据此核查。',
  en: 'Only tiles, whose shapes are simplified: not checked against.',
};

/** The whole of a layer: what the map holds, or for a tiled one the file its tiles were cut from, fetched now. */
export async function checkable(
  layer: Layer,
  held: LayerState | undefined,
  base: string,
): Promise<Checkable> {
  if (typeof layer.source === 'object' && layer.source.kind === 'pmtiles') {
    const file = layerFile(layer);
    if (!file) return { layer, data: null, problem: tilesOnly };
    try {
      return { layer, data: (await readLayerFile(base, file)).data };
    } catch (error) {
      const what = asProblems(error, { file })[0]?.what;
      return { layer, data: null, ...(what ? { problem: what } : {}) };
    }
  }
  if (held?.phase === 'ready')
    return held.view ? { layer, data: null, problem: partOnly } : { layer, data: held.data };
  const what = held?.phase === 'failed' ? held.problems[0]?.what : undefined;
  return { layer, data: null, ...(what ? { problem: what } : {}) };
}
